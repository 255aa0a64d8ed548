"""A glossary: ``:::glossary`` around a definition list of terms; ``Term / further form / another`` on the term's line.

The first place of each term on every page of the course becomes a link that shows what the term means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from course_builder.blocks import BlockRoom, Reading
from course_builder.diagnostics import Report, Span
from course_builder.model import Block, Content, Prose, Question, Term
from course_builder.source.lines import part_of
from course_builder.source.names import plain_text, slug
from course_builder.source.pieces import Definitions, pieces

_SLASH = re.compile(r"\s+/\s+")

_HINT = "Write a term on one line, and ':   What it means.' on the next."


def _read(block: Block, reading: Reading) -> Block:
    rest: list[Prose | Block | Question] = []
    terms: list[Term] = []
    taken: dict[str, Span] = {}
    forgotten = False
    for node in block.content:
        for piece in pieces(node, reading.report) if isinstance(node, Prose) else [node]:
            if isinstance(piece, Definitions):
                for titles, meaning in piece.entries:
                    if titles:
                        terms.append(_term(titles, meaning, taken, reading.report))
                    else:
                        reading.report.add("block-content", meaning.span, "This meaning has no term.", _HINT)
                        forgotten = True
            elif isinstance(piece, Prose | Block | Question):
                rest.append(piece)
    if not terms and not forgotten:
        reading.report.add(
            "block-content",
            block.span,
            "There is no term in this glossary.",
            _HINT,
        )
    content: Content = tuple(rest)
    return block.model_copy(update={"data": tuple(_with_own_ids(terms)), "content": content})


def _term(titles: tuple[Prose, ...], meaning: Prose, taken: dict[str, Span], report: Report) -> Term:
    forms: list[str] = []
    for line in titles:
        offset = 0
        for written in _SLASH.split(line.text.strip()):
            form = plain_text(written)
            place = line.at(line.text.find(written, offset), len(written))
            offset = line.text.find(written, offset) + len(written)
            if form.casefold() in taken:
                report.add(
                    "block-content",
                    place,
                    f"{form!r} stands twice in this glossary.",
                    f"It is also at {taken[form.casefold()]}.",
                )
            elif form:
                taken[form.casefold()] = place
                forms.append(form)
    first = _SLASH.split(titles[0].text.strip())[0]
    title = part_of(titles[0], first, titles[0].text.find(first))
    return Term(span=title.span, id=f"term-{slug(first)}", title=title, forms=tuple(forms), meaning=meaning)


def _with_own_ids(terms: list[Term]) -> Iterator[Term]:
    """Number ids that would be the same: different words can have the same slug."""
    seen: dict[str, int] = {}
    for term in terms:
        seen[term.id] = seen.get(term.id, 0) + 1
        yield term if seen[term.id] == 1 else term.model_copy(update={"id": f"{term.id}-{seen[term.id]}"})


room = BlockRoom("glossary", Path(__file__).parent, parts=("glossary",), read=_read)
