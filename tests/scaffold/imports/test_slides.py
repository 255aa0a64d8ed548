"""PowerPoint files: a slide is a page, with what its speaker says in notes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches

from course_builder import build
from course_builder.scaffold.imports.outcome import Taken
from tests.courses_on_disk import everything
from tests.scaffold.imports.keys import imported

pytestmark = pytest.mark.long

TITLE, CONTENT, SECTION, TWO, ONLY, BLANK = 0, 1, 2, 3, 5, 6
"""Layouts."""

Lines = list[str | tuple[int, str]]


def slide(deck: Deck, layout: int, title: str = "", *bodies: Lines, notes: str = "") -> Slide:
    """Add a slide; a line is its text, or its level and its text; one in stars is bold."""
    made = deck.slides.add_slide(deck.slide_layouts[layout])
    if title:
        made.shapes.title.text = title
    places = [one for one in made.placeholders if one.placeholder_format.idx in {1, 2}]
    for place, lines in zip(places, bodies, strict=False):
        for at, line in enumerate(lines):
            level, text = (0, line) if isinstance(line, str) else line
            paragraph = place.text_frame.paragraphs[0] if not at else place.text_frame.add_paragraph()
            run = paragraph.add_run()
            is_bold = text.startswith("*") and text.endswith("*")
            run.text, paragraph.level = text.strip("*") if is_bold else text, level
            run.font.bold = is_bold or None
    if notes:
        made.notes_slide.notes_text_frame.text = notes
    return made


def of(folder: Path, deck: Deck) -> tuple[Taken, dict[str, str], dict[str, str]]:
    file = io.BytesIO()
    deck.save(file)
    taken, keys = imported(folder, "first-aid.pptx", file.getvalue())
    assert not taken.refused
    return taken, {name: text.decode() for name, text in taken.files.items() if name.endswith(".md")}, keys


def test_a_slide_is_a_page(tmp_path: Path) -> None:
    deck = Presentation()
    slide(deck, TITLE, "First aid", ["Two hours"])
    slide(deck, SECTION, "Wounds", ["What bleeds"])
    slide(deck, CONTENT, "Clean", ["Wash", (1, "with *water*"), "Cover"], notes="Ask who did it before.\nTen minutes.")
    slide(deck, TWO, "Compare", ["left"], ["right", "more"])
    slide(deck, SECTION, "Burns", [])
    slide(deck, CONTENT, "Cool", ["Twenty minutes."])
    taken, texts, _ = of(tmp_path, deck)
    assert texts == {
        "modules/wounds.md": (
            "# Wounds\n\nTwo hours\n\nWhat bleeds\n\n## Clean\n\n- Wash\n  - with \\*water\\*\n- Cover\n\n"
            ":::notes\nAsk who did it before.\n\nTen minutes.\n:::\n\n## Compare\n\nleft\n\n- right\n- more\n"
        ),
        "modules/burns.md": "# Burns\n\n## Cool\n\nTwenty minutes.\n",
    }
    assert 'title: "First aid"' in taken.files["course.yml"].decode()
    assert [(one.place.rpartition(": ")[2], one.state) for one in taken.outcomes] == [
        ("slide 1", "whole"), ("slide 2", "whole"), ("slide 3", "whole"), ("slide 4", "whole"), ("slide 6", "whole"),
    ]  # fmt: skip
    assert build(tmp_path / "course", ["html"]).ok
    assert not [
        name for name, content in everything(tmp_path / "course/output").items() if b"who did it before" in content
    ]


def test_sections_are_modules(tmp_path: Path) -> None:
    deck = Presentation()
    for name in ("A", "B", "C"):
        slide(deck, CONTENT, name, [f"Text of {name}."])
    ids = [one.slide_id for one in deck.slides]
    sections = "".join(
        f'<p14:section name="{name}" id="{{00000000-0000-0000-0000-00000000000{at}}}"><p14:sldIdLst>'
        f'<p14:sldId id="{ids[at]}"/></p14:sldIdLst></p14:section>'
        for name, at in (("One", 0), ("Two", 1))
    )
    deck.part._element.append(
        parse_xml(
            '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:ext uri="{521415D9-36F7-43E2-'
            'AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
            f"{sections}</p14:sectionLst></p:ext></p:extLst>"
        )
    )
    _, texts, _ = of(tmp_path, deck)
    assert texts == {
        "modules/one.md": "# One\n\n## A\n\nText of A.\n",
        "modules/two.md": "# Two\n\n## B\n\nText of B.\n\n## C\n\nText of C.\n",
    }


def test_what_is_no_text(tmp_path: Path) -> None:
    deck = Presentation()
    made = slide(deck, ONLY, "Things")
    table = made.shapes.add_table(2, 2, 0, 0, Inches(2), Inches(1)).table
    for at, text in enumerate(("A|B", "C", "1", "2")):
        table.cell(*divmod(at, 2)).text = text
    data = CategoryChartData()
    data.categories = ["x", "y"]
    data.add_series("Cases", (1, 2.5))
    made.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(2), Inches(2), data)
    for words in ("A dressing.", "image7.png"):
        file = io.BytesIO()
        Image.new("RGB", (50, 40), "red" if words == "A dressing." else "blue").save(file, "PNG")
        made.shapes.add_picture(file, 0, 0)._element.nvPicPr.cNvPr.set("descr", words)
    made.shapes.add_shape(1, 0, 0, Inches(1), Inches(1))
    group = made.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "In a group."
    slide(deck, CONTENT, "Not shown", ["x"])._element.set("show", "0")
    slide(deck, BLANK).shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "Loose."
    slide(deck, ONLY, "Nothing more")
    taken, texts, _ = of(tmp_path, deck)
    assert texts["modules/first-aid.md"] == (
        "# First aid\n\n## Things\n\n| A\\|B | C |\n| --- | --- |\n| 1 | 2 |\n\n|  | Cases |\n| --- | --- |\n| x | 1 |\n| y | 2.5 |\n\n"
        "![A dressing.](../media/a-dressing.png)\n\n![](../media/first-aid-slide-1.png)\n\nIn a group.\n\n"
        "## Slide 3\n\nLoose.\n\n## Nothing more\n"
    )
    assert [(one.state, one.lost) for one in taken.outcomes] == [
        (
            "part",
            [
                "A chart stands as a table: see :::chart for how it is drawn here.",
                "1 drawn shape without words left out.",
                "A picture has no alternative text: write what it shows between the brackets.",
            ],
        ),
        ("not", ["It is hidden, and left out."]),
        ("part", ["It has no title."]),
        ("part", ["It has a title and nothing else."]),
    ]


def test_slides_that_ask(tmp_path: Path) -> None:
    deck = Presentation()
    slide(deck, CONTENT, "Which is it?", ["one", "*two*", "three"])
    slide(deck, CONTENT, "Check", ["Which is it now?", "A. one", "B. two"], notes="Answer: B\nWait a little.")
    slide(deck, CONTENT, "And here?", ["a) one ✓", "b) two"])
    slide(deck, CONTENT, "What of these?", ["one", "two"])
    slide(deck, CONTENT, "Which of these?", ["A. one", "B. two"])
    taken, texts, keys = of(tmp_path, deck)
    assert sorted(keys.values()) == ["one", "two", "two"]
    (text,) = texts.values()
    assert ":::\n\n:::notes\nWait a little.\n:::" in text
    assert "## What of these?\n\n- one\n- two" in text
    assert taken.outcomes[-1].lost == ["None of its options is marked as right. It stands as text."]


DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def framed(made: Slide, kind: str, inner: str) -> None:
    """Add a frame with something that python-pptx does not make."""
    made.shapes._spTree.append(
        parse_xml(
            f'<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{DRAWING}">'
            '<p:nvGraphicFramePr><p:cNvPr id="90" name="It"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
            '<p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm>'
            f'<a:graphic><a:graphicData uri="{kind}">{inner}</a:graphicData></a:graphic></p:graphicFrame>'
        )
    )


def test_smart_art_is_a_list_and_what_is_embedded_is_told(tmp_path: Path) -> None:
    deck = Presentation()
    made = slide(deck, ONLY, "Steps")
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{one}</a:t></a:r></a:p></dgm:t></dgm:pt>" for one in ("Wash &amp; dry", "Cover")
    )
    data = f'<dgm:dataModel xmlns:dgm="{DIAGRAM}" xmlns:a="{DRAWING}"><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>'
    part = Part(
        PackURI("/ppt/diagrams/data1.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
        deck.part.package,
        data.encode(),
    )
    name = made.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData")
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    framed(made, DIAGRAM, f'<dgm:relIds xmlns:dgm="{DIAGRAM}" xmlns:r="{relations}" r:dm="{name}"/>')
    framed(made, "http://schemas.openxmlformats.org/presentationml/2006/ole", "")
    taken, texts, _ = of(tmp_path, deck)
    assert texts["modules/first-aid.md"] == "# First aid\n\n## Steps\n\n- Wash & dry\n- Cover\n"
    assert taken.outcomes[0].lost == [
        "A drawing made of shapes (SmartArt) stands as a list.",
        "Something embedded from another program is left out.",
    ]


def test_formulas_on_slides(tmp_path: Path) -> None:
    deck = Presentation()
    made = slide(deck, CONTENT, "How much", ["It is "])
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"

    def run(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    for inner in (
        f"<m:f><m:num>{run('a')}</m:num><m:den>{run('b')}</m:den></m:f>",
        f"<m:groupChr><m:e>{run('q')}</m:e></m:groupChr>",
    ):
        made.placeholders[1].text_frame.paragraphs[0]._p.append(
            parse_xml(
                '<a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">'
                f'<m:oMath xmlns:m="{math}">{inner}</m:oMath></a14:m>'
            )
        )
    taken, texts, _ = of(tmp_path, deck)
    assert texts["modules/first-aid.md"] == "# First aid\n\n## How much\n\nIt is $\\frac{a}{b}$q\n"
    assert taken.outcomes[0].lost == ["A formula stands as plain text: there is no LaTeX for “groupChr” in it."]


@pytest.mark.parametrize(
    ("tags", "expected"), [(("fr-FR", "fr-FR"), "fr-FR"), (("fr-FR", "es-ES"), "en"), (("", ""), "mg")]
)
def test_the_language_is_that_of_all_slides(tmp_path: Path, tags: tuple[str, str], expected: str) -> None:
    deck = Presentation()
    deck.core_properties.language = "mg"
    for one in deck.part._element.iter(f"{{{DRAWING}}}defRPr"):
        one.attrib.pop("lang", None)
    for tag in tags:
        made = slide(deck, CONTENT, "", ["So it is and remains"])
        if tag:
            made.placeholders[1].text_frame.paragraphs[0].runs[0]._r.get_or_add_rPr().set("lang", tag)
    taken, _, _ = of(tmp_path, deck)
    assert f"language: {expected}\n" in taken.files["course.yml"].decode()
