"""Writes tables that the code runs by into the guide, between ``<!-- table: NAME -->`` and ``<!-- end -->``.

``python tests/docs/reference.py`` does it with the rest; a test keeps them up to date.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from course_builder import build
from course_builder.commands.work import table as rows
from course_builder.packaging.cards.settings import Build
from course_builder.packaging.cards.settings import moodle as settings_in_moodle
from course_builder.scaffold import create
from tests.packaging import gift_bank, moodle_bank
from tests.packaging.moodle_bank import Asked

GUIDE = Path(__file__).parents[2] / "docs" / "guide"

_PLACE = re.compile(r"(<!-- table: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def status() -> str:
    """Return what the LMS is told in every standing: ``player/status.json``, by which the player goes."""
    table = json.loads((files("course_builder.player") / "status.json").read_text("utf-8"))
    lines = [
        "| the learner | SCORM 1.2, `status: passed` | SCORM 1.2, `status: completed` | SCORM 2004, completion | SCORM 2004, success |",
        "|---|---|---|---|---|",
    ]
    for row, words in zip(table["rows"], table["said"], strict=True):
        told = (row["passed"], row["completed"], row["completion"], row["success"] or "not told")
        lines.append(f"| {words} | {' | '.join(told)} |")
    return "\n".join(lines)


def moodle() -> str:
    """Return the settings in Moodle as the setup card has them: for one SCO, and for one in each module."""
    one = Build("", "SCORM 1.2", 1, "passed", True, 80, False, 0, 0)
    several = {(row.section, row.name): row for row in settings_in_moodle(replace(one, scos=2))}
    of_one = {(row.section, row.name): row for row in settings_in_moodle(one)}
    lines = ["| under | setting | choose | why |", "|---|---|---|---|"]
    for key in several:
        row, other = of_one.get(key), several[key]
        value = row.value if row else "–"
        if not row or row.value != other.value:
            value += f"; with `sco: module` {other.value}"
        lines.append(f"| {other.section} | {other.name} | {value} | {(row or other).reason} |")
    return "\n".join(lines)


@cache
def _starter() -> tuple[str, ...]:
    """Return what ``build`` prints for the starter course, by lines."""
    with TemporaryDirectory() as folder:
        create(folder)
        built = build(folder).built
    return tuple(rows([replace(one, path=Path("output", one.path.name)) for one in built]).split("\n"))


def built() -> str:
    """Return the table that building the starter course prints."""
    return "\n".join(["```text", *_starter(), "```"])


def built_scorm12() -> str:
    """Return the row of its SCORM 1.2 package."""
    return "\n".join(["```text", next(one for one in _starter() if "scorm12" in one), "```"])


_STORY = """
:::step{#s}
Go?

- Yes -> well
- No -> badly
:::

:::ending{#well score=100}
Well.
:::

:::ending{#badly score=0}
Badly.
:::
"""
_ASKED: Mapping[str, tuple[str, str]] = {
    "one-right-answer": ("One right answer", "- (x) Yes\n- ( ) No"),
    "true-or-false": ("True or false", "- (x) True\n- ( ) False"),
    "right-or-wrong": ("… in other words", "- (x) Right\n- ( ) Wrong"),
    "several": ("Several right answers, `scoring=right-minus-wrong`", "- [x] A\n- [x] B\n- [ ] C"),
    "several-all": ("… `scoring=all`", "- [x] A\n- [x] B\n- [ ] C"),
    "several-each": ("… `scoring=per-option`", "- [x] A\n- [x] B\n- [ ] C"),
    "words": ("Words", "The field [[behind]] it."),
    "words-pattern": ("… a pattern of a few words", "The [[/colou?r/]]."),
    "words-endless": ("… a pattern without end", "The [[/no+/|none]]."),
    "number": ("A number with a unit, and what it may be off", "It is [[12 +- 0.5 km]]."),
    "gaps": ("Gaps in a text", "The [[field]] is [[( ) round | (x) square]]."),
    "matching": ("Matching, with what is left over", "- a -> b\n- c -> d\n- -> e"),
    "ordering": ("Ordering", "1. One\n2. Two\n3. Three"),
    "place": (
        "Places in a picture",
        "![Field](../media/field.png)\n\n- (x) [0, 0, 50, 50] Left\n- ( ) [50, 0, 50, 50] Right",
    ),
    "scale": ("A scale", "- (1) Never\n- (2) Often"),
    "longer-text": ("A longer text", "[[____]]\n\n:::model\nSo.\n:::"),
    "longer-text-notes": ("… with `:::notes`", "[[____]]\n\n:::notes\nLook for wells.\n:::"),
    "drop-down": ("A drop-down in a text", "It is [[( ) round | (x) square]]."),
    "several-points": ("Any of these for other than 1 point", "- (x) Yes\n- ( ) No"),
    "no-shuffle": ("Options or pairs in their order, `shuffle=no`", "- (x) Yes\n- ( ) No"),
    "words-case": ("Words, `case=exact`", "The [[Field]] behind it."),
    "scenario": (
        "Scenarios",
        _STORY,
    ),
    "picture": ("Pictures", "![Field](../media/field.png)\n\n- (x) Yes\n- ( ) No"),
    "file": ("Links to files", "See [it](../media/field.png).\n\n- (x) Yes\n- ( ) No"),
    "link": ("Links to other places of the course", "See [it](q.md).\n\n- (x) Yes\n- ( ) No"),
    "hints": ("Hints of one cost", "- (x) Yes\n- ( ) No\n\n:::hint{cost=25}\nA.\n:::\n\n:::hint{cost=25}\nB.\n:::"),
    "hints-other": ("… of several", "- (x) Yes\n- ( ) No\n\n:::hint\nA.\n:::\n\n:::hint{cost=25}\nB.\n:::"),
    "outcomes": ("`:::correct`, `:::incorrect` with words or a number", "The [[field]].\n\n:::correct\nA.\n:::"),
    "outcomes-one": ("… with one right answer", "- (x) Yes\n- ( ) No\n\n:::correct\nA.\n:::"),
    "outcomes-truth": ("… with true or false", "- (x) True\n- ( ) False\n\n:::correct\nA.\n:::"),
    "outcomes-several": (
        "… with several right answers, pairs or an order",
        "- a -> b\n- c -> d\n\n:::correct\nA.\n:::",
    ),
    "outcomes-gaps": ("… with several gaps", "The [[field]] and [[road]].\n\n:::correct\nA.\n:::"),
}
_SAID = {"several": "scoring=right-minus-wrong", "several-each": "scoring=per-option", "several-all": "scoring=all"}
_SAID |= {"several-points": "points=2", "no-shuffle": "shuffle=no", "words-case": "case=exact"}
_SAID |= {"ordering": "type=ordering", "gaps": "points=2", "outcomes-gaps": "points=2"}


_BANKS: Mapping[str, Callable[[bytes], list[Asked]]] = {"moodle-xml": moodle_bank.read, "gift": gift_bank.read}


def banks() -> str:
    """Return what each question bank holds of each kind, by making one of it."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "course.yml").write_text("title: T\nassessment: q\n", encoding="utf-8")
        (root / "media").mkdir()
        Image.new("RGB", (2, 2)).save(root / "media" / "field.png")
        (root / "assessments").mkdir()
        questions = [
            f"## Which {name}? {{#{name} {_SAID.get(name, '')}}}\n\n{text}\n" for name, (_, text) in _ASKED.items()
        ]
        (root / "assessments" / "q.md").write_text("# Q\n\n" + "\n".join(questions), encoding="utf-8")
        columns = [_bank(root, name) for name in _BANKS]
    lines = [f"| what is asked | {' | '.join(f'`{name}`' for name in _BANKS)} |", "|---" * (len(_BANKS) + 1) + "|"]
    lines += [f"| {_ASKED[name][0]} | {' | '.join(column[name] for column in columns)} |" for name in _ASKED]
    return "\n".join(lines)


def _bank(root: Path, output: str) -> dict[str, str]:
    """Return what becomes of each question in an output: Moodle's type, and what is told."""
    result = build(root, [output])
    assert result.ok, result.diagnostics
    assert result.course
    types = {one.idnumber: one.type for one in _BANKS[output](result.built[0].path.read_bytes())}
    told: dict[int, list[str]] = {}
    for one in result.diagnostics:
        if one.code == "output-cannot":
            told.setdefault(one.span.line, []).append(one.message.removeprefix(f"{output}: "))
    return {
        one.id: " ".join([*([f"`{types[one.id]}`."] if one.id in types else []), *told.get(one.span.line, [])])
        for one in result.course.questions
    }


TABLES: Mapping[str, Callable[[], str]] = {
    "status": status,
    "moodle": moodle,
    "banks": banks,
    "built": built,
    "built-scorm12": built_scorm12,
}


def filled(text: str) -> str:
    """Return a page of the guide with its tables as the code has them."""
    return _PLACE.sub(lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n\n{found[3]}", text)


def names(text: str) -> list[str]:
    """Return which tables a page has."""
    return [found[2] for found in _PLACE.finditer(text)]


def write() -> None:
    for page in sorted(GUIDE.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        if filled(text) != text:
            page.write_text(filled(text), encoding="utf-8", newline="\n")
