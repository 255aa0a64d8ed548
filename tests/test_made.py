"""What the builder replaces: only what it can prove to have made, and nothing else is ever lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_builder import build
from course_builder.commands import main
from course_builder.made import RECORD, ForeignError
from course_builder.serve.review import share
from course_builder.serve.shown import Options
from tests.courses_on_disk import PAGE, everything, page, write

OUTPUTS = ["scorm12", "html", "single"]


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)
    return result.exit_code, result.output


# -- review copies


def test_a_review_copy_is_replaced(tmp_path: Path) -> None:
    root = write(tmp_path / "course", {**PAGE, "modules/b.md": "# B\n\nText.\n"})
    assert run("preview", root, "--share-folder", tmp_path / "copy")[0] == 0
    (root / "modules/b.md").unlink()
    (tmp_path / "copy" / ".DS_Store").write_bytes(b"left by a file manager")
    (tmp_path / "copy").rename(tmp_path / "moved")
    assert run("preview", root, "--share-folder", tmp_path / "moved")[0] == 0
    assert not (tmp_path / "moved" / "b.html").exists()


def course_itself(tmp_path: Path) -> Path:
    return write(tmp_path / "course", {"index.html": "a page of the author"})


def around_the_course(tmp_path: Path) -> Path:
    return write(tmp_path, {"index.html": "a page of the author"})


def page_of_somebody(tmp_path: Path) -> Path:
    return write(tmp_path / "site", {"index.html": "<p>My site</p>"})


def repository(tmp_path: Path) -> Path:
    share(tmp_path / "course", tmp_path / "copy", Options())
    return write(tmp_path / "copy", {".git/HEAD": "ref: refs/heads/main"}) / ""


def copy_with_notes(tmp_path: Path) -> Path:
    share(tmp_path / "course", tmp_path / "copy", Options())
    return write(tmp_path / "copy", {"notes.txt": "mine"})


def changed_copy(tmp_path: Path) -> Path:
    share(tmp_path / "course", tmp_path / "copy", Options())
    return write(tmp_path / "copy", {"index.html": "changed by hand"})


def forged(tmp_path: Path) -> Path:
    return write(tmp_path / "site", {"index.html": "mine", RECORD: '{"made": {"index.html": "forged"}}'})


def spoilt(tmp_path: Path) -> Path:
    return write(tmp_path / "site", {"index.html": "mine", RECORD: '{"made": [1]}'})


def link(tmp_path: Path) -> Path:
    share(tmp_path / "course", tmp_path / "copy", Options())
    (tmp_path / "link").symlink_to(tmp_path / "copy")
    return tmp_path / "link"


@pytest.mark.parametrize(
    "standing",
    [
        course_itself, around_the_course, page_of_somebody, repository, copy_with_notes, changed_copy, forged, spoilt,
        link,
    ],
)  # fmt: skip
def test_what_no_review_copy_may_replace(tmp_path: Path, standing: Callable[[Path], Path]) -> None:
    root = write(tmp_path / "course", PAGE)
    target = standing(tmp_path)
    before = everything(tmp_path)
    code, said = run("preview", root, "--share-folder", target)
    assert (code, everything(tmp_path)) == (2, before), said
    assert f"{target}: " in said
    assert "Move it away or delete it, or name another folder" in said


# -- builds


@pytest.mark.parametrize("out", ["output", "out"])
def test_what_was_built_is_replaced(tmp_path: Path, out: str) -> None:
    root = write(tmp_path, PAGE)
    for text in ("Text.", "Other text.", "## B\n\nThird text."):
        write(root, page(text))
        assert run("build", root, "--out", root / out)[0] == 0
    shutil.rmtree(root / out / "t-html", ignore_errors=True)
    assert build(root, OUTPUTS, root / out).ok


@pytest.mark.parametrize("name", ["t-html", "t.html", "t-scorm12.zip"])
def test_what_no_build_may_replace(tmp_path: Path, name: str) -> None:
    root = write(tmp_path / "course", PAGE)
    place = f"{name}/index.html" if name == "t-html" else name
    for out in (tmp_path / "out", root / "output"):
        write(out, {place: "mine"})
        before = everything(tmp_path)
        with pytest.raises(ForeignError, match="was not made by course-builder"):
            build(root, OUTPUTS, out)
        assert everything(tmp_path) == before
        shutil.rmtree(out)
        assert build(root, OUTPUTS, out).ok
        write(out, {place: "changed"})
        before = everything(tmp_path)
        code, said = run("build", root, "--out", out, "--output", "html", "--output", "single", "--output", "scorm12")
        assert (code, everything(tmp_path)) == (1, before)
        assert "was changed after it was built. Nothing was written." in said


def test_a_build_beside_others(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a", PAGE), write(tmp_path / "b", {**PAGE, "course.yml": "title: U\n"})
    for root in (first, second, first, second):
        assert build(root, OUTPUTS, tmp_path / "site").ok
    write(tmp_path / "site", {"u-html/mine.txt": "mine"})
    assert build(first, OUTPUTS, tmp_path / "site").ok
    with pytest.raises(ForeignError, match=r"'mine\.txt' in this folder was not made"):
        build(second, OUTPUTS, tmp_path / "site")


def test_what_the_first_version_built(tmp_path: Path) -> None:
    root = write(tmp_path, PAGE)
    assert build(root, OUTPUTS).ok
    (root / "output" / RECORD).unlink()
    # The first version made no cards, and kept nothing on devices.
    for later in ("t-scorm*.html", "t-html/sw.js", "t-html/icon-*.png", "t-html/*.webmanifest"):
        for file in (root / "output").glob(later):
            file.unlink()
    shutil.copytree(root / "output", tmp_path / "elsewhere")
    write(root, page("Other text."))
    assert build(root, OUTPUTS).ok
    with pytest.raises(ForeignError):
        build(root, OUTPUTS, tmp_path / "elsewhere")
    (root / "output" / RECORD).unlink()
    write(root / "output", {"t-html/mine.txt": "mine"})
    with pytest.raises(ForeignError):
        build(root, ["html"])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_in_the_way(tmp_path: Path) -> None:
    root = write(tmp_path, PAGE)
    (root / "output").mkdir()
    os.mkfifo(root / "output" / "t.html")
    with pytest.raises(ForeignError):
        build(root, ["single"])
