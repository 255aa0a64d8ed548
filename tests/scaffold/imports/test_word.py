"""Word files: what they say comes over, and the keys that they say clearly."""

from __future__ import annotations

import io
import time
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from PIL import Image

from course_builder import build
from course_builder.scaffold.imports import take, write
from course_builder.scaffold.imports.outcome import Taken
from tests.scaffold.imports.keys import imported, shares
from tests.scaffold.imports.word_files import FILES, UNCLEAR, P, add, heading, saved, word

pytestmark = pytest.mark.long

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def picture(colour: str = "red") -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(file, "PNG")
    file.seek(0)
    return file


def texts(taken: Taken) -> dict[str, str]:
    return {name: content.decode() for name, content in taken.files.items() if name.endswith(".md")}


def of(folder: Path, document: Document | bytes) -> tuple[Taken, str]:
    """Import a file with one module; return what became of it, and the text of the module."""
    taken, _ = imported(folder, "notes.docx", document if isinstance(document, bytes) else saved(document))
    assert not taken.refused
    (text,) = texts(taken).values()
    return taken, text


def test_keys_are_those_of_the_files(tmp_path: Path) -> None:
    assert len(FILES) >= 30
    wrong = shares(FILES, tmp_path, ".docx")
    count = sum(len(expected) for _, expected in FILES.values())
    share = 1 - len(wrong) / count
    print(f"{share:.1%} of {count} questions in {len(FILES)} files have the right key")
    assert not wrong, f"{share:.1%} of {count} have the right key:\n" + "\n".join(wrong)


@pytest.mark.parametrize("name", UNCLEAR)
def test_a_key_is_never_guessed(tmp_path: Path, name: str) -> None:
    content, why = UNCLEAR[name]
    taken, found = imported(tmp_path, "test.docx", content)
    assert not found
    assert [(one.state, one.lost) for one in taken.outcomes if one.kind == "question"] == [("part", [why])]


def test_it_is_written_as_a_person_would(tmp_path: Path) -> None:
    content = word(
        P("Safe water", style="Title"), heading("Sources"), "Where it comes from.", heading("Wells", 2),
        P("deep", "bold", "They are "), P("one", style="List Bullet"), P("in it", style="List Bullet 2"),
        P("two", style="List Bullet"), P("first", style="List Number"), P("second", style="List Number"),
        heading("Depth", 3), P("Dig deep.", style="Quote"), [["Well", "m"], ["A|B", "[3]"]],
        P("print(1)", "mono"), P("    print(2)", "mono"), heading("Rain", 2), "It falls.", "Which falls?", "a) sun", "b) rain*",
        heading("Use"), "Drink.", heading("Test", 2), "Choose.", "1. Which?", "a) one*", "b) two", "2. And?", "a) x", "b) y*",
        "3. So?", "a) p", "b) q",
    )  # fmt: skip
    taken, _ = imported(tmp_path, "water.docx", content)
    assert texts(taken) == {
        "modules/sources.md": (
            "# Sources\n\nWhere it comes from.\n\n## Wells\n\nThey are **deep**\n\n- one\n  - in it\n- two\n\n"
            "1. first\n2. second\n\n### Depth\n\n> Dig deep.\n\n| Well | m |\n| --- | --- |\n| A\\|B | \\[3] |\n\n"
            "```\nprint(1)\n    print(2)\n```\n\n## Rain\n\nIt falls.\n\n"
            ":::question{#which-falls}\nWhich falls?\n\n- ( ) sun\n- (x) rain\n:::\n"
        ),
        "modules/use.md": "---\nassessment: test\n---\n\n# Use\n\nDrink.\n\n## Test\n\n3\\. So?\n\na) p\n\nb) q\n",
        "assessments/test.md": (
            "# Test\n\nChoose.\n\n## Which? {#which}\n\n- (x) one\n- ( ) two\n\n## And? {#and}\n\n- ( ) x\n- (x) y\n"
        ),
    }
    assert 'title: "Safe water"' in taken.files["course.yml"].decode()
    assert [(one.place.rpartition(" ")[2], one.state, one.kind, one.written) for one in taken.outcomes] == [
        ("2", "whole", "page", "modules/sources.md"),
        ("4", "whole", "page", "modules/sources.md"),
        ("19", "whole", "page", "modules/sources.md"),
        ("21", "whole", "choice", "modules/sources.md"),
        ("24", "whole", "page", "modules/use.md"),
        ("26", "whole", "page", "modules/use.md"),
        ("28", "whole", "choice", "assessments/test.md"),
        ("31", "whole", "choice", "assessments/test.md"),
        ("34", "part", "question", "modules/use.md"),
    ]
    assert build(tmp_path / "course", ["html"]).ok


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("One.", "Two."), "# Notes\n\nOne.\n\nTwo.\n"),
        ((heading("A"), "One."), "# A\n\nOne.\n"),
        ((heading("A", 2), "One.", heading("B", 2), "Two."), "# Notes\n\n## A\n\nOne.\n\n## B\n\nTwo.\n"),
        (("Before.", heading("A", 2), "One.", heading("B", 4), "Two."), "# A\n\nBefore.\n\nOne.\n\n## B\n\nTwo.\n"),
    ],
)
def test_headings_of_every_depth(tmp_path: Path, parts: tuple[P | str, ...], expected: str) -> None:
    assert of(tmp_path, word(P("Notes", style="Title"), *parts))[1] == expected


