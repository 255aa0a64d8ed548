"""Quizzes of mkdocs-quiz, LiaScript and text2qti: the keys that they say come over, with the text around them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PIL import Image

from tests.scaffold.imports.keys import imported, shares

pytestmark = pytest.mark.long

MKDOCS: dict[str, tuple[str, tuple[str, ...]]] = {
    "one": ("# Sums\n\n<quiz>\nWhat is 2+2?\n- [x] 4\n- [ ] 3\n- [ ] 5\n\nBasic.\n</quiz>\n", ("4",)),
    "several": ("<quiz>\nWhich are even?\n- [x] 2\n- [ ] 3\n- [X] 4\n</quiz>\n", ("2; 4",)),
    "without-space": ("<quiz>\nWhich?\n* [x] a\n* [] b\n</quiz>\n", ("a",)),
    "feedback": ("<quiz>\nWhat is 2 x 2?\n\n- [ ] 3\n> Nope!\n- [x] 4\n> Yes.\n\nMore.\n</quiz>\n", ("4",)),
    "code": ("<quiz>\nWhat is it?\n```\n2 + 2\n```\n- [ ] 3\n- [x] `4`\n</quiz>\n", ("4",)),
    "gap": ("<quiz>\nThe capital of France is [[Paris]].\n</quiz>\n", ("Paris",)),
    "gaps": ("<quiz>\nPython was made by [[Guido]] in [[the 1990s]].\n\n---\nIndeed.\n</quiz>\n", ("Guido / the 1990s",)),
    "old": ("<?quiz?>\nquestion: Are you ready?\nanswer-correct: Yes!\nanswer: No!\ncontent:\n<h2>Good</h2>\n<?/quiz?>\n", ("Yes!",)),
    "old-several": ("<?quiz?>\nquestion: Ready?\nanswer-correct: a\nanswer: b\nanswer-correct: c\ncontent:\n<?/quiz?>\n", ("a; c",)),
    "lines-of-an-option": ("<quiz>\nWhich?\n- [x] One that\n  goes on\n- [ ] two\n\n  in a paragraph\n</quiz>\n", ("One that goes on",)),
    "moved-in": ("  <quiz>\n  Which?\n  -[x] a\n  - [ ] b\n  </quiz>\n", ("a",)),
    "in-the-line-of-its-mark": ("# T\n\n<quiz>Which?\n- [ ] a\n- [x] b\n</quiz>\n\n<quiz>It is [[c]].</quiz>\n", ("b", "c")),
    "in-a-fence": ("````markdown\n<quiz>\nNot this?\n- [x] a\n</quiz>\n````\n\n<quiz>\nThis?\n- [x] b\n- [ ] c\n</quiz>\n", ("b",)),
}  # fmt: skip

LIA: dict[str, tuple[str, tuple[str, ...]]] = {
    "single": ("<!--\nauthor: A\nlanguage: en\n-->\n# T\n\nWhich?\n\n[( )] a\n[(X)] **b**\n[( )] c\n", ("b",)),
    "indented": ("# T\n\nWhich?\n\n    [( )] a\n    [(x)] b\n", ("b",)),
    "many": ("<!--\nauthor: A\nversion: 1\n-->\n\nWhich?\n\n[[ ]] a\n[[X]] b\n[[X]] c\n", ("b; c",)),
    "words": ("<!--\nauthor: A\nversion: 1\n-->\n\nWhat is the word?\n\n[[solution]]\n[[?]] a hint\n", ("solution",)),
    "number": ("<!--\nauthor: A\nversion: 1\n-->\n\nHow many?\n\n[[42]]\n", ("42",)),
    "select": ("<!--\nauthor: A\nversion: 1\n-->\n\nChoose:\n\n[[ ok | (good) | bad ]]\n", ("good",)),
    "inline": ("<!--\nauthor: A\nversion: 1\n-->\n\nThe [[sky]] is [[ red | (blue) ]].\n", ("sky / blue",)),
    "solution": ("# T\n\nWhich?\n\n[(X)] a\n[( )] b\n[[?]] first\n***********\n\n{{1}}\nIt is *a*.\n\n***********\n", ("a",)),
    "no-prompt": ("# T\n\n## Which is it?\n\n[(X)] a\n[( )] b\n\n## Two\n\nText.\n", ("a",)),
    "list": ("# T\n\nWhich?\n\n- [(X)] a\n- [( )] b\n- [[?]] a hint\n***\nIt is.\n***\n\nAnd?\n\n- [[X]] p\n- [[ ]] q\n- [[X]] r\n", ("a", "p; r")),
    "underlined": ("Course\n======\n\nWhich is it?\n------------\n\n- [(X)] a\n- [( )] b\n\nTwo\n---\n\nSo?\n\n- [( )] x\n- [(X)] y\n", ("a", "y")),
    "effect-above": ("# T\n\nWhich?\n\n      {{2}}\n- [( )] a\n- [(X)] b\n", ("b",)),
    "dragged": ("<!--\nauthor: A\nversion: 1\n-->\n\nDrag:\n\n[->[red|(blue)]]\n", ("blue",)),
    "paragraph-above": ("<!--\nauthor: A\nversion: 1\n-->\n\nLook up.\nThe [[sky]] is.\n", ("sky",)),
    "in-a-table": ("<!--\nauthor: A\nversion: 1\n-->\n\n| a | b |\n|---|---|\n| 1 | [[2]] |\n", ("2",)),
    "code-shown": ("# T\n\nWhat is it?\n\n``` c\nint a;\n\nint b;\n```\n\n- [( )] x\n- [(X)] y\n\n## Is it?\n\n```\nz\n```\n\n- [(X)] p\n- [( )] q\n", ("y", "p")),
    "code-is-no-gap": ("<!--\nauthor: A\nversion: 1\n-->\n\nIt is `[[a]]` or [[b]].\n", ("b",)),
    "free": ("<!--\nauthor: A\nversion: 1\n-->\n\nWrite.\n\n[[___ ___]]\n", ("____",)),
    "in-a-box": ('# T\n\n<div class="box">\n\nWhich?\n\n- [(X)] a\n- [( )] b\n****\nSo.\n****\n\n</div>\n', ("a",)),
    "open-solution": ("# T\n\nWhich?\n\n- [(X)] a\n- [( )] b\n***\n\nMore.\n\n# U\n\nAnd?\n\n- [(X)] p\n- [( )] q\n", ("a", "p")),
}  # fmt: skip

TEXT2QTI: dict[str, tuple[str, tuple[str, ...]]] = {
    "choice": ("1.  What is 2+3?\na)  6\nb)  1\n*c) 5\n", ("5",)),
    "titled": ("Quiz title: Addition\nQuiz description: Checking.\n\n1.  What is 2+3?\n... General.\n+   Yes.\n-   No.\na)  6\n... Too many.\n*b) 5\n", ("-", "5")),
    "numbers": ("1.  Root of 2?\n=   1.4142 +- 0.0001\n\n2.  Cube root?\n=   [1.2598, 1.2600]\n\n3.  2+3?\n=   5\n\n4.  Ten?\n=   10 +- 5%\n", ("1.4141..1.4143", "1.2598..1.26", "5", "9.5..10.5")),
    "several": ("1.  Which are even?\n[*] 2\n[ ] 3\n[*] 4\n", ("2; 4",)),
    "truths": ("1.  So?\na)  true\n*b) false\n", ("False",)),
    "short": ("Quiz title: S\n\n1.  Who?\n*   Ada\n*   Ada Lovelace\n", ("Ada; Ada Lovelace",)),
    "essay": ("Quiz title: E\n\n1.  Write.\n____\n", ("____",)),
    "lines": ("1.  A long question\n    that goes on.\n*a) yes,\n    it does\nb)  no\n", ("yes, it does",)),
    "points": ("Title: First\nPoints: 3\n1.  Which?\n*a) x\nb)  y\n", ("x",)),
    "code": ("1.  What is it?\n\n    ```\n    a = [[1]]\n    ```\n\n    Say.\n*a) `x`\nb)  y\n", ("x",)),
    "comments": ("% not this\n1.  Which?\n*a) x\nb)  y\n\nCOMMENT\n2.  Which?\n*a) z\nEND_COMMENT\n", ("x",)),
}  # fmt: skip


@pytest.mark.parametrize(
    ("files", "ending"), [(MKDOCS, ".md"), (LIA, ".md"), (TEXT2QTI, ".txt")], ids=["mkdocs", "lia", "text2qti"]
)
def test_keys_are_those_of_the_files(
    tmp_path: Path, files: dict[str, tuple[str, tuple[str, ...]]], ending: str
) -> None:
    assert shares(files, tmp_path, ending) == []


def test_text_around_questions_stays(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), "red").save(tmp_path / "well.png")
    text = (
        "---\ntitle: W\n---\n# Water\n\nIntro with ![a well](well.png), [a page](other.md) and ![x](https://example.org/x.png).\n\n"
        "!!! tip\n    Boil it.\n\n## Wells\n\n- one\n\n- two\n\n#### Deep\n\n<!-- mkdocs-quiz intro -->\n\n<quiz>\nWhich?\n- [x] a\n> Yes.\n- [ ] b\n\nBecause.\n</quiz>\n\nAfter.\n"
    )  # fmt: skip
    taken, _ = imported(tmp_path, "water.md", text)
    assert taken.files["modules/water.md"].decode() == (
        "# Water\n\nIntro with ![a well](../media/well.png), a page and [x](https://example.org/x.png).\n\n!!! tip\n    Boil it.\n\n"
        "## Wells\n\n- one\n\n- two\n\n#### Deep\n\n:::question{#which}\nWhich?\n\n- (x) a\n      > Yes.\n- ( ) b\n\n> Because.\n:::\n\nAfter.\n"
    )
    assert [(one.line, one.state) for one in taken.outcomes] == [(4, "part"), (11, "whole"), (21, "whole")]


def test_effects_of_liascript_are_told(tmp_path: Path) -> None:
    text = (
        "<!--\nauthor: A\nlanguage: en\n-->\n# T\n\n    --{{0}}--\nHello.\n\n    {{1}}\nThen {2}{this}.\n\n!?[film](https://example.org/f)\n\n"
        "Ask:\n\n[[!]]\n<script>1</script>\n\n[[a] [b]]\n[ [X] [ ] ] row\n"
    )
    taken, keys = imported(tmp_path, "t.md", text)
    assert not keys
    assert (
        taken.files["modules/t.md"].decode() == "# T\n\nHello.\n\nThen this.\n\n[film](https://example.org/f)\n\nAsk:\n"
    )
    assert [(one.line, one.state, one.lost) for one in taken.outcomes] == [
        (5, "part", ["What is spoken stands as text.", "Effects are left out."]),
        (17, "not", ["What is right only its script knows."]),
        (20, "not", ["There is no kind of question here like a matrix."]),
    ]


def test_what_stands_around_quizzes_of_liascript(tmp_path: Path) -> None:
    text = (
        "<!--\nauthor: A\nlanguage: fr\n-->\n[![Lia](https://example.org/b.svg)](https://example.org/c)\n\n# T\n\nSee @[film](https://example.org/f).\n\n"
        "<div class='x'>\n\n<!-- data-solution-button=\"2\" -->\nWhich is **it**?\n\n- [(X)] a {{1}}\n- [( )] {2}{b}\n\n</div>\n\n"
        "``` js\n1\n```\n<script>@input</script>\n\nHow?\n\n- [(1)] good\n- [(2)] bad\n\n- [[a] (b)]\n- [ [X] ( ) ] row\n"
    )
    taken, _ = imported(tmp_path, "t.md", text)
    assert taken.files["modules/t.md"].decode() == (
        '# T\n\n[Lia](https://example.org/c)\n\nSee [film](https://example.org/f).\n\n<!-- data-solution-button="2" -->\n\n'
        ":::question{#which-is-it}\nWhich is **it**?\n\n- (x) a\n- ( ) b\n:::\n\n``` js\n1\n```\n\n"
        ":::question{#how}\nHow?\n\n- (1) good\n- (2) bad\n:::\n"
    )
    assert "language: fr" in taken.files["course.yml"].decode()
    assert [(one.line, one.state, one.lost) for one in taken.outcomes] == [
        (1, "part", ["The picture 'https://example.org/b.svg' is on another host: it is a link."]),
        (7, "part", ["Boxes of HTML are left out, and what is in them stays.", "A script is left out."]),
        (16, "part", ["Effects are left out."]),
        (28, "whole", []),
        (31, "not", ["There is no kind of question here like a matrix."]),
    ]


def test_what_text2qti_has_and_we_have_not(tmp_path: Path) -> None:
    text = (
        "Quiz title: Q\nshuffle answers: true\n\nGROUP\npick: 1\npoints per question: 2\n\n1.  A?\n*a) x\nb)  y\n\nEND_GROUP\n\n"
        "```{.python .run}\nprint(1)\n```\n\n2.  Hand in.\n^^^^\n\n3.  Which?\na)  x\nb)  y\n"
    )
    taken, keys = imported(tmp_path, "q.txt", text)
    assert keys == {"a": "x"}
    assert "## A? {#a points=2}" in taken.files["assessments/q.md"].decode()
    assert [(one.line, one.state) for one in taken.outcomes] == [
        (2, "not"), (5, "not"), (8, "whole"), (14, "not"), (18, "not"), (21, "not"),
    ]  # fmt: skip


def test_what_goes_on_in_text2qti_stays_together(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), "red").save(tmp_path / "well.png")
    text = (
        "Quiz title: Q\n\nText: Read *this*.\n    It goes on.\n\n    It ends.\n\n1.  What is ![a well](well.png)?\n\n    ```\n    a\n      b\n    ```\n"
        "*a) x ![no](none.png)\nb)  y\n"
    )  # fmt: skip
    taken, _ = imported(tmp_path, "q.txt", text)
    assert taken.files["assessments/q.md"].decode() == (
        "# Q\n\nRead *this*.\nIt goes on.\n\nIt ends.\n\n## Question {#what-is-a-well}\n\nWhat is ![a well](../media/well.png)?\n\n```\na\n  b\n```\n\n"
        "- (x) x no\n- ( ) y\n"
    )
    assert [one.lost for one in taken.outcomes] == [
        ["Text between questions stands in the introduction of the assessment."],
        ["The address 'none.png' leads nowhere in a course."],
    ]


def test_a_quiz_in_a_box_stands_below_it(tmp_path: Path) -> None:
    taken, _ = imported(
        tmp_path,
        "q.md",
        "# T {#top}\n\n!!! tip\n    Try.\n\n    <quiz>\n    Which?\n    - [x] a\n    - [ ] b\n    </quiz>\n",
    )
    assert taken.files["modules/t.md"].decode() == (
        "# T\n\n!!! tip\n    Try.\n\n:::question{#which}\nWhich?\n\n- (x) a\n- ( ) b\n:::\n"
    )
    assert taken.outcomes[1].lost == ["It stood in a box or in a list, and stands below it."]


def test_a_link_to_a_place_that_is_not_there_becomes_its_words(tmp_path: Path) -> None:
    text = "# T\n\nSee [there](#there) and *here*.\n\n## Here\n\n<quiz>\nWhich?\n- [x] a\n- [ ] b\n</quiz>\n"
    taken, _ = imported(tmp_path, "q.md", text)
    assert "\nSee there and *here*.\n" in taken.files["modules/t.md"].decode()
    (page, *_) = taken.outcomes
    assert page.state == "part"
    assert page.lost[0].startswith("Its words stay, and not the link: There is no page or heading 'there'")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "<quiz>\n" * 50_000),
        ("b.md", "# T\n\n[(X)] a\n" + "[[" * 200_000),
        ("c.md", "# T\n\n[(X)] a\n" + "![" * 100_000),
        ("d.txt", "Quiz title: Q\n" + "1.  a\n" * 15_000),
        ("e.txt", "1. a\n" + "a) b\n" * 50_000),
        ("f.md", "<!--" + "author: a\n" * 100_000),
    ],
    ids=lambda one: one[:4],
)
def test_it_ends_whatever_stands_there(tmp_path: Path, name: str, text: str) -> None:
    started = time.process_time()
    imported(tmp_path, name, text)
    assert time.process_time() - started < 20
