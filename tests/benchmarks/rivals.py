"""What is compared with: Python-Markdown alone, and MkDocs, on the same pages in the same run.

Python-Markdown gets those of its extensions, and of pymdown-extensions, that read what course-builder reads. It only
makes fragments of HTML, which are thrown away: no pages, no menus, no checks, no files.
"""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.benchmarks.courses import sources

EXTENSIONS = (
    "abbr",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.highlight",
    "pymdownx.magiclink",
    "pymdownx.superfences",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)

_ALONE = """
import sys
from pathlib import Path
import markdown
converter = markdown.Markdown(extensions=sys.argv[2].split(","))
for path in sorted(Path(sys.argv[1]).glob("*.md")):
    converter.reset()
    converter.convert(path.read_text(encoding="utf-8"))
"""


def write_pages(course: Path, folder: Path) -> Path:
    """Write the pages of a course, each a file, as MkDocs wants them, with its settings."""
    pages = folder / "docs"
    pages.mkdir(parents=True)
    for name, text in sources(course):
        # The pictures are not at hand, and MkDocs would tell of each.
        (pages / name).write_text(text.replace("](../media/", "](https://example.org/"), encoding="utf-8")
    listed = "".join(f"  - {name}\n" for name in EXTENSIONS)
    settings = f"site_name: A large course\nmarkdown_extensions:\n{listed}validation:\n  anchors: ignore\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return folder


def markdown_alone(folder: Path) -> list[str]:
    """Return the command that converts these pages with Python-Markdown."""
    return [sys.executable, "-c", _ALONE, str(folder / "docs"), ",".join(EXTENSIONS)]


def mkdocs(folder: Path) -> list[str]:
    """Return the command that builds a site of these pages with MkDocs; empty where it is not installed."""
    try:
        version("mkdocs")
    except PackageNotFoundError:
        return []
    place = str(folder / "site")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / "mkdocs.yml"), "-d", place]
