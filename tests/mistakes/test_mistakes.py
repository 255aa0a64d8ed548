"""Each mistake is told: its code, its place, the line, and what to do about it. Never a traceback, never only the first."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from course_builder import build, check
from course_builder.commands import main
from course_builder.diagnostics import RULES, as_text
from course_builder.result import Result
from tests import mistakes
from tests.courses_on_disk import everything, page, write
from tests.docs.rules import WITHOUT
from tests.mistakes.case import Case, png

MARK = "▶"
# Each family of rules has its table in a module of its own.
CASES: list[Case] = [
    case
    for found in iter_modules(mistakes.__path__)
    if found.name.endswith("cases")
    for case in import_module(f"tests.mistakes.{found.name}").CASES
]


def unmarked(case: Case) -> tuple[dict[str, str | bytes], str]:
    """Return the files without the mark, and the place that it marked."""
    place, files = case.place, {}
    for name, content in case.files.items():
        if isinstance(content, str) and MARK in content and not case.place:
            before, _, after = content.partition(MARK)
            place = f"{name}:{before.count(chr(10)) + 1}:{len(before) - (before.rfind(chr(10)) + 1) + 1}"
            content = before + after
        assert not isinstance(content, str) or MARK not in content
        files[name] = content
    return files, place


def run(case: Case, root: Path) -> tuple[Result, str]:
    files, place = unmarked(case)
    write(root, files)
    for name, target in case.links.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            (root / name).symlink_to(target)
        except OSError:
            pytest.skip("this system makes no symbolic links")
    return check(root, case.outputs or None), place


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mistake(case: Case, tmp_path: Path) -> None:
    result, place = run(case, tmp_path)
    found = [one for one in result.diagnostics if one.code == case.code]
    text = as_text(result.diagnostics, result.sources)
    assert found, text
    told = next((one for one in found if str(one.span) == place), found[0])
    assert str(told.span) == place, text
    assert case.hint in told.hint, text
    assert told.message.endswith((".", "?")), text
    assert "traceback" not in text.lower()
    # One mistake, one message; what follows from it is named in the table.
    assert sorted(one.code for one in result.diagnostics) == sorted([case.code, *case.also]), text
    assert result.is_whole is (
        RULES[case.code].severity == "warning" and not any(RULES[one].severity == "error" for one in case.also)
    )
    # The line stands below, with a mark under the place.
    source = result.sources.get(told.span.file, "").split("\n")
    line = source[told.span.line - 1] if told.span.line <= len(source) else ""
    if line.strip():
        assert f"  {told.span.line} | {line.replace(chr(9), ' ')}" in text
        assert 1 <= told.span.column <= len(line) + 1


def test_names_are_unique() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


def test_every_rule_has_a_case() -> None:
    # A manifest that breaks the standard is a fault of ours; tests/packaging makes such ones. What only `translate` tells
    # is told in tests/translation/catalogues.
    of_translate = {"translation-term", "returned-damaged", "returned-unknown", "returned-differs"}
    assert set(RULES) - {case.code for case in CASES} == {"manifest-invalid", *of_translate} == set(WITHOUT)


def test_the_rule_for_manifests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from course_builder.packaging import validate

    monkeypatch.setattr(validate, "problems", lambda *_: ["it is upside down"])
    result = check(write(tmp_path, page("Text.")), ["scorm12"])
    assert [(one.code, str(one.span)) for one in result.diagnostics] == [("manifest-invalid", "course.yml:1:1")]


TWENTY = {
    "course.yml": "title: T\nnavigation: linar\nkeyword: [a]\ntheme: {logo: media/no.svg, accent: '#ffee00'}\nassessment: final\n",
    "modules/a.md": "---\nassessment: nowhere\nsumary: x\n---\n# A\n\n:::note\nSee [here](b.md) and [this](c.md).\n\n![](../media/p.png)\n\n"
    ":::nota\nText.\n:::\n\n## B {#b}\n\nText.[^1]\n\n#### Deep\n\n$\\frac{1$\n\n## C {#b}\n\n:::question{#q points=no}\nWhat?\n\n- ( ) a\n- ( ) a\n:::\n",
    "modules/b.md": "Text.\n\n```\n# B\n",
    "assessments/final.md": "---\npools: {all: {draw: 3}}\npass_mark: 101\n---\n# F\n\n## Q\n\n- [x] a\n- [ ]\n\nText.\n\n## [[20..10]]\n",
    "media/p.png": png()[:40],
}


def test_all_mistakes_come_in_one_run(tmp_path: Path) -> None:
    result = check(write(tmp_path, TWENTY))
    codes = [one.code for one in result.diagnostics]
    assert len(codes) >= 20
    assert {
        "yaml-value", "yaml-unknown-key", "picture-missing", "colour-contrast", "assessment-unknown", "directive-unclosed",
        "directive-unknown", "link-broken", "picture-format", "footnote-unknown", "math-syntax", "id-duplicate",
        "heading-level", "directive-option-value", "question-option-duplicate", "question-key-missing", "fence-unclosed",
        "module-untitled", "pool-unused", "question-option-empty", "question-feedback-misplaced", "question-gap", "link-text",
    } <= set(codes)  # fmt: skip
    assert result.diagnostics == sorted(result.diagnostics, key=lambda one: one.span)


def test_bad_course_yml_hides_nothing(tmp_path: Path) -> None:
    result = check(write(tmp_path, {"course.yml": "title: [T\n", "modules/a.md": "# A\n\n:::note\nText.\n"}))
    assert [one.code for one in result.diagnostics] == ["yaml-syntax", "directive-unclosed"]


WRONG = page(":::note\nText.")
WARNS = page("## B")


def test_check_command(tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    ran = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert ran.exit_code == 1
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    assert "modules/a.md:3:1: error[directive-unclosed]" in ran.output
    assert "  3 | :::note\n    | ^^^^^^^\n  hint: " in ran.output
    assert "1 error." in ran.output


def test_check_as_json(tmp_path: Path) -> None:
    write(tmp_path, TWENTY)
    ran = CliRunner().invoke(main, ["check", str(tmp_path), "--format", "json"])
    assert ran.exit_code == 1
    told = json.loads(ran.stdout)
    expected = check(tmp_path).diagnostics
    assert [
        (one["file"], one["line"], one["column"], one["code"], one["severity"], one["message"], one["hint"])
        for one in told
    ] == [
        (one.span.file, one.span.line, one.span.column, one.code, one.severity, one.message, one.hint)
        for one in expected
    ]
    unclosed = next(one for one in told if one["code"] == "directive-unclosed")
    assert (unclosed["source"], unclosed["length"]) == (":::note", 7)


def test_check_as_json_without_mistakes(tmp_path: Path) -> None:
    ran = CliRunner().invoke(main, ["check", str(write(tmp_path, page("Text."))), "--format", "json"])
    assert (ran.exit_code, json.loads(ran.stdout)) == (0, [])


ODD = {"course.yml": "title: T\n", "modules/100%, a b.md": "# A\n\nمرحبا [x](y,:%0A.md) [z](w.md)\n"}


def unescaped(value: str) -> str:
    """Read a value as GitHub's runner does (``ActionCommand.cs``)."""
    for sign, written in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        value = value.replace(written, sign)
    return value


