"""What is kept from build to build changes nothing but the time: every kind of change is seen, in every output."""

from __future__ import annotations

import io
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from course_builder import installed, unchanged
from course_builder.building import build
from course_builder.cache import FOLDER, NO_CACHE, Cache
from course_builder.commands import main, work
from course_builder.render import leaves, made_from
from course_builder.translation.catalogues import kept
from tests.courses_on_disk import everything, write

OUTPUTS = ["html", "single", "scorm12", "scorm2004"]


def picture(colour: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(content, "PNG")
    return content.getvalue()


CATALOGUE = """\
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "modules/01-wells.md · title"
msgid "Wells"
msgstr "Puits"

msgctxt "modules/01-wells.md#digging · page"
msgid "Digging"
msgstr "Creuser"

msgctxt "shared/safety.md · text"
msgid "Wear a helmet."
msgstr "Portez un casque."

msgctxt "modules/02-pumps.md · heading"
msgid "Parts"
msgstr "Pièces"
"""

COURSE: dict[str, str | bytes] = {
    "course.yml": """\
title: Water
languages: [fr]
description: How wells are dug.
duration: 1 h
theme:
  logo: media/logo.png
assessment: final
parts:
  - title: Basics
    modules: [01-wells, 02-pumps]
  - title: More
    modules: [03-words]
""",
    "modules/01-wells.md": """\
---
assessment: quiz
duration: 20 min
objectives:
  dig: Dig a well
---

# Wells

A well is dug by hand. An aquifer holds water. See [the pumps](02-pumps.md#parts), and ![A well](../media/well.png).

## Digging {#digging}

:::include{src=../shared/safety.md}
:::

The depth is [measured].

### Tools

:::question{#tool objectives=dig}
Which tool digs?
- (x) A spade
- ( ) A spoon
:::

## Yields

[measured]: https://example.org/depth

:::table[Yields]{src=../media/yields.csv}
:::
""",
    "modules/02-pumps.md": """\
# Pumps

:::figure[A pump]{credit="Ada"}
![A pump](../media/pump.png)
:::

### Parts

A pump has a handle.[^deep]

[^deep]: More than ten metres.
""",
    "modules/03-words.md": """\
# Words

:::glossary
Aquifer
: A layer of rock that holds water.
:::

:::credits
:::
""",
    "shared/safety.md": "Wear a helmet.\n",
    "assessments/quiz.md": "# Quiz\n\n## Which is deep? {#deep objectives=dig}\n\n- (x) A well\n- ( ) A puddle\n",
    "assessments/final.md": "# The end\n\n## Is water wet? {#wet objectives=dig}\n\n- (x) True\n- ( ) False\n",
    "media/logo.png": picture("navy"),
    "media/well.png": picture("teal"),
    "media/pump.png": picture("grey"),
    "media/yields.csv": "Well,Litres\nA,10\nB,20\n",
    "theme/style.css": "h1 { color: teal }\n",
    "media/fr/pump.png": picture("black"),
    "translations/fr.po": CATALOGUE,
    "translations/en.yml": "results: Your results\n",
}
Change = Callable[[Path], object]


def change(file: str, old: str, new: str) -> Change:
    def changed(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert text.count(old) == 1
        (root / file).write_text(text.replace(old, new), "utf-8")

    return changed


CHANGES: dict[str, Change] = {
    "a word": change("modules/01-wells.md", "by hand", "by spade"),
    "an include": change("shared/safety.md", "helmet", "hat"),
    "a picture": lambda root: (root / "media/well.png").write_bytes(picture("red")),
    "the logo": lambda root: (root / "media/logo.png").write_bytes(picture("red")),
    "a table's file": change("media/yields.csv", "20", "21"),
    "a style sheet of the theme": change("theme/style.css", "teal", "navy"),
    "a template of the theme": lambda root: write(root, {"theme/menu.html.jinja": "<nav class=menu>Menu</nav>\n"}),
    "a setting": change("course.yml", "How wells are dug", "How wells are made"),
    "a colour": change("course.yml", "theme:\n", "theme:\n  accent: '#0b5394'\n"),
    "the language": change("course.yml", "title: Water", "title: Water\nlanguage: es"),
    "a glossary's term": change("modules/03-words.md", "Aquifer", "Helmet"),
    "a glossary's meaning": change("modules/03-words.md", "layer of rock", "bed of stone"),
    "a title that others link to": change("modules/02-pumps.md", "# Pumps", "# Pumps and pipes"),
    "a heading that others link to": change("modules/02-pumps.md", "### Parts", "### The parts {#parts}"),
    "a page's title": change("modules/01-wells.md", "## Digging", "## How to dig"),
    "a footnote": change("modules/02-pumps.md", "ten metres", "twenty metres"),
    "a link's address on another page": change("modules/01-wells.md", "org/depth", "org/deep"),
    "a translation": change("translations/en.yml", "Your results", "What you know"),
    "a module's time": change("modules/01-wells.md", "20 min", "40 min"),
    "an objective": change("modules/01-wells.md", "Dig a well", "Dig a deep well"),
    "where an objective is asked for": change("modules/01-wells.md", "{#tool objectives=dig}", "{#tool}"),
    "a part's title": change("course.yml", "title: More", "title: The rest"),
    "the order of modules": change("course.yml", "[01-wells, 02-pumps]", "[02-pumps, 01-wells]"),
    "an option": change("modules/01-wells.md", "A spoon", "A fork"),
    "a question of a quiz": change("assessments/quiz.md", "A puddle", "A pond"),
    "a credit": change("modules/02-pumps.md", "Ada", "Bob"),
    "a new page": lambda root: write(
        root, {"modules/02-pumps.md": f"{COURSE['modules/02-pumps.md']!s}\n## Care\n\nOil it.\n"}
    ),
    "a page less": change("modules/01-wells.md", "## Yields\n", "### Yields\n"),
    "a line more above others": change("modules/01-wells.md", "A well is", "First of all.\n\nA well is"),
    "a wording": change("translations/fr.po", "Portez un casque", "Mettez un casque"),
    "a wording of a title": change("translations/fr.po", "Creuser", "Comment creuser"),
    "a wording that comes": lambda root: (root / "translations/fr.po").write_text(
        f'{CATALOGUE}\nmsgctxt "modules/02-pumps.md · title"\nmsgid "Pumps"\nmsgstr "Pompes"\n', "utf-8"
    ),
    "a wording that goes": change("translations/fr.po", 'msgstr "Pièces"', 'msgstr ""'),
    "a picture of a language": lambda root: (root / "media/fr/pump.png").write_bytes(picture("red")),
    "a picture that comes for a language": lambda root: (root / "media/fr/well.png").write_bytes(picture("red")),
    "the languages": change("course.yml", "languages: [fr]", "languages: []"),
    "a lock": change("course.lock", '"deep"', '"deeper"'),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course and the store that its build filled, in one folder."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leaves, "_WORTH", 0)
        result = build(write(folder / "course", COURSE), OUTPUTS, cache=Cache(folder / "cache"))
        assert result.ok, result.diagnostics
    return folder


@pytest.fixture(autouse=True)
def every_course_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaves, "_WORTH", 0)


def outputs(root: Path) -> dict[str, bytes]:
    return everything(root / "output") | {"course.lock": (root / "course.lock").read_bytes()}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_built_as_if_nothing_were_kept(built: Path, tmp_path: Path, name: str) -> None:
    for one in ("kept", "clean"):
        shutil.copytree(built / "course", tmp_path / one)
        CHANGES[name](tmp_path / one)
    warm = build(tmp_path / "kept", OUTPUTS, cache=Cache(built / "cache"))
    clean = build(tmp_path / "clean", OUTPUTS, cache=NO_CACHE)
    assert warm.diagnostics == clean.diagnostics
    assert outputs(tmp_path / "kept") == outputs(tmp_path / "clean")
    if name != "a lock":
        assert outputs(tmp_path / "kept") != outputs(built / "course")


def test_what_did_not_change_is_not_made_again(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = shutil.copytree(built / "course", tmp_path / "course")
    made: list[str] = []
    real = leaves._leaf

    def leaf(*given: Any) -> leaves.Leaf:
        made.append(given[-1].id)
        return real(*given)

    monkeypatch.setattr(leaves, "_leaf", leaf)
    build(root, OUTPUTS, cache=Cache(built / "cache"))
    assert made == []
    change("modules/02-pumps.md", "a handle", "two handles")(root)
    build(root, OUTPUTS, cache=Cache(built / "cache"))
    # Once in each language.
    assert made == ["pumps", "pumps"]


def test_a_catalogue_that_did_not_change_is_not_parsed_again(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = shutil.copytree(built / "course", tmp_path / "course")
    parsed: list[str] = []
    real = kept.parsed

    def counted(path: Path, *given: Any) -> Any:
        parsed.append(path.name)
        return real(path, *given)

    monkeypatch.setattr(kept, "parsed", counted)
    build(root, OUTPUTS, cache=Cache(built / "cache"))
    assert parsed == []
    change("translations/fr.po", "Portez un casque", "Gardez votre casque")(root)
    build(root, OUTPUTS, cache=Cache(built / "cache"))
    assert parsed == ["fr.po"]


def test_what_is_wrong_in_a_catalogue_is_told_again(tmp_path: Path) -> None:
    twice = CATALOGUE.replace("Language: fr", "Language: de") + CATALOGUE.split("\n\n")[1] + "\n"
    root = write(tmp_path / "course", {**COURSE, "translations/fr.po": twice})
    told = [build(root, ["html"], cache=Cache(tmp_path / "cache")).diagnostics for _ in range(2)]
    assert [one.code for one in told[0]].count("catalogue-entry") == 1
    assert told[0] == told[1] == build(root, ["html"], cache=NO_CACHE).diagnostics


def test_another_version_makes_everything_again(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = shutil.copytree(built / "course", tmp_path / "course")
    store = shutil.copytree(built / "cache", tmp_path / "cache")
    before = len(everything(store))
    monkeypatch.setattr(made_from, "installed", lambda: "another")
    build(root, OUTPUTS, cache=Cache(store))
    assert len(everything(store)) > before
    assert installed.installed() == installed.installed()


def test_what_is_wrong_is_told_again(tmp_path: Path) -> None:
    root = write(
        tmp_path / "course",
        {**COURSE, "modules/02-pumps.md": "# Pumps\n\n### Parts\n\n$\\frac{1}$ [x](y.md)[^deep]\n\n[^deep]: D.\n"},
    )
    told = [build(root, ["html"], jobs=jobs, cache=Cache(tmp_path / "cache")).diagnostics for jobs in (1, 2, 1)]
    assert {"math-syntax", "link-broken"} <= {one.code for one in told[0]}
    assert told[0] == told[1] == told[2] == build(root, ["html"], jobs=2).diagnostics


def test_several_processes_make_the_same(built: Path, tmp_path: Path) -> None:
    root = shutil.copytree(built / "course", tmp_path / "course", ignore=shutil.ignore_patterns("output"))
    for _ in range(2):
        assert build(root, OUTPUTS, jobs=3, cache=Cache(tmp_path / "cache")).ok
        assert outputs(root) == outputs(built / "course")


# What does not change is not even read.


@pytest.fixture
def course(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = shutil.copytree(built / "course", tmp_path / "course", ignore=shutil.ignore_patterns("output"))
    monkeypatch.setenv(FOLDER, str(tmp_path / "own"))
    return root


def command(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, list(words))
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout


def settled(root: Path) -> None:
    """Wait until a build can tell that what was written last was written before it."""
    last = max(path.stat().st_ctime_ns for path in root.rglob("*") if "output" not in path.parts)
    while time.time_ns() - last < 2 * unchanged._TICK:
        time.sleep(0.005)


def is_remembered(monkeypatch: pytest.MonkeyPatch, *words: str) -> bool:
    """Give a command, and say whether it ended without doing anything."""
    done: list[str] = []

    def noted(real: Callable[..., object]) -> Callable[..., object]:
        def does(*given: object, **more: object) -> object:
            done.append(real.__name__)
            return real(*given, **more)

        return does

    with monkeypatch.context() as patch:
        patch.setattr(work, "built", noted(work.built))
        patch.setattr(work, "checked", noted(work.checked))
        status, said = command(*words)
    assert status == 0, said
    return not done


@pytest.mark.parametrize(
    "words", [["build"], ["build", "--output", "html", "--strict"], ["check"], ["check", "--format", "json"]]
)
def test_the_same_again(course: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    if "--strict" in words:
        change("course.yml", "languages: [fr]\n", "")(course)  # it is translated in part
    settled(course)
    said = command(*words, str(course))
    assert said[0] == 0
    assert is_remembered(monkeypatch, *words, str(course))
    assert command(*words, str(course)) == said
    assert not is_remembered(monkeypatch, *words, "--no-cache", str(course))


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_it_is_built(course: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    settled(course)
    words = ["build", "--output", "html", str(course)]
    assert not is_remembered(monkeypatch, *words)
    assert is_remembered(monkeypatch, *words)
    CHANGES[name](course)
    assert not is_remembered(monkeypatch, *words)


def test_after_the_first_build_of_all(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (course / "course.lock").unlink()
    settled(course)
    words = ["build", "--output", "html", str(course)]
    assert not is_remembered(monkeypatch, *words)
    assert is_remembered(monkeypatch, *words)
    settled(course)
    change("course.lock", '"deep"', '"deeper"')(course)
    assert not is_remembered(monkeypatch, *words)


@pytest.mark.parametrize("kind", ["changed", "deleted", "added"])
def test_after_a_change_of_what_was_built(course: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    settled(course)
    words = ["build", "--output", "html", str(course)]
    assert not is_remembered(monkeypatch, *words)
    page = course / "output" / "water-html" / "pumps.html"
    if kind == "deleted":
        page.unlink()
        assert not is_remembered(monkeypatch, *words)
        assert page.is_file()
        return
    other = page if kind == "changed" else page.with_name("mine.html")
    other.write_text("Mine.", "utf-8")
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1
    assert "Nothing was written" in done.stderr


def test_a_file_that_is_only_touched_counts_as_the_same(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(course)
    words = ["check", str(course)]
    assert not is_remembered(monkeypatch, *words)
    os.utime(course / "modules/02-pumps.md", ns=(1, 1))
    assert is_remembered(monkeypatch, *words)


def test_what_is_changed_while_it_is_read_is_not_remembered(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.utime(course / "modules/02-pumps.md")  # now
    words = ["check", str(course)]
    run = unchanged.Run(course, ("check", "text", "False"), (course / "modules/02-pumps.md").stat().st_ctime_ns)
    unchanged.keep(run, unchanged.Shown("", ""), [], {}, {}, [], Cache(course.parent / "own"))
    assert unchanged.last(run, Cache(course.parent / "own")) is None
    settled(course)
    assert not is_remembered(monkeypatch, *words)
    assert is_remembered(monkeypatch, *words)


OPENED: list[str] = []
LISTENING = [False]


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and LISTENING[0] and isinstance(arguments[0], str | os.PathLike):
        OPENED.append(os.fspath(arguments[0]))


def test_every_file_that_is_read_is_known(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sys.addaudithook(_hear)
    settled(course)
    OPENED.clear()
    LISTENING[0] = True
    try:
        assert not is_remembered(monkeypatch, "build", str(course))
    finally:
        LISTENING[0] = False
    places = {Path(path) for path in OPENED if Path(path).is_relative_to(course) and Path(path).is_file()}
    read = {path.relative_to(course).as_posix() for path in places if "output" not in path.parts}
    read = {name for name in read if not name.startswith(".")}
    assert len(read) > 10
    known = unchanged._sources(course, [], unchanged.FOLDERS)
    others = {name for name in read if name not in known}
    # What stands elsewhere is named by who read it.
    assert others == {"course.yml", "course.lock", "shared/safety.md"}
    for name in read:
        settled(course)
        (course / name).write_bytes((course / name).read_bytes() + b"\n")
        assert not is_remembered(monkeypatch, "build", "--output", "html", str(course)), name
