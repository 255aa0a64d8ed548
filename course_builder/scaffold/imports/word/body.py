"""The text of a Word file, made ready for mammoth, which reads it: what mammoth would not say is noted first.

Each paragraph gets a bookmark with its number, by which its style, its place in lists and its place in the file are
found again in mammoth's HTML. Changes are accepted, formulas become LaTeX, lines that are options become paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from course_builder.scaffold.imports import keys
from course_builder.scaffold.imports.formulas import M, UnknownError, latex
from course_builder.scaffold.imports.material import RefusedError
from course_builder.scaffold.imports.spoken import script_of
from course_builder.scaffold.imports.word.styles import Numbering, Styles

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ADEC = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"

MARK = "paragraph-"
"""How the bookmarks of paragraphs begin."""

DECORATIVE = "decorative-picture"
"""The alternative text of a picture that needs none."""

MOST_PARAGRAPHS = 50_000
LONGEST = 30_000
"""Characters of a paragraph: ten pages without a new line."""

_CODE_STYLE = re.compile(r"code|verbatim|preformatted|source text|listing", re.IGNORECASE)
_QUOTE_STYLE = re.compile(r"quote|quotation|zitat|citation|cita\b", re.IGNORECASE)
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that only say in which direction a line runs; editors put them around numbers and brackets."""

