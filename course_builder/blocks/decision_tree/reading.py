"""Steps and outcomes, each by itself: whether it has an id and a title, and the choices of a step."""

from __future__ import annotations

import re
from collections.abc import Collection

from course_builder.blocks import Reading
from course_builder.diagnostics import Report
from course_builder.model import Block, Content, Prose, Question
from course_builder.model.base import Located, Node
from course_builder.source.list_items import Item
from course_builder.source.names import plain_text, slug
from course_builder.source.pieces import ItemList, pieces

_LINK = re.compile(r"\]\(|<https?:")


class Way(Located):
    """A choice of a step; ``span`` is the place of the name that it leads to.

    Args:
        id: what is kept when it is chosen; unique in its step.
        text: what the learner says.
        to: the id of the step or outcome that it leads to.
        number: the number of that; the tree counts its steps and outcomes.
        consequence: what is said before that.
    """

    id: str
    text: Prose
    to: str
    number: int = 0
    consequence: Prose | None = None


class Step(Node):
    """A step: its number in its tree, what stands above its choices, and these."""

    prompt: Content
    ways: tuple[Way, ...]
    number: int = 0


class Outcome(Node):
    """An outcome: its number in its tree."""

    number: int = 0


def read_step(block: Block, reading: Reading) -> Block:
    """Return the step with what was read of it."""
    _tell_unnamed(block, reading.report, "asks nothing", "Write :::step[What do you want to know?]{#name}.")
    prompt: list[Prose | Block | Question] = []
    items: list[Item] = []
    for node in block.content:
        if not isinstance(node, Prose):
            prompt.append(node)
            continue
        for piece in pieces(node, reading.report, (ItemList,)):
            if isinstance(piece, ItemList) and any(item.arrow() for item in piece.items):
                items += piece.items
            elif isinstance(piece, ItemList | Prose):
                prompt.append(piece.run if isinstance(piece, ItemList) else piece)
    if not items:
        reading.report.add(
            "block-content",
            block.span,
            "This step has no choices.",
            "Write '- What I say -> step', or make it an :::outcome.",
        )
    ways: list[Way] = []
    for item in items:
        if way := _way(item, {one.id for one in ways}, reading.report):
            ways.append(way)
    return block.model_copy(update={"data": Step(prompt=tuple(prompt), ways=tuple(ways))})


def read_outcome(block: Block, reading: Reading) -> Block:
    """Return the outcome; it needs an id and a title."""
    _tell_unnamed(block, reading.report, "has no title", "Write :::outcome[What follows]{#name}.")
    return block.model_copy(update={"data": Outcome()})


def _tell_unnamed(block: Block, report: Report, lacks: str, hint: str) -> None:
    if not block.id:
        report.add(
            "block-id-missing",
            block.span,
            f"This {block.name} has no id.",
            f"Choices lead to it by its id: :::{block.name}[…]{{#name}}.",
        )
    if not block.label:
        report.add("block-content", block.span, f"This {block.name} {lacks}.", hint)


def _way(item: Item, taken: Collection[str], report: Report) -> Way | None:
    said, to = item.arrow() or (None, None)
    if said is None or to is None:
        report.add("matching-pair", item.span, "This choice leads nowhere.", "Write '- What I say -> step'.")
        return None
    if _LINK.search(said.text):
        report.add(
            "block-content",
            said.span,
            "This choice holds a link, and is one itself.",
            "Put the link into the quote under the choice, or where it leads.",
        )
    identifier = slug(plain_text(said.text))
    if identifier in taken:
        report.add(
            "question-option-duplicate",
            said.span,
            "Two choices of this step say the same.",
            "Say what is different, or delete one.",
        )
        return None
    return Way(span=to.span, id=identifier, text=said, to=to.text, consequence=item.feedback)
