"""Worked examples of a tree: ``:::example[Name]`` around a list of the answers, down to an outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from course_builder.blocks.decision_tree.reading import Step, Way
from course_builder.blocks.tool import Column, Entry, Example, Sheet, Shown, example_name
from course_builder.diagnostics import Report, did_you_mean
from course_builder.model import Block, Prose
from course_builder.source.list_items import Item
from course_builder.source.names import plain_text, slug
from course_builder.source.pieces import ItemList, pieces

_OUTCOME = (Column(id="outcome", word="decision-tree.outcome"),)


def way_examples(
    blocks: Iterable[Block], sheet: Sheet, start: str, parts: Mapping[str, Block], report: Report
) -> tuple[Example, ...]:
    """Return the examples of a tree in which every choice leads somewhere.

    Args:
        blocks: those that show the examples.
        sheet: what is kept of a way.
        start: the id of the first step.
        parts: steps and outcomes by their ids.
    """
    made = [_example(block, sheet, start, parts, report) for block in blocks]
    return tuple(one for one in made if one)


def _example(block: Block, sheet: Sheet, start: str, parts: Mapping[str, Block], report: Report) -> Example | None:
    name = example_name(block, report)
    here = parts[start]
    rows: list[tuple[Prose | None, ...]] = []
    entries: list[Entry] = []
    for item in _answers(block, report):
        way = _way(here, item, report)
        if way is None:
            return None
        rows.append((here.label, way.text))
        entries.append(Entry(id=str(here.id), cells=_cells(here, way)))
        here = parts[way.to]
    if isinstance(here.data, Step):
        report.add(
            "block-content",
            block.span,
            f"This example does not come to an outcome; it stops at {_words(here.label)!r}.",
            "Write the answer to each question that it meets as an item of one list.",
        )
        return None
    question, answer, _ = sheet.columns
    way_taken = Shown(header=(question, answer), rows=tuple(rows))
    reached = Shown(header=_OUTCOME, rows=((here.label,),))
    return Example(
        name=name,
        block=block.model_copy(update={"data": (way_taken, reached)}),
        sheets={sheet.id: tuple(entries)},
    )


def _answers(block: Block, report: Report) -> list[Item]:
    return [
        item
        for node in block.content
        if isinstance(node, Prose)
        for piece in pieces(node, report, (ItemList,))
        if isinstance(piece, ItemList)
        for item in piece.items
    ]


def _way(here: Block, item: Item, report: Report) -> Way | None:
    """Return the choice of a step that an item names."""
    said = _words(item.text)
    if not isinstance(here.data, Step):
        report.add(
            "block-content",
            item.span,
            f"The way ends before this answer, at {_words(here.label)!r}.",
            "Delete it, or write what leads on further up.",
        )
        return None
    for way in here.data.ways:
        if way.id == slug(said):
            return way
    report.add(
        "block-content",
        item.span,
        f"{said!r} is no choice of {_words(here.label)!r}.",
        did_you_mean(said, [_words(one.text) for one in here.data.ways]),
    )
    return None


def _cells(here: Block, way: Way) -> dict[str, str]:
    """Return what the player keeps of an answer (``choose`` in ``player/src/parts/decision-tree.ts``)."""
    cells = {"way": way.id, "question": _words(here.label), "answer": _words(way.text)}
    return cells | ({"follows": _words(way.consequence)} if way.consequence else {})


def _words(text: Prose | None) -> str:
    return " ".join(plain_text(text.text).split()) if text else ""