def test_pictures_and_their_words(tmp_path: Path) -> None:
    document = docx.Document()
    for colour, words in (("red", "A well, with a pump."), ("blue", ""), ("red", "A well, with a pump.")):
        document.add_picture(picture(colour))
        document.inline_shapes[-1]._inline.docPr.set("descr", words)
    taken, text = of(tmp_path, document)
    assert text == (
        "# Notes\n\n![A well, with a pump.](../media/a-well-with-a-pump.png)\n\n![](../media/notes-picture.png)\n\n"
        "![A well, with a pump.](../media/a-well-with-a-pump.png)\n"
    )
    (page,) = taken.outcomes
    assert page.lost == ["A picture has no alternative text: write what it shows between the brackets."]
    assert {name for name in taken.files if name.startswith("media")} == {
        "media/a-well-with-a-pump.png", "media/notes-picture.png"
    }  # fmt: skip


def test_formulas(tmp_path: Path) -> None:
    def run(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    formulas = [
        f"<m:f><m:num>{run('a')}</m:num><m:den>{run('b')}</m:den></m:f>",
        f"<m:sSup><m:e>{run('x')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>{run('≤π')}",
        f"<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e>{run('2')}</m:e></m:rad>",
        (
            f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{run('i=1')}</m:sub><m:sup>{run('n')}</m:sup>"
            f"<m:e>{run('i')}</m:e></m:nary>"
        ),
        f"<m:d><m:e>{run('a+b')}</m:e></m:d>",
        f"<m:m><m:mr><m:e>{run('1')}</m:e><m:e>{run('2')}</m:e></m:mr></m:m>",
        f"<m:func><m:fName>{run('sin')}</m:fName><m:e>{run('x')}</m:e></m:func>",
        f"<m:groupChr><m:e>{run('q')}</m:e></m:groupChr>",
    ]
    document = docx.Document()
    for one in formulas:
        add(document, "So ")._p.append(parse_xml(f"<m:oMath {MATH}>{one}</m:oMath>"))
    document.add_paragraph()._p.append(parse_xml(f"<m:oMathPara {MATH}><m:oMath>{run('E=mc')}</m:oMath></m:oMathPara>"))
    taken, text = of(tmp_path, document)
    assert text.split("\n\n")[1:] == [
        r"So $\frac{a}{b}$", r"So ${x}^{2}\leq \pi$", r"So $\sqrt{2}$", r"So $\sum_{i=1}^{n} i$",
        r"So $\left( a+b \right)$", r"So $\begin{matrix} 1 & 2 \end{matrix}$", r"So $\sin x$", "So q", "$$E=mc$$\n",
    ]  # fmt: skip
    (page,) = taken.outcomes
    assert page.lost == ["Paragraph 8: A formula stands as plain text: there is no LaTeX for “groupChr” in it."]


def test_notes_changes_links_and_boxes(tmp_path: Path) -> None:
    document = docx.Document()
    space = nsdecls("w")
    one = add(document, "Kept ")._p
    one.append(parse_xml(f"<w:ins {space}><w:r><w:t>new</w:t></w:r></w:ins>"))
    one.append(parse_xml(f"<w:del {space}><w:r><w:delText>old</w:delText></w:r></w:del>"))
    one.append(parse_xml(f'<w:r {space}><w:commentReference w:id="1"/></w:r>'))
    link = document.part.relate_to(
        "https://example.org/a", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
    )  # fmt: skip
    add(document, "See ")._p.append(
        parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{link}"><w:r><w:t>the report</w:t></w:r></w:hyperlink>')
    )
    add(document, "Box: ")._p.append(
        parse_xml(
            f'<w:r {space}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
            "<w:t>Inside.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Wide"
    table.cell(1, 0).text, table.cell(1, 1).text = "a", "b"
    taken, text = of(tmp_path, document)
    assert text == (
        "# Notes\n\nKept new\n\nSee [the report](https://example.org/a)\n\nBox:\n\nInside.\n\n"
        "| Wide |  |\n| --- | --- |\n| a | b |\n"
    )
    (page,) = taken.outcomes
    assert sorted(page.lost) == [
        "1 comment is left out.",
        "2 tracked changes are taken as accepted.",
        "Cells of a table that were joined stand as single cells.",
        "Paragraph 3: A text box stands below its paragraph.",
    ]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_stand_on_their_page(tmp_path: Path, kind: str) -> None:
    space = nsdecls("w")
    notes = (
        f'<w:{kind}s {space}><w:{kind} w:id="2"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>UN, 2020.</w:t></w:r></w:p>'
        f"</w:{kind}></w:{kind}s>"
    )
    document = docx.Document()
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI(f"/word/{kind}s.xml"),
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s")
    add(document, heading("A"))
    add(document, "So it is")._p.append(parse_xml(f'<w:r {space}><w:{kind}Reference w:id="2"/></w:r>'))
    add(document, heading("B"))
    add(document, "More.")
    taken, text = of(tmp_path, document)
    assert text == "# Notes\n\n## A\n\nSo it is[^1]\n\n[^1]: UN, 2020.\n\n## B\n\nMore.\n"
    assert [one.state for one in taken.outcomes] == ["whole", "whole"]


def test_a_decorative_picture_says_that_it_is_one(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_picture(picture())
    decorative = (
        '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{C183D7F6-B498-43B3-948B-'
        '1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        "</a:ext></a:extLst>"
    )
    document.inline_shapes[-1]._inline.docPr.append(parse_xml(decorative))
    taken, text = of(tmp_path, document)
    assert text == "# Notes\n\n![](../media/notes-picture.png){.decorative}\n"
    assert taken.outcomes[0].state == "whole"


def test_what_stands_on_every_page_and_what_is_embedded_is_told(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Water for All, draft"
    document.sections[0].footer.paragraphs[0].text = "1"
    space = nsdecls("w")
    add(document, "A sheet: ")._p.append(parse_xml(f"<w:r {space}><w:object/></w:r>"))
    add(document, "Below.")
    taken, text = of(tmp_path, document)
    assert text == "# Notes\n\nA sheet:\n\nBelow.\n"
    assert taken.outcomes[0].lost == [
        "What stands at the top and the foot of every page is left out.",
        "Paragraph 1: Something embedded from another program is left out.",
    ]


def test_a_number_at_the_foot_of_every_page_is_not_missed(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "1"
    add(document, "Text.")
    assert of(tmp_path, document)[0].outcomes[0].state == "whole"


@pytest.mark.parametrize(
    ("of_all", "of_style", "runs", "expected"),
    [
        ("fr-CA", "", ["L'eau"], "fr-CA"),
        ("en-US", "es-ES", ["El agua"], "es-ES"),
        ("en-US", "", ["pt-BR:A agua que bebemos todos os dias"], "pt-BR"),
        ("en-US", "", ["de:Das Wasser", "The water"], "en"),
        ("fr-FR", "", ["en-GB:well", "L'eau que nous buvons chaque jour dans le village"], "fr-FR"),
        ("en-US", "", ["الماء الذي نشربه"], "en"),
        ("x-none", "", ["Text"], "en"),
        ("", "", ["Text"], "sw"),
    ],
)
def test_the_language_is_that_of_the_whole_document(
    tmp_path: Path, of_all: str, of_style: str, runs: list[str], expected: str
) -> None:
    document = docx.Document()
    document.core_properties.language = "sw"
    (lang,) = document.styles.element.xpath("w:docDefaults//w:lang")
    lang.attrib.clear()
    if of_all:
        lang.set(qn("w:val"), of_all)
    if of_style:
        look = document.styles["Normal"].element.get_or_add_rPr()
        look.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{of_style}"/>'))
    for one in runs:
        tag, _, text = one.rpartition(":")
        run = document.add_paragraph().add_run(text)
        if tag:
            run._r.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{tag}"/>'))
    taken, _ = of(tmp_path, document)
    assert f"language: {expected}\n" in taken.files["course.yml"].decode()


def test_a_language_of_another_script_is_said_beside(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("الماء الذي نشربه")
    run._r.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:bidi="ar-EG"/>'))
    taken, _ = of(tmp_path, document)
    assert "language: ar-EG\n" in taken.files["course.yml"].decode()


def test_a_large_file_takes_seconds(tmp_path: Path) -> None:
    document = docx.Document()
    for number in range(300):
        add(document, heading(f"Page {number}", 2 if number % 10 else 1))
        for at in range(8):
            run = add(document, f"Text {at} of page {number}. ").add_run("More.")
            run.font.size = Pt(12)
    file = tmp_path / "large.docx"
    file.write_bytes(saved(document))
    taken = take([file], tmp_path / "course")
    assert len(taken.outcomes) == 300
    assert len(write(taken, tmp_path / "course")) == 32


@pytest.mark.parametrize(
    "parts",
    [
        ([["Right", "Duty"], ["a) to work", "b) to pay"]],),
        ([["Question", "Answer"], ["Why is it so?", "Because of the sun."]],),
        ("The law says a) that wells are safe, b) that they are near.",),
        ("The law says a) that wells are safe, b) that they are near.", "Correct: it does."),
    ],
)
def test_what_has_no_key_is_not_taken_apart(tmp_path: Path, parts: tuple[list[list[str]] | str, ...]) -> None:
    taken, _ = imported(tmp_path, "notes.docx", word(*parts, "More."))
    assert all(one.state != "not" and one.kind in {"page", "question"} for one in taken.outcomes)
    (text,) = texts(taken).values()
    assert ("| --- | --- |" in text) is isinstance(parts[0], list)
    assert text.count("\n\n") == len(parts) + 1


def test_long_runs_of_spaces_are_read_in_time(tmp_path: Path) -> None:
    started = time.process_time()
    spaces = " " * 20_000
    content = word(
        f"1. Which?{spaces}",
        f"a) one{spaces}",
        f"b) two *{spaces}",
        f"True{spaces}x",
        f"Answer{spaces}",
        "a) x b) y " * 2_000,
    )
    _, found = imported(tmp_path, "t.docx", content)
    assert found == {"which": "two"}
    assert time.process_time() - started < 20


def test_what_stands_beside_a_key_of_examview_is_told(tmp_path: Path) -> None:
    taken, _ = imported(
        tmp_path,
        "t.docx",
        word("\t1.\tWhich?", "a.\tone\tc.\tthree", "b.\ttwo", "ANS:\tC\tPTS:\t2\tDIF:\tEasy", "OBJ:\tAir"),
    )
    (text,) = texts(taken).values()
    assert text == "# T\n\n:::question{#which points=2}\nWhich?\n\n- ( ) one\n- ( ) two\n- (x) three\n:::\n"
    assert [one.lost for one in taken.outcomes if one.kind == "choice"] == [
        ["What stands beside its key is left out: DIF Easy, OBJ Air."]
    ]