def test_check_as_workflow_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a course", ODD)
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(main, ["check", "a course", "--format", "github"])
    expected = check(tmp_path / "a course").diagnostics
    *lines, count = ran.stdout.splitlines()
    assert (ran.exit_code, count, len(lines)) == (1, "2 errors.", len(expected))
    for line, one in zip(lines, expected, strict=True):
        found = re.fullmatch(r"::(error|warning) ([^:]*)::(.*)", line)
        assert found
        properties = {key: unescaped(value) for key, value in (part.split("=") for part in found[2].split(","))}
        assert properties == {
            "file": f"a course/{one.span.file}",
            "line": str(one.span.line),
            "col": str(one.span.column),
            "endColumn": str(one.span.column + one.span.length),
            "title": one.code,
        }
        assert (found[1], unescaped(found[3])) == (one.severity, f"{one.message}\nhint: {one.hint}")


def test_check_as_sarif(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a course", ODD | {"modules/b.md": "# B\n\n## C\n"})
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(main, ["check", "a course", "--format", "sarif"])
    expected = check(tmp_path / "a course").diagnostics
    # A model made from the standard's schema: what it does not know, it refuses.
    log = Log.model_validate_json(ran.stdout)
    assert log.version.value == "2.1.0"
    [run] = log.runs
    assert run.columnKind.value == "unicodeCodePoints"
    assert (
        {one.code for one in expected} == {rule.id for rule in run.tool.driver.rules} == {"link-broken", "page-empty"}
    )
    for result, one in zip(run.results, expected, strict=True):
        assert (result.ruleId, result.level.value) == (one.code, one.severity)
        rule = run.tool.driver.rules[result.ruleIndex]
        assert (rule.id, rule.shortDescription.text) == (one.code, RULES[one.code].summary)
        place = result.locations[0].physicalLocation
        # What code hosts ask for: a path relative to the repository, as a URI.
        assert unquote(place.artifactLocation.uri) == f"a course/{one.span.file}"
        assert not re.search(r"[ ,]|%(?![0-9A-F]{2})", place.artifactLocation.uri.replace(",", ""))
        region = place.region
        assert (region.startLine, region.startColumn, region.endColumn) == (
            one.span.line,
            one.span.column,
            one.span.column + one.span.length,
        )
        assert one.message in result.message.text


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_no_mistakes_for_code_hosts(tmp_path: Path, form: str) -> None:
    ran = CliRunner().invoke(main, ["check", str(write(tmp_path, page("Text."))), "--format", form])
    assert ran.exit_code == 0
    if form == "sarif":
        assert Log.model_validate_json(ran.stdout).runs[0].results == []
    else:
        assert ran.stdout == "No mistakes.\n"


def test_what_blocks_comes_first_and_few_of_a_kind(tmp_path: Path) -> None:
    links = "\n\n".join(f"[words {number}](no{number}.md)" for number in range(51))
    write(tmp_path, {**page(f"## B\n\n## C\n\n{links}")})
    said = CliRunner().invoke(main, ["check", str(tmp_path)]).output
    assert said.count("error[link-broken]:") == 20
    assert "… and 31 more like this: error[link-broken]" in said
    assert said.index("more like this") < said.index("warning[page-empty]")
    assert "51 errors, 1 warning." in said


def test_check_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, page("Text."))
    before = everything(tmp_path)
    assert CliRunner().invoke(main, ["check", str(tmp_path)]).exit_code == 0
    assert everything(tmp_path) == before


