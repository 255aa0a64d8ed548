"""What stands on a slide, in the order in which it is read, as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import html as lxml_html
from lxml.html import HtmlElement

from course_builder.scaffold.imports import keys
from course_builder.scaffold.imports.archive import parsed
from course_builder.scaffold.imports.flow import Flow
from course_builder.scaffold.imports.formulas import M, UnknownError, latex
from course_builder.scaffold.imports.prose import described

Theirs: TypeAlias = Any
"""What is python-pptx's, which has no types."""

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_COUNTED = (("arabic", "decimal"), ("alphaLc", "lowerLetter"), ("alphaUc", "upperLetter"), ("romanLc", "lowerRoman"),
            ("romanUc", "upperRoman"))  # fmt: skip
_BULLETS = frozenset({"BODY", "OBJECT", "VERTICAL_BODY", "VERTICAL_OBJECT"})
_SKIPPED = frozenset({"DATE", "FOOTER", "SLIDE_NUMBER", "HEADER"})
_MOST_DEPTH = 20


class Slide:
    """A slide.

    Args:
        number: from 1.
        stem: of the names of pictures.
        files: gets the pictures, by the names that the HTML has for them.
        lost: told of what does not come over.
    """

    def __init__(self, slide: Theirs, number: int, stem: str, files: dict[str, bytes], lost: list[str]) -> None:
        self.number, self._slide, self._stem, self._files, self._lost = number, slide, stem, files, lost
        self.is_hidden = slide._element.get("show") in {"0", "false"}
        kind = slide.slide_layout._element.get("type", "")
        self.begins_course, self.begins_module = kind == "title", kind == "secHead"
        title = slide.shapes.title
        self.title: HtmlElement | None = None
        if title is not None and title.has_text_frame and title.text_frame.text.strip():
            self.title = _element("p", " ".join(filter(None, (self._runs(one) for one in title.text_frame.paragraphs))))
        self._drawn = 0
        self.flows = [
            flow
            for one in slide.shapes
            if title is None or one.shape_id != title.shape_id
            for flow in self._shape(one, 0)
        ]
        if self._drawn:
            self._lost.append(f"{self._drawn} drawn shape{'s' if self._drawn > 1 else ''} without words left out.")
        self.notes: list[Flow] = []
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            self.notes = [
                one for one in self._text(slide.notes_slide.notes_text_frame, bullets=False) if not one.is_empty
            ]

    def _shape(self, shape: Theirs, depth: int) -> Iterator[Flow]:
        element = shape._element
        if element.tag == f"{P}grpSp":
            if depth < _MOST_DEPTH:
                for one in shape.shapes:
                    yield from self._shape(one, depth + 1)
        elif element.tag == f"{P}pic":
            yield from self._picture(shape, element)
        elif element.tag == f"{P}graphicFrame":
            yield from self._frame(shape, element)
        elif shape.is_placeholder and shape.placeholder_format.type.name in _SKIPPED:
            return
        elif getattr(shape, "has_text_frame", False) and shape.text_frame.text.strip():
            yield from self._text(shape.text_frame, bullets=_is_list(shape), layout=self._layout(shape))
        elif not shape.is_placeholder:
            self._drawn += 1

    def _layout(self, shape: Theirs) -> Theirs:
        """Return the list styles of the placeholder of the layout that a shape fills."""
        if not shape.is_placeholder:
            return None
        index = shape.placeholder_format.idx
        found = next(
            (one for one in self._slide.slide_layout.placeholders if one.placeholder_format.idx == index), None
        )
        return None if found is None else found._element.find(f"{P}txBody/{A}lstStyle")

    def _text(self, frame: Theirs, *, bullets: bool, layout: Theirs = None) -> Iterator[Flow]:
        counts: dict[int, tuple[str, int]] = {}
        own = frame._txBody.find(f"{A}lstStyle")
        filled = [
            one for one in frame.paragraphs if one._p.findall(f".//{A}t") or one._p.find(f".//{M}oMath") is not None
        ]
        for one in filled:
            inner = self._runs(one)
            if not re.sub(r"<[^>]*>", "", inner).strip():
                continue
            level = one.level
            form = _form(one._p, level, (own, layout), "bullet" if bullets and len(filled) > 1 else "")
            lines = inner.split("<br>")
            if sum(bool(keys.LETTER.match(line) or keys.ANSWER.fullmatch(line)) for line in lines) < 2:
                lines = [inner]
            for at, line in enumerate(lines):
                element = _element("p", line)
                if form and not at:
                    before, count = counts.get(level, ("", 0))
                    number = count + 1 if before == form else _start(one._p)
                    counts = {deep: kept for deep, kept in counts.items() if deep < level} | {level: (form, number)}
                    yield Flow(element, self.number, "item", level, form, number)
                else:
                    counts = {} if not form else counts
                    yield Flow(element, self.number)

    def _runs(self, paragraph: Theirs) -> str:
        made = []
        for one in paragraph._p:
            if one.tag == f"{A}br":
                made.append("<br>")
            elif one.tag in {f"{A}r", f"{A}fld"}:
                text = html.escape((one.findtext(f"{A}t") or "").replace("\v", "\n")).replace("\n", "<br>")
                made.append(self._styled(text, one.find(f"{A}rPr"), paragraph))
            else:
                formula = next(one.iter(f"{M}oMath"), None)
                if formula is not None:
                    made.append(html.escape(self._formula(formula)))
        return "".join(made)

    def _formula(self, element: Theirs) -> str:
        try:
            return rf"\({latex(element)}\)"
        except UnknownError as error:
            self._lost.append(f"A formula stands as plain text: there is no LaTeX for “{error}” in it.")
            return "".join(part.text or "" for part in element.iter(f"{M}t"))

    def _styled(self, text: str, look: Theirs, paragraph: Theirs) -> str:
        if look is None or not text.strip():
            return text
        font = look.find(f"{A}latin")
        tags = [
            ("strong", look.get("b") in {"1", "true"}),
            ("em", look.get("i") in {"1", "true"}),
            ("u", look.get("u", "none") != "none"),
            ("del", look.get("strike", "noStrike") != "noStrike"),
            ("sup", int(look.get("baseline", "0")) > 0),
            ("sub", int(look.get("baseline", "0")) < 0),
            ("mark", look.find(f"{A}highlight") is not None),
            ("span", _is_coloured(look)),
            ("code", font is not None and bool(keys.MONOSPACED.search(font.get("typeface", "")))),
        ]
        for tag, is_so in tags:
            if is_so:
                text = f"<{tag}>{text}</{tag}>"
        link = look.find(f"{A}hlinkClick")
        if link is not None and (name := link.get(f"{R}id")):
            relation = paragraph.part.rels.get(name)
            if relation is not None and relation.is_external:
                text = f'<a href="{html.escape(relation.target_ref)}">{text}</a>'
        return text

    def _picture(self, shape: Theirs, element: Theirs) -> Iterator[Flow]:
        if element.find(f".//{A}videoFile") is not None or element.find(f".//{A}audioFile") is not None:
            self._lost.append(
                "A video or a sound is left out: put it into media/, and show it with :::video or :::audio."
            )
            return
        tag = element.find(f".//{P}cNvPr")
        words = "" if tag is None else described(tag.get("descr", ""))
        decorative = tag is not None and any(
            str(one.tag).endswith("}decorative") and one.get("val") == "1" for one in tag.iter()
        )
        blip = element.find(f".//{A}blip")
        relation = None if blip is None else shape.part.rels.get(blip.get(f"{R}embed", ""))
        if relation is None or relation.is_external:
            self._lost.append("A picture is left out: it is not in the file.")
            return
        content, ending = relation.target_part.blob, relation.target_part.partname.ext
        if any(abs(one) > 0.01 for one in (shape.crop_left, shape.crop_right, shape.crop_top, shape.crop_bottom)):
            self._lost.append("A picture is shown whole: on the slide it was cropped.")
        named = " ".join(re.sub(r"[^\w\s-]", "", words).split()[:6]) or f"{self._stem} slide {self.number}"
        key = f"{len(self._files) + 1}/{named}.{ending}"
        self._files[key] = content
        picture = lxml_html.Element("img", {"src": f"@@PLUGINFILE@@/{key}", "alt": "" if decorative else words})
        if decorative:
            picture.set("class", "decorative")
        paragraph = lxml_html.Element("p")
        paragraph.append(picture)
        yield Flow(paragraph, self.number)

    def _frame(self, shape: Theirs, element: Theirs) -> Iterator[Flow]:
        if shape.has_table:
            rows = [[self._cell(cell) for cell in row.cells if not cell.is_spanned] for row in shape.table.rows]
            yield Flow(_table(rows), self.number, "table")
        elif shape.has_chart:
            yield from self._chart(shape.chart)
        elif words := self._diagram(element):
            self._lost.append("A drawing made of shapes (SmartArt) stands as a list.")
            for one in words:
                yield Flow(_element("p", html.escape(one)), self.number, "item", 0, "bullet")
        else:
            self._lost.append("Something embedded from another program is left out.")

    def _cell(self, cell: Theirs) -> str:
        span = f' colspan="{cell.span_width}" rowspan="{cell.span_height}"' if cell.is_merge_origin else ""
        return f"<td{span}>{'<br>'.join(self._runs(one) for one in cell.text_frame.paragraphs)}</td>"

    def _chart(self, chart: Theirs) -> Iterator[Flow]:
        self._lost.append("A chart stands as a table: see :::chart for how it is drawn here.")
        if (
            chart.has_title
            and chart.chart_title.has_text_frame
            and (title := chart.chart_title.text_frame.text.strip())
        ):
            yield Flow(_element("p", f"<strong>{html.escape(title)}</strong>"), self.number)
        for plot in chart.plots:
            series = list(plot.series)
            names = [str(one) for one in plot.categories]
            values = [list(one.values) for one in series]
            rows = [["", *(one.name or "" for one in series)]]
            rows += [
                [name, *("" if at >= len(one) or one[at] is None else f"{one[at]:g}" for one in values)]
                for at, name in enumerate(names)
            ]
            yield Flow(
                _table([[f"<td>{html.escape(cell)}</td>" for cell in row] for row in rows]), self.number, "table"
            )

    def _diagram(self, element: Theirs) -> list[str]:
        found = next((one for one in element.iter() if str(one.tag).endswith("/diagram}relIds")), None)
        name = "" if found is None else found.get(f"{R}dm", "")
        relation = self._slide.part.rels.get(name) if name else None
        if relation is None or relation.is_external:
            return []
        root = parsed(relation.target_part.blob)
        lines = ["".join(part.text or "" for part in one.iter(f"{A}t")) for one in root.iter(f"{A}p")]
        return [" ".join(one.split()) for one in lines if one.strip()]


