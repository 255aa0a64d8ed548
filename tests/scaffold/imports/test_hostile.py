"""Office files that nobody honest makes are refused with a sentence, in bounded time."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from tests.scaffold.imports.keys import imported
from tests.scaffold.imports.word_files import word

pytestmark = pytest.mark.long

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500)
WORD, MAIN = word("Text."), "word/document.xml"


def _deck() -> bytes:
    file = io.BytesIO()
    made = Presentation()
    made.slides.add_slide(made.slide_layouts[0]).shapes.title.text = "Text."
    made.save(file)
    return file.getvalue()


DECK, SLIDE = _deck(), "ppt/slides/slide1.xml"


def changed(
    content: bytes, name: str, change: Callable[[bytes], bytes], *, packed: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return a file with another text in one of its parts, which may be new."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        made = {one: old.read(one) for one in old.namelist()}
    made[name] = change(made.get(name, b""))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as new:
        for one, data in made.items():
            new.writestr(one, data)
    return file.getvalue()


def _many(content: bytes, inner: bytes, count: int, end: bytes) -> bytes:
    return content.replace(end, inner * count + end)


CASES: dict[str, tuple[str, bytes, str]] = {
    "old": ("a.docx", OLE, "It is a file of an old Word. Save it there as .docx and try again."),
    "old-slides": ("a.ppt", OLE, "It is a file of an old PowerPoint. Save it there as .pptx and try again."),
    "encrypted": ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "It is protected by a password."),
    "text": ("a.docx", b"Not a zip.", "It is no .docx that can be read: it is damaged or not complete."),
    "empty": ("a.pptx", b"", "It is no .pptx that can be read: it is damaged or not complete."),
    "truncated": ("a.docx", WORD[: len(WORD) // 2], "It is no .docx that can be read: it is damaged or not complete."),
    "damaged": ("a.docx", WORD.replace(WORD[2000:2100], bytes(100), 1), "It is no .docx that can be read: it is damaged"),
    "slides-as-word": ("a.docx", DECK, "It is no .docx: it has no text that Word knows."),
    "word-as-slides": ("a.pptx", WORD, "It is no .pptx: it has no text that PowerPoint knows."),
    "bomb": ("a.docx", changed(WORD, "word/media/a.bin", lambda _: bytes(450_000_000)), "It has more than 20,000 parts, or"),
    "bomb-of-xml": ("a.docx", changed(WORD, "word/more.xml", lambda _: b" " * 70_000_000), "It has more than 60,000,000 bytes of XML"),
    "entities": (
        "a.docx",
        changed(WORD, MAIN, lambda old: b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + old[old.index(b"<w:"):]),
        "A part of it has a DOCTYPE",
    ),
    "entities-of-styles": ("a.docx", changed(WORD, "word/styles.xml", lambda _: b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'), "A part of it has a DOCTYPE"),
    "entities-in-utf-16": (
        "a.docx",
        changed(WORD, "word/footnotes.xml", lambda _: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")),
        "A part of it has a DOCTYPE",
    ),
    "entities-of-slides": ("a.pptx", changed(DECK, SLIDE, lambda old: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + old), "A part of it has a DOCTYPE"),
    "traversal": ("a.docx", changed(WORD, "../../evil.xml", lambda _: b"<a/>"), "Its parts have names that no program gives them."),
    "million": ("a.docx", changed(WORD, MAIN, lambda old: _many(old, b"<w:p/>", 1_600_000, b"<w:sectPr")), "It has more than 1,500,000 tags"),
    "paragraphs": ("a.docx", changed(WORD, MAIN, lambda old: _many(old, b"<w:p/>", 60_000, b"<w:sectPr")), "It has more than 50,000 paragraphs."),
    "paragraph": ("a.docx", word("\\(" * 100_000), "A paragraph of it has more than 30,000 characters."),
    "deep": ("a.docx", changed(WORD, MAIN, lambda old: _many(old, b"<w:sdt>", 5_000, b"<w:sectPr")), "A part of it is no XML that can be read"),
    "no-xml": ("a.docx", changed(WORD, MAIN, lambda _: b"<w:document"), "A part of it is no XML that can be read"),
    "no-text": ("a.docx", changed(WORD, "[Content_Types].xml", lambda old: old.replace(MAIN.encode(), b"word/other.xml")), "It is no .docx: it has no text that Word knows."),
    "broken-slide": ("a.pptx", changed(DECK, SLIDE, lambda _: b"<p:sld"), "It is no .pptx that can be read"),
    "no-relations": ("a.pptx", changed(DECK, "ppt/_rels/presentation.xml.rels", lambda _: b"<a/>"), "It is no .pptx that can be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused(tmp_path: Path, name: str) -> None:
    file, content, why = CASES[name]
    started = time.process_time()
    taken, _ = imported(tmp_path, file, content)
    assert list(taken.refused) == [(tmp_path / file).as_posix()]
    (said,) = taken.refused.values()
    assert said.startswith(why)
    assert not taken.files
    assert time.process_time() - started < 20


@pytest.mark.parametrize("signs", ["\\(", "\\[", "\\( a ", "$$", "[[", "**_", "](", "<a"])
def test_a_flood_of_signs_takes_seconds(tmp_path: Path, signs: str) -> None:
    flood = signs * (20_000 // len(signs))
    started = time.process_time()
    taken, _ = imported(tmp_path, "a.docx", word("Begin.", flood, flood, "End."))
    assert time.process_time() - started < 8
    (text,) = [content.decode() for name, content in taken.files.items() if name.endswith(".md")]
    assert "Begin." in text
    assert "End." in text


def test_a_picture_on_the_disk_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (9, 9), "red").save(secret)
    picture = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rId900"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    relation = (
        '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        f'Target="{secret.as_uri()}" TargetMode="External"/>'
    )
    content = changed(WORD, MAIN, lambda old: old.replace(b"<w:sectPr", picture.encode() + b"<w:sectPr"))
    content = changed(
        content,
        "word/_rels/document.xml.rels",
        lambda old: old.replace(b"</Relationships>", relation.encode() + b"</Relationships>"),
    )
    taken, _ = imported(tmp_path, "a.docx", content)
    assert not [name for name in taken.files if name.startswith("media/")]
    assert taken.outcomes[0].lost == ["Paragraph 2: A picture is left out: it is not in the file."]


def test_a_picture_that_is_huge_is_left_out(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(file, "PNG")
    small = io.BytesIO()
    Image.new("1", (9, 9)).save(small, "PNG")
    made = Presentation()
    small.seek(0)
    made.slides.add_slide(made.slide_layouts[5]).shapes.add_picture(small, 0, 0, 9, 9)
    deck = io.BytesIO()
    made.save(deck)
    with zipfile.ZipFile(deck) as saved:
        name = next(one for one in saved.namelist() if one.startswith("ppt/media/"))
    taken, _ = imported(tmp_path, "a.pptx", changed(deck.getvalue(), name, lambda _: file.getvalue()))
    assert not [one for one in taken.files if one.startswith("media/")]
    (page,) = taken.outcomes
    assert any("left out" in one for one in page.lost)
