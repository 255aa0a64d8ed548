"""Many courses at once: which they are, what becomes of each, and that none takes others with it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from course_builder import build, build_all, check_all
from course_builder.catalogue.courses import courses_below
from course_builder.catalogue.worker import Task, work
from course_builder.commands import main
from tests.catalogue.courses import broken_course, odd_course, odd_outputs, ran, rows, sound_course
from tests.courses_on_disk import everything, page, write


@pytest.fixture
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


def test_which_courses_there_are(tmp_path: Path) -> None:
    for name in ("b", "a/deep/er", "a/other", ".hidden/c", "output/d", "b/inside", "b/modules/inside", "a/output/e"):
        sound_course(tmp_path / name)
    write(tmp_path, {"none/notes.md": "Text."})
    assert list(courses_below(tmp_path)) == ["a/deep/er", "a/other", "b"]
    assert courses_below(tmp_path)["a/other"] == str(tmp_path / "a" / "other")
    assert courses_below(tmp_path / "b") == {".": str(tmp_path / "b")}
    assert courses_below(tmp_path / "none") == {}


class Told(list[tuple[str, int, int]]):
    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        self.append((name, done, total))


def test_the_api(tmp_path: Path, threads: Executor) -> None:
    sound_course(tmp_path / "a")
    broken_course(tmp_path / "b")
    write(tmp_path / "c", page("![](missing.png)"))
    steps = Told()
    made = build_all(tmp_path, threads, outputs=["html", "single"], progress=steps)
    assert steps == [("courses", number, 3) for number in range(4)]
    assert [(one.course, one.ok, one.built, one.pages, one.errors) for one in made.courses] == [
        ("a", True, ("html", "single"), 1, 0),
        ("b", False, (), 1, 1),
        ("c", False, (), 1, 1),
    ]
    assert not made.ok
    assert [one.span.file for one in made.result.diagnostics] == ["b/modules/a.md", "c/modules/a.md", "c/modules/a.md"]
    assert sorted(made.result.sources) == ["b/modules/a.md", "c/modules/a.md"]
    assert [one.name for one in sorted((tmp_path / "a" / "output").iterdir())][1:] == ["t-html", "t.html"]
    assert all(one.seconds > 0 for one in made.courses)


def test_checking_writes_nothing(tmp_path: Path, threads: Executor) -> None:
    sound_course(tmp_path / "a")
    before = everything(tmp_path)
    made = check_all(tmp_path, threads)
    assert made.ok
    assert [(one.course, one.built, one.pages) for one in made.courses] == [("a", (), 1)]
    assert everything(tmp_path) == before


def test_strict(tmp_path: Path, threads: Executor) -> None:
    write(tmp_path / "a", page("#### Deep"))
    assert check_all(tmp_path, threads).ok
    made = check_all(tmp_path, threads, strict=True)
    assert not made.ok
    assert made.courses[0].warnings


def test_another_folder(tmp_path: Path, threads: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    sound_course(tmp_path / "all" / "a" / "b")
    monkeypatch.chdir(tmp_path)
    assert build_all("all", threads, out="built").ok
    assert (tmp_path / "built" / "a" / "b" / "t-html" / "index.html").is_file()
    assert not (tmp_path / "all" / "a" / "b" / "output").exists()


@pytest.mark.long
def test_processes(tmp_path: Path) -> None:
    """Each course comes out as it does by itself; what keeps one from being built keeps no other."""
    site, marks = odd_outputs(tmp_path / "site"), tmp_path / "marks"
    courses = tmp_path / "courses"
    for name in ("first", "second", "third"):
        sound_course(courses / name, name)
        sound_course(tmp_path / "alone" / name, name)
        assert build(tmp_path / "alone" / name).ok
    broken_course(courses / "broken")
    odd_course(courses / "faulty", "faulty", marks)
    odd_course(courses / "deadly", "deadly", marks)
    # It is at work when the process of the other dies, and is lost with it; it is not its fault.
    odd_course(courses / "waits", "waits", marks)
    sound_course(courses / "foreign", "foreign")
    write(courses / "foreign" / "output" / "foreign-html", {"index.html": "mine"})
    done = ran(site, "build", "--all", courses, "--jobs", "2")
    assert done.returncode == 1, done.stderr
    table = rows(done.stdout)
    assert table == {
        "broken": ["none", "1", "0", "0", "1"],
        "deadly": ["none", "?", "?", "?", "?"],
        "faulty": ["none", "?", "?", "?", "?"],
        "first": ["html", "1", "0", "0", "0"],
        "foreign": ["none", "?", "?", "?", "?"],
        "second": ["html", "1", "0", "0", "0"],
        "third": ["html", "1", "0", "0", "0"],
        "waits": ["waits", "1", "0", "0", "0"],
    }
    assert done.stdout.endswith("\n\n4 of 8 courses built.\n")
    assert "broken/modules/a.md:3:1: error[directive-unclosed]" in done.stderr
    assert "Error: deadly: The process that was at it was killed" in done.stderr
    assert re.search(r"Error: foreign: .*foreign-html: .*was not made by course-builder", done.stderr)
    assert "Error: faulty: course-builder has a fault and left it" in done.stderr
    assert ": RuntimeError.\n" in done.stderr
    (kept,) = re.findall(r"\S+course-builder-fault-\S+\.txt", done.stderr)
    report = Path(kept).read_text("utf-8")
    assert "in faulty" in report
    assert "secret" not in done.stderr + report
    assert "Traceback" not in done.stderr
    for name in ("first", "second", "third"):
        assert everything(courses / name) == everything(tmp_path / "alone" / name)


class Ending(Executor):
    """An executor that ends before it has done all, as one of another package may."""

    def __init__(self, takes: int) -> None:
        self.takes = takes

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        if not self.takes:
            raise BrokenExecutor
        self.takes -= 1
        future: Future[Any] = Future()
        if self.takes:
            future.set_result(function(*arguments, **named))
        else:
            future.cancel()
            future.set_running_or_notify_cancel()
        return future


def test_an_executor_that_ends(tmp_path: Path) -> None:
    for name in "abcd":
        sound_course(tmp_path / name)
    made = build_all(tmp_path, Ending(3))
    assert [(one.ok, one.hindrance) for one in made.courses] == [
        (True, ""),
        (True, ""),
        (False, "It was called off."),
        (False, "Whatever was to do it has ended."),
    ]


def test_an_executor_that_fails(tmp_path: Path) -> None:
    class Lost(Executor):
        def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_exception(ConnectionError("the machine is gone"))
            return future

    sound_course(tmp_path)
    (one,) = build_all(tmp_path, Lost()).courses
    assert one.hindrance == "It could not be done: ConnectionError: the machine is gone"


def test_another_version(tmp_path: Path) -> None:
    sound_course(tmp_path)
    outcome = work(Task("a", str(tmp_path), write=True, version="0.0.1"))
    assert "course-builder 0.0.1, and where it was tried there is" in outcome.hindrance
    assert not (tmp_path / "output").exists()


def test_a_folder_that_is_not_there_for_the_worker(tmp_path: Path) -> None:
    outcome = work(Task("a", str(tmp_path / "none")))
    assert outcome.hindrance.startswith("There is no folder")
    assert not outcome.ok


@pytest.mark.long
def test_formats_for_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_course(tmp_path / "all" / "x")
    sound_course(tmp_path / "all" / "y")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["check", "--all", "all", "--jobs", "1", "--format", "json"])
    assert done.exit_code == 1
    assert [(one["file"], one["source"]) for one in json.loads(done.stdout)] == [("x/modules/a.md", ":::note")]
    done = CliRunner().invoke(main, ["check", "--all", "all", "-j1", "--format", "github"])
    assert done.stdout.startswith("::error file=all/x/modules/a.md,line=3,")
    done = CliRunner().invoke(main, ["check", "--all", "all", "-j1"])
    assert rows(done.stdout) == {"x": ["1", "0", "0", "1"], "y": ["1", "0", "0", "0"]}
    assert done.stderr.endswith("1 error.\n")
    done = CliRunner().invoke(main, ["build", "--all", "all", "-j1", "--quiet"])
    assert done.stdout == ""
    assert (tmp_path / "all" / "y" / "output" / "t-html").is_dir()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "--all", "{}"], "There is no course below"),
        (["check", "--all", "{}/none"], "There is no folder"),
        (["build", "{}", "--scheduler", "tcp://127.0.0.1:1"], "goes with --all"),
        (["check", "{}", "--scheduler", "tcp://127.0.0.1:1"], "goes with --all"),
        (["build", "--all", "{}", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"], "--jobs is for this machine"),
    ],
)
def test_wrong_usage(words: list[str], said: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, [word.format(tmp_path) for word in words])
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("package", "words"),
    [("distributed", ["--all", "{}", "--scheduler", "tcp://127.0.0.1:1"]), ("fsspec", ["--all", "memory://courses"])],
)
def test_without_the_extra(package: str, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    sound_course(tmp_path)
    done = CliRunner().invoke(main, ["build", *(word.format(tmp_path) for word in words)])
    assert done.exit_code == 1
    assert f"needs the package '{package}'" in done.stderr
    assert "'course-builder[dask]'" in done.stderr
