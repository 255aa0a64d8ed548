"""A theme's font has the characters of the course, and how they join; what may not be cut stays whole."""

from __future__ import annotations

import base64
import io
import re
from functools import cache
from pathlib import Path

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from course_builder import build, check
from course_builder.assets import fonts
from course_builder.cache import Cache
from tests.courses_on_disk import everything, page, write

LATIN = [chr(code) for code in range(0x20, 0x7F)]
CYRILLIC = [chr(code) for code in range(0x410, 0x450)]
OTHERS = ["é", "É", "Ё", "→", "☂", "पा", "ب"]


@cache
def font(kind: str = "woff2", may_be_cut: int = 0) -> bytes:
    """A font of boxes, in which ``fi`` is one glyph and a Cyrillic letter has a form for the beginning of words."""
    letters = {ord(one): f"u{ord(one):04X}" for text in (*LATIN, *CYRILLIC, *OTHERS) for one in text}
    names = [".notdef", *dict.fromkeys(letters.values()), "f_i", "first"]
    pen = TTGlyphPen(None)
    for number in range(30):
        pen.moveTo((number, number))
        pen.lineTo((500, number))
        pen.lineTo((500, 700 - number))
        pen.closePath()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(letters)
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "licenseDescription": "Free."})
    builder.setupOS2(fsType=may_be_cut)
    builder.setupPost()
    rules = "feature liga { sub u0066 u0069 by f_i; } liga; feature init { sub u0431 by first; } init;"
    rules += "feature ss01 { sub u0061 by first; } ss01;"
    addOpenTypeFeaturesFromString(builder.font, rules)
    builder.font.flavor = kind if kind != "ttf" else None
    out = io.BytesIO()
    builder.font.save(out)
    return out.getvalue()


def opened(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content))


def shown(content: bytes) -> set[str]:
    return {chr(code) for code in opened(content).getBestCmap()}


STYLE = '@font-face { font-family: Boxes; src: url("boxes.woff2") } .a::after { content: "\\2602" }'


def course(root: Path, text: str = "Text.", style: str = STYLE, **files: str | bytes) -> Path:
    return write(root, {**page(text), "theme/style.css": style, "theme/boxes.woff2": font(), **files})


def packed(root: Path, ending: str = "woff2") -> bytes:
    (content,) = (content for name, content in everything(root / "output").items() if name.endswith(ending))
    return content


def test_it_has_the_characters_of_the_course(tmp_path: Path) -> None:
    text = "Привет, caf&eacute;\n\n```text\n→\n```\n\n:::question\nWhat?\n\n- ( ) Ж\n- (x) Яд\n:::"
    result = build(course(tmp_path, text), ["html"])
    assert (result.ok, result.diagnostics) == (True, [])
    found = shown(packed(tmp_path))
    assert {*LATIN, *"ПриветЖяд", *"éÉ", "→", "☂"} <= found
    assert not {*"щф", "पा"[0], "ب"} & found
    assert len(packed(tmp_path)) < len(font()) * 3 / 4
    style = (tmp_path / "output/t-html/style.css").read_text("utf-8")
    (name,) = re.findall(r'url\("(media/boxes\.[0-9a-f]{8}\.woff2)"\)', style)
    assert (tmp_path / "output/t-html" / name).read_bytes() == packed(tmp_path)


def test_how_letters_join_is_kept(tmp_path: Path) -> None:
    build(course(tmp_path, "б"), ["html"])
    cut = opened(packed(tmp_path))
    assert {one.FeatureTag for one in cut["GSUB"].table.FeatureList.FeatureRecord} == {"init", "liga", "ss01"}
    assert cut["maxp"].numGlyphs == len(cut.getBestCmap()) + 3
    assert cut["name"].getDebugName(13) == "Free."


def test_what_is_written_in_two_pieces_may_be_one_in_the_font(tmp_path: Path) -> None:
    build(course(tmp_path, "cafe\N{COMBINING ACUTE ACCENT}"), ["html"])
    assert "é" in shown(packed(tmp_path))


@pytest.mark.parametrize("kind", ["woff", "ttf"])
def test_it_stays_in_its_own_format(tmp_path: Path, kind: str) -> None:
    style = STYLE.replace("woff2", kind)
    build(course(tmp_path, style=style, **{f"theme/boxes.{kind}": font(kind)}), ["html"])
    assert opened(packed(tmp_path, f".{kind}")).flavor == (kind if kind != "ttf" else None)
    assert len(packed(tmp_path, f".{kind}")) < len(font(kind))


@pytest.mark.parametrize("bits", [0x0100, 0x0002])
def test_what_may_not_be_cut_stays_whole(tmp_path: Path, bits: int) -> None:
    build(course(tmp_path, **{"theme/boxes.woff2": font("woff2", bits)}), ["html"])
    assert packed(tmp_path) == font("woff2", bits)


def test_on_request_it_stays_whole(tmp_path: Path) -> None:
    build(course(tmp_path, style=STYLE.replace(".woff2", ".woff2#original")), ["html"])
    assert packed(tmp_path) == font()


def test_pictures_as_they_are_do_not_keep_fonts_whole(tmp_path: Path) -> None:
    build(course(tmp_path, **{"course.yml": "title: T\npictures: original\n"}), ["html"])
    assert len(packed(tmp_path)) < len(font())


def test_the_single_file_has_it_inside(tmp_path: Path) -> None:
    html = build(course(tmp_path), ["single"]).built[0].path.read_text("utf-8")
    (inside,) = re.findall(r'url\("data:font/woff2;base64,([^"]*)"\)', html)
    assert not set(CYRILLIC) & shown(base64.b64decode(inside))


def test_it_is_cut_once_and_always_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Cache(tmp_path / "store")
    for name in ("first", "again", "none"):
        course(tmp_path / name)
    assert build(tmp_path / "first", ["html", "scorm12", "single"], cache=store).ok
    real = fonts._subset
    monkeypatch.setattr(fonts, "_subset", lambda *_: pytest.fail("it was cut again"))
    assert build(tmp_path / "again", ["html", "scorm12", "single"], cache=Cache(tmp_path / "store")).ok
    assert check(tmp_path / "again").ok
    monkeypatch.setattr(fonts, "_subset", real)
    assert build(tmp_path / "none", ["html", "scorm12", "single"], cache=Cache(None)).ok
    first, again, none = (everything(tmp_path / name / "output") for name in ("first", "again", "none"))
    assert first == again == none
