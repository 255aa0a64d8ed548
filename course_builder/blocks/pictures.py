"""Pictures that blocks are made of: ``![what it shows](../media/x.svg) Caption``, alone or as the lines of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from course_builder.diagnostics import Report, Span
from course_builder.model import Block, Content, Prose
from course_builder.source.pieces import ItemList, pieces
from course_builder.source.question_text import Item, replace_text

_PICTURE = re.compile(
    r"!\[[^\[\]]*\]\(\s*(?:<(?P<pointed>[^<>\n]*)>|(?P<bare>[^()\s]+(?:\([^()\s]*\)[^()\s]*)*))(?:\s+\"[^\"]*\")?\s*\)(?:\{[^{}]*\})?"
)


@dataclass(frozen=True, slots=True)
class Pictured:
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


def pictured(run: Prose) -> Pictured | None:
    """Take a run apart that begins with a picture; None where it does not."""
    found = _PICTURE.match(run.text)
    if not found:
        return None
    after = run.text[found.end() :]
    caption = after.strip()
    start = found.end() + len(after) - len(after.lstrip())
    return Pictured(
        run.span,
        replace_text(run, found[0], 0),
        found["pointed"] or found["bare"] or "",
        replace_text(run, caption, start) if caption else None,
    )


def pictures(block: Block, report: Report) -> tuple[tuple[Pictured, ...], Content]:
    """Return the pictures of the lists in a block, and what stands in it beside them.

    Args:
        block: as the generic reader left it.
        report: told of lines without a picture.
    """
    found: list[Pictured] = []
    rest: list[Content] = []
    for node in block.content:
        if not isinstance(node, Prose):
            rest.append((node,))
            continue
        for piece in pieces(node, report):
            if isinstance(piece, ItemList):
                found += [one for item in piece.items if (one := _of_item(item, report))]
            elif isinstance(piece, Prose):
                rest.append((piece,))
            else:
                report.add("block-content", piece.span, f"This has no place in {block.name!r}.", _HINT)
    return tuple(found), sum(rest, ())


def quoted(item: Item, report: Report) -> None:
    """Tell of a quote below a line of a list, which only questions have a use for."""
    if item.feedback:
        report.add("block-content", item.feedback.span, "A quote has no meaning below this line.", "Take the '>' away.")


_HINT = "Write one picture a line: - ![what it shows](../media/picture.svg) Caption."


def _of_item(item: Item, report: Report) -> Pictured | None:
    quoted(item, report)
    found = pictured(item.text) if item.text else None
    if found is None:
        report.add("block-content", item.span, "This line does not begin with a picture.", _HINT)
    return found
