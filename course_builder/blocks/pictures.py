"""Pictures that blocks are made of: ``![what it shows](../media/x.svg) Caption``, alone or as the lines of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from course_builder.diagnostics import Report, Span
from course_builder.model import Block, Content, Prose, Question
from course_builder.source.lines import part_of
from course_builder.source.list_items import Item
from course_builder.source.pieces import Definitions, ItemList, Table, pieces

_PICTURE = re.compile(
    r"!\[[^\[\]]*\]\(\s*(?:<(?P<pointed>[^<>\n]*)>|(?P<bare>[^()\s]+(?:\([^()\s]*\)[^()\s]*)*))(?:\s+\"[^\"]*\")?\s*\)(?:\{[^{}]*\})?"
)


@dataclass(frozen=True, slots=True)
class CaptionedPicture:
    """A picture with its caption.

    Args:
        picture: its Markdown, without the caption.
        address: of its file, as written.
        caption: what follows it; None where nothing does.
    """

    span: Span
    picture: Prose
    address: str
    caption: Prose | None


def captioned_picture(run: Prose) -> CaptionedPicture | None:
    """Take a run apart that begins with a picture; None where it does not."""
    found = _PICTURE.match(run.text)
    if not found:
        return None
    after = run.text[found.end() :]
    caption = after.strip()
    start = found.end() + len(after) - len(after.lstrip())
    return CaptionedPicture(
        run.span,
        part_of(run, found[0], 0),
        found["pointed"] or found["bare"] or "",
        part_of(run, caption, start) if caption else None,
    )


def pictures(block: Block, report: Report) -> tuple[tuple[CaptionedPicture, ...], Content]:
    """Return the pictures of the lists in a block, and what stands in it beside them.

    Args:
        block: as the generic reader left it.
        report: told of lines without a picture.
    """
    items, rest = lines(block, report, repr(block.name), _HINT)
    return tuple(one for item in items if (one := _of_item(item, report))), rest


def lines(block: Block, report: Report, name: str, hint: str) -> tuple[list[Item], Content]:
    """Return the lines of all lists in a block, and what stands in it beside them.

    Args:
        report: told of tables and the like.
        name: how messages call the block.
        hint: how to write what the block is made of.
    """
    items: list[Item] = []
    rest: list[Prose | Block | Question] = []
    for node in block.content:
        for piece in pieces(node, report) if isinstance(node, Prose) else (node,):
            if isinstance(piece, ItemList):
                items += piece.items
            elif isinstance(piece, Table | Definitions):
                report.add("block-content", piece.span, f"This has no place in {name}.", hint)
            else:
                rest.append(piece)
    return items, tuple(rest)


def report_quote(item: Item, report: Report) -> None:
    """Tell of a quote below a line of a list, which only questions have a use for."""
    if item.feedback:
        report.add("block-content", item.feedback.span, "A quote has no meaning below this line.", "Take the '>' away.")


_HINT = "Write one picture a line: - ![what it shows](../media/picture.svg) Caption."


def _of_item(item: Item, report: Report) -> CaptionedPicture | None:
    report_quote(item, report)
    found = captioned_picture(item.text) if item.text else None
    if found is None:
        report.add("block-content", item.span, "This line does not begin with a picture.", _HINT)
    return found
