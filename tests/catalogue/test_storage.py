"""Courses at addresses: copied, built, copied back; what is there that was not built stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import fsspec
import pytest

from course_builder import build, build_all, check_all
from course_builder.catalogue.courses import courses_below
from course_builder.catalogue.storage import copied
from course_builder.made import RECORD
from tests.catalogue.courses import broken_course, sound_course
from tests.courses_on_disk import everything, write


@pytest.fixture
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    """What is stored in this process."""
    files = fsspec.filesystem("memory")
    yield files
    files.rm("/", recursive=True)


def stored(files: fsspec.AbstractFileSystem, root: str) -> dict[str, bytes]:
    return {path.removeprefix(f"/{root}/"): files.cat_file(path) for path in files.find(root)}


def store(files: fsspec.AbstractFileSystem, root: str, folder: Path) -> None:
    for name, content in everything(folder).items():
        files.pipe_file(f"/{root}/{name}", content)


def test_memory(tmp_path: Path, threads: Executor, memory: fsspec.AbstractFileSystem) -> None:
    course = sound_course(tmp_path / "all" / "a" / "b")
    write(course, {".git/config": "mine", ".gitignore": "output", "media/notes.txt": "mine"})
    broken_course(tmp_path / "all" / "c")
    store(memory, "all", tmp_path / "all")
    assert courses_below("memory://all") == {"a/b": "memory://all/a/b", "c": "memory://all/c"}
    before = stored(memory, "all")
    assert [one.errors for one in check_all("memory://all/", threads).courses] == [0, 1]
    assert stored(memory, "all") == before
    made = build_all("memory://all", threads)
    assert [(one.course, one.ok, one.built, one.errors) for one in made.courses] == [
        ("a/b", True, ("html",), 0),
        ("c", False, (), 1),
    ]
    # What is there now is what is there when it is built in its folder.
    assert build(course).ok
    assert stored(memory, "all") == everything(tmp_path / "all")


def test_a_course_by_itself(tmp_path: Path, threads: Executor) -> None:
    sound_course(tmp_path / "a")
    made = build_all((tmp_path / "a").as_uri(), threads)
    assert [(one.course, one.ok) for one in made.courses] == [(".", True)]
    assert (tmp_path / "a" / "output" / "t-html" / "index.html").is_file()


def test_it_is_built_anew(tmp_path: Path, threads: Executor) -> None:
    """The lock is kept, what is no longer made is deleted, what somebody added stays, and what they changed stops it."""
    here, there = tmp_path / "here", tmp_path / "there"
    for root in (here, there):
        write(sound_course(root), {"modules/b.md": "# B\n\nText."})
    assert build(here).ok
    assert build_all(there.as_uri(), threads).ok
    for root in (here, there):
        (root / "modules" / "a.md").unlink()
        write(root, {"modules/c.md": "# C\n\nText.", "output/other.txt": "mine"})
    assert build(here).ok
    assert build_all(there.as_uri(), threads).ok
    assert everything(there) == everything(here)
    assert "output/t-html/a.html" not in everything(there)
    write(there / "output" / "t-html", {"index.html": "mine"})
    before = everything(there)
    (one,) = build_all(there.as_uri(), threads).courses
    assert "was changed after it was built" in one.hindrance
    assert everything(there) == before


def test_another_place(tmp_path: Path, threads: Executor, memory: fsspec.AbstractFileSystem) -> None:
    sound_course(tmp_path / "all" / "a")
    assert build_all(tmp_path / "all", threads, out="memory://built").ok
    assert {"a/t-html/index.html", f"a/{RECORD}"} < stored(memory, "built").keys()
    assert set(everything(tmp_path / "all")) == {"a/course.yml", "a/modules/a.md", "a/course.lock"}


def test_the_lock_goes_first(tmp_path: Path, threads: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is lost on the way, numbers that learners' progress relies on are never given twice."""
    from fsspec.implementations.local import LocalFileSystem

    sound_course(tmp_path)
    sent: list[str] = []

    def put(self: LocalFileSystem, path1: str, path2: str, **more: object) -> None:
        sent.append(Path(path2).name)
        if len(sent) == 2:
            raise ConnectionError(None, "the line is cut")

    monkeypatch.setattr(LocalFileSystem, "put_file", put)
    (one,) = build_all(tmp_path.as_uri(), threads).courses
    assert sent[0] == "course.lock"
    assert one.hindrance.endswith("the line is cut.")


def test_what_is_copied(memory: fsspec.AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a repository's history, nor a name that leads out of the folder: in a store of objects it may be any."""
    store(memory, "a", write(sound_course(tmp_path), {".git/config": "mine", "output/x.txt": "built", ".hidden": "h"}))
    found, out_of_it = type(memory).find, "/a/../../led-out.txt"
    memory.store[out_of_it] = memory.store["/a/course.yml"]
    monkeypatch.setattr(type(memory), "find", lambda self, path: [*found(self, path), out_of_it])
    with copied("memory://a", "") as (root, out):
        assert set(everything(root)) == {"course.yml", "modules/a.md", ".hidden"}
        assert set(everything(out)) == {"x.txt"}
        assert not (root.parents[1] / "led-out.txt").exists()


def test_question_banks_come_along(memory: fsspec.AbstractFileSystem, tmp_path: Path, threads: Executor) -> None:
    """They stand beside the course; a folder that is no bank stays where it is, and so does what is above the store."""
    course = sound_course(tmp_path / "all" / "a" / "b")
    banks = "banks: {ours: ../../banks/ours, none: ../none, high: ../../../../high}\n"
    text = (course / "course.yml").read_text(encoding="utf-8") + "assessment: q\n"
    write(
        course,
        {"course.yml": text + banks, "assessments/q.md": "---\ntitle: Quiz\npools: {p: {draw: 1, bank: ours}}\n---\n"},
    )
    bank = "# Ours\n\n## Which one?\n\n- (x) This, with ![a dot](dot.svg)\n- ( ) That\n"
    dot = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    write(tmp_path / "all" / "banks" / "ours", {"bank.yml": "title: Ours\n", "questions.md": bank, "dot.svg": dot})
    write(tmp_path / "all" / "a" / "none", {"questions.md": bank})
    store(memory, "all", tmp_path / "all")
    memory.pipe_file("/high/bank.yml", b"title: High")
    with copied("memory://all/a/b", "") as (root, _):
        inside = {path.relative_to(root) for path in root.rglob("*.*")}
        all_of_it = next(one for one in root.parents if one.name.startswith("course-builder-"))
        beside = {path.relative_to(root.parents[1]) for path in all_of_it.rglob("*.*") if root not in path.parents}
        assert {path.as_posix() for path in beside} == {
            f"banks/ours/{one}" for one in ("bank.yml", "questions.md", "dot.svg")
        }
        assert {path.name for path in inside} == {"course.yml", "a.md", "q.md"}
    (one,) = check_all("memory://all", threads).courses
    assert [found.code for found in one.diagnostics] == ["bank-missing", "bank-missing"]
    memory.pipe_file("/all/a/b/course.yml", (text + "banks: {ours: ../../banks/ours}\n").encode())
    made = build_all("memory://all", threads)
    assert made.ok
    assert made.courses[0].questions == 1
    assert stored(memory, "all")["banks/ours/questions.md"] == bank.encode()
