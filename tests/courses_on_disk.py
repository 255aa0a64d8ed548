"""Small courses written to disk, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PAGE: Mapping[str, str | bytes] = {"course.yml": "title: T\n", "modules/a.md": "# A\n\nText.\n"}
"""A course as small as can be."""

QUESTION = "## Which?\n\n- (x) One\n- ( ) Two\n"


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files and return their folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def page(text: str) -> dict[str, str | bytes]:
    """A course of one page."""
    return {**PAGE, "modules/a.md": f"# A\n\n{text}\n"}


def quiz(text: str, front: str = "") -> dict[str, str | bytes]:
    """A course of one assessment."""
    matter = f"---\n{front}\n---\n" if front else ""
    return {"course.yml": "title: T\nassessment: q\n", "assessments/q.md": f"{matter}# Q\n\n{text}\n"}


def everything(root: Path) -> dict[str, bytes]:
    """Return all files below a folder with their content."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