def _element(tag: str, inner: str) -> HtmlElement:
    made: HtmlElement = lxml_html.fragment_fromstring(inner or " ", create_parent=tag)
    return made


def _table(rows: list[list[str]]) -> HtmlElement:
    inner = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    made: HtmlElement = lxml_html.fragment_fromstring(f"<table>{inner}</table>")
    return made


def _is_list(shape: Theirs) -> bool:
    return bool(shape.is_placeholder and shape.placeholder_format.type.name in _BULLETS)


def _form(paragraph: Theirs, level: int, styles: tuple[Theirs, ...], otherwise: str) -> str:
    """Return how a paragraph is marked: by itself, else by the styles of its frame, else as such frames are."""
    places = [paragraph.find(f"{A}pPr")]
    places += [None if one is None else one.find(f"{A}lvl{level + 1}pPr") for one in styles]
    for one in places:
        if one is None:
            continue
        if one.find(f"{A}buNone") is not None:
            return ""
        if one.find(f"{A}buChar") is not None or one.find(f"{A}buBlip") is not None:
            return "bullet"
        counted = one.find(f"{A}buAutoNum")
        if counted is not None:
            return next((form for word, form in _COUNTED if counted.get("type", "").startswith(word)), "decimal")
    return otherwise


def _start(paragraph: Theirs) -> int:
    found = paragraph.find(f"{A}pPr/{A}buAutoNum")
    return int(found.get("startAt", "1")) if found is not None else 1


def _is_coloured(look: Theirs) -> bool:
    found = look.find(f"{A}solidFill/{A}srgbClr")
    return found is not None and keys.is_colour(found.get("val", ""))