@pytest.mark.parametrize(
    "command", [["build"], ["build", "--strict"], ["build", "--output", "html", "--output", "single"]]
)
def test_errors_leave_the_output_as_it_was(tmp_path: Path, command: list[str]) -> None:
    write(tmp_path, page("Text."))
    assert CliRunner().invoke(main, ["build", str(tmp_path), "--output", "html", "--output", "scorm12"]).exit_code == 0
    write(tmp_path, WRONG)
    before = everything(tmp_path)
    ran = CliRunner().invoke(main, [*command, str(tmp_path)])
    assert ran.exit_code == 1
    assert "Nothing was built." in ran.output
    assert everything(tmp_path) == before


def test_errors_make_no_output(tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    assert not build(tmp_path).ok
    assert set(everything(tmp_path)) == set(WRONG)


def test_strict(tmp_path: Path) -> None:
    write(tmp_path, WARNS)
    for command in ("check", "build"):
        assert CliRunner().invoke(main, [command, str(tmp_path)]).exit_code == 0
        strict = CliRunner().invoke(main, [command, str(tmp_path), "--strict"])
        assert strict.exit_code == 1
        assert "warning[page-empty]" in strict.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "nowhere"],
        ["build", "nowhere"],
        ["build", ".", "--output", "scrom12"],
        ["check", ".", "--format", "xml"],
        ["bild"],
        ["build", "--no-such-option"],
    ],
    ids=" ".join,
)
def test_wrong_usage(arguments: list[str]) -> None:
    ran = CliRunner().invoke(main, arguments)
    assert ran.exit_code == 2
    assert "Error:" in ran.output


def test_unreadable_file(tmp_path: Path) -> None:
    write(tmp_path, {**page("![words](../media/p.png)"), "media/p.png": png(), "course.lock": "{}"})
    locked = [tmp_path / "course.lock", tmp_path / "media/p.png", tmp_path / "modules/a.md"]
    for path in locked:
        path.chmod(0)
        try:
            path.read_bytes()
        except PermissionError:
            assert not check(tmp_path).ok
        path.chmod(0o644)


def test_carriage_returns_and_bom_change_nothing(tmp_path: Path) -> None:
    text = "# Title\n\n:::note\nText\n:::\n\n## Page\n\n```\na\n\nb\n```\n"
    plain = write(tmp_path / "a", {"course.yml": "title: T\nkeywords:\n- a\n", "modules/a.md": text})
    files = {"course.yml": "title: T\nkeywords:\n- a\n", "modules/a.md": text}
    windows = write(
        tmp_path / "b",
        {name: b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode() for name, content in files.items()},
    )
    for root in (plain, windows):
        assert build(root, ["html", "scorm12"], tmp_path / f"out-{root.name}").diagnostics == []
    assert everything(tmp_path / "out-a") == everything(tmp_path / "out-b")
    assert (plain / "course.lock").read_bytes() == (windows / "course.lock").read_bytes()
