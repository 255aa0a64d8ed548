"""The tree as a whole: whether every choice leads on, everything is reached, and nobody walks in circles."""

from __future__ import annotations

from collections.abc import Mapping

from course_builder.blocks import Reading
from course_builder.blocks.decision_tree.example import way_examples
from course_builder.blocks.decision_tree.reading import Step
from course_builder.blocks.tool import Column, Example, Sheet, Tool
from course_builder.diagnostics import Report, did_you_mean
from course_builder.model import Block, Content, Prose, Question

WAY = Sheet(
    id="way",
    columns=(
        Column(id="question", word="decision-tree.question"),
        Column(id="answer", word="decision-tree.answer"),
        Column(id="follows", word="decision-tree.follows"),
    ),
)
"""What is kept of a tree: the way taken, a row for each answer, in the words that were read."""


def read_tree(block: Block, reading: Reading) -> Block:
    """Lower a tree to a tool with one sheet, the way taken; its steps and outcomes stay content."""
    parts: dict[str, Block] = {}
    text: tuple[list[Prose | Block | Question], list[Prose | Block | Question]] = ([], [])
    own: list[Block] = []
    shown: list[Block] = []
    for node in block.content:
        if isinstance(node, Block) and node.name in ("step", "outcome"):
            own.append(node)
            if node.id:
                parts.setdefault(node.id, node)
        elif isinstance(node, Block) and node.name == "example":
            shown.append(node)
        else:
            text[bool(own)].append(node)
    examples: tuple[Example, ...] = ()
    steps = [one for one in own if one.name == "step"]
    if not steps:
        reading.report.add(
            "block-content",
            block.span,
            "This decision tree has no step.",
            "Write :::step[Question]{#start} with choices '- What I say -> step'.",
        )
    elif _leads_somewhere(parts, reading.report) and (start := steps[0].id):
        _walk(start, parts, reading.report)
        examples = way_examples(shown, WAY, start, parts, reading.report)
    before, after = text
    purpose = before[0] if before and isinstance(before[0], Prose) else None
    tool = Tool(
        kind="decision-tree",
        sheets=(WAY,),
        purpose=purpose,
        before=tuple(before[1:] if purpose else before),
        after=tuple(after),
        examples=examples,
        own=_numbered(own, steps[0] if steps else None),
    )
    return block.model_copy(update={"data": tool})


def _numbered(own: list[Block], first: Block | None) -> Content:
    """Return steps and outcomes in the order in which they are read, the first step first, with their numbers.

    On paper a choice leads to a number.
    """
    ordered = sorted(own, key=lambda one: (one is not first, one.name == "outcome"))
    numbers = {one.id: number for number, one in enumerate(ordered, 1)}
    made = []
    for number, one in enumerate(ordered, 1):
        data = one.data.model_copy(update={"number": number})
        if isinstance(data, Step):
            ways = tuple(way.model_copy(update={"number": numbers.get(way.to, 0)}) for way in data.ways)
            data = data.model_copy(update={"ways": ways})
        made.append(one.model_copy(update={"data": data}))
    return tuple(made)


def _leads_somewhere(parts: Mapping[str, Block], report: Report) -> bool:
    """Tell of choices that lead to nothing; say whether there are none."""
    unknown = [
        way for part in parts.values() if isinstance(part.data, Step) for way in part.data.ways if way.to not in parts
    ]
    for way in unknown:
        report.add(
            "scenario-step-unknown",
            way.span,
            f"There is no step or outcome {way.to!r}.",
            did_you_mean(way.to, parts),
        )
    return not unknown


def _walk(start: str, parts: Mapping[str, Block], report: Report) -> None:
    """Tell of what no choice leads to, and of choices that lead back: who follows them never comes to an outcome."""
    reached: set[str] = set()
    way_here: list[str] = []
    # A stack of our own: a tree may be deeper than Python calls go. None closes the step that was opened before it.
    waiting: list[str | None] = [start]
    while waiting:
        name = waiting.pop()
        if name is None:
            way_here.pop()
            continue
        if name in reached:
            continue
        reached.add(name)
        way_here.append(name)
        waiting.append(None)
        step = parts[name].data
        for way in step.ways if isinstance(step, Step) else ():
            if way.to in way_here:
                report.add(
                    "block-content",
                    way.span,
                    f"This choice leads back to {way.to!r}, so that one can walk in circles.",
                    "Lead on to another step or an outcome; learners go back by a button of their own.",
                )
            else:
                waiting.append(way.to)
    for name, part in parts.items():
        if name not in reached:
            report.add(
                "scenario-step-unreachable",
                part.span,
                f"No choice leads to {name!r}.",
                "Let a choice lead here, or delete it.",
            )
