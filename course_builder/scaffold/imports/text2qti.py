"""Reads quizzes written for text2qti: numbered questions, choices with letters, a star at what is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from course_builder.scaffold.imports.markdown import addresses
from course_builder.scaffold.imports.material import WHOLE, Answer, Asked, CannotError, Given, RefusedError, number
from course_builder.scaffold.imports.prose import no_gaps

_STARTS = re.compile(
    r"(?P<question>\d+\.)|(?P<choice>\*?[A-Za-z]\))|(?P<box>\[[ *]?\])|(?P<general>\.\.\.)|(?P<plus>\+)|(?P<minus>-)"
    r"|(?P<solution>!)|(?P<numeric>=)|(?P<short>\*)"
)
_LINE = re.compile(rf"(?:{_STARTS.pattern})(?P<space>[ \t]+)(?P<text>.*)$")
_SETTING = re.compile(r"(?P<key>[A-Za-z][A-Za-z ]{2,40}):(?:[ \t]+(?P<value>.*)|[ \t]*$)", re.DOTALL)
CERTAIN = re.compile(
    r"^Quiz (?:title|description):"
    r"|^\d+\.[ \t]+\S.*\n(?:(?:[ \t]+\S|\.\.\. |\+ |- |! ).*\n|[ \t]*\n)*"
    r"(?:[A-Za-z]\)[ \t].*\n(?:(?:[ \t]+\S|\.\.\. ).*\n|[ \t]*\n)*)*(?:\*[A-Za-z]\)[ \t]|\[[ *]\][ \t]|=[ \t]+[-\[\d])",
    re.MULTILINE,
)
"""What nobody writes but for text2qti."""


@dataclass(slots=True)
class _Part:
    kind: str
    text: str
    mark: str
    line: int


@dataclass(slots=True)
class _Asked:
    line: int
    text: str
    title: str = ""
    points: Decimal = Decimal(1)
    group: bool = False
    parts: list[_Part] = field(default_factory=list)


def read(given: Given) -> Iterator[Asked]:
    """Yield the questions of a file.

    Raises:
        RefusedError: nothing in it is a question.
    """
    title = ""
    found = _Reader(given.text()).run()
    for one in found:
        if isinstance(one, tuple):
            title = one[0]
        elif isinstance(one, Asked):
            one.category = (title,) if title else ()
            yield one
        else:
            asked = _question(one)
            asked.prompt, asked.explanation = (
                addresses(text, given, asked.lost) for text in (asked.prompt, asked.explanation)
            )
            if asked.kind == "choice":
                asked.answers = [
                    replace(answer, text=addresses(answer.text, given, asked.lost)) for answer in asked.answers
                ]
            asked.category = (title,) if title else ()
            yield asked
    if not any(isinstance(one, _Asked) for one in found):
        raise RefusedError("Nothing in it is a question of text2qti.")


class _Reader:
    """Goes through the lines of a file once."""

    def __init__(self, text: str) -> None:
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")
        self.made: list[_Asked | Asked | tuple[str]] = []
        self.asked: _Asked | None = None
        self.title, self.points, self.group = "", Decimal(1), False
        self.each: Decimal | None = None

    def run(self) -> list[_Asked | Asked | tuple[str]]:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if line.strip() == "COMMENT" or line.startswith("%"):
                while line.strip() == "COMMENT" and at < len(self.lines) and self.lines[at].strip() != "END_COMMENT":
                    at += 1
                at += 1
                continue
            if fence := re.match(r"(`{3,}|~{3,})", line):
                at = self._code(at, fence[1])
                continue
            found = _LINE.fullmatch(line)
            end = at + 1
            indent = len(line) - len(found["text"]) if found else 0
            if found and found["text"].strip():
                while end < len(self.lines) and (
                    self.lines[end].startswith(" " * min(indent, 2)) or not self.lines[end].strip()
                ):
                    if not self.lines[end].strip() and not self._goes_on(end, indent):
                        break
                    end += 1
                self._part(found, "\n".join([found["text"], *self._inner(at + 1, end)]).strip(), at + 1)
            elif _SETTING.fullmatch(line.strip()):
                while end < len(self.lines) and (self.lines[end].startswith("  ") or self._goes_on(end, 2)):
                    end += 1
                self._other("\n".join([line.strip(), *self._inner(at + 1, end)]).rstrip(), at + 1)
            elif line.strip():
                self._other(line, at + 1)
            at = end
        return self.made

    def _inner(self, start: int, end: int) -> list[str]:
        """Return lines that go on, moved out by as much as the first of them is moved in."""
        found = self.lines[start:end]
        first = next((one for one in found if one.strip()), "")
        by = len(first) - len(first.lstrip())
        return [one[by:] if one[:by].isspace() else one.lstrip() for one in found]

    def _goes_on(self, at: int, indent: int) -> bool:
        rest = next((one for one in self.lines[at:] if one.strip()), "")
        return rest.startswith(" " * max(2, min(indent, 3)))

    def _code(self, at: int, fence: str) -> int:
        end = at + 1
        while end < len(self.lines) and not self.lines[end].startswith(fence):
            end += 1
        lost = ["Code that makes questions is not run: let text2qti or its language write them out first."]
        self.made.append(Asked("", "code", at + 1, lost=lost))
        return end + 1

    def _part(self, found: re.Match[str], text: str, line: int) -> None:
        kind = next(name for name, value in found.groupdict().items() if value and name not in {"space", "text"})
        if kind == "question":
            points = self.each if self.group and self.each is not None else self.points
            self.asked = _Asked(line, text, self.title, points, self.group)
            self.title, self.points = "", Decimal(1)
            self.made.append(self.asked)
        elif self.asked:
            self.asked.parts.append(_Part(kind, text, found[kind], line))

    def _other(self, line: str, at: int) -> None:
        if self.asked and re.fullmatch(r"_{3,}\s*|\^{3,}\s*", line):
            self.asked.parts.append(_Part("essay" if line.startswith("_") else "upload", "", line.strip(), at))
            return
        if line.strip() in {"GROUP", "END_GROUP"}:
            self.group, self.each, self.asked = line.strip() == "GROUP", None, None
            return
        found = _SETTING.fullmatch(line.strip())
        if not found:
            self.made.append(Asked("", "line", at, name=line.strip()[:60], lost=["It is nothing that text2qti knows."]))
            return
        key, value = found["key"].casefold(), (found["value"] or "").strip()
        if key == "quiz title":
            self.made.append((value,))
        elif key in {"quiz description", "text"} and value:
            self.made.append(Asked("text", key, at, prompt=value))
        elif key in {"title", "text title"}:
            self.title = value
        elif key == "points":
            self.points = number(value, Decimal(1))
        elif key == "points per question":
            self.each = number(value, Decimal(1))
        elif key == "pick":
            said = f"Of this group {value} were drawn: write 'pool=' behind its questions and 'draw:' above them."
            self.made.append(Asked("", "group", at, name="GROUP", lost=[said]))
        else:
            self.made.append(
                Asked("", "setting", at, name=line.strip()[:60], lost=["It is set in the front matter here."])
            )


def _question(given: _Asked) -> Asked:
    asked = Asked("choice", "question", given.line, name=given.title, prompt=no_gaps(given.text))
    asked.points = given.points
    kinds = {one.kind for one in given.parts}
    try:
        _feedback(asked, given)
        for kind, fill in _KINDS:
            if kind in kinds:
                fill(asked, given)
                break
        else:
            raise CannotError("It has neither choices nor an answer.")  # noqa: TRY301
    except CannotError as error:
        asked.kind, asked.lost = "", [str(error)]
    return asked


def _feedback(asked: Asked, given: _Asked) -> None:
    on_choice = False
    for one in given.parts:
        on_choice = on_choice or one.kind in {"choice", "box", "short"}
        if one.kind == "general" and not on_choice:
            asked.explanation = one.text
        elif one.kind == "solution":
            asked.explanation = "\n\n".join(filter(None, (asked.explanation, one.text)))
        elif one.kind == "plus":
            asked.correct = one.text
        elif one.kind == "minus":
            asked.incorrect = one.text


def _chosen(asked: Asked, given: _Asked) -> None:
    options: list[tuple[bool, str, str]] = []
    for one in given.parts:
        if one.kind in {"choice", "box"}:
            options.append(("*" in one.mark, one.text, ""))
        elif one.kind == "general" and options:
            options[-1] = (*options[-1][:2], one.text)
    right = sum(one[0] for one in options)
    if not right:
        raise CannotError("None of its choices has a star.")
    asked.several = any(one.kind == "box" for one in given.parts)
    asked.exactly = False
    asked.answers = [Answer(text, WHOLE / right if is_right else Decimal(0), said) for is_right, text, said in options]
    if not asked.several and [one.text.casefold() for one in asked.answers] in (["true", "false"], ["false", "true"]):
        asked.kind, asked.called = "true-false", "true or false"
        asked.answers = sorted(
            (Answer(one.text.capitalize(), one.share, one.feedback) for one in asked.answers),
            key=lambda one: one.text == "False",
        )


def _short(asked: Asked, given: _Asked) -> None:
    asked.kind, asked.called = "words", "short answer"
    asked.answers = [Answer(one.text, WHOLE) for one in given.parts if one.kind == "short"]


def _numeric(asked: Asked, given: _Asked) -> None:
    asked.kind, asked.called = "number", "numerical"
    said = next(one.text for one in given.parts if one.kind == "numeric").replace("_", "")
    if found := re.fullmatch(r"\[\s*([^,\s]+)\s*,\s*([^\]\s]+)\s*\]", said):
        low, high = (_number(one) for one in found.groups())
        asked.answers = [Answer(f"{(low + high) / 2}", WHOLE, tolerance=f"{abs(high - low) / 2}")]
        return
    value, _, off = said.partition("+-")
    middle = _number(value)
    tolerance = abs(middle) * _number(off.strip()[:-1]) / 100 if off.strip().endswith("%") else _number(off or "0")
    asked.answers = [Answer(f"{middle}", WHOLE, tolerance=f"{tolerance}" if tolerance else "")]


def _number(text: str) -> Decimal:
    made = number(text, Decimal("NaN"))
    if made.is_nan():
        raise CannotError(f"{text.strip()[:40]!r} is not a number.")
    return made


def _essay(asked: Asked, _given: _Asked) -> None:
    asked.kind, asked.called = "essay", "essay"


def _upload(_asked: Asked, _given: _Asked) -> None:
    raise CannotError("Files cannot be handed in.")


_KINDS: tuple[tuple[str, Callable[[Asked, _Asked], None]], ...] = (
    ("choice", _chosen), ("box", _chosen), ("numeric", _numeric), ("short", _short), ("essay", _essay),
    ("upload", _upload),
)  # fmt: skip
