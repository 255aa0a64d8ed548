"""What a course's own theme names travels with it, and its templates are found under the names that the guide gives."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from course_builder import build
from tests.courses_on_disk import page, write
from tests.mistakes.case import png

STYLE = """/* url("no.png") */
@import 'more.css' screen;
@import url(print/paper.css);
.a { background: url("img/bg ground.png") no-repeat, url(data:image/gif;base64,R0lGODlhAQABAAAAACw=); }
@font-face { font-family: Own; src: local("Own"), url(fonts/own.woff2) format("woff2"); }
.b::before { content: "url(x.png) @import 'y'"; mask: url(#inside); }
"""
FILES: dict[str, str | bytes] = {
    **page(":::tip\nSave.\n:::\n\n> [!WARNING]\n> Look.\n\n![A logo](../media/logo.png)"),
    "course.yml": "title: T\ntheme: {logo: theme/logo.png}\n",
    "media/logo.png": png(),
    "theme/logo.png": png(3, 3),
    "theme/style.css": STYLE,
    "theme/more.css": ".c { color: red; background: url(img/c.png) }",
    "theme/print/paper.css": ".d { background: url(../img/c.png) }",
    "theme/css/tokens.css": ":root { --dots: url(../img/dots.png); }",
    "theme/img/bg ground.png": png(4, 4),
    "theme/img/c.png": png(5, 5),
    "theme/img/dots.png": png(6, 6),
    "theme/fonts/own.woff2": b"wOF2 font",
    "theme/fonts/OFL.txt": "Licence of the font.",
    "theme/blocks/callout.html.jinja": "{% include 'own/box.jinja' %}",
    "theme/own/box.jinja": '<aside class="own {{ block.name }}">{{ content }}</aside>',
}
NAMED = ("bg-ground", "c", "dots", "own", "logo")


@pytest.mark.parametrize("output", ["html", "scorm12", "scorm2004"])
def test_what_the_style_names_is_packed(tmp_path: Path, output: str) -> None:
    result = build(write(tmp_path, FILES), [output])
    assert result.diagnostics == []
    place = result.built[0].path
    if place.is_dir():
        files = {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    else:
        with zipfile.ZipFile(place) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
            manifest = files["imsmanifest.xml"].decode()
            assert all(f'href="{name}"' in manifest for name in files if name.startswith("media/"))
    names = {name.split(".")[0].removeprefix("media/"): name for name in files if name.startswith("media/")}
    assert set(names) == set(NAMED)
    style = files["style.css"].decode()
    for name in ("bg-ground", "c", "dots", "own"):
        assert f'url("{names[name]}")' in style
    assert style.count(f'url("{names["c"]}")') == 2
    assert "@media screen{.c{color:red" in style
    assert ".d{background:" in style
    assert "@import" not in style.replace("@import 'y'", "")
    assert "content:\"url(x.png) @import 'y'\"" in style
    assert 'mask:url("#inside")' in style


def test_a_single_file_has_it_inside(tmp_path: Path) -> None:
    result = build(write(tmp_path, FILES), ["single"])
    assert result.diagnostics == []
    html = result.built[0].path.read_text(encoding="utf-8")
    assert "media/" not in html.partition("<style>")[2].partition("</style>")[0]
    assert html.count('url("data:image/png;base64,') == 4
    assert 'url("data:font/woff2;base64,' in html


def test_sco_folders_find_it(tmp_path: Path) -> None:
    course = "title: T\ntheme: {logo: theme/logo.png}\noutputs: {scorm12: {sco: module}}\n"
    result = build(write(tmp_path, FILES | {"course.yml": course, "modules/b.md": "# B\n\nText.\n"}))
    assert result.diagnostics == []
    with zipfile.ZipFile(result.built[0].path) as archive:
        style = next(name for name in archive.namelist() if name.endswith("style.css"))
        folder = style.removesuffix("style.css")
        named = re.findall(r'url\("(media/[^"]*)"', archive.read(style).decode())
        assert len(set(named)) == 4
        assert {folder + one for one in named} <= set(archive.namelist())


def test_a_template_is_found_where_the_guide_says(tmp_path: Path) -> None:
    build(write(tmp_path, FILES), ["html"])
    html = (tmp_path / "output" / "t-html" / "a.html").read_text(encoding="utf-8")
    assert '<aside class="own tip">' in html
    assert '<aside class="own warning">' in html
    # The name of one block comes before that of all that share a room.
    write(tmp_path, {"theme/blocks/tip.html.jinja": "<b>only tips</b>"})
    build(tmp_path, ["html"])
    html = (tmp_path / "output" / "t-html" / "a.html").read_text(encoding="utf-8")
    assert "<b>only tips</b>" in html
    assert '<aside class="own warning">' in html
