"""Markdown of other tools that holds questions: its headings make pages, its words stay as they are.

What else such tools write the builder reads itself (see ``source.dialects``), so only questions and addresses change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from course_builder.scaffold.imports.flow import chapters
from course_builder.scaffold.imports.material import Asked, Given, Page
from course_builder.scaffold.imports.prose import FENCE
from course_builder.scaffold.links import links

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_UNDERLINE = re.compile(r"={3,}[ \t]*|-{3,}[ \t]*")
_TITLE = re.compile(r"\s{0,3}(?![-*+>|#<:]|\d+[.)]\s|\{\{)\S")
_FRONT = re.compile(r"---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_REMOTE = re.compile(r"(?P<linked>\[)?!\[(?P<words>[^\[\]\n]{0,500})\]\((?P<address>https?:[^\s)]+)[^)\n]*\)")


@dataclass(slots=True)
class Line:
    """A line.

    Args:
        number: from 1.
        literal: whether it is code in a fence, or the fence.
    """

    number: int
    text: str
    literal: bool = False


def lines_of(text: str) -> list[Line]:
    """Return the lines of a file, without its front matter; headings that are underlined begin with signs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    front = _FRONT.match(text)
    skipped = front[0].count("\n") if front else 0
    made, fence = list[Line](), ""
    for number, line in enumerate(text.split("\n"), start=1):
        if number <= skipped:
            continue
        found = FENCE.match(line)
        if fence:
            made.append(Line(number, line, literal=True))
            if found and found[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
            continue
        if found:
            fence = found[1]
        if _UNDERLINE.fullmatch(line) and made and _is_title(made):
            made[-1].text = f"{'#' if line.startswith('=') else '##'} {made[-1].text.strip()}"
            made.append(Line(number, ""))
            continue
        made.append(Line(number, line, literal=bool(found)))
    return made


def _is_title(lines: Sequence[Line]) -> bool:
    """Whether the last line is a paragraph of its own, which a line below it makes a heading."""
    last, before = lines[-1], lines[-2] if len(lines) > 1 else None
    alone = before is None or not before.text.strip() or before.literal
    return alone and not last.literal and bool(_TITLE.match(last.text))


def pages(given: Given, parts: Sequence[Line | Asked], clean: Callable[[str, list[str]], str]) -> Iterator[Page]:
    """Yield the pages of a file.

    Args:
        parts: its lines, and questions in the places of theirs.
        clean: changes a block of text; it is given where to tell what is lost.
    """
    headings = {one.number: found for one in parts if isinstance(one, Line) and (found := _heading(one))}
    level = chapters([len(one[1]) for one in headings.values()])
    first = next((_named(one) for one in headings.values() if len(one[1]) == level.module), "")
    module, page = first, Page("", first, 1)
    waiting: list[Line] = []

    def end() -> None:
        for block in _blocks(waiting):
            text = addresses(clean(block, page.lost), given, page.lost)
            page.blocks += [text] if text.strip() else []
        waiting.clear()

    for one in parts:
        if isinstance(one, Asked):
            end()
            one.prompt, one.otherwise, one.explanation = (
                addresses(text, given, one.lost) for text in (one.prompt, one.otherwise, one.explanation)
            )
            one.answers = [replace(answer, text=addresses(answer.text, given, one.lost)) for answer in one.answers]
            one.lost = list(dict.fromkeys(one.lost))
            page.blocks.append(one)
            continue
        found = headings.get(one.number)
        if found and len(found[1]) in {level.module, level.page}:
            end()
            if page.blocks:
                yield page
            module = _named(found) if len(found[1]) == level.module else module
            page = Page("" if len(found[1]) == level.module else found[2], module, one.number)
        elif found:
            signs = "#" * min(6, max(3, len(found[1]) - (level.page or level.module) + 2))
            waiting.append(Line(one.number, f"{signs} {found[2]}"))
        else:
            waiting.append(one)
    end()
    if page.blocks:
        yield page


def _heading(line: Line) -> re.Match[str] | None:
    return None if line.literal else _HEADING.fullmatch(line.text)


def _named(heading: re.Match[str]) -> str:
    """Return the words of a heading, without attributes behind them."""
    return re.sub(r"\s*\{[^{}]*\}$", "", heading[2])


def _blocks(lines: Sequence[Line]) -> Iterator[str]:
    """Yield what stands between empty lines; what is moved in, and containers, stay together."""
    run: list[str] = []
    depth = 0
    for one in lines:
        if not one.literal and re.match(r":{3,}", one.text):
            depth += 1 if one.text.strip(" :") else -1
        begins = bool(run) and not run[-1].strip() and not one.literal and depth <= 0
        if begins and re.match(r"(?![-*+] |\d+[.)] |>|:)\S", one.text):
            yield "\n".join(run).strip("\n")
            run = []
        run.append(one.text)
    if any(one.strip() for one in run):
        yield "\n".join(run).strip("\n")


def addresses(text: str, given: Given, lost: list[str]) -> str:
    """Take the files that a text names into the course; a picture that is not there becomes its words."""

    def elsewhere(found: re.Match[str]) -> str:
        lost.append(f"The picture {found['address'][:80]!r} is on another host: it is a link.")
        if found["linked"]:
            # It stands in a link already.
            return f"[{found['words'] or 'Link'}"
        return f"[{found['words'] or found['address']}]({found['address']})"

    text = _REMOTE.sub(elsewhere, text)
    for link in sorted(links(text), key=lambda one: one.start, reverse=True):
        if link.wiki or not link.path:
            continue
        if address := _kept(link.path, given, lost):
            text = f"{text[: link.start]}{address}{text[link.end :]}"
            continue
        found = next(
            (
                one
                for one in re.finditer(r"!?\[(?P<words>[^\[\]\n]{0,500})\]\([^)\n]*\)", text)
                if one.start() < link.start < one.end()
            ),
            None,
        )
        if found:
            text = f"{text[: found.start()]}{found['words']}{text[found.end() :]}"
    return text


def _kept(path: str, given: Given, lost: list[str]) -> str:
    """Return the address in the course of a file beside the one that is read."""
    root = given.folder.resolve() if given.folder else None
    file = (root / path.lstrip("/")).resolve() if root else None
    if not root or not file or not file.is_relative_to(root) or not file.is_file():
        lost.append(f"The address {path[:80]!r} leads nowhere in a course.")
        return ""
    try:
        return "../" + given.media.keep(PurePosixPath(path).name, file.read_bytes())
    except (OSError, ValueError) as error:
        lost.append(f"The file {path[:80]!r} is left out: {error}.")
        return ""
