"""Finds directives and page headings in raw Markdown, aware of code fences and comments.

Python-Markdown knows no line numbers, so structure is taken from the raw text before it is converted, and everything
found carries its place. What is found: ``:::name[Label]{attributes}`` … ``:::``, the one-line ``::name[Label]{…}``,
GitHub's alerts and Obsidian's callouts (``> [!NOTE]``), containers of other tools (see ``dialects``), and ``#`` and
``##`` headings outside of directives. The rest is text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from course_builder.diagnostics import Report, Span
from course_builder.model import Prose
from course_builder.source import dialects
from course_builder.source.alerts import ALERTS
from course_builder.source.attributes import BRACES, Attributes, may_be_attributes, parse_attributes
from course_builder.source.lines import Line
from course_builder.source.literal import Literals

_OPEN = re.compile(r"^ {0,3}(?P<colons>:{2,})\s*(?P<name>[A-Za-z][\w-]*)(?P<rest>.*)$")
_CLOSE = re.compile(r"^ {0,3}(?P<colons>:{3,})\s*$")
_SHORT_CLOSE = re.compile(r"^ {0,3}::[ \t]*$")
_HEADING = re.compile(r"^(?P<indent> {0,3})(?P<marks>#{1,2})(?:[ \t]+(?P<text>.*))?$")
_ANY_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<text>\S.*)$")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
_UNDERLINE = re.compile(r"^(=+|-+)\s*$")
_ALERT = re.compile(r"^ {0,3}> ?\[!(?P<name>[A-Za-z][\w-]*)\](?P<fold>[-+]?)\s*(?P<label>.*)$")
_QUOTED = re.compile(r"^ {0,3}> ?")

_FAR = 200
"""How many lines above a heading are looked at for an item of a list that it may belong to."""

_FIELDS = 20
"""How many fields a container of MyST is looked through for."""

DEEPEST = 12
"""How deep directives can be nested; nobody reads a page that needs more."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of lines that are plain Markdown."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2, outside of directives."""

    level: int
    text: Prose
    attributes: Attributes


@dataclass(slots=True)
class Directive:
    """A directive and what stands inside.

    Args:
        unread: what stands on its line and is none of its parts.
        known: whether its name may be that of a block; not where another tool's notation has another tool's name.
        end: the number of its last line.
    """

    name: str
    span: Span
    label: Prose | None
    attributes: Attributes
    children: list[Element] = field(default_factory=list)
    colons: int = 0
    unread: Prose | None = None
    known: bool = True
    end: int = 0


Element: TypeAlias = Text | Heading | Directive


def scan(lines: Sequence[Line], report: Report, *, headings: bool = True, depth: int = 0) -> list[Element]:
    """Split raw Markdown into text, headings and directives.

    Args:
        lines: the lines, with their places.
        headings: whether ``#`` and ``##`` are structure here (in a page's content they are text).
        depth: how many directives are around.
    """
    return _Scanner(lines, report, headings, depth).run()


class _Scanner:
    def __init__(self, lines: Sequence[Line], report: Report, headings: bool, depth: int) -> None:
        self.lines, self.report, self.headings, self.depth = lines, report, headings, depth
        self.literals = Literals([line.text for line in lines])
        self.root: list[Element] = []
        self.open: list[Directive] = []
        self.open_colons: Counter[int] = Counter()
        self.left = 0  # containers that were told to be unknown, and whose end is still to come
        self.pending: list[Line] = []

    @property
    def into(self) -> list[Element]:
        # What is nested too deeply stands beside, not inside: nothing after us needs to dive without end.
        nested = self.open[: max(1, DEEPEST - self.depth)]
        return nested[-1].children if nested else self.root

    def flush(self) -> None:
        if any(line.text.strip() for line in self.pending):
            self.into.append(Text(tuple(self.pending)))
        self.pending = []

    def run(self) -> list[Element]:
        index, total = 0, len(self.lines)
        while index < total:
            line = self.lines[index]
            text = line.text
            first = text.lstrip()[:1]
            if first in {"`", "~"} and (used := self.fenced(index)):
                index += used
            elif skip := self.literal(index):
                self.pending += self.lines[index : index + skip]
                index += skip
            elif (
                first == ">"
                and self.depth + len(self.open) < DEEPEST
                and (alert := _ALERT.match(text))
                and not (text[0] == " " and self.in_item(text.index(">")))
            ):
                index += self.alert(index, alert)
            elif (
                (first == ":" and (used := self.directive(index)))
                or (first in {"!", "?", "="} and (used := self.indented(index)))
                or (self.headings and (used := self.heading(index)))
            ):
                index += used
            else:
                self.pending.append(line)
                index += 1
        self.flush()
        self.close_all(None)
        return self.root

    @cached_property
    def closed_behind(self) -> Sequence[bool]:
        """For each line whether a closing line follows that nothing opens behind it."""
        changes = [0] * len(self.lines)
        index = 0
        while index < len(self.lines):
            if skip := (self.literals.comment(index)[0] or self.literals.fence(index)[0]):
                index += skip
                continue
            text = self.lines[index].text
            if _CLOSE.match(text):
                changes[index] = 1
            elif text.lstrip().startswith(":::") and (_OPEN.match(text) or dialects.opening(text)):
                changes[index] = -1
            index += 1
        found = [False] * len(self.lines)
        closing = 0
        for number in range(len(self.lines) - 1, -1, -1):
            found[number] = closing > 0
            closing = max(0, closing + changes[number])
        return found

    def cuts(self, index: int, found: re.Match[str]) -> bool:
        """Whether a page's heading stands inside a directive that is closed further down, and tell so.

        In containers of other tools headings are titles of parts: their name is told, and nothing else.
        """
        if not self.open or not self.open[-1].known or not self.closed_behind[index]:
            return False
        around, words = self.open[-1], (found["text"] or "").strip()
        self.report.add(
            "heading-in-block",
            self.lines[index].span(),
            f"{found['marks']} begins a page or a question, and this one stands inside {around.name!r} of line "
            f"{around.span.line}.",
            f"Write  {words}" if around.name == "question" else f"Write  ### {words}",
        )
        return True

    def close_all(self, heading: Line | None) -> None:
        """Close what is open, at the end or before a heading: a page never begins inside a directive."""
        for directive in reversed(self.open):
            directive.end = heading.number - 1 if heading else self.lines[-1].number
            if heading and not directive.known:
                self.left += 1
                continue
            before = f" before line {heading.number}" if heading else ""
            self.report.add(
                "directive-unclosed",
                directive.span,
                f"The directive {directive.name!r} is opened here and never closed{before}.",
                f"Close it with a line {':' * max(3, directive.colons)!r}.",
            )
        self.open = []
        self.open_colons.clear()

    def literal(self, index: int) -> int:
        """How many lines from ``index`` are a code fence or a comment, in which nothing is structure."""
        line = self.lines[index]
        length, closed = self.literals.comment(index)
        if not closed:
            self.report.add(
                "html-unclosed", line.span(), "This comment is opened and never closed.", "Close it with -->."
            )
        if length:
            return length
        length, opening = self.literals.fence(index)
        if opening:
            self.report.add(
                "fence-unclosed",
                line.span(len(opening["indent"]), len(opening["fence"])),
                "This code fence is opened and never closed.",
                f"Close it with a line {opening['fence']!r}.",
            )
        return length

    def directive(self, index: int) -> int:
        """Take a line that opens or closes a directive; return how many lines it has, or 0."""
        line, used = self.lines[index], 1
        closing = _CLOSE.match(line.text)
        if closing:
            self.close(line, len(closing["colons"]))
            return used
        if _SHORT_CLOSE.match(line.text) and self.close_short(line):
            return used
        foreign = dialects.opening(line.text)
        found = _OPEN.match(line.text)
        if foreign:
            self.flush()
            fields, classes = dialects.fields([one.text for one in self.lines[index + 1 : index + 1 + _FIELDS]])
            used += fields
            directive = self.translated(line, dialects.classed(foreign, classes))
            if foreign.headed and (title := self.title_below(index)):
                directive.label = title.text
                used = title.text.span.line - line.number + 1
        elif not found or (len(found["colons"]) == 2 and not re.match(r"\s*([\[{]|$)", found["rest"])):
            return 0
        else:
            self.flush()
            directive = self.opened(line, found)
        self.into.append(directive)
        if directive.colons >= 3:
            if self.depth + len(self.open) == DEEPEST:
                self.report.add(
                    "directive-nested",
                    directive.span,
                    f"This is the {DEEPEST + 1}th directive inside another.",
                    "Take it out of the ones around it.",
                )
            self.open.append(directive)
            self.open_colons[directive.colons] += 1
        return used

    def title_below(self, index: int) -> Heading | None:
        """Return the heading that comes next, if nothing stands before it."""
        for line in self.lines[index + 1 : index + 3]:
            if found := _ANY_HEADING.match(line.text):
                return self.titled(line, len(found["marks"]), found["text"].rstrip(), found.start("text"))
            if line.text.strip():
                break
        return None

    def closed(self, depth: int, line: Line) -> None:
        """Take the directives from ``depth`` on off those that are open: a line closes them."""
        for directive in self.open[depth:]:
            directive.end = line.number
            self.open_colons[directive.colons] -= 1
        del self.open[depth:]

    def opened(self, line: Line, found: re.Match[str]) -> Directive:
        rest, offset = found["rest"], found.start("rest")
        label, attributes = None, Attributes()
        rest, offset = _stripped(rest, offset)
        if rest.startswith("["):
            end = _closing_bracket(rest)
            if end:
                label = Prose(text=rest[1:end], span=line.span(offset + 1, end - 1))
                rest, offset = _stripped(rest[end + 1 :], offset + end + 1)
        if rest.startswith("{"):
            braces = BRACES.match(rest)
            if braces:
                attributes = parse_attributes(braces[0][1:-1], line.span(offset + 1, 1), self.report)
                rest, offset = _stripped(rest[braces.end() :], offset + braces.end())
        unread = Prose(text=rest, span=line.span(offset, len(rest))) if rest else None
        colons = len(found["colons"])
        start = found.start("colons")
        span = line.span(start, found.end("name") - start)
        return Directive(found["name"], span, label, attributes, colons=colons, unread=unread)

    def translated(self, line: Line, opening: dialects.Opening) -> Directive:
        """Make a directive of a container that is written as another tool does."""
        start, end = opening.label
        label = Prose(text=line.text[start:end], span=line.span(start, end - start)) if end > start else None
        return Directive(opening.name, line.span(), label, Attributes(), colons=opening.colons, known=opening.known)

    def fenced(self, index: int) -> int:
        """Take a container that is written as a fence; return how many lines it has, or 0."""
        line = self.lines[index]
        opening = dialects.fenced(line.text) if "{" in line.text else None
        indent = len(line.text) - len(line.text.lstrip(" "))
        if not opening or self.depth + len(self.open) >= DEEPEST or (indent and self.in_item(indent)):
            return 0
        length, unclosed = self.literals.fence(index)
        if not length or unclosed:
            return 0
        self.flush()
        inner = [one.dedent(indent) for one in self.lines[index + 1 : index + length - 1]]
        fields, classes = dialects.fields([one.text for one in inner[:_FIELDS]])
        directive = self.translated(line, dialects.classed(opening, classes))
        self.fill(directive, inner[fields:])
        directive.end = self.lines[index + length - 1].number
        self.into.append(directive)
        return length

    def fill(self, directive: Directive, inner: Sequence[Line]) -> None:
        """Read what stands in a directive whose lines are all known."""
        directive.children = scan(inner, self.report, headings=False, depth=self.depth + len(self.open) + 1)

    def indented(self, index: int) -> int:
        """Take a container whose text is indented below its first line; return how many lines it has, or 0."""
        line = self.lines[index]
        opening = dialects.admonition(line.text)
        if not opening or self.depth + len(self.open) >= DEEPEST:
            return 0
        self.flush()
        end = index + 1
        while end < len(self.lines) and (
            not self.lines[end].text.strip() or self.lines[end].text.startswith(("    ", "\t"))
        ):
            end += 1
        inner = [one.cut(1) if one.text.startswith("\t") else one.dedent(4) for one in self.lines[index + 1 : end]]
        directive = self.translated(line, opening)
        if not any(one.text.strip() for one in inner) and (
            end < len(self.lines) and (end == index + 1 or not directive.label)
        ):
            self.report.add(
                "block-content",
                line.span(),
                "Nothing stands inside: what does is indented by four spaces.",
                f"Indent the lines of its text, or write  :::{opening.name}  above it and  :::  below it.",
            )
        self.fill(directive, inner)
        directive.end = self.lines[end - 1].number
        if opening.name == "tab":
            self.tabs().append(directive)
        else:
            self.into.append(directive)
        return end - index

    def tabs(self) -> list[Element]:
        """Return the tabs that a tab whose text is indented stands beside."""
        last = self.into[-1] if self.into else None
        if not isinstance(last, Directive) or last.name != "tabs" or last.colons:
            last = Directive("tabs", self.lines[0].span(), None, Attributes())
            self.into.append(last)
        return last.children

    def close(self, line: Line, colons: int) -> None:
        self.flush()
        if not self.open and self.left:
            self.left -= 1
            return
        if not self.open:
            self.report.add(
                "directive-unopened",
                line.span(),
                "There is no directive to close here.",
                "Delete this line, or open a directive before it.",
            )
            return
        # The outer directive has more colons; a closing line closes the innermost one with as many.
        for depth in range(len(self.open) - 1, -1, -1) if self.open_colons[colons] else ():
            if self.open[depth].colons == colons:
                for directive in reversed(self.open[depth + 1 :]):
                    self.report.add(
                        "directive-unclosed",
                        directive.span,
                        f"The directive {directive.name!r} is opened here and never closed.",
                        f"Close it with {':' * directive.colons!r} before line {line.number}; "
                        "an outer directive has more colons than those inside.",
                    )
                self.closed(depth, line)
                return
        # Other tools close the innermost one, with as many colons as look well.
        self.closed(len(self.open) - 1, line)

    def close_short(self, line: Line) -> bool:
        """Tell of a block that was written around text with two colons; return whether there is one."""
        self.flush()
        for at in range(len(self.into) - 1, -1, -1):
            directive = self.into[at]
            if isinstance(directive, Text):
                continue
            if not isinstance(directive, Directive) or directive.colons != 2:
                break
            directive.children = self.into[at + 1 :]
            directive.end = line.number
            del self.into[at + 1 :]
            label = f"[{directive.label.text}]" if directive.label else ""
            self.report.add(
                "directive-unclosed",
                directive.span,
                "What has two colons is one line, and has no text inside.",
                f"Write  :::{directive.name}{label}  here with three colons, and  :::  in line {line.number}.",
            )
            return True
        return False

    def alert(self, index: int, alert: re.Match[str]) -> int:
        self.flush()
        end = index + 1
        while end < len(self.lines) and _QUOTED.match(self.lines[end].text):
            end += 1
        line = self.lines[index]
        inner = [one.cut(_QUOTED.match(one.text).end()) for one in self.lines[index + 1 : end]]  # type: ignore[union-attr]
        label = alert["label"].strip()
        title = Prose(text=label, span=line.span(alert.start("label"), len(label))) if label else None
        name = ALERTS.get(alert["name"].lower())
        directive = Directive(name or alert["name"], line.span(), title, Attributes(), known=name is not None)
        self.fill(directive, inner)
        if alert["fold"] == "-" and title and name:
            # Obsidian's folded callout: its title is what opens it.
            folded = Directive("reveal", line.span(), title, Attributes(), directive.children)
            self.into.append(folded)
        else:
            self.into.append(directive)
        return end - index

    def heading(self, index: int) -> int:
        """Take a heading at ``index``; return how many lines it has, or 0 where there is none."""
        line = self.lines[index]
        found = _HEADING.match(line.text)
        if found and found["indent"] and self.in_item(len(found["indent"])):
            found = None
        if found and self.cuts(index, found):
            return 0
        if found:
            self.flush()
            self.close_all(line)
            text = (found["text"] or "").rstrip()
            bare = text.rstrip("#")
            # `## Title ##` may be closed; the sharp of `C#` is its own.
            text = bare.rstrip() if not bare or bare[-1:].isspace() else text
            self.root.append(self.titled(line, len(found["marks"]), text, max(0, found.start("text"))))
            return 1
        following = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        underline = _UNDERLINE.match(following)
        starts_paragraph = not self.pending or not self.pending[-1].text.strip()
        if (
            underline
            and starts_paragraph
            and not self.open
            and line.text.strip()
            and not re.match(r"\s{4}|\s*[|>#<:]|[\s*_=-]*$", line.text)
            and not _LIST_ITEM.match(line.text)
        ):
            self.flush()
            text = line.text.strip()
            self.root.append(self.titled(line, 1 if underline[1][0] == "=" else 2, text, line.text.index(text)))
            return 2
        return 0

    def in_item(self, indent: int) -> bool:
        """Whether a line that is indented so far belongs to an item of a list above it."""
        for line in reversed(self.pending[-_FAR:]):
            if line.text.strip() and len(line.text) - len(line.text.lstrip()) < indent:
                return bool(_LIST_ITEM.match(line.text))
        return False

    def titled(self, line: Line, level: int, text: str, offset: int) -> Heading:
        attributes = Attributes()
        start = text.rfind("{") if text.endswith("}") else -1
        if (
            start >= 0
            and BRACES.fullmatch(text, start)
            and not text[:start].endswith(("$", "\\"))
            and may_be_attributes(text[start + 1 : -1])
        ):
            attributes = parse_attributes(text[start + 1 : -1], line.span(offset + start + 1, 1), self.report)
            text = text[:start].rstrip()
        if not text:
            self.report.add(
                "heading-empty", line.span(), "This heading has no words.", "Write them, or delete the line."
            )
        return Heading(level, Prose(text=text, span=line.span(offset, max(1, len(text)))), attributes)


def tell_unread(directive: Directive, report: Report) -> None:
    """Tell of what stands on a directive's line and is none of its parts."""
    if directive.unread:
        report.add(
            "directive-attributes",
            directive.unread.span,
            f"This cannot be read as part of the directive: {directive.unread.text!r}.",
            "Write :::name[Label]{#id key=value}, and the content on the next line.",
        )


def _stripped(text: str, offset: int) -> tuple[str, int]:
    bare = text.lstrip()
    return bare.rstrip(), offset + len(text) - len(bare)


def _closing_bracket(text: str) -> int:
    depth = 0
    for index, character in enumerate(text):
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                return index
    return 0