_DRAWN = {"chart": "A chart", "diagram": "A drawing made of shapes (SmartArt)"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What mammoth does not say of a paragraph."""

    kind: str = "text"
    level: int = 0
    form: str = ""
    number: int = 0


@dataclass(slots=True)
class Body:
    """What was noted.

    Args:
        paragraphs: by their numbers.
        lost: what does not come over, with the number of the paragraph.
        in_all: the same, of the whole file.
    """

    paragraphs: dict[int, Paragraph] = field(default_factory=dict)
    lost: list[tuple[int, str]] = field(default_factory=list)
    in_all: list[str] = field(default_factory=list)


def prepare(root: etree._Element, styles: Styles, numbering: Numbering) -> Body:
    """Change the text for mammoth, and return what was noted.

    Raises:
        RefusedError: it has too many paragraphs.
    """
    body = Body()
    _unfold(root)
    for one in root.iter(f"{W}t"):
        one.text = _DIRECTIONS.sub("", one.text or "")
    _accept(root, body)
    _leave_out_contents(root, body)
    for one in list(root.iter(f"{W}p")):
        _split(one)
    for count, paragraph in enumerate(root.iter(f"{W}p"), start=1):
        if count > MOST_PARAGRAPHS:
            raise RefusedError(f"It has more than {MOST_PARAGRAPHS:,} paragraphs.")
        if sum(len(one.text or "") for one in paragraph.iter(f"{W}t")) > LONGEST:
            raise RefusedError(f"A paragraph of it has more than {LONGEST:,} characters.")
        _tell(paragraph, count, body)
        _formulas(paragraph, count, body)
        body.paragraphs[count] = _note(paragraph, styles, numbering)
        _runs(paragraph, styles)
        mark = etree.Element(f"{W}bookmarkStart", {f"{W}id": str(1_000_000 + count), f"{W}name": f"{MARK}{count}"})
        first = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if first is None else 1, mark)
    return body


def spoken_runs(root: etree._Element, styles: Styles, usual: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of the text, each behind the tag of its language.

    Args:
        usual: the language of what says none.
    """
    for paragraph in root.iter(f"{W}p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = "" if named is None else named.get(f"{W}val", "")
        for run in paragraph.iterchildren(f"{W}r"):
            text = "".join(one.text or "" for one in run.iterchildren(f"{W}t"))
            yield styles.language(style, run.find(f"{W}rPr"), script_of(text)) or usual, text


def _unfold(root: etree._Element) -> None:
    """Keep of alternatives the one that mammoth reads, and of boxes to tick their signs."""
    for one in list(root.iter(f"{MC}AlternateContent")):
        chosen = one.find(f"{MC}Fallback")
        if chosen is None or not len(chosen):
            chosen = one.find(f"{MC}Choice")
        _replace(one, [] if chosen is None else list(chosen))
    for one in list(root.iter(f"{W}sdt")):
        if one.find(f"{W}sdtPr/{W14}checkbox") is not None:
            inner = one.find(f"{W}sdtContent")
            _replace(one, [] if inner is None else list(inner))


def _replace(element: etree._Element, by: list[etree._Element]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = by


def _accept(root: etree._Element, body: Body) -> None:
    """Accept changes, and leave out comments."""
    gone = [one for name in ("del", "moveFrom") for one in root.iter(f"{W}{name}") if one.getparent().tag != f"{W}rPr"]  # type: ignore[union-attr]
    added = sum(1 for name in ("ins", "moveTo") for _ in root.iter(f"{W}{name}"))
    for one in gone:
        if one.getparent().tag != f"{W}trPr":  # type: ignore[union-attr]
            _replace(one, [])
    if gone or added:
        body.in_all.append(f"{len(gone) + added} tracked changes are taken as accepted.")
    comments = sum(1 for _ in root.iter(f"{W}commentReference"))
    if comments:
        body.in_all.append(f"{comments} comment{'s are' if comments > 1 else ' is'} left out.")


def _leave_out_contents(root: etree._Element, body: Body) -> None:
    """Leave out a table of contents: a course has its own."""
    found = [
        one
        for one in root.iter(f"{W}sdt")
        if (gallery := one.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")) is not None
        and gallery.get(f"{W}val") == "Table of Contents"
    ]
    found += [
        one
        for one in root.iter(f"{W}p")
        if (style := one.find(f"{W}pPr/{W}pStyle")) is not None
        and re.fullmatch(r"(?:TOC|Contents|Verzeichnis)\s?\d", style.get(f"{W}val", ""), re.IGNORECASE)
    ]
    for one in found:
        if one.getparent() is not None:
            _replace(one, [])
    if found:
        body.in_all.append("The table of contents is left out: the course has its own.")


def _split(paragraph: etree._Element) -> None:
    """Make paragraphs of lines that are options or a key: people often part them by breaks."""
    lines = _lines(paragraph)
    texts = ["".join(one.text or "" for run in line for one in run.iter(f"{W}t")) for line in lines]
    letters = [
        found["letter"] for text in texts if (found := keys.LETTER.match(re.sub(rf"^\s*[*{keys.TICKS}]\s*", "", text)))
    ]
    counted = len(letters) > 1 and all(keys.counts(one, at) for at, one in enumerate(letters[:2]))
    keyed = len(texts) > 1 and any(keys.ANSWER.fullmatch(text) for text in texts)
    if not counted and not keyed and not {True, False} <= {keys.truth(text, short=False) for text in texts}:
        return
    own = paragraph.find(f"{W}pPr")
    for line in lines:
        if not any((one.text or "").strip() for run in line for one in run.iter(f"{W}t")):
            continue
        made = etree.Element(f"{W}p")
        if own is not None:
            made.append(deepcopy(own))
            number = made.find(f"{W}pPr/{W}numPr")
            if number is not None and line is not lines[0]:
                number.getparent().remove(number)  # type: ignore[union-attr]
        made.extend(line)
        paragraph.addprevious(made)
    _replace(paragraph, [])


def _lines(paragraph: etree._Element) -> list[list[etree._Element]]:
    """Return the lines of a paragraph, each with its own runs."""
    lines: list[list[etree._Element]] = [[]]
    for child in paragraph:
        if child.tag == f"{W}pPr":
            continue
        if child.tag != f"{W}r" or child.find(f"{W}br") is None:
            lines[-1].append(deepcopy(child))
            continue
        look = child.find(f"{W}rPr")
        run = etree.Element(f"{W}r")
        for one in child:
            is_break = one.tag == f"{W}br" and one.get(f"{W}type") is None
            if is_break:
                lines[-1].append(run)
                lines.append([])
                run = etree.Element(f"{W}r")
            if one.tag == f"{W}rPr" or is_break:
                if look is not None and run.find(f"{W}rPr") is None:
                    run.insert(0, deepcopy(look))
                continue
            run.append(deepcopy(one))
        lines[-1].append(run)
    return lines


def _tell(paragraph: etree._Element, count: int, body: Body) -> None:
    for data in paragraph.iter(f"{A}graphicData"):
        kind = next((said for word, said in _DRAWN.items() if f"/{word}" in data.get("uri", "")), "")
        if kind:
            body.lost.append((count, f"{kind} is left out: put a picture of it into the course."))
    for one in paragraph.iter(f"{A}blip"):
        if one.attrib.pop(f"{R}link", "") and not one.get(f"{R}embed"):
            body.lost.append((count, "A picture is left out: it is not in the file."))
    if paragraph.find(f".//{W}object") is not None:
        body.lost.append((count, "Something embedded from another program is left out."))
    if paragraph.find(f".//{W}txbxContent") is not None:
        body.lost.append((count, "A text box stands below its paragraph."))
    for one in paragraph.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
        if one.find(f".//{ADEC}decorative[@val='1']") is not None:
            one.set("descr", DECORATIVE)


def _formulas(paragraph: etree._Element, count: int, body: Body) -> None:
    for name, marks in (("oMathPara", (r"\[", r"\]")), ("oMath", (r"\(", r"\)"))):
        for one in list(paragraph.iter(f"{M}{name}")):
            try:
                text = f"{marks[0]}{latex(one)}{marks[1]}"
            except UnknownError as error:
                text = "".join(part.text or "" for part in one.iter(f"{M}t"))
                body.lost.append((count, f"A formula stands as plain text: there is no LaTeX for “{error}” in it."))
            run = etree.Element(f"{W}r")
            inner = etree.SubElement(run, f"{W}t")
            inner.text = text
            inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            _replace(one, [run])


def _note(paragraph: etree._Element, styles: Styles, numbering: Numbering) -> Paragraph:
    """Return what kind of paragraph it is, and take away what mammoth would make of that."""
    own = paragraph.find(f"{W}pPr")
    style = "" if own is None or own.find(f"{W}pStyle") is None else own.find(f"{W}pStyle").get(f"{W}val", "")  # type: ignore[union-attr]
    inside = (
        next((one for one in paragraph.iterancestors() if one.tag in {f"{W}tc", f"{W}txbxContent"}), None) is not None
    )
    heading = styles.heading(style, own)
    item = None if heading and not inside else numbering.item(style, own, styles)
    if own is not None:
        for name in ("pStyle", "numPr"):
            if (one := own.find(f"{W}{name}")) is not None:
                own.remove(one)
    name = styles.name(style)
    text = "".join(one.text or "" for one in paragraph.iter(f"{W}t")).strip()
    if inside:
        return Paragraph()
    if name.casefold() == "title":
        return Paragraph("title")
    if heading and text:
        return Paragraph("heading", heading)
    if item:
        return Paragraph("item", item.level, item.form, item.number)
    if _QUOTE_STYLE.search(name):
        return Paragraph("quote")
    runs = [one for one in paragraph.iter(f"{W}r") if any((part.text or "").strip() for part in one.iter(f"{W}t"))]
    if text and (_CODE_STYLE.search(name) or (runs and all(_is_code(one, styles) for one in runs))):
        return Paragraph("code")
    return Paragraph()


def _is_code(run: etree._Element, styles: Styles) -> bool:
    look = run.find(f"{W}rPr")
    if look is None:
        return False
    font, style = look.find(f"{W}rFonts"), look.find(f"{W}rStyle")
    named = "" if style is None else styles.name(style.get(f"{W}val", ""))
    return bool((font is not None and keys.MONOSPACED.search(font.get(f"{W}ascii", ""))) or _CODE_STYLE.search(named))


def _runs(paragraph: etree._Element, styles: Styles) -> None:
    """Give runs that are code a style by which mammoth knows them, and colours a mark."""
    for run in paragraph.iter(f"{W}r"):
        look = run.find(f"{W}rPr")
        if look is None:
            continue
        if _is_code(run, styles):
            if (old := look.find(f"{W}rStyle")) is not None:
                look.remove(old)
            look.insert(0, etree.Element(f"{W}rStyle", {f"{W}val": "ImportedCode"}))
        colour, shade = look.find(f"{W}color"), look.find(f"{W}shd")
        marked = look.find(f"{W}highlight")
        if marked is not None and marked.get(f"{W}val") in {"none", "white"}:
            look.remove(marked)
            marked = None
        if marked is None and shade is not None and shade.get(f"{W}fill", "auto").lower() not in {"auto", "ffffff"}:
            look.append(etree.Element(f"{W}highlight", {f"{W}val": "yellow"}))
        elif marked is None and colour is not None and keys.is_colour(colour.get(f"{W}val", "auto")):
            look.append(etree.Element(f"{W}highlight", {f"{W}val": "coloured"}))
