"""What files, headings, directives and settings become in the model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from course_builder.diagnostics import Report, Span
from course_builder.load import load
from course_builder.model import Block, Course, Page, Prose
from course_builder.source import yaml
from course_builder.source.markdown import convert
from course_builder.source.names import latin_slug, plain_text, slug
from tests.courses_on_disk import PAGE, QUESTION, page, quiz, write


def course(tmp_path: Path, files: dict[str, str | bytes]) -> Course:
    loaded = load(write(tmp_path, files))
    assert loaded.diagnostics == []
    assert loaded.course
    return loaded.course


def content(tmp_path: Path, text: str) -> list[str]:
    """Return what a page holds: prose as it is, blocks by name with what they hold."""

    def said(node: object) -> str:
        if isinstance(node, Prose):
            return node.text
        assert isinstance(node, Block)
        return f"{node.name}({', '.join(said(one) for one in node.content)})"

    return [said(node) for node in course(tmp_path, page(text)).modules[0].pages[0].content]


def test_pages(tmp_path: Path) -> None:
    made = course(
        tmp_path,
        {
            "course.yml": "title: T\n",
            "modules/01-in.md": "# In *it* {#in}\n\nText.\n\n## Next {#n}\n\nText.\n\n### Deep\n\n## Next\n\nMore.\n",
        },
    )
    (module,) = made.modules
    assert (module.id, module.title.text) == ("in", "In *it*")
    assert [(one.id, one.title.text) for one in module.pages] == [
        ("in", "In *it*"),
        ("in/n", "Next"),
        ("in/next", "Next"),
    ]
    assert module.pages[1].content[0].text == "Text.\n\n### Deep"  # type: ignore[union-attr]


def test_setext_headings(tmp_path: Path) -> None:
    text = "Title\n=====\n\nText.\n\n2024 in review\n---\n\nText.\n\n*Last* one\n-\n\nText\n\n---\n\nmore.\n\n- item\n---\n"
    (module,) = course(tmp_path, {"course.yml": "title: T\n", "modules/a.md": text}).modules
    assert module.title.text == "Title"
    assert [one.title.text for one in module.pages] == ["Title", "2024 in review", "*Last* one"]


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("## A ##", "A"),
        ("## C#", "C#"),
        ("##\tA", "A"),
        ("## A {#a}", "A"),
        ("## A \\{b}", "A \\{b}"),
        ("## The $x_{1}$", "The $x_{1}$"),
    ],
)
def test_headings(tmp_path: Path, heading: str, text: str) -> None:
    made = course(tmp_path, page(f"Text.\n\n{heading}\n\nText."))
    assert made.modules[0].pages[1].title.text == text


def test_folder_module(tmp_path: Path) -> None:
    files = {
        "modules/b/10-last.md": "# Last\n\nText.",
        "modules/b/9-first.md": "## First\n\nText.\n\n## Again\n\nText.",
        "modules/b/index.md": "---\nsummary: S\n---\n# The module\n\nText.",
        "modules/b/_draft.md": "# Draft",
    }
    module = course(tmp_path, {**PAGE, **files}).modules[1]
    assert (module.id, module.title.text, module.settings.summary) == ("b", "The module", "S")
    assert [one.id for one in module.pages] == ["b", "b/first", "b/again", "b/last"]
    assert module.pages[3].span.file == "modules/b/10-last.md"


def test_order_of_modules(tmp_path: Path) -> None:
    names = ["9-nine", "10-ten", "1-one", "_draft", ".hidden"]
    files = {f"modules/{name}.md": f"# {name}\n\nText." for name in names}
    assert [one.id for one in course(tmp_path, {"course.yml": "title: T", **files}).modules] == ["one", "nine", "ten"]


def test_modules_that_differ_by_number(tmp_path: Path) -> None:
    files = {f"modules/0{number}-part.md": "# Part\n\nText." for number in (1, 2)}
    assert [one.id for one in course(tmp_path, {"course.yml": "title: T", **files}).modules] == ["part", "02-part"]


def test_listed_modules(tmp_path: Path) -> None:
    files = {"modules/a.md": "# A\n\nText.", "modules/b.md": "# B\n\nText."}
    assert [one.id for one in course(tmp_path, {"course.yml": "title: T\nmodules: [b.md, a]", **files}).modules] == [
        "b",
        "a",
    ]


def test_assessments(tmp_path: Path) -> None:
    front = (
        "pass_mark: 70\nattempts: 3\nshuffle_questions: yes\nshuffle_options: no\ntime_limit: 1 h 30 min\nextra_time: 2 x 25%\nfeedback: now\nreview: no\nretry: wrong\n"
        "required: no\nweight: 2.5\ndisplay: all\nscore_feedback:\n- {from: 0, text: Low}\n- {from: 80, text: 'High: good'}"
    )
    made = course(
        tmp_path,
        {
            **quiz(f"Intro.\n\n{QUESTION}", front),
            "modules/a.md": "---\nassessment: m\n---\n# A\n\nText.",
            "assessments/m.md": f"# M\n\n{QUESTION.replace('Which', 'What')}",
        },
    )
    settings = made.final.settings  # type: ignore[union-attr]
    assert (
        settings.attempts,
        settings.time_limit,
        settings.weight,
        settings.shuffle_questions,
        settings.shuffle_options,
    ) == (3, 90, 2.5, True, False)
    assert made.final.extra_time == (23, 2)  # type: ignore[union-attr]
    assert (settings.feedback, settings.review, settings.retry, settings.required, settings.display) == (
        "now",
        False,
        "wrong",
        False,
        "all",
    )
    assert [(one.from_, one.text) for one in settings.score_feedback] == [(0, "Low"), (80, "High: good")]
    assert [(one.id, one.module, one.pass_mark) for one in made.assessments] == [
        ("quiz/m", "a", 80),
        ("quiz/q", "", 70),
    ]
    assert made.final.introduction[0].text == "Intro."  # type: ignore[union-attr]
    assert [screen.id for screen in made.screens] == ["a", "quiz/m", "quiz/q"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":::note\nText.\n:::", ["note(Text.)"]),
        ("::: note [Label] {#id .wide}\nText.\n:::", ["note(Text.)"]),
        ("::::reveal\nA\n\n:::tip\nB\n:::\n\nC\n::::\nD", ["reveal(A, tip(B), C)", "D"]),
        (
            ":::::columns\n::::column\nA\n::::\n::::column\n:::note\nB\n:::\n::::\n:::::",
            ["columns(column(A), column(note(B)))"],
        ),
        ("A\n\n::gate[Go on]\n\nB", ["A", "gate()", "B"]),
        ("> [!NOTE]\n> Text\n> goes on.", ["note(Text\ngoes on.)"]),
        ("> [!Warning] Title\n> - a\n>\n> > b", ["warning(- a\n\n> b)"]),
        ("> [!TIP]\n> :::note\n> Text.\n> :::", ["tip(note(Text.))"]),
        ("> just a quote", ["> just a quote"]),
        ("```\n:::note\n```", ["```\n:::note\n```"]),
        ("~~~~\n~~~\n## no\n~~~~\n\nText.", ["~~~~\n~~~\n## no\n~~~~\n\nText."]),
        ("- a\n\n    ```\n    :::note\n    ```", ["- a\n\n    ```\n    :::note\n    ```"]),
        ("    :::note", ["    :::note"]),
        ("<!-- :::note -->\nText.", ["<!-- :::note -->\nText."]),
        ("<!--\n:::note\n## no\n-->\n\nText.", ["<!--\n:::note\n## no\n-->\n\nText."]),
        ("Text <!-- here\n:::note\nends --> it.", ["Text <!-- here\n:::note\nends --> it."]),
        ("Text on `<!--` and\n\n:::note\nB\n:::\n", ["Text on `<!--` and", "note(B)"]),
        ("Term\n: Definition", ["Term\n: Definition"]),
        ("a::b and ::c", ["a::b and ::c"]),
    ],
)
def test_content(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert content(tmp_path, text) == expected


def test_directive_attributes(tmp_path: Path) -> None:
    made = course(
        tmp_path, page(":::figure[A *caption*]{#f .wide .tall credit=\"Jo, \\& Co\" licence='CC BY'}\n$x$\n:::")
    )
    (block,) = made.modules[0].pages[0].content
    assert isinstance(block, Block)
    assert (block.id, block.classes, block.label and block.label.text) == ("f", ("wide", "tall"), "A *caption*")
    assert (block.options.credit, block.options.licence) == ("Jo, \\& Co", "CC BY")


def test_every_node_knows_its_place(tmp_path: Path) -> None:
    made = course(tmp_path, page("One\n\n> [!NOTE]\n> Two\n\n:::tip[Label]\nThree\n:::"))
    one, note, tip = made.modules[0].pages[0].content
    assert (str(one.span), str(note.span), str(note.content[0].span)) == (
        "modules/a.md:3:1",
        "modules/a.md:5:1",
        "modules/a.md:6:3",
    )  # type: ignore[union-attr]
    assert str(tip.label.span) == "modules/a.md:8:8"  # type: ignore[union-attr]


def test_yaml_keeps_words() -> None:
    located = yaml.parse(
        "a: no\nb: 1.10\nc: 0x1F\nd: 2024-01-01\ne: null-ish\nf: ~\ng:\nh: ''\ni: [on, 1e3]\nj: |\n  two\n  lines\n",
        "f",
        Report(),
    )
    assert located
    assert located.data == {
        "a": "no",
        "b": "1.10",
        "c": "0x1F",
        "d": "2024-01-01",
        "e": "null-ish",
        "h": "",
        "i": ["on", "1e3"],
        "j": "two\nlines\n",
    }
    assert located.values["i", 1] == Span("f", 9, 9, 3)


def test_settings_keep_words(tmp_path: Path) -> None:
    made = course(
        tmp_path,
        {**PAGE, "course.yml": "title: no\nversion: 1.10\nkeywords: [yes, 2]\nauthor: 'Ann: B'\nduration: 90\n"},
    )
    settings = made.settings
    assert (settings.title, settings.version, settings.keywords, settings.author, settings.duration) == (
        "no",
        "1.10",
        ("yes", "2"),
        "Ann: B",
        90,
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("html", {"html": {}}),
        ("[html, single]", {"html": {}, "single": {}}),
        ("{html: , scorm2004: {edition: 3}}", {"html": {}, "scorm2004": {"edition": "3"}}),
        ("[html, {scorm2004: {edition: 3}}]", {"html": {}, "scorm2004": {"edition": "3"}}),
        ("\n  html:\n  single:", {"html": {}, "single": {}}),
    ],
)
def test_outputs(tmp_path: Path, written: str, meant: dict[str, dict[str, str]]) -> None:
    assert course(tmp_path, {**PAGE, "course.yml": f"title: T\noutputs: {written}\n"}).settings.outputs == meant


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("*a* **b** `c*` ~~d~~", "a b c* d"),
        ("[a](b(c).md) ![d](e)", "a d"),
        ("a_b_c", "a_b_c"),
        ("**`a`**", "a"),
        ("x[^1] <b>y</b> \\*", "x y *"),
        ("a < b > c", "a < b > c"),
        ("R&D &lt;b> `&lt;` &copy &#233;", "R&D <b> &lt; &copy é"),
        (r"The \*pump\* and **a\*\*b** [x\]](y.md) \&amp; \$5 \"it\" `\*`", r'The *pump* and a**b x] &amp; $5 "it" \*'),
        (r"$a\,b$ of \\x", r"$a\,b$ of \x"),
    ],
)
def test_plain_text(written: str, plain: str) -> None:
    assert plain_text(written) == plain


@pytest.mark.parametrize(
    ("title", "made"),
    [("Éducation & santé!", "education-sante"), ("C#", "c"), ("  ", "untitled"), ("A" * 80, "a" * 48)],
)
def test_slug(title: str, made: str) -> None:
    assert slug(title) == made


def test_slug_of_other_scripts() -> None:
    assert slug("التعليم") != slug("الصحة")
    assert slug("التعليم") == slug("التعليم")


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Éducation & santé!", "education-sante"),
        ("What’s Größe?", "whats-grosse"),
        ("Что такое вода?", "chto-takoe-voda"),
        ("पानी सुरक्षित", "pani-surksit"),
        ("ما هي الهجرة؟", "m-hy-lhjrh"),
        ("水安全", "shuianquan"),
        ("  ", "untitled"),
        ("**Water** `x`", "water-x"),
    ],
)
def test_ids_are_readable_in_every_script(title: str, made: str) -> None:
    assert latin_slug(title) == made


def test_ids_that_were_released_stay(tmp_path: Path) -> None:
    """Titles in other scripts had a hash for an id; learners' progress and the LMS's records know things by it."""
    files = {
        "course.yml": "title: الهجرة\nassessment: التعليم\n",
        "modules/الصحة.md": "# ا\n\nText.\n\n## ما هي الهجرة؟\n\n:::question\nكم؟\n\n- ( ) ا\n- (x) ب\n:::\n",
        "assessments/التعليم.md": "# ا\n\n## متى؟\n\n- (x) ا\n- ( ) ب\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")

    def ids() -> list[str]:
        course = load(tmp_path).course
        assert course
        return [course.id, *(screen.id for screen in course.screens), *(one.id for one in course.questions)]

    fresh = ids()
    assert fresh == ["lhjrh", "lshh", "lshh/m-hy-lhjrh", "quiz/ltlym", "km", "mta"]
    module = slug("الصحة")
    old = [module, f"{module}/{slug('ما هي الهجرة؟')}", f"quiz/{slug('التعليم')}", slug("كم؟"), slug("متى؟")]
    lock = {"screens": {one: n for n, one in enumerate(old[:3])}, "questions": {one: {"slot": 0} for one in old[3:]}}
    (tmp_path / "course.lock").write_text(json.dumps(lock), encoding="utf-8")
    assert ids() == [slug("الهجرة"), *old]
    for damaged in ("{", "[]", '{"screens": 1}', "null"):
        (tmp_path / "course.lock").write_text(damaged, encoding="utf-8")
        assert ids()[1:] == fresh[1:]


def test_python_markdown_extensions() -> None:
    text = (
        "| a |\n|---|\n| b |\n\nTerm\n: Definition\n\n*[LMS]: Learning Management System\n\nAn LMS, ==marked==.[^1]\n\n[^1]: Note.\n\n"
        '- [x] done\n\n$x^2$\n\n```python\nx = 1\n```\n\n!!! note "Title"\n    Text.\n\n### Head {#own .c}\n\n<div markdown>*a*</div>\n'
    )
    report = Report()
    made = convert([Prose(text=text, span=Span("f"))], report)
    html = made.fragments[0] + made.footnotes
    for piece in (
        "<table",
        "<dl>",
        "<abbr",
        "<mark>",
        "footnote",
        "task-list",
        "<math",
        'class="highlight"',
        "callout note",
        '<h2 class="c" id="own">',
        "<em>a</em>",
    ):
        assert piece in html, piece
    assert report.diagnostics == []


def test_footnotes_in_code_are_none() -> None:
    report = Report()
    convert([Prose(text="```\na[^1]\n```\n\n`b[^2]` c.", span=Span("f"))], report)
    assert report.diagnostics == []


def test_pages_are_typed(tmp_path: Path) -> None:
    assert all(isinstance(one, Page) for one in course(tmp_path, dict(PAGE)).screens)
