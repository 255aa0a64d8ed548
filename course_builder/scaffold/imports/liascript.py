"""Reads courses written for LiaScript: its quizzes become questions, its effects are left out and told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from course_builder.model import gap_marker
from course_builder.scaffold.imports.markdown import Line, lines_of, pages
from course_builder.scaffold.imports.material import WHOLE, Answer, Asked, Gap, Given, Page
from course_builder.scaffold.imports.prose import FENCE, no_gaps

_HEADER = re.compile(r"\s*<!--(?P<inner>.*?)-->", re.DOTALL)
_DEFINES = re.compile(
    r"^\s*(?:author|email|version|language|narrator|script|import|link|logo|icon|comment|mode|translation|repository"
    r"|edit|dark|attribute|@\w+)\s*:",
    re.MULTILINE,
)
_ONE = re.compile(r"\s{0,4}(?:-\s+)?\[\((?P<box>[ xX])\)\][ \t]*(?P<text>.*)$")
_MANY = re.compile(r"\s{0,4}(?:-\s+)?\[\[(?P<box>[ xX])\]\][ \t]*(?P<text>.*)$")
_HINT = re.compile(r"\s*(?:-\s+)?\[\[\?\]\][ \t]*(?P<text>.*)$")
_FIELD = re.compile(r"\s*(?P<gap>\[(?:\[|->\[)(?![ xX?!]\]\])[^\[\]\n]+\]\])\s*$")
_GAP = re.compile(r"(?<!`)\[(?P<dragged>->)?\[(?P<inside>(?![ xX?!]\]\])[^\[\]\n]+)\]\](?!`)")
_SURVEY = re.compile(r"\s{0,4}(?:-\s+)?\[\((?P<box>-?\d+|:[^()\[\]\n]+)\)\][ \t]*(?P<text>.*)$")
_SURVEY_OF_MANY = re.compile(r"\s{0,4}(?:-\s+)?\[\[(?:\d+|:[^\[\]\n]+)\]\][ \t]+\S")
_FREE = re.compile(r"\s*\[\[_{3,}(?:\s+_{3,})*\]\]\s*$")
_MATRIX = re.compile(r"\s{0,4}(?:-\s+)?\[\s*(?:\[[^\]]*\]|\([^)]*\))(?:\s*(?:\[[^\]]*\]|\([^)]*\)))+\s*\]")
_STARS = re.compile(r"\s*\*{3,}\s*$")
_BOX = re.compile(r"\s*</?(?:center|div|section)\b[^<>]*>\s*$", re.IGNORECASE)
_SCRIPT = re.compile(r"\s*<script\b", re.IGNORECASE)
_SCRIPTS = re.compile(r"^[ \t]*<script\b.*?</script>[ \t]*$", re.IGNORECASE | re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"\s*<!--.*-->\s*$")
_SPOKEN = re.compile(r"\s*--\{\{[^}\n]*\}\}--\s*$")
_EFFECT = re.compile(r"\s*\{\{[^}\n]*\}\}\s*$")
_INLINE = re.compile(
    r"\{(?:\d+(?:-\d+)?(?:\s+\w+)?|\|>[^}]*|!>[^}]*)\}\{([^{}\n]*)\}|[ \t]*\{\{\d+(?:-\d+)?\}\}[ \t]*$"
)
_MEDIA = re.compile(r"(?P<mark>!\?|\?\?|\?|@)\[(?P<words>[^\[\]\n]{0,500})\]\((?P<address>[^\s)]+)[^)\n]*\)")
_MACRO = re.compile(r"(?<![\w.@`])@[A-Za-z]\w*(?:\.\w+)*(?:\([^)\n]*\))?")
CERTAIN = re.compile(r"^\s{0,4}(?:-[ \t]+)?\[\((?: |x|X)\)\][ \t]", re.MULTILINE)
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
        language = re.search(r"^\s*language:\s*([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)\s*$", header["inner"], re.MULTILINE)
        given.language = language[1] if language else ""
    parts = _Reader(lines_of(text)).run()
    yield from pages(given, parts, _clean)


def _clean(text: str, lost: list[str]) -> str:
    """Return a block without what only LiaScript does."""
    kept, fence = list[str](), ""
    without = _SCRIPTS.sub("", text)
    if without != text:
        _tell(lost, "A script is left out.")
    for line in without.split("\n"):
        mark = FENCE.match(line)
        if fence or mark:
            fence = "" if fence and mark and mark[1].startswith(fence) else fence or (mark[1] if mark else "")
            kept.append(line)
        elif _BOX.fullmatch(line):
            _tell(lost, "Boxes of HTML are left out, and what is in them stays.")
        elif _SPOKEN.fullmatch(line):
            _tell(lost, "What is spoken stands as text.")
        elif _EFFECT.fullmatch(line) or _STARS.fullmatch(line):
            _tell(lost, "Effects are left out.")
        else:
            kept.append(line)
    made = "\n".join(kept).strip("\n")
    if FENCE.match(made):
        return made
    if _INLINE.search(made):
        _tell(lost, "Effects are left out.")
        made = _INLINE.sub(lambda found: found[1] or "", made)
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
        if _SURVEY_OF_MANY.match(line.text):
            return self._left(at, _SURVEY_OF_MANY, "There is no scale here from which several answers can be chosen.")
        if _SURVEY.fullmatch(line.text):
            return self._survey(at)
        if _FREE.fullmatch(line.text):
            prompt, start = self._prompt()
            del self.made[start:]
            asked = Asked("essay", "survey", line.number, prompt=prompt or self._title())
            return self._end(asked, at + 1)
        for pattern in (_ONE, _MANY):
            if pattern.fullmatch(line.text):
                return self._options(at, pattern)
        if found := _FIELD.fullmatch(line.text):
            asked = Asked("cloze", "quiz", line.number)
            prompt, start = self._prompt()
            return self._end(self._gaps(asked, f"{prompt}\n\n{found['gap']}", start), at + 1)
        if _GAP.search(line.text) and not line.text.lstrip().startswith("<"):
            end = at
            while end < len(self.lines) and self.lines[end].text.strip() and not self.lines[end].literal:
                end += 1
            asked = Asked("cloze", "quiz", line.number)
            # What stands above in the same paragraph or table belongs to it.
            before, start = self._prompt() if at and self.lines[at - 1].text.strip() else ("", len(self.made))
            text = "\n".join([*([before] if before else []), *(one.text for one in self.lines[at:end])])
            return self._end(self._gaps(asked, text, start), end)
        return 0

    def _left(self, at: int, pattern: re.Pattern[str], why: str) -> int:
        end = at
        while end < len(self.lines) and pattern.match(self.lines[end].text):
            end += 1
        text = "\n".join(one.text.strip() for one in self.lines[at:end])
        asked = Asked("", "quiz", self.lines[at].number, name=text.split("\n")[0][:60], lost=[why])
        return self._end(asked, end)

    def _prompt(self) -> tuple[str, int]:
        """Return the paragraph before, and where among what was made it begins; code belongs to what stands above."""
        end = self._last(len(self.made))
        start = self._paragraph(end)
        if start < end and all(isinstance(one, Line) and one.literal for one in self.made[start:end]):
            start = self._paragraph(self._last(start))
        text = "\n".join(
            one.text.strip() if not one.literal else one.text for one in self.made[start:end] if isinstance(one, Line)
        )
        return text, start

    def _last(self, end: int) -> int:
        """Return where what says something ends."""
        while end and isinstance(one := self.made[end - 1], Line) and not _says(one):
            end -= 1
        return end

    def _paragraph(self, end: int) -> int:
        """Return where the paragraph begins that ends there."""
        start = end
        while start and isinstance(one := self.made[start - 1], Line) and _says(one):
            of_text = not one.literal and (re.match(r"#{1,6}\s", one.text) or _COMMENT.fullmatch(one.text))
            if of_text or (start < end and one.literal != self.made[start].literal):  # type: ignore[union-attr]
                break
            start -= 1
        return start

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
        del self.made[start:]
        asked = Asked("choice", "quiz", self.lines[at].number)
        prompt = _clean(prompt, asked.lost).strip()
        if FENCE.match(prompt):
            # Only code is shown, so what is asked stands in the heading.
            prompt = "\n\n".join(filter(None, (self._title(), prompt)))
        asked.prompt = prompt
        options = [(is_right, _clean(text, asked.lost)) for is_right, text in options]
        asked.otherwise = "\n\n".join(filter(None, (prompt, "\n".join(f"- {one[1]}" for one in options))))
        asked.several = asked.exactly = pattern is _MANY
        if pattern is _ONE and right > 1:
            asked.kind = ""
            asked.lost = ["More than one option is right, and one can be chosen. It stands as text."]
        elif not right:
            asked.kind, asked.lost = "", ["None of its options is marked as right. It stands as text."]
        elif not prompt:
            asked.prompt = self._title() or "Choose."
        asked.answers = [Answer(text, WHOLE / right if one else Decimal(0)) for one, text in options] if right else []
        asked.name = asked.prompt.split("\n")[0][:120]
        return self._end(asked, end)

    def _survey(self, at: int) -> int:
        """Make a scale of a survey: nothing in it is right."""
        found = list[str]()
        while at + len(found) < len(self.lines) and (one := _SURVEY.fullmatch(self.lines[at + len(found)].text)):
            found.append(one["text"].strip())
        prompt, start = self._prompt()
        del self.made[start:]
        asked = Asked("choice", "survey", self.lines[at].number, prompt=prompt or self._title() or "Choose.")
        asked.answers, asked.points = [Answer(one, WHOLE) for one in found], Decimal(0)
        asked.name = asked.prompt.split("\n")[0][:120]
        return self._end(asked, at + len(found))

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
            if found["dragged"]:
                _tell(asked.lost, "Words are chosen from lists, and not dragged.")
            return gap_marker(len(asked.gaps) - 1)

        asked.otherwise = no_gaps(cleaned)
        asked.prompt = _GAP.sub(gap, cleaned)
        asked.name = _GAP.sub("…", cleaned.split("\n")[0])[:120]
        return asked

    def _stars(self, at: int) -> int:
        """Return where the line of stars is that ends a solution; 0 where a heading comes before it."""
        for end in range(at, len(self.lines)):
            one = self.lines[end]
            if not one.literal and re.match(r"#{1,6}\s", one.text):
                return 0
            if not one.literal and _STARS.fullmatch(one.text):
                return end
        return 0

    def _end(self, asked: Asked, at: int) -> int:
        """Read what belongs to a quiz below it: hints, a script, a solution between lines of stars."""
        while at < len(self.lines) and not self.lines[at].literal:
            text = self.lines[at].text
            if found := _HINT.fullmatch(text):
                asked.hints.append(found["text"].strip())
                at += 1
            elif _STARS.fullmatch(text) and (end := self._stars(at + 1)):
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


def _says(line: Line) -> bool:
    """Whether a line is more than an effect, a box, or nothing."""
    signs = (_SPOKEN, _EFFECT, _STARS, _BOX)
    return line.literal or bool(line.text.strip() and not any(one.fullmatch(line.text) for one in signs))


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
