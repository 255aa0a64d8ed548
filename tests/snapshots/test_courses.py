"""Small whole courses, and what becomes of them. ``pytest --snapshot-update`` writes what is now as what shall be.

Of a page its ``main`` is compared, of ``course.js`` the data, of a package the manifest: what surrounds them is the same
everywhere, and has tests of its own.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from course_builder import build

COURSES = Path(__file__).parent.parent / "courses"


def parts(name: str, content: bytes) -> dict[str, str]:
    """Return what is compared of a file, by what to call it."""
    text = content.decode() if name.endswith((".html", "course.js", ".xml")) else ""
    if name.endswith(".html"):
        return {name: re.search(r"<main\b.*</main>", text, re.DOTALL)[0]}  # type: ignore[index]
    if name.endswith("course.js"):
        data = json.loads(re.match(r"window\.courseBuilderData=(.*);\n", text)[1])  # type: ignore[index]
        del data["words"]
        return {name: json.dumps(data, ensure_ascii=False, indent=1)}
    return {name: text} if name == "imsmanifest.xml" else {}


@pytest.mark.parametrize("name", sorted(one.name for one in COURSES.iterdir()))
def test_course(name: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    root = tmp_path / name
    shutil.copytree(COURSES / name, root)
    result = build(root)
    assert result.ok
    assert result.diagnostics == []
    (built,) = result.built
    with zipfile.ZipFile(built.path) as package:
        files = {one: package.read(one) for one in sorted(package.namelist())}
    for file, content in files.items():
        for part, text in parts(file, content).items():
            assert text == snapshot(name=part)
    assert sorted(files) == snapshot(name="files")
    assert (root / "course.lock").read_text("utf-8") == snapshot(name="course.lock")
