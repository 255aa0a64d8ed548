"""Reads PowerPoint files (.pptx): a slide is a page, and what its speaker says stands in notes for trainers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import html as lxml_html

from course_builder.scaffold.imports.archive import packed, parts
from course_builder.scaffold.imports.asked import find
from course_builder.scaffold.imports.flow import Flow, blocks
from course_builder.scaffold.imports.material import Asked, Given, Page, RefusedError
from course_builder.scaffold.imports.media import Attached, Media
from course_builder.scaffold.imports.prose import Converter, one_line
from course_builder.scaffold.imports.slides.shapes import Slide
from course_builder.scaffold.imports.spoken import spoken

if TYPE_CHECKING:
    from pptx.presentation import Presentation

MOST_SLIDES = 2_000

_SECTION = "{http://schemas.microsoft.com/office/powerpoint/2010/main}section"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TIMING = f"{_P}timing"


def read(given: Given) -> Iterator[Page | Asked]:
    """Yield the pages of a file.

    Raises:
        RefusedError: it is no .pptx that can be read, or far too large.
    """
    presentation = _opened(given.content)
    found = list(presentation.slides)
    if len(found) > MOST_SLIDES:
        raise RefusedError(f"It has more than {MOST_SLIDES:,} slides.")
    sections = _sections(presentation)
    given.language = spoken(_spoken_runs(presentation))
    files: dict[str, bytes] = {}
    module, moved = "", 0
    pages: list[Page | Asked] = []
    for number, one in enumerate(found, start=1):
        lost: list[str] = []
        convert = Converter(Attached(given.media, files, lost), lost, in_page=True)
        try:
            slide = Slide(one, number, given.name, files, lost)
        except (KeyError, ValueError, AttributeError, TypeError, NotImplementedError) as error:
            # A part that a slide names is not there, or is another than it says.
            pages.append(Asked("", "slide", number, lost=[f"It cannot be read ({type(error).__name__})."]))
            continue
        title = one_line(" ".join(convert.blocks(slide.title))) if slide.title is not None else ""
        moved += one._element.find(_TIMING) is not None
        module = sections.get(one.slide_id, module)
        if slide.is_hidden:
            pages.append(Asked("", "slide", number, name=title, lost=["It is hidden, and left out."]))
            continue
        if slide.begins_course and number == 1:
            given.title, title = given.title or title, ""
        elif slide.begins_module and not sections:
            module, title = title or module, ""
        elif not title:
            title = f"Slide {number}"
            lost.append("It has no title.")
        pages.append(_page(slide, title, module, convert, lost, given, files))
    if moved and pages:
        pages[0].lost.append(f"Movements on {moved} slide{'s' if moved > 1 else ''} are left out.")
    first = next((one.module for one in pages if isinstance(one, Page) and one.module), "")
    for one in pages:
        if isinstance(one, Page):
            # What stands before the first section begins its module.
            one.module = one.module or first
            if not (one.blocks or one.title or one.lost):
                continue
        yield one


def _page(
    slide: Slide, title: str, module: str, convert: Converter, lost: list[str], given: Given, files: dict[str, bytes]
) -> Page:
    def converter(told: list[str]) -> Converter:
        return Converter(Attached(given.media, files, told), told, in_page=True)

    asks = slide.title is not None and title and re.search(r"[?؟？]|_{3,}", slide.title.text_content())
    head = [Flow(slide.title, slide.number)] if asks and slide.title is not None else []
    found = find([*head, *slide.flows, *slide.notes], converter)
    if head and isinstance(found[0], Flow):
        found = found[1:]
    page = Page(title, module, slide.number, lost=lost)
    waiting: list[Flow] = []
    spoken = [one for one in found if one in slide.notes and isinstance(one, Flow)]
    for one in [*found, None]:
        if isinstance(one, Flow) and one not in spoken:
            waiting.append(one)
        elif one is None or isinstance(one, Asked):
            page.blocks += blocks(waiting, convert, lost)
            waiting = []
            page.blocks += [one] if one else []
    if spoken and (inner := "\n\n".join(blocks(spoken, convert, lost))):
        page.blocks.append(f":::notes\n{inner}\n:::")
    if title and not page.blocks:
        lost.append("It has a title and nothing else.")
    return page


def _opened(content: bytes) -> Presentation:
    made = parts(content, "PowerPoint", "presentationml", ".pptx")
    import pptx  # noqa: PLC0415 -- it takes long to import, and only this needs it

    types = made["[Content_Types].xml"]
    for kind in (b"template", b"slideshow"):
        # A template and a show that runs by itself are presentations with another name.
        types = types.replace(b"presentationml." + kind + b".main", b"presentationml.presentation.main")
    made["[Content_Types].xml"] = types.replace(
        b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
        b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    )
    try:
        presentation: Presentation = pptx.Presentation(packed(made))
        # What is damaged shows when the slides are asked for.
        _ = [one.slide_id for one in presentation.slides]
    except Exception as error:
        # python-pptx has no error of its own for a file that is damaged.
        raise RefusedError(f"It is no .pptx that can be read ({type(error).__name__}).") from error
    return presentation


def _spoken_runs(presentation: Presentation) -> Iterator[tuple[str, str]]:
    """Yield the pieces of the text, each behind the tag of its language."""
    usual = presentation.part._element.find(f".//{_P}defaultTextStyle/{_A}lvl1pPr/{_A}defRPr")
    for slide in presentation.slides:
        for run in slide._element.iter(f"{_A}r"):
            text = run.findtext(f"{_A}t") or ""
            looks = [run.find(f"{_A}rPr"), usual]
            said = (tag for one in looks if one is not None and (tag := one.get("lang")))
            yield next(said, presentation.core_properties.language), text


def _sections(presentation: Presentation) -> dict[int, str]:
    """Return the titles of sections by the ids of their first slides."""
    made = {}
    for one in presentation.part._element.iter(_SECTION):
        first = next((inner for inner in one.iter() if str(inner.tag).endswith("}sldId")), None)
        if first is not None and (first.get("id") or "").isdecimal():
            silent: list[str] = []
            name = lxml_html.fragment_fromstring("x", create_parent="p")
            name.text = one.get("name") or ""
            text = one_line(" ".join(Converter(_NOTHING, silent).blocks(name)))
            if text:
                made[int(first.get("id", "0"))] = text
    return made


_NOTHING = Attached(Media(lambda _: False), {}, [])
