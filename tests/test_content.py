"""What built files hold: what stays on the disk is never in memory, and is what it was, or nothing is written."""

from __future__ import annotations

import hashlib
import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_builder import build
from course_builder.commands import main
from course_builder.commands.showing import Steps
from course_builder.content import PIECE, Held, OnDisk
from course_builder.made import fingerprint, read
from course_builder.packaging.zip import deterministic
from tests.courses_on_disk import everything, page, write

FOLDERS = ["html", "scorm12", "scorm2004"]
FILM = b"\0\0\0\x18ftypmp42"
SHOWN = page(":::video[Film]{src=../media/film.mp4}\n:::")


@pytest.mark.long
def test_a_large_video_is_never_in_memory(tmp_path: Path) -> None:
    root = write(tmp_path, {**SHOWN, "media/film.mp4": FILM})
    size = 300_000_000
    os.truncate(root / "media/film.mp4", size)
    tracemalloc.start()
    try:
        result = build(root, FOLDERS)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert result.ok
    assert most < size / 6
    packed, zipped, _ = (one.path for one in result.built)
    copy = next((packed / "media").glob("film.*.mp4"))
    assert copy.stat().st_size == size
    with zipfile.ZipFile(zipped) as archive, archive.open(f"media/{copy.name}") as entry:
        assert entry.read(len(FILM)) == FILM
        assert archive.getinfo(f"media/{copy.name}").file_size == size
    assert [one.size > size for one in result.built] == [True] * 3
    assert result.built[1].size == zipped.stat().st_size


@pytest.mark.parametrize("change", ["longer", "same size", "gone"])
@pytest.mark.parametrize("output", FOLDERS)
def test_a_file_that_changes_while_the_course_is_built(tmp_path: Path, output: str, change: str) -> None:
    root = write(tmp_path, {**SHOWN, "media/film.mp4": FILM})
    assert build(root, [output]).ok
    write(root, {"media/film.mp4": FILM + b"2"})
    before = everything(root / "output")

    class Saved:
        def step(self, name: str, done: int = 0, total: int = 0) -> None:
            film = root / "media/film.mp4"
            if name == "write" and change == "gone":
                film.unlink()
            elif name == "write":
                film.write_bytes(FILM + (b"23" if change == "longer" else b"3"))
                os.utime(film, ns=(1, 1))  # on some disks two saves in a row have the same time

    with pytest.raises(OSError, match="changed while" if change != "gone" else "No such file") as caught:
        build(root, [output], progress=Saved())
    assert str(caught.value.filename).endswith("film.mp4")
    assert everything(root / "output") == before
    assert not list(root.glob(".*"))


def test_the_command_says_which_file_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, {**SHOWN, "media/film.mp4": FILM})

    def saved(_steps: Steps, name: str, _done: int = 0, _total: int = 0) -> None:
        if name == "write":
            write(root, {"media/film.mp4": FILM + b"2"})

    monkeypatch.setattr(Steps, "step", saved)
    result = CliRunner().invoke(main, ["build", str(root), "--output", "html"])
    assert result.exit_code == 1
    assert "film.mp4: it was changed while the course was being built; build again. Nothing else" in result.output


def test_it_is_the_same_from_memory_and_from_the_disk(tmp_path: Path) -> None:
    text = "aé→☂".encode() * 200_000 + b"end"
    (tmp_path / "file").write_bytes(text)
    for one in (Held(text), OnDisk.of(tmp_path / "file")):
        assert (one.size, one.digest, one.read()) == (len(text), hashlib.sha256(text).hexdigest(), text)
        assert max(map(len, one.pieces())) == PIECE
        assert b"".join(one.pieces(PIECE - 5, PIECE + 7)) == text[PIECE - 5 : PIECE + 7]
        assert list(one.pieces(len(text))) == []
        one.write(tmp_path / "copy")
        assert (tmp_path / "copy").read_bytes() == text
        (tmp_path / "copy").unlink()
        zipped = deterministic([("a.txt", one), ("b.mp4", one)])
        zipped.write(tmp_path / "zip")
        assert (tmp_path / "zip").read_bytes() == deterministic([("b.mp4", text), ("a.txt", text)]).read()
        assert zipped.size == (tmp_path / "zip").stat().st_size
        assert zipped.digest == OnDisk.of(tmp_path / "zip").digest
        assert b"".join(zipped.pieces(3, 9)) == zipped.read()[3:9]


def test_the_record_knows_what_was_copied_and_packed(tmp_path: Path) -> None:
    root = write(tmp_path, {**SHOWN, "media/film.mp4": FILM})
    assert build(root, FOLDERS).ok
    made = read(root / "output")
    assert made == {
        name: fingerprint(content)
        for name, content in everything(root / "output").items()
        if name != ".course-builder.json"
    }
    assert any(name.endswith(".mp4") for name in made)
