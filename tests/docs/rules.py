"""The wrong and the right example of each rule, as they stand in ``rules.txt``.

A line that begins with ``@@`` says what the lines below it are::

    @@ rule heading-space       the wrong example of a rule
    @@ right                    its right example
    @@ modules/second.md        a file; what stands above the first of them is a page of modules/first.md
    @@ quiz                     the questions of assessments/final.md
    @@ 7 times                  lines that go on with the file so many times, each with its number for №; if № stands
                                in the file's name, so many files
    @@ nothing else             the files of the example are all that the course has

A file can be ``in Latin-1``, or made ``from`` one of those in ``tests/docs/files``, ``, 25 MB`` large. ␇ is a control
character. The examples are shown in ``docs/reference/rules.md``.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from course_builder.diagnostics import RULES

_HERE = Path(__file__).parent
_PAGE = "modules/first.md"
_QUIZ = "assessments/final.md"
_FROM = re.compile(r"(?P<name>\S+)(?P<latin> in Latin-1)?(?: from (?P<source>\S+?)(?:, (?P<size>\d+) MB)?)?")
_TITLES = {_PAGE: "# First\n\n", _QUIZ: "# Final\n\n"}
_LANGUAGES = {".md": "markdown", ".yml": "yaml", ".svg": "xml", ".lock": "json", ".jinja": "jinja"}

_OF_TRANSLATE = "It is told by `course-builder translate`."
WITHOUT = {
    "manifest-invalid": "It blames the builder, not the author: please report it.",
    "translation-term": _OF_TRANSLATE,
    "returned-damaged": _OF_TRANSLATE,
    "returned-unknown": _OF_TRANSLATE,
    "returned-differs": _OF_TRANSLATE,
}
"""Rules that no course breaks, and why."""


@dataclass
class File:
    """A file of an example.

    Args:
        parts: its text; of each part how many times it stands there.
        whole: whether nothing stands above it, such as a title.
        made: how it is made, where it is not written in UTF-8.
    """

    parts: list[tuple[int, list[str]]] = field(default_factory=lambda: [(1, [])])
    whole: bool = True
    made: str = ""
    source: str = ""
    size: int = 0

    def text(self) -> str:
        """Return all of its text."""
        return "".join(
            _joined(lines).replace("№+1", str(number + 1)).replace("№", str(number)) if times > 1 else _joined(lines)
            for times, lines in self.parts
            for number in range(times)
        )


@dataclass
class Example:
    """A course that breaks a rule, or does it right."""

    files: dict[str, File] = field(default_factory=dict)
    alone: bool = False

    def write(self, folder: Path) -> None:
        """Write the course."""
        files = {name: _TITLES.get(name, "") * (not one.whole) + one.text() for name, one in self.files.items()}
        if not self.alone:
            if not any(name.startswith(("modules/", "assessments/")) for name in files):
                files[_PAGE] = "# First\n\nText.\n"
            final = "assessment: final\n" if _QUIZ in files and "assessment:" not in "".join(files.values()) else ""
            files.setdefault("course.yml", f"title: Example\n{final}")
            shutil.copytree(_HERE / "files", folder / "media")
        for name, text in files.items():
            one = self.files.get(name, File())
            content = text.replace("␇", "\x07").encode("latin-1" if one.made else "utf-8")
            if one.source:
                content = (_HERE / "files" / one.source).read_bytes().ljust(one.size * 1_000_000)
            numbered = (
                zip(range(content.count(b"\n")), content.split(b"\n"), strict=False) if "№" in name else [(0, content)]
            )
            for number, text in numbered:
                path = folder / name.replace("№", str(number))
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text)

    def shown(self) -> str:
        """Return the example as Markdown."""
        shown = []
        for name, one in self.files.items():
            where = "" if name == _PAGE and not one.whole else "In an assessment:" if not one.whole else f"`{name}`:"
            if one.source:
                shown.append(f"`{name}`: {f'a file of {one.size} MB' if one.size else 'a file of this kind'}")
                continue
            times = next((times for times, _ in one.parts if times > 1), 0)
            text = "".join(_joined(lines) for _, lines in one.parts).rstrip("\n")
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
            written = f"{fence}{_LANGUAGES.get(Path(name).suffix, 'text')}\n{text}\n{fence}" if text else "(empty)"
            shown += [part for part in (where.replace(":", f"{one.made}:"), written) if part]
            if times:
                shown.append(f"What has a № stands there {times:,} times.")
        return "\n\n".join(shown)


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@cache
def examples() -> Mapping[str, tuple[Example, Example]]:
    """Return the wrong and the right example of each rule."""
    found: dict[str, tuple[Example, Example]] = {}
    example, lines = Example(), []
    for line in (_HERE / "rules.txt").read_text(encoding="utf-8").split("\n"):
        if not line.startswith("@@ "):
            lines.append(line)
            continue
        said = line.removeprefix("@@ ")
        if said.startswith("rule "):
            example, right = Example(), Example()
            found[said.removeprefix("rule ")] = example, right
            lines = _page_of(example)
        elif said == "right":
            example = right
            lines = _page_of(example)
        elif said == "nothing else":
            example.alone = True
        elif said == "quiz":
            example.files[_QUIZ] = File(whole=False)
            lines = example.files[_QUIZ].parts[-1][1]
        elif said.endswith(" times"):
            lines = []
            list(example.files.values())[-1].parts.append((int(said.split()[0]), lines))
        else:
            how = _FROM.fullmatch(said)
            assert how, line
            example.files.pop(how["name"], None)
            example.files[how["name"]] = File(
                made=how["latin"] or "", source=how["source"] or "", size=int(how["size"] or 0)
            )
            lines = example.files[how["name"]].parts[-1][1]
    for pair in found.values():
        for one in pair:
            _tidy(one)
    return found


def _page_of(example: Example) -> list[str]:
    example.files[_PAGE] = File(whole=False)
    return example.files[_PAGE].parts[-1][1]


def _tidy(example: Example) -> None:
    """Take away blank lines at the end of texts, and the page in which nothing stands."""
    for name, one in list(example.files.items()):
        while len(one.parts) == 1 and one.parts[0][1] and not one.parts[0][1][-1]:
            one.parts[0][1].pop()
        if name == _PAGE and not one.whole and not any(lines for _, lines in one.parts):
            del example.files[name]


def shown() -> str:
    """Return all rules with their examples as Markdown."""
    sections = []
    for rule in RULES.values():
        sections += [f"## {rule.code}", f"{rule.severity.capitalize()}. {rule.summary}"]
        if rule.code in WITHOUT:
            sections.append(WITHOUT[rule.code])
            continue
        wrong, right = examples()[rule.code]
        sections += ["Wrong:", wrong.shown(), "Right:", right.shown()]
    return "\n\n".join(sections)
