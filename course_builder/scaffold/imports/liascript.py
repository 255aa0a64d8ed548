"""Reads courses written for LiaScript: its quizzes become questions, its effects are left out and told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from course_builder.model import gap_marker
from course_builder.scaffold.imports.markdown import Line, lines_of, pages
from course_builder.scaffold.imports.material import WHOLE, Answer, Asked, Gap, Given, Page
from course_builder.scaffold.imports.prose import no_gaps

_HEADER = re.compile(r"\s*<!--(?P<inner>.*?)-->", re.DOTALL)
_DEFINES = re.compile(
    r"^\s*(?:author|email|version|language|narrator|script|import|link|logo|icon|comment|mode|translation|repository"
    r"|edit|dark|attribute|@\w+)\s*:",
    re.MULTILINE,
)
_ONE = re.compile(r"\s{0,4}(?:-\s+)?\[\((?P<box>[ xX])\)\][ \t]*(?P<text>.*)$")
_MANY = re.compile(r"\s{0,4}(?:-\s+)?\[\[(?P<box>[ xX])\]\][ \t]*(?P<text>.*)$")
_HINT = re.compile(r"\s*\[\[\?\]\][ \t]*(?P<text>.*)$")
_FIELD = re.compile(r"\s*\[\[(?P<inside>(?![ xX?!]\]\])[^\[\]\n]+)\]\]\s*$")
_GAP = re.compile(r"\[\[(?P<inside>(?![ xX?!]\]\])[^\[\]\n]+)\]\]")
_MATRIX = re.compile(r"\s{0,4}\[\s*(?:\[[^\]]*\]|\([^)]*\))(?:\s*(?:\[[^\]]*\]|\([^)]*\)))+\s*\]")
_STARS = re.compile(r"\s*\*{4,}\s*$")
_SCRIPT = re.compile(r"\s*<script\b", re.IGNORECASE)
_SPOKEN = re.compile(r"\s*--\{\{[^}\n]*\}\}--\s*$")
_EFFECT = re.compile(r"\s*\{\{[^}\n]*\}\}\s*$")
_INLINE = re.compile(r"\{(?:\d+(?:-\d+)?(?:\s+\w+)?|\|>[^}]*|!>[^}]*)\}\{([^{}\n]*)\}")
_MEDIA = re.compile(r"(?P<mark>!\?|\?\?|\?)\[(?P<words>[^\[\]\n]{0,500})\]\((?P<address>[^\s)]+)[^)\n]*\)")
_MACRO = re.compile(r"(?<![\w.@`])@[A-Za-z]\w*(?:\.\w+)*(?:\([^)\n]*\))?")
CERTAIN = re.compile(r"^\s{0,4}\[\((?: |x|X)\)\][ \t]", re.MULTILINE)
"""What no other tool writes."""


def is_one(text: str) -> bool:
    """Whether a text is written for LiaScript: by what its first comment defines, or by its quizzes."""
    header = _HEADER.match(text)
    defined = bool(header and len(_DEFINES.findall(header["inner"])) > 1)
    return defined or bool(CERTAIN.search(text)) or "liascript.github.io" in text[:5_000].casefold()


def read(given: Given) -> Iterator[Page]:
    """Yield the pages of a file."""
    text = given.text()
    header = _HEADER.match(text)
    if header and _DEFINES.search(header["inner"]):
        # As many lines stay, so that places are those of the file.
        text = "\n" * header[0].count("\n") + text[header.end() :]
    parts = _Reader(lines_of(text)).run()
    yield from pages(given, parts, _clean)


def _clean(text: str, lost: list[str]) -> str:
    """Return a block without what only LiaScript does."""
    if text.startswith(("```", "~~~")):
        return text
    kept = []
    for line in text.split("\n"):
        if _SPOKEN.fullmatch(line):
            _tell(lost, "What is spoken stands as text.")
        elif _EFFECT.fullmatch(line) or _STARS.fullmatch(line):
            _tell(lost, "Effects are left out.")
        else:
            kept.append(line)
    made = "\n".join(kept)
    if _INLINE.search(made):
        _tell(lost, "Effects are left out.")
        made = _INLINE.sub(r"\1", made)
    if _SCRIPT.match(made):
        _tell(lost, "A script is left out.")
        return ""
    for found in _MACRO.finditer(made):
        _tell(lost, f"The macro {found[0][:40]!r} is not run.")
    return _MEDIA.sub(lambda found: f"[{found['words'] or found['address']}]({found['address']})", made)


def _tell(lost: list[str], said: str) -> None:
    if said not in lost:
        lost.append(said)


class _Reader:
    """Goes through the lines of a file once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.made: list[Line | Asked] = []

    def run(self) -> list[Line | Asked]:
        at = 0
        while at < len(self.lines):
            at = self._quiz(at) or self._kept(at)
        return self.made

    def _kept(self, at: int) -> int:
        self.made.append(self.lines[at])
        return at + 1

    def _quiz(self, at: int) -> int:
        """Make a question of a quiz that begins here; return where it ends, 0 where there is none."""
        line = self.lines[at]
        if line.literal:
            return 0
        if _MATRIX.match(line.text) and not _ONE.fullmatch(line.text) and not _MANY.fullmatch(line.text):
            return self._left(at, _MATRIX, "There is no kind of question here like a matrix.")
        if re.fullmatch(r"\s*\[\[!\]\]\s*", line.text):
            return self._left(at, re.compile(r"\s*\[\[!\]\]"), "What is right only its script knows.")
        for pattern in (_ONE, _MANY):
            if pattern.fullmatch(line.text):
                return self._options(at, pattern)
        if found := _FIELD.fullmatch(line.text):
            asked = Asked("cloze", "quiz", line.number)
            prompt, start = self._prompt()
            return self._end(self._gaps(asked, f"{prompt}\n\n[[{found['inside']}]]", start), at + 1)
        if _GAP.search(line.text) and not line.text.lstrip().startswith(("|", "<")):
            end = at
            while end < len(self.lines) and self.lines[end].text.strip() and not self.lines[end].literal:
                end += 1
            asked = Asked("cloze", "quiz", line.number)
            text = "\n".join(one.text for one in self.lines[at:end])
            return self._end(self._gaps(asked, text, len(self.made)), end)
        return 0

    def _left(self, at: int, pattern: re.Pattern[str], why: str) -> int:
        end = at
        while end < len(self.lines) and pattern.match(self.lines[end].text):
            end += 1
        text = "\n".join(one.text.strip() for one in self.lines[at:end])
        asked = Asked("", "quiz", self.lines[at].number, name=text.split("\n")[0][:60], lost=[why])
        return self._end(asked, end)

    def _prompt(self) -> tuple[str, int]:
        """Return the paragraph before, and where among what was made it begins."""
        end = len(self.made)
        while end and isinstance(one := self.made[end - 1], Line) and not one.text.strip():
            end -= 1
        start = end
        while start and isinstance(one := self.made[start - 1], Line) and one.text.strip():
            if re.match(r"#{1,6}\s", one.text) or _SPOKEN.fullmatch(one.text) or _EFFECT.fullmatch(one.text):
                break
            start -= 1
        text = "\n".join(
            one.text.strip() if not one.literal else one.text for one in self.made[start:end] if isinstance(one, Line)
        )
        return text, start

    def _options(self, at: int, pattern: re.Pattern[str]) -> int:
        options: list[tuple[bool, str]] = []
        end = at
        while end < len(self.lines):
            if found := pattern.fullmatch(self.lines[end].text):
                options.append((bool(found["box"].strip()), found["text"].strip()))
            elif options and re.match(r"\s{4,}\S", self.lines[end].text) and not _HINT.fullmatch(self.lines[end].text):
                options[-1] = (options[-1][0], f"{options[-1][1]} {self.lines[end].text.strip()}")
            else:
                break
            end += 1
        prompt, start = self._prompt()
        right = sum(one[0] for one in options)
        asked = Asked("choice", "quiz", self.lines[at].number, prompt=prompt)
        del self.made[start:]
        asked.otherwise = "\n\n".join(filter(None, (prompt, "\n".join(f"- {one[1]}" for one in options))))
        asked.several = asked.exactly = pattern is _MANY
        if pattern is _ONE and right > 1:
            asked.kind, asked.lost = "", ["More than one option is right, and one can be chosen. It stands as text."]
        elif not right:
            asked.kind, asked.lost = "", ["None of its options is marked as right. It stands as text."]
        elif not prompt:
            asked.prompt = self._title() or "Choose."
        asked.answers = [Answer(text, WHOLE / right if one else Decimal(0)) for one, text in options] if right else []
        asked.name = asked.prompt.split("\n")[0][:120]
        return self._end(asked, end)

    def _title(self) -> str:
        return next(
            (
                one.text.lstrip("# ")
                for one in reversed(self.made)
                if isinstance(one, Line) and one.text.startswith("#")
            ),
            "",
        )

    def _gaps(self, asked: Asked, text: str, start: int) -> Asked:
        del self.made[start:]
        lost: list[str] = []
        cleaned = _clean(text, lost).strip()
        asked.lost += lost

        def gap(found: re.Match[str]) -> str:
            asked.gaps.append(_gap(found["inside"], asked))
            return gap_marker(len(asked.gaps) - 1)

        asked.otherwise = no_gaps(cleaned)
        asked.prompt = _GAP.sub(gap, cleaned)
        asked.name = _GAP.sub("…", cleaned.split("\n")[0])[:120]
        return asked

    def _end(self, asked: Asked, at: int) -> int:
        """Read what belongs to a quiz below it: hints, a script, a solution between lines of stars."""
        while at < len(self.lines) and not self.lines[at].literal:
            text = self.lines[at].text
            if found := _HINT.fullmatch(text):
                asked.hints.append(found["text"].strip())
                at += 1
            elif _STARS.fullmatch(text):
                end = at + 1
                while end < len(self.lines) and not _STARS.fullmatch(self.lines[end].text):
                    end += 1
                inner = "\n".join(one.text for one in self.lines[at + 1 : end])
                asked.explanation = _clean(inner, asked.lost).strip()
                at = end + 1
            elif _SCRIPT.match(text):
                while at < len(self.lines) and "</script>" not in self.lines[at].text.casefold():
                    at += 1
                at += 1
                if asked.kind:
                    asked.kind, asked.lost = "", ["What is right only its script knows. It stands as text."]
            else:
                break
        self.made.append(asked)
        return at


def _gap(inside: str, asked: Asked) -> Gap:
    options = [one.strip() for one in inside.split("|")]
    if len(options) > 1:
        right = [bool(re.fullmatch(r"\(.*\)", one)) for one in options]
        answers = tuple(
            Answer(one.strip("() ") if is_right else one, WHOLE if is_right else Decimal(0))
            for one, is_right in zip(options, right, strict=True)
        )
        if sum(right) != 1:
            asked.lost.append("A list in it has not one right option.")
            asked.kind = ""
        return Gap("choice", answers)
    number = re.fullmatch(r"[-+]?\d+(?:[.,]\d+)?", inside.strip())
    return Gap("number" if number else "words", (Answer(inside.strip(), WHOLE),))
