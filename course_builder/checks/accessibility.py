"""What can be told about accessibility from the sources alone; the browser tests see the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course_builder.blocks import room_of
from course_builder.diagnostics import Report
from course_builder.model import Assessment, Block, Content, Course, Prose
from course_builder.source.literal import markup
from course_builder.source.pieces import Table, pieces

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+\S", re.MULTILINE)
_EMPTY_CELL = re.compile(r"\|[ \t]*(?:\{[^}\n]*\})?[ \t]*\|")


def headings(course: Course, report: Report) -> None:
    """Tell of headings that skip a level (WCAG 2.2, 1.3.1). Pages begin at ``##``, so ``###`` is the first inside."""
    for screen in course.screens:
        level = 2
        for node in screen.nodes:
            if not isinstance(node, Prose) or "#" not in node.text:
                continue
            for found in _HEADING.finditer(markup(node.text)):
                now = len(found[1])
                if now == 1:
                    # Only a file that is included can have one; in a module it would have begun a page.
                    report.add(
                        "heading-level",
                        node.at(found.start(1), now),
                        "This is a title inside of a page, which has one already.",
                        "Write ### instead.",
                    )
                if now > level + 1:
                    report.add(
                        "heading-level",
                        node.at(found.start(1), now),
                        f"This heading has level {now}, and the one before it {level}.",
                        f"Write {'#' * (level + 1)} instead.",
                    )
                level = max(now, 2)


def tables(course: Course, report: Report) -> None:
    """Tell of columns without a heading (WCAG 2.2, 1.3.1): screen readers say it before each cell."""
    for screen in course.screens:
        for run in _runs(screen.introduction if isinstance(screen, Assessment) else screen.content):
            # To take a run apart costs as much as to convert it, and few have a cell without text.
            for piece in pieces(run, Report(), (Table,)) if _EMPTY_CELL.search(run.text) else ():
                header = piece.header if isinstance(piece, Table) else ()
                for cell in header:
                    if not cell.text:
                        report.add(
                            "table-head-empty",
                            cell.span,
                            "This column has no heading.",
                            "Say in a word what stands in it; that of the first column often says what is compared.",
                        )


def _runs(content: Content) -> Iterator[Prose]:
    """Yield the runs of Markdown that are shown as they are; a block that reads its own tables tells their mistakes."""
    for node in content:
        if isinstance(node, Prose):
            yield node
        elif isinstance(node, Block) and room_of(node).read is None:
            yield from _runs(node.content)
