"""What learners load, in bytes: figures that are the same on every machine. ``test_sizes`` holds them to their limits."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Builder
from tests.benchmarks.table import Row

LIMITS = {
    "JavaScript": 25 * 1024,
    "CSS": 15 * 1024,
    "first page": 50 * 1024,
    "first page, requests": 5,
    "largest page with all it loads": 80 * 1024,
}


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    """Build the course of this repository, which uses every question kind."""
    del runs
    out = builder.work / "flagship"
    builder.cost("build", builder.tree, "--output", "scorm12", "--out", out)
    package = next(out.glob("*-scorm12.zip"))
    yield Row("the flagship as SCORM 1.2", package.stat().st_size, "bytes")
    for what, number in sizes(package).items():
        unit = "requests" if "requests" in what else "bytes gzip"
        yield Row(f"the flagship: {what}", number, unit, LIMITS.get(what))


def packed(content: bytes) -> int:
    """Return the size of what a server with compression sends."""
    return len(gzip.compress(content, 9, mtime=0))


def sizes(package: Path) -> dict[str, int]:
    """Return what learners load from a SCORM package, in bytes after gzip."""
    with zipfile.ZipFile(package) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    # Behaviour and data are counted apart: course.js and the index in search.js grow with the course, not the player.
    marker = b";\n"
    search = files.get("search.js", b"")
    search_code = search[search.index(marker) + len(marker) :] if search else b""
    first = ("index.html", *(name for name in loaded(files["index.html"]) if ".part." not in name))
    return {
        "JavaScript": packed(files["player.js"]) + (packed(search_code) if search_code else 0),
        "CSS": packed(files["style.css"]),
        "course data": packed(files["course.js"]),
        "first page, requests": len(first),
        "first page": sum(packed(files[name]) for name in first),
        "largest page": max(packed(content) for name, content in files.items() if name.endswith(".html")),
        "largest page with all it loads": max(
            packed(content) + sum(packed(files[one]) for one in loaded(content))
            for name, content in files.items()
            if name.endswith(".html")
        ),
    }


def loaded(page: bytes) -> list[str]:
    """Return the scripts and style sheets that a page loads."""
    head = page.decode().partition("</head>")[0]
    return re.findall(r'<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"', head)
