"""The end of a build says how heavy files are, and what was saved, where that is worth a line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_builder import build
from course_builder.commands import main
from tests.assets.test_fitting import phone
from tests.assets.test_fonts import STYLE, font
from tests.courses_on_disk import PAGE, page, write

pytestmark = pytest.mark.long


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["build", *map(str, arguments)], catch_exceptions=False)
    return result.exit_code, result.stdout


def told(root: Path) -> list[str]:
    """Return what is said below the table."""
    code, said = run(root)
    assert code == 0
    return said.splitlines()[2:]


def films(root: Path, *sizes: int) -> Path:
    names = [f"{number}.mp4" for number in range(len(sizes))]
    write(root, page("".join(f"[Film](../media/{name})\n\n" for name in names)))
    for name, size in zip(names, sizes, strict=True):
        write(root, {f"media/{name}": b"\0\0\0\x18ftypmp42"})
        os.truncate(root / "media" / name, size)
    return root


def test_nothing_is_said_where_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert told(write(tmp_path, PAGE)) == []
    assert told(films(tmp_path, 999_999)) == []


def test_the_three_heaviest_files_are_named(tmp_path: Path) -> None:
    root = films(tmp_path, 1_000_000, 3_000_000, 5_000_000, 4_000_000, 10)
    assert told(root) == ["heaviest files: media/2.mp4 (5.0 MB), media/3.mp4 (4.0 MB), media/1.mp4 (3.0 MB)"]


def test_what_was_saved(tmp_path: Path) -> None:
    photo = phone()
    pictures = {"media/p.jpg": photo, "theme/style.css": STYLE, "theme/boxes.woff2": font()}
    root = write(tmp_path, {**page("![A place](../media/p.jpg)\n\n![Once more](../media/p.jpg)"), **pictures})
    weight = build(root, ["html"]).weight
    assert weight.given == len(photo) + len(font())
    loaded = {
        path.name.partition(".")[0]: sorted(
            one.stat().st_size for one in path.parent.glob(f"{path.stem.split('.')[0]}*")
        )
        for path in (root / "output/t-html/media").iterdir()
    }
    narrow, wide, _fallback = loaded["p"]
    (cut,) = loaded["boxes"]
    assert (weight.wide, weight.narrow) == (wide + cut, narrow + cut)
    (line,) = told(root)
    given, wide, narrow = (f"{number / 1000:.0f} KB" for number in (weight.given, weight.wide, weight.narrow))
    assert line == f"pictures and fonts: {given}, of which learners load {wide} at most, phones {narrow}"


def test_a_font_that_may_not_be_cut(tmp_path: Path) -> None:
    root = write(tmp_path, {**PAGE, "theme/style.css": STYLE, "theme/boxes.woff2": font("woff2", 0x0100)})
    assert told(root) == ["theme/boxes.woff2 stays whole: it says that it may not be cut"]


def test_programs_are_told_the_same(tmp_path: Path) -> None:
    code, said = run(films(tmp_path, 3_000_000), "--output", "html", "--output", "scorm12", "--format", "json")
    data = json.loads(said)
    assert (code, data["problems"]) == (0, [])
    assert [(one["output"], one["pages"]) for one in data["built"]] == [("html", 1), ("scorm12", 1)]
    assert all(one["size"] > 3_000_000 and Path(one["path"]).exists() for one in data["built"])
    assert data["weight"] == {"given": 0, "wide": 0, "narrow": 0, "heaviest": {"media/0.mp4": 3_000_000}, "whole": []}
    write(tmp_path, page("[Nowhere](b.md)"))
    code, said = run(tmp_path, "--format", "json")
    data = json.loads(said)
    assert (code, data["built"]) == (1, [])
    assert [one["code"] for one in data["problems"]] == ["link-broken"]
