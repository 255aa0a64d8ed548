"""Names of files that differ between systems: Windows' devices, capitals, accents as macOS writes them, backslashes."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import Path

import pytest

from course_builder import build, check
from course_builder.source.names import portable
from tests.courses_on_disk import PAGE, page, write
from tests.mistakes.case import SVG

DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
NFD = unicodedata.normalize("NFD", "été")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("con", "con-file"), ("CON.html", "CON-file.html"), ("nul.txt.png", "nul-file.txt.png"), ("com1.a.b", "com1-file.a.b"), ("lpt9", "lpt9-file"),
        ("console.html", "console.html"), ("com10", "com10"), ("com", "com"), ("aux-1.md", "aux-1.md"), ("a.con", "a.con"), ("", ""),
    ],
)  # fmt: skip
def test_devices(name: str, made: str) -> None:
    assert portable(name) == made
    assert portable(made) == made


def built(root: Path) -> list[str]:
    """Build a course in every output, and return the names of all files."""
    result = build(root, ["html", "single", "scorm12", "scorm2004"])
    assert [one for one in result.diagnostics if one.code != "output-cannot"] == []
    output = root / "output"
    found = [path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()]
    return found + [name for path in output.glob("*.zip") for name in zipfile.ZipFile(path).namelist()]


@pytest.mark.parametrize("sco", ["course", "module"])
def test_a_course_full_of_devices(tmp_path: Path, sco: str) -> None:
    pictures = " ".join(f"![A](../media/{name})" for name in ("AUX.svg", "nul.txt.svg", "com1.svg", "Prn.svg"))
    files = {f"media/{name}": SVG for name in ("AUX.svg", "nul.txt.svg", "com1.svg", "Prn.svg")}
    root = write(
        tmp_path,
        {
            "course.yml": f"title: Con\nassessment: nul\noutputs: {{scorm12: {{sco: {sco}}}, scorm2004: {{sco: {sco}}}}}\n",
            "modules/con.md": f"# Con\n\n{pictures}\n\n## Lpt1\n\nText.\n",
            "modules/aux/index.md": "# Aux\n\nText.\n",
            "modules/PRN.md": "# P\n\nText.\n",
            "assessments/nul.md": "# Nul\n\n## Q\n\n- (x) a\n- ( ) b\n",
            **files,
        },
    )
    names = built(root)
    assert any(name.endswith("con-file.html") for name in names)
    assert [name for name in names if any(DEVICES.fullmatch(part) for part in name.split("/"))] == []


def test_names_that_differ_by_capitals_alone(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            **PAGE,
            "modules/b.md": "# B {#One}\n\nText.\n",
            "modules/c.md": "# C {#one}\n\nText.\n\n![A](../media/A.svg) ![a](../media/a.svg)\n",
        },
    )
    if len(list((root / "modules").iterdir())) < 3:
        pytest.skip("this system does not tell capitals")
    write(root, {"media/A.svg": SVG, "media/a.svg": SVG.replace("10 10", "20 20")})
    write(root, {"course.yml": "title: T\noutputs: {scorm12: {sco: module}, scorm2004: {sco: module}}\n"})
    names = built(root)
    for folder in {name.rpartition("/")[0] for name in names}:
        inside = [name.casefold() for name in set(names) if name.rpartition("/")[0] == folder]
        assert len(inside) == len(set(inside))


def test_accents_of_another_system(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        **page("[B](été.md#more) [C](été.md) ![P](../media/été.svg)\n\n::include{src=../shared/été.md}"),
        f"modules/{NFD}.md": "# B\n\nText.\n\n## More\n\nText.\n",
        f"media/{NFD}.svg": SVG,
        f"shared/{NFD}.md": "Shared text.\n",
        f"assessments/{NFD}.md": "# Q\n\n## Q\n\n- (x) a\n- ( ) b\n",
        "course.yml": "title: T\nmodules: [a, été]\nassessment: été\nid: t\n",
    }
    assert all(name.isascii() for name in built(write(tmp_path, files)) if "media" not in name)


@pytest.mark.parametrize("text", ["[B](..\\modules\\b.md)", "![B](..\\media\\p.svg)"])
def test_backslashes_are_told(tmp_path: Path, text: str) -> None:
    root = write(tmp_path, {**page(text), "modules/b.md": "# B\n\nText.\n", "media/p.svg": SVG})
    told = [one for one in check(root).diagnostics if "also on Windows" in one.hint]
    assert len(told) == 1
