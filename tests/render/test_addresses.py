"""Links lead where they lead on GitHub: ids of headings are readable in every script and made in its way."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from course_builder import build
from course_builder.source.names import latin_slug
from tests.courses_on_disk import write

# Headings inside a page, and the places that GitHub gives them (github-slugger's own cases among them).
HEADINGS = {
    "Where to begin": "where-to-begin",
    "A & B": "a--b",
    "What's new?": "whats-new",
    "The `ls -l` and *more*": "the-ls--l-and-more",
    "Snake_case 1.2": "snake_case-12",
    "🚀 Launch": "-launch",
    "درجة الحرارة": "درجة-الحرارة",
    "تَشْكِيل": "تَشْكِيل",
    "नीति की दिशा": "नीति-की-दिशा",
    "Größe — messen": "größe--messen",
    "日本語": "日本語",
}

THIRD = f"a-{latin_slug('الثالث')}.html"


def test_places_are_those_of_github(tmp_path: Path) -> None:
    links = "\n".join(f"- [{number}: {quote(place)}](a.md#{place})" for number, place in enumerate(HEADINGS.values()))
    headings = "\n\n".join(f"### {words}\n\nText." for words in HEADINGS)
    files = {"course.yml": "title: T\n", "modules/a.md": f"# A\n\n## B\n\n{headings}\n\n## C\n\n{links}\n"}
    assert build(write(tmp_path, files), ["html", "single"]).diagnostics == []
    page = (tmp_path / "output" / "t-html" / "a-b.html").read_text(encoding="utf-8")
    assert re.findall(r'<h2 id="([^"]*)"', page) == list(HEADINGS.values())
    other = (tmp_path / "output" / "t-html" / "a-c.html").read_text(encoding="utf-8")
    assert re.findall(r'href="a-b\.html#([^"]*)"', other) == list(HEADINGS.values())


@pytest.mark.parametrize(
    ("place", "leads"),
    [
        ("title", "a.html"),
        ("example", "a-one.html#example"),
        ("example-1", "a-one.html#example-1"),
        ("example-2", "a-two.html#example"),
        ("one", "a-one.html"),
        ("الثالث", THIRD),
        ("%D8%A7%D9%84%D8%AB%D8%A7%D9%84%D8%AB", THIRD),
    ],
)
def test_a_file_is_one_page_on_github(tmp_path: Path, place: str, leads: str) -> None:
    pages = (
        "## One\n\n### Example\n\nText.\n\n### Example\n\nText.\n\n## Two\n\n### Example\n\nText.\n\n## الثالث\n\nText."
    )
    text = f"# Title\n\n[A link to it](#{place})\n\n{pages}\n"
    files = {"course.yml": "title: T\n", "modules/a.md": text}
    result = build(write(tmp_path, files), ["html"])
    assert result.diagnostics == []
    home = (tmp_path / "output" / "t-html" / "a.html").read_text(encoding="utf-8")
    assert f'href="{leads}"' in home


def test_ids_of_code_are_no_places(tmp_path: Path) -> None:
    text = "# A\n\n```\n### Example\n```\n\n### Example\n\n[A link to it](#example)\n"
    assert build(write(tmp_path, {"course.yml": "title: T\n", "modules/a.md": text}), ["html"]).diagnostics == []
