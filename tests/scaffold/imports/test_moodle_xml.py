"""Banks in Moodle XML: the keys of their questions come over, and hostile files are refused in a sentence."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from lxml import html as lxml_html

from course_builder.scaffold.imports import mathml, take, write
from course_builder.scaffold.imports.formulas import UnknownError
from tests.scaffold.imports.keys import imported, shares
from tests.scaffold.imports.moodle_files import FILES, ONE, PIXEL, answer, asked, category, cloze, quiz

pytestmark = pytest.mark.long


def test_keys_are_those_of_the_files(tmp_path: Path) -> None:
    assert len(FILES) >= 30
    wrong = shares(FILES, tmp_path, ".xml")
    count = sum(len(expected) for _, expected in FILES.values())
    share = 1 - len(wrong) / count
    assert not wrong, f"{share:.1%} of {count} have the right key:\n" + "\n".join(wrong)


def text_of(tmp_path: Path, *questions: str) -> tuple[str, list[str]]:
    taken, _ = imported(tmp_path, "bank.xml", quiz(category("$course$/Q"), *questions))
    return taken.files["assessments/q.md"].decode(), [said for one in taken.outcomes for said in one.lost]


def test_it_is_written_as_a_person_would(tmp_path: Path) -> None:
    text, lost = text_of(
        tmp_path,
        asked(
            "multichoice",
            "<generalfeedback format='html'><text>It is &lt;b&gt;so&lt;/b&gt;.</text></generalfeedback>"
            "<defaultgrade>2.5</defaultgrade><penalty>0.25</penalty><idnumber>the-id</idnumber>"
            "<shuffleanswers>true</shuffleanswers><correctfeedback format='html'><text>Well done.</text></correctfeedback>"
            "<incorrectfeedback format='html'><text>Your answer is incorrect.</text></incorrectfeedback>"
            + answer("100", "<p>H<sub>2</sub>O</p>", "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;")
            + answer("0", "<em>x</em>")
            + "<hint format='html'><text>A hint.</text></hint>",
            "<h3>Water</h3><ul><li>one</li><li><a href='https://example.org/a_b'>two</a></li></ul><p>Which&nbsp;is it?</p>",
        ),
    )
    assert lost == []
    assert text == (
        "# Q\n\n## Water {#the-id points=2.5}\n\n- one\n- [two](https://example.org/a_b)\n\nWhich is it?\n\n"
        "- (x) H~2~O\n      > One.\n      >\n      > Two.\n- ( ) *x*\n\n> It is **so**.\n\n"
        ":::hint{cost=25}\nA hint.\n:::\n\n:::correct\nWell done.\n:::\n"
    )


def test_what_is_lost_is_told(tmp_path: Path) -> None:
    _, lost = text_of(
        tmp_path,
        asked("multichoice", "<single>false</single>" + answer("75", "a") + answer("25", "b") + answer("0", "c")),
        asked("multichoice", "<single>false</single>" + answer("100", "a") + answer("-25", "c")),
        asked("multichoice", answer("100", "a") + answer("50", "b") + answer("-10", "c")),
        asked("essay", "<graderinfo><text>N</text></graderinfo><responsetemplate><text>Dear</text></responsetemplate>"),
        asked(
            "multichoice",
            ONE,
            '<p>Which?<iframe src="https://example.org"></iframe><img src="https://example.org/x.png"></p>',
        ),
        asked("shortanswer", answer("100", "a", "Yes.") + answer("100", "b", "Also.") + answer("0", "c", "No.")),
        asked("description", ""),
    )
    assert lost == [
        "Its right options gave different shares of the points; here each gives the same.",
        "A wrong option that is chosen takes away here as much as a right one gives; there it took 25 %.",
        "“b” gave 50 % of the points; here it gives nothing.",
        "“c” took 10 % away; here it takes nothing.",
        "The text that the field began with is left out: Dear",
        "A frame is left out.",
        "The picture 'https://example.org/x.png' is on another host, and is left out.",
        "What was said of single right answers is left out: “Yes.”; “Also.”",
        "What was said of the answer “c” is left out: “No.”",
        "Text between questions stands in the introduction of the assessment.",
    ]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (asked("calculated", ""), "There is no kind of question here like 'calculated'."),
        (asked("multichoice", ""), "It has no answers."),
        (asked("multichoice", answer("0", "a") + answer("0", "b")), "No option of it gives points."),
        (asked("multichoice", answer("100", "a") + answer("100", "b") + answer("0", "c")), "More than one option gives all the points, and one can be chosen."),
        (asked("multichoice", answer("100", "a") + answer("0", "a")), "Another option of this question says the same. (question-option-duplicate)"),
        (asked("multichoice", answer("100", "a") + answer("0", "")), "An option of it has no text."),
        (asked("shortanswer", answer("100", "*")), "Any answer to it is right."),
        (asked("numerical", answer("100", "many")), "'many' is not a number."),
        (asked("numerical", answer("100", "1e999999999")), "'1e999999999' is no number that can be written out."),
        (asked("truefalse", answer("0", "true") + answer("0", "false")), "It is neither true nor false."),
        (cloze("A {1:MULTIRESPONSE:=a~=b}."), "In a gap of it several answers can be chosen."),
        (cloze("A {1:SHORTANSWER:=a."), "A gap of it is opened and never closed."),
        (cloze("A text."), "There is no gap in it."),
        ("<question></question>", "There is no kind of question here like 'no type'."),
        (asked("multichoice", ONE, "x" * 300_000), "A text of it has more than 200,000 characters."),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_left_out(tmp_path: Path, question: str, why: str) -> None:
    taken, found = imported(tmp_path, "bank.xml", quiz(asked("multichoice", ONE, name="Good"), question))
    assert found == {"good": "Paris"}
    assert [(one.state, one.lost) for one in taken.outcomes[1:]] == [("not", [why])]
    assert not taken.ok


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('<!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>', "It has a DOCTYPE"),
        ('<?xml version="1.0"?><!-- x --><!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "It has a DOCTYPE"),
        ("<quiz>&a;</quiz>", "It is no XML that can be read"),
        ("<quiz><question type='essay'>", "It is no XML that can be read"),
        ("<html></html>", "Its outermost element is <html>"),
        ("<quiz>" + "<a/>" * 1_000_000 + "</quiz>", "It has more than 400,000 elements."),
        ("<quiz>" + "<a>" * 100_000 + "</quiz>", "It is no XML that can be read"),
        (f"<quiz><file>{'A' * 12_000_000}</file></quiz>", "It is no XML that can be read"),
        (b"<quiz>\xff\xfe</quiz>", "It is not UTF-8 (byte 6 is not)."),
        ("<quiz/>".encode("utf-16")[:-1], "It is not UTF-16 (byte 14 is not)."),
        (b"PK\x03\x04\x00\x00", "Its format is not known"),
        ("", "Its format is not known"),
    ],
    ids=range(12),
)
def test_hostile_files_are_refused(tmp_path: Path, text: str | bytes, why: str) -> None:
    started = time.process_time()
    taken, found = imported(tmp_path, "bank.xml", text)
    (said,) = taken.refused.values()
    assert said.startswith(why)
    assert (found, taken.files, taken.ok) == ({}, {}, False)
    assert time.process_time() - started < 20


def test_files_stay_in_the_media_folder(tmp_path: Path) -> None:
    names = ("../../etc/passwd", "/etc/x.png", "..\\..\\y.png", "con.png", "a.html", "bad.png", "s.svg")
    texts = "".join(f'<img src="@@PLUGINFILE@@/{name}" alt="It">' for name in names)
    files = "".join(f'<file name="{one}" path="/" encoding="base64">{PIXEL}</file>' for one in names[:5])
    files += (
        '<file name="bad.png" path="/" encoding="base64">AAAA</file><file name="s.svg" encoding="base64">%%%</file>'
    )
    bank = asked("multichoice", ONE, texts).replace("</questiontext>", f"{files}</questiontext>")
    taken, _ = imported(tmp_path, "bank.xml", quiz(bank))
    media = [
        name for name in taken.files if not name.startswith(("assessments/", "modules/", "course.yml", ".gitignore"))
    ]
    assert media == ["media/x.png"]
    assert [said.partition(" is left out")[0] for said in taken.outcomes[0].lost] == [
        "The file '../../etc/passwd'", "The file 'a.html'", "The file 'bad.png'", "The file 's.svg'",
    ]  # fmt: skip


def test_html_that_nests_without_end(tmp_path: Path) -> None:
    taken, found = imported(
        tmp_path,
        "bank.xml",
        quiz(asked("multichoice", ONE, "<div>" * 20_000 + "Deep" + "<span>" * 5_000), asked("multichoice", ONE)),
    )
    assert "Paris" in found.values()
    assert len(taken.outcomes) == 2


def test_a_course_that_is_there_gets_more(tmp_path: Path) -> None:
    imported(tmp_path, "bank.xml", quiz(category("$course$/Q"), asked("multichoice", ONE, name="One")))
    course = tmp_path / "course"
    (course / "modules/goals.md").write_text("---\nobjectives: {know: Know it}\n---\n# Goals\n\nText.\n", "utf-8")
    (course / "course.yml").write_text("title: T\nlanguage: fr\n", "utf-8")
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    words = ("Know it", "Other", "In two words", "Difficulty: Hard", "difficulty:easy", "easy")
    tags = f"<tags>{''.join(f'<tag><text>{one}</text></tag>' for one in words)}</tags>"
    more = quiz(
        category("$course$/Q"),
        asked("multichoice", ONE + tags, name="One"),
        asked("numerical", answer("100", "10.000", more="<tolerance>0.5</tolerance>")),
    )
    (tmp_path / "more.xml").write_text(more, "utf-8")
    taken = take([tmp_path / "more.xml"], course)
    assert list(taken.files) == ["assessments/q-2.md"]
    assert {path: path.read_bytes() for path in course.rglob("*") if path.is_file()} == before
    text = taken.files["assessments/q-2.md"].decode()
    tags = '"Other in-two-words difficulty:easy easy"'
    assert f"{{#one-2 shuffle=no objectives=know tags={tags} difficulty=hard}}" in text
    assert "[[10 +- 0.5]]" in text
    assert taken.outcomes[0].lost == []
    write(taken, course)
    with pytest.raises(FileExistsError):
        write(taken, course)


def test_where_everything_is_right_it_is_a_scale(tmp_path: Path) -> None:
    both = answer("100", "Never") + answer("100", "Often")
    taken, _ = imported(tmp_path, "bank.xml", quiz(asked("multichoice", both)))
    text = taken.files["assessments/bank.md"].decode()
    assert "- (1) Never\n- (2) Often" in text
    assert taken.outcomes[0].lost == ["Whatever is chosen was right there; here it is a scale, and gives no points."]


@pytest.mark.parametrize(("kind", "choice"), [("gapselect", "selectoption"), ("ddwtos", "dragbox")])
def test_missing_words_are_gaps_with_lists(tmp_path: Path, kind: str, choice: str) -> None:
    words = [("cat", 1), ("sat", 2), ("dog", 1), ("lay", 2)]
    choices = "".join(f"<{choice}><text>{word}</text><group>{group}</group></{choice}>" for word, group in words)
    taken, _ = imported(tmp_path, "bank.xml", quiz(asked(kind, choices, "The [[1]] [[2]] there, the [[3]] not.")))
    text = taken.files["assessments/bank.md"].decode()
    assert "The [[(x) cat | ( ) dog]] [[(x) sat | ( ) lay]] there, the [[( ) cat | (x) dog]] not." in text
    assert taken.outcomes[0].lost == (["Words are chosen from lists, and not dragged."] if kind == "ddwtos" else [])
    for text, why in (
        ("The [[9]].", "A gap of it has no answer."),
        ("[[1]]" * 9000, "It has too many gaps and choices."),
    ):
        taken, _ = imported(tmp_path, "bank.xml", quiz(asked(kind, choices, text)))
        assert taken.outcomes[0].lost == [why]


def test_code_in_markdown_stays_as_it_is(tmp_path: Path) -> None:
    text = quiz(
        asked(
            "truefalse",
            answer("100", "true") + answer("0", "false"),
            "So, `[[a]]` and [[b]]?\n\n```\nc = [[1]]\n```",
            form="markdown",
        )
    )
    taken, _ = imported(tmp_path, "bank.xml", text)
    written = taken.files["assessments/bank.md"].decode()
    assert "## So, `[[a]]` and \\[\\[b]]?" in written
    assert "```\nc = [[1]]\n```" in written


def test_colons_in_a_line_are_no_block(tmp_path: Path) -> None:
    taken, _ = imported(
        tmp_path, "bank.xml", quiz(asked("shortanswer", answer("100", "x"), "<p>Write ::: or :::: here, at 3:30.</p>"))
    )
    assert r"## Write \::: or \:::: here, at 3:30." in taken.files["assessments/bank.md"].decode()


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<mfrac><mn>1</mn><mi>x</mi></mfrac>", r"\frac{1}{x}"),
        ("<msup><mi>x</mi><mn>2</mn></msup><mo>\u2264</mo><mi>\u03c0</mi>", r"{x}^{2}\leq \pi"),
        ("<msqrt><mn>2</mn><mi>a</mi></msqrt><mo>+</mo><mroot><mi>b</mi><mn>3</mn></mroot>", r"\sqrt{2a}+\sqrt[3]{b}"),
        (
            "<munderover><mo>\u2211</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>",
            r"\sum_{i=1}^{n}",
        ),
        (
            "<mi>sin</mi><mfenced><mi>x</mi></mfenced><mover><mi>v</mi><mo>\u2192</mo></mover>",
            r"\sin \left( x \right)\vec{v}",
        ),
        (
            "<semantics><msub><mi>x</mi><mi>min</mi></msub><annotation encoding='x'>n</annotation></semantics>",
            r"{x}_{\min}",
        ),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mtext>a_b</mtext></mtd></mtr></mtable>",
            r"\begin{matrix} 1 & \text{a\_b} \end{matrix}",
        ),
    ],
)
def test_formulas_in_mathml(tmp_path: Path, inside: str, expected: str) -> None:
    text = f"<p>So <math xmlns='http://www.w3.org/1998/Math/MathML'>{inside}</math>?</p>"
    taken, _ = imported(tmp_path, "bank.xml", quiz(asked("shortanswer", answer("100", "x"), text)))
    assert f"## So ${expected}$? " in taken.files["assessments/bank.md"].decode()
    assert [one.state for one in taken.outcomes] == ["whole"]


def test_formulas_that_are_pictures_of_wiris(tmp_path: Path) -> None:
    kept = "«math xmlns=¨http://www.w3.org/1998/Math/MathML¨»«msup»«mi»x«/mi»«mn»2«/mn»«/msup»«mo»§#8804;«/mo»«mn»4«/mn»«mo»§lt;«/mo»«mn»5«/mn»«/math»"
    text = f'<p>So <img class="Wirisformula" src="/x.php?f=1" alt="x squared" data-mathml="{kept}"> and <math><maction>y</maction></math>?</p>'
    taken, _ = imported(tmp_path, "bank.xml", quiz(asked("shortanswer", answer("100", "x"), text)))
    assert r"## So ${x}^{2}\leq 4<5$ and ? " in taken.files["assessments/bank.md"].decode()
    assert [one.lost for one in taken.outcomes] == [["A formula in MathML is left out."]]


@pytest.mark.parametrize(
    "text",
    [
        "<p>{mlang en}The well{mlang}{mlang fr}Le puits{mlang} {mlang ar,ne}X{mlang}?</p>",
        '<p><span lang="en" class="multilang">The <b>well</b></span> <span class="multilang" lang="fr">Le puits</span>?</p>',
    ],
)
def test_of_several_languages_the_first_stays(tmp_path: Path, text: str) -> None:
    taken, _ = imported(tmp_path, "bank.xml", quiz(asked("shortanswer", answer("100", "x"), text)))
    assert "## The well? " in taken.files["assessments/bank.md"].decode().replace("**", "")
    ((said,),) = [one.lost for one in taken.outcomes]
    assert said.startswith("It is in several languages; here it is in en, and not in fr")


def test_languages_that_never_end_are_read_in_time(tmp_path: Path) -> None:
    started = time.process_time()
    for text in ("{mlang en}x" * 17_000, "{mlang en}x{mlang}" * 11_000, "<span lang='en' class='multilang'>" * 5_000):
        imported(tmp_path, "bank.xml", quiz(asked("shortanswer", answer("100", "x"), text)))
        shutil.rmtree(tmp_path / "course", ignore_errors=True)
    assert time.process_time() - started < 20


@pytest.mark.parametrize("depth", [244, 3000])
def test_formulas_that_are_nested_without_end_are_told(depth: int) -> None:
    nested = "<msup><mi>x</mi>" * depth + "<mi>y</mi>" + "</msup>" * depth
    with pytest.raises(UnknownError):
        mathml.latex(lxml_html.fragment_fromstring(f"<math>{nested}</math>"))
