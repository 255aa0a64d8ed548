"""What stands inside a tool, taken apart: its purpose, what it is made of, guidance, and its own blocks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from course_builder.blocks.tool.model import Sheet, Tool
from course_builder.diagnostics import Report
from course_builder.model import Block, Content, Prose, Question
from course_builder.source.pieces import Definitions, ItemList, Piece, Table, pieces

Structure = ItemList | Table | Definitions

Single = TypeVar("Single", ItemList, Table)


@dataclass(frozen=True, slots=True)
class ToolContent:
    """What stands inside a tool.

    Args:
        purpose: the text at its beginning.
        before: what stands between the purpose and the first of ``found``.
        found: what the tool is made of, each with what stands between it and the one before.
        after: what stands behind the last.
        blocks: the tool's own blocks, by name.
    """

    purpose: Prose | None = None
    before: Content = ()
    found: tuple[tuple[Content, Structure], ...] = ()
    after: Content = ()
    blocks: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)

    def blocks_named(self, name: str) -> tuple[Block, ...]:
        """Return the tool's own blocks of this name."""
        return self.blocks.get(name, ())

    def tool(
        self, kind: str, sheets: tuple[Sheet, ...], own: Any = None, extra: Mapping[str, Any] | None = None
    ) -> Tool:
        """Return the tool of this content, without its examples; the arguments are those of ``Tool``."""
        return Tool(
            kind=kind,
            sheets=sheets,
            purpose=self.purpose,
            before=self.before,
            after=self.after,
            own=own,
            extra=extra or {},
        )


def tool_content(
    block: Block, report: Report, structure: type[Structure], own: Collection[str] = ("example",)
) -> ToolContent:
    """Take the inside of a tool apart.

    Args:
        structure: what this tool is made of; lists and tables of other kinds are text.
        own: the names of the blocks that belong to the tool.
    """
    found: list[tuple[Content, Structure]] = []
    between: list[Prose | Block | Question] = []
    blocks: dict[str, tuple[Block, ...]] = {}
    for node in block.content:
        if isinstance(node, Block) and node.name in own:
            blocks[node.name] = (*blocks.get(node.name, ()), node)
            continue
        parts: list[Piece | Block | Question] = (
            list(pieces(node, report, (structure,))) if isinstance(node, Prose) else [node]
        )
        for part in parts:
            if isinstance(part, ItemList | Table | Definitions):
                found.append((tuple(between), part))
                between = []
            else:
                between.append(part)
    if not found:
        return ToolContent(before=tuple(between), blocks=blocks)
    purpose, before = None, found[0][0]
    if before and isinstance(before[0], Prose):
        purpose, before = before[0], before[1:]
    return ToolContent(purpose, before, tuple(found), tuple(between), blocks)


def single_structure(
    content: ToolContent, structure: type[Single], block: Block, report: Report, hint: str
) -> Single | None:
    """Return the one list or table that a tool is made of; the first where there are more, which is told.

    Args:
        content: the inside of ``block``.
        hint: how to write it.
    """
    found = [one for _, one in content.found if isinstance(one, structure)]
    if len(found) != 1:
        noun = "list" if structure is ItemList else "table"
        span = found[1].span if found else block.span
        report.add("block-content", span, f"A {block.name} is one {noun}; this has {len(found)}.", hint)
    return found[0] if found else None
