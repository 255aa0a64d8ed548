"""Reads Word files (.docx): mammoth makes HTML of them, and its headings make modules and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from course_builder.scaffold.imports.archive import packed, parsed, parts
from course_builder.scaffold.imports.asked import find
from course_builder.scaffold.imports.flow import Flow, line, pages
from course_builder.scaffold.imports.material import Asked, Given, Page, RefusedError
from course_builder.scaffold.imports.media import Attached
from course_builder.scaffold.imports.prose import Converter, described, one_line
from course_builder.scaffold.imports.spoken import spoken
from course_builder.scaffold.imports.word.body import DECORATIVE, MARK, Body, Paragraph, prepare, spoken_runs
from course_builder.scaffold.imports.word.styles import Numbering, Styles

if TYPE_CHECKING:
    from mammoth.documents import Image

_STYLES = """
r.ImportedCode => code
r[style-name='Emphasis'] => em
highlight[color='coloured'] => span
highlight => mark
u => u
strike => del
"""
_ENDINGS = {"image/jpeg": ".jpg", "image/svg+xml": ".svg", "image/x-emf": ".emf", "image/x-wmf": ".wmf"}
_NOTE = re.compile(r"#(foot|end)note-(\d+)")
_MAIN = "wordprocessingml.document.main"
_ABOUT = "docProps/core.xml"


def read(given: Given) -> Iterator[Page | Asked]:
    """Yield the pages of a file.

    Raises:
        RefusedError: it is no .docx that can be read, or far too large.
    """
    made = parts(given.content, "Word", "wordprocessingml", ".docx")
    name = _name_of_text(made)
    root = parsed(made[name])
    folder = name.rpartition("/")[0]
    styles = Styles(parsed(made[f"{folder}/styles.xml"]) if f"{folder}/styles.xml" in made else None)
    numbering = Numbering(parsed(made[f"{folder}/numbering.xml"]) if f"{folder}/numbering.xml" in made else None)
    # mammoth needs the names of styles only, and reads a large file of them for seconds.
    made[f"{folder}/styles.xml"] = styles.names()
    made.pop(f"{folder}/numbering.xml", None)
    about = parsed(made[_ABOUT]) if _ABOUT in made else None
    usual = (about.findtext("{http://purl.org/dc/elements/1.1/}language") or "") if about is not None else ""
    given.language = spoken(spoken_runs(root, styles, usual.strip()))
    body = prepare(root, styles, numbering)
    made[name] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    files: dict[str, bytes] = {}
    document = _converted(made, given.name, files)
    notes = _notes(document)
    flows = _flows(document, body)

    def converter(lost: list[str]) -> _Document:
        return _Document(Attached(given.media, files, lost), lost, notes)

    titles = [one for one in flows if one.kind == "title"]
    given.title = given.title or (line(titles[0], converter([])) if titles else "")
    flows = [one for one in flows if one is not (titles[0] if titles else None)]
    if _has_words(made, folder):
        body.in_all.append("What stands at the top and the foot of every page is left out.")
    yield from _told(list(pages(find(flows, converter), converter)), body)


def _name_of_text(made: Mapping[str, bytes]) -> str:
    types = made["[Content_Types].xml"].decode(errors="replace")
    found = next(
        (
            one
            for one in re.findall(r"<Override[^>]*>", types)
            if re.search(r"wordprocessingml\.(?:document|template)\.main|macroEnabled(?:Template)?\.main", one)
        ),
        "",
    )
    named = re.search(r'PartName="/?([^"]+)"', found)
    name = named[1] if named else "word/document.xml"
    if name not in made:
        raise RefusedError("It is no .docx: it has no text that Word knows.")
    return name


def _has_words(made: Mapping[str, bytes], folder: str) -> bool:
    found = [data for name, data in made.items() if re.fullmatch(rf"{folder}/(?:header|footer)\d*\.xml", name)]
    return any(re.search(rb"<w:t[ >][^<]*>?[^<\d\s]", data) for data in found)


def _converted(made: dict[str, bytes], stem: str, files: dict[str, bytes]) -> HtmlElement:
    import mammoth  # noqa: PLC0415 -- it takes long to import, and only this needs it

    def kept(image: Image) -> dict[str, str]:
        with image.open() as opened:
            content = opened.read()
        words = re.sub(r"[^\w\s-]", "", described(image.alt_text or ""))
        name = " ".join(words.split()[:6]) if words.strip() and image.alt_text != DECORATIVE else f"{stem} picture"
        ending = _ENDINGS.get(image.content_type, f".{(image.content_type or 'unknown').rpartition('/')[2]}")
        name = f"{len(files) + 1}/{name}{ending}"
        files[name] = content
        return {"src": f"@@PLUGINFILE@@/{name}"}

    try:
        made_html = mammoth.convert_to_html(
            packed(made),
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(kept),
        ).value
        return lxml_html.fragment_fromstring(made_html, create_parent="div")
    except RecursionError as error:
        raise RefusedError("Tables or text boxes in it are nested too deeply.") from error
    except Exception as error:
        # What mammoth stumbles over is no file that Word writes; it has no error of its own for that.
        raise RefusedError(f"It is no .docx that can be read ({type(error).__name__}).") from error


def _notes(document: HtmlElement) -> dict[str, HtmlElement]:
    """Take the notes, which stand at the end, out of a document."""
    found: dict[str, HtmlElement] = {}
    for one in list(document.findall("ol/li")):
        if match := _NOTE.fullmatch(f"#{one.get('id', '')}"):
            for back in list(one.iter("a")):
                if re.match(r"#(?:foot|end)note-ref-", back.get("href", "")):
                    back.drop_tree()
            found[f"{match[1]}{match[2]}"] = one
            one.drop_tree()
    for one in list(document.findall("ol")):
        if not len(one):
            one.drop_tree()
    return found


def _flows(document: HtmlElement, body: Body) -> list[Flow]:
    made: list[Flow] = []
    for one in list(document):
        marks = [mark for mark in one.iter("a") if mark.get("id", "").startswith(MARK)]
        numbers = [int(mark.get("id", "").removeprefix(MARK)) for mark in marks]
        place = numbers[0] if numbers else (made[-1].place if made else 1)
        for mark in marks:
            mark.drop_tag()
        for field in list(one.iter("input")):
            # A box of a form.
            field.tag = "span"
            field.text = "☒" if field.get("checked") is not None else "☐"
            field.drop_tag()
        found = body.paragraphs.get(place, Paragraph())
        if one.tag == "table":
            made.append(Flow(one, place, "table"))
        else:
            made.append(Flow(one, place, found.kind, found.level, found.form, found.number))  # type: ignore[arg-type]
    return [one for one in made if not one.is_empty]


def _told(found: list[Page], body: Body) -> Iterator[Page]:
    """Yield the pages, each told what of it is lost."""
    if found:
        found[0].lost += body.in_all
    for at, page in enumerate(found):
        end = found[at + 1].line if at + 1 < len(found) else 10**9
        page.lost += [
            f"Paragraph {place}: {said}" for place, said in body.lost if (page.line if at else 0) <= place < end
        ]
        page.lost[:] = list(dict.fromkeys(page.lost))
        yield page


class _Document(Converter):
    """The converter of a page, with the notes of the file."""

    def __init__(self, attached: Attached, lost: list[str], notes: Mapping[str, HtmlElement]) -> None:
        super().__init__(attached, lost, in_page=True)
        self._notes = notes
        self._used: list[str] = []

    def noted(self) -> list[str]:
        """Return the notes that belong to the page."""
        made = []
        for name in dict.fromkeys(self._used):
            text = "\n\n".join(self.blocks(self._notes[name])) or "–"
            made.append(f"[^{self._label(name)}]: " + re.sub(r"\n(?=[^\n])", "\n    ", text))
        return made

    def _label(self, name: str) -> int:
        return list(self._notes).index(name) + 1

    def _inline(self, element: etree._Element, name: str) -> str:
        link = element.find("a") if name == "sup" else None
        found = None if link is None else _NOTE.fullmatch(link.get("href", ""))
        if found and f"{found[1]}{found[2]}" in self._notes:
            self._used.append(f"{found[1]}{found[2]}")
            return f"[^{self._label(self._used[-1])}]"
        if name == "img" and element.get("alt") == DECORATIVE:
            element.set("alt", "")
            element.set("class", "decorative")
        return super()._inline(element, name)

    def _table(self, element: etree._Element) -> list[str]:
        if element.find(".//table") is not None:
            self._lost.append(
                f"A table inside of a table stands on one line: {one_line(' '.join(element.itertext()))[:60]}"
            )
        return super()._table(element)
