"""The paragraphs of a document one after another, and what they are as Markdown.

Word and PowerPoint know no lists and no sections, only paragraphs that look like parts of them; lists and pages are
made here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from lxml.html import HtmlElement

from course_builder.scaffold.imports.material import Asked, Page
from course_builder.scaffold.imports.prose import Converter, one_line


@dataclass(slots=True, eq=False)
class Flow:
    """A paragraph, or a table.

    Args:
        element: HTML of it: ``p`` or ``table``.
        place: where it stands in the document.
        level: of a heading from 1, of an item of a list from 0.
        form: of an item, how it is counted, as Office names it: ``bullet``, ``decimal``, ``lowerLetter`` …
        number: of an item that is counted.
    """

    element: HtmlElement
    place: int
    kind: Literal["text", "heading", "item", "quote", "code", "title", "table"] = "text"
    level: int = 0
    form: str = ""
    number: int = 0

    @property
    def words(self) -> str:
        """What it says, on one line."""
        return " ".join(str(self.element.text_content()).split())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it."""
        return not self.words and self.element.find(".//img") is None


def blocks(flows: Sequence[Flow], convert: Converter, lost: list[str], *, heading: int = 2) -> list[str]:
    """Return paragraphs as blocks of Markdown.

    Args:
        heading: the level of headings that has ``##`` here.
    """
    made: list[str] = []
    at = 0
    while at < len(flows):
        kind = flows[at].kind
        end = at + 1
        while kind in {"item", "quote", "code"} and end < len(flows) and flows[end].kind == kind:
            end += 1
        run = flows[at:end]
        at = end
        if kind == "item":
            # What is counted and what is not are two lists, and so is what begins at 1 again.
            cuts = [0]
            for index, one in enumerate(run[1:], start=1):
                before = [two for two in run[cuts[-1] : index] if two.level <= one.level]
                if before and one.level == run[cuts[-1]].level and before[-1].form != one.form:
                    cuts.append(index)
            made += [_list(run[start:stop], convert, lost) for start, stop in pairwise([*cuts, len(run)])]
        elif kind == "code":
            text = "\n".join(str(one.element.text_content()).replace("\xa0", " ").rstrip() for one in run)
            fence = "`" * max(3, *(len(one) + 1 for one in re.findall("`+", text)), 0)
            made.append(f"{fence}\n{text}\n{fence}")
        elif kind == "quote":
            inner = "\n\n".join(block for one in run for block in convert.blocks(one.element))
            made.append("\n".join(f"> {line}".rstrip() for line in inner.split("\n")))
        elif kind == "heading":
            signs = "#" * min(6, max(3, run[0].level - heading + 2))
            made += [f"{signs} {line(run[0], convert)}"]
        else:
            made += convert.block(run[0].element)
    return [one for one in made if one.strip()]


def line(flow: Flow, convert: Converter) -> str:
    """Return a paragraph as one line, as titles are; emphasis of the whole of it is left out."""
    text = one_line(" ".join(convert.blocks(flow.element)))
    found = re.fullmatch(r"(\*{1,3}|==)([^*=]+)\1", text)
    return found[2] if found else text


def _list(run: Sequence[Flow], convert: Converter, lost: list[str]) -> str:
    lines: list[str] = []
    widths: list[tuple[int, int]] = []  # levels that are open, and by how much what is in them is moved in
    for item in run:
        while widths and widths[-1][0] >= item.level:
            widths.pop()
        mark = "- " if item.form in {"bullet", "none", ""} else f"{max(item.number, 0)}. "
        if item.form not in {"bullet", "none", "", "decimal"}:
            said = "The letters of a list are numbers here."
            lost += [said] if said not in lost else []
        indent = " " * sum(one for _, one in widths)
        inner = "\n\n".join(convert.blocks(item.element)) or "\u2003"
        inside = indent + " " * len(mark)
        lines.append(indent + mark + re.sub(r"\n(?=[^\n])", f"\n{inside}", inner))
        widths.append((item.level, len(mark)))
    return "\n".join(lines)


@dataclass(slots=True)
class Chapters:
    """What of a document its headings make.

    Args:
        module, page: the levels of headings that begin a module and a page; 0 where none does.
    """

    module: int
    page: int


def chapters(found: Sequence[int]) -> Chapters:
    """Return which headings begin modules and pages: those of the first two levels that are there.

    Where there is one level alone its headings begin pages, and one heading alone is the title of everything.

    Args:
        found: the levels of all headings.
    """
    levels = sorted(set(found))
    if len(levels) > 1:
        return Chapters(levels[0], levels[1])
    if len(found) == 1:
        return Chapters(levels[0], 0)
    return Chapters(0, levels[0] if levels else 0)


def pages(flows: Sequence[Flow | Asked], converter: Callable[[list[str]], Converter]) -> Iterator[Page]:
    """Yield the pages of a document.

    Args:
        converter: makes the converter of a page, given where it tells what is lost.
    """
    found = chapters([one.level for one in flows if isinstance(one, Flow) and one.kind == "heading"])
    silent = converter([])
    first = next(
        (one for one in flows if isinstance(one, Flow) and one.kind == "heading" and one.level == found.module), None
    )
    module = line(first, silent) if first else ""
    page = Page("", module, 1)
    convert = converter(page.lost)
    waiting: list[Flow] = []
    headed = False

    def end(*, close: bool = True) -> None:
        page.blocks += blocks(waiting, convert, page.lost, heading=found.page or found.module or 1)
        page.blocks += convert.noted() if close else []
        waiting.clear()

    for one in flows:
        if isinstance(one, Asked):
            end(close=False)
            page.blocks.append(one)
        elif one.kind == "heading" and one.level in {found.module, found.page}:
            end()
            if page.blocks:
                yield page
            headed = True
            if one.level == found.module:
                module = line(one, silent)
            page = Page("" if one.level == found.module else line(one, silent), module, one.place)
            convert = converter(page.lost)
        else:
            if not (headed or waiting or page.blocks):
                page.line = one.place
            waiting.append(one)
    end()
    if page.blocks:
        yield page
