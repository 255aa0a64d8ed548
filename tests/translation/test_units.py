"""What of a course is translated, as what, and what comes of it when wordings stand in its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from course_builder import check
from course_builder.diagnostics import Span, as_text
from course_builder.load.course import CourseReader
from course_builder.model import Course
from course_builder.translation.interface import true_false
from course_builder.translation.unit import Unit, Wording
from course_builder.translation.units import course_files, course_units, faults, translated, units
from tests.courses_on_disk import write as write_files
from tests.docs.blocks import ROOT, Example, examples, pages
from tests.docs.blocks import write as write_example
from tests.shared import copy_flagship
from tests.translation.likeness import changed, differences, same

COURSES = [ROOT, *sorted(path.parent for path in (ROOT / "tests").rglob("course.yml"))]
GUIDE = [one for page in pages() for one in examples(page) if not one.mistake and page.name != "architecture.md"]


def load(root: Path) -> tuple[Course | None, list[str]]:
    reader = CourseReader(root, true_false)
    course = reader.course()
    return course, sorted(one.code for one in reader.report.diagnostics)


def put(root: Path, target: Path, wordings: Callable[[Unit], Wording | None]) -> Path:
    """Write a course whose files have wordings in the places of their units."""
    if root != target and (root / "course.lock").is_file():
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / "course.lock", target)
    for file, text in course_files(root).items():
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        (target / file).write_text(translated(file, text, wordings).text, encoding="utf-8", newline="\n")
    return target


def of(file: str, text: str) -> dict[str, list[str]]:
    """Return the units of a file by their contexts, without the file's name."""
    found: dict[str, list[str]] = {}
    for unit in units(file, text):
        found.setdefault(unit.context.removeprefix(file).lstrip(" ·"), []).append(unit.text)
    return found


def words(table: Mapping[str, str]) -> Callable[[Unit], Wording | None]:
    """Return wordings by the texts of units."""
    return lambda unit: Wording(table[unit.text], Span("translations/fr.po", 4)) if unit.text in table else None


@pytest.mark.parametrize("root", COURSES, ids=lambda root: root.relative_to(ROOT).as_posix())
def test_the_sources_own_texts_make_the_same_course(root: Path, tmp_path: Path) -> None:
    before, told = load(root)
    after, told_after = load(put(root, tmp_path, same))
    assert before
    assert after
    assert differences(before, after, words=True) == []
    assert told_after == told


@pytest.mark.parametrize("root", COURSES, ids=lambda root: root.relative_to(ROOT).as_posix())
def test_other_words_make_a_course_of_the_same_shape(root: Path, tmp_path: Path) -> None:
    before, told = load(root)
    after, told_after = load(put(root, tmp_path, changed))
    assert before
    assert after
    assert differences(before, after, words=False) == []
    assert told_after == told
    assert not [(unit, found) for _, of in course_units(root) for unit in of if (found := told_of(unit))]


def told_of(unit: Unit) -> list[str]:
    """Return what is told of the wordings by which courses are compared."""
    return [one.message for wording in (same(unit), changed(unit)) if wording for one in faults(unit, wording)]


@pytest.mark.long
def test_the_course_of_this_repository_holds_both_laws_in_other_words(tmp_path: Path) -> None:
    copy = copy_flagship(tmp_path / "course")
    result = check(put(copy, copy, changed))
    assert result.diagnostics == [], as_text(result.diagnostics, result.sources)


@pytest.mark.parametrize("example", GUIDE, ids=lambda example: example.name)
def test_the_guides_examples(example: Example, tmp_path: Path) -> None:
    write_example(example, tmp_path / "before")
    before, _ = load(tmp_path / "before")
    for name, wordings in (("same", same), ("changed", changed)):
        shutil.copytree(tmp_path / "before", tmp_path / name)
        after, _ = load(put(tmp_path / "before", tmp_path / name, wordings))
        assert before
        assert after
        assert differences(before, after, words=name == "same") == []


PAGE = """\
---
summary: What it is about.
icon: leaf
duration: 25 min
objectives:
  find: Find the place.
---
# Water {#water}

First line
of a paragraph with [a link](other.md#x) and `code`.[^1]

![A well](../media/well.svg){width=300}

## The well {#well}

- One *item*
  on two lines
  - nested
- `only code`
- 12 %

> Somebody said so.

| Place | Depth |
|---|---|
| a\\|b | 12 m |

:::figure[The caption]{credit="Own drawing" licence="CC BY 4.0"}
![It shows a pump.](../media/pump.svg)
:::

Term
:   Its meaning.

```
not this
```

$$x^2$$

<!-- nor this -->

[^1]: The source of it.

*[WHO]: World Health Organization
"""


def test_what_is_a_unit_and_as_what() -> None:
    assert of("modules/water.md", PAGE) == {
        "summary": ["What it is about."],
        "objectives.find": ["Find the place."],
        "title": ["Water"],
        "text": ["First line of a paragraph with [a link](other.md#x) and `code`.[^1]"],
        "picture": ["A well"],
        "#well · page": ["The well"],
        "#well · list item": ["One *item* on two lines", "nested"],
        "#well · quote": ["Somebody said so."],
        "#well · column": ["Place", "Depth"],
        "#well · cell": ["a|b", "12 m"],
        "#well · title, figure": ["The caption"],
        "#well · credit, figure": ["Own drawing"],
        "#well · licence, figure": ["CC BY 4.0"],
        "#well · picture": ["It shows a pump."],
        "#well · term": ["Term"],
        "#well · meaning": ["Its meaning."],
        "#well · footnote 1": ["The source of it."],
        "#well · abbreviation WHO": ["World Health Organization"],
    }


def test_only_what_is_translated_is_another() -> None:
    made = translated(
        "modules/water.md",
        PAGE,
        words(
            {
                "What it is about.": 'De quoi il s\'agit : "eau"',
                "First line of a paragraph with [a link](other.md#x) and `code`.[^1]": "Une ligne\\\nou [deux](other.md#x) `code`.[^1]",
                "One *item* on two lines": "Un *élément*",
                "a|b": "c|d",
                "Own drawing": 'Dessin "propre"',
                "A well": "Un puits",
                "Its meaning.": "Son sens.",
            }
        ),
    ).text
    expected = (
        PAGE.replace("summary: What it is about.", 'summary: "De quoi il s\'agit : \\"eau\\""')
        .replace(
            "First line\nof a paragraph with [a link](other.md#x) and `code`",
            "Une ligne\\\nou [deux](other.md#x) `code`",
        )
        .replace("One *item*\n  on two lines", "Un *élément*")
        .replace("a\\|b", "c\\|d")
        .replace('"Own drawing"', "'Dessin \"propre\"'")
        .replace("![A well]", "![Un puits]")
        .replace("Its meaning.", "Son sens.")
    )
    assert made == expected


def test_a_wording_of_several_lines_stays_where_it_is() -> None:
    text = "# A\n\n> - First\n>   second\n\n:::note[T]\n> deep\n:::\n"
    made = translated("modules/a.md", text, words({"First second": "Un\\\ndeux", "deep": "a\\\nb"})).text
    assert made == "# A\n\n> - Un\\\n>   deux\n\n:::note[T]\n> a\\\n> b\n:::\n"


QUIZ = """\
# Quiz

## How much is [[20|twenty]] water? {#much}

It is [[( ) 5 | (x) 9 l]], `[[code]]` and [[____]] or [[/colou?r/]].

> Because.

## Which one? {#which type=multiple}

- [x] The *first*
      > Yes.
- [ ] The second
      > No.

> Both are near.

:::hint
Look again.
:::

## Pairs {#pairs}

- Left -> Right
- -> Other

## Place {#place}

![Map](../media/map.svg)

- (x) [1, 2, 30, 40] Well
- ( ) [50, 2, 30, 40] River
"""


def test_questions_say_what_is_right_and_answers_are_by_themselves() -> None:
    assert of("assessments/quiz.md", QUIZ) == {
        "title": ["Quiz"],
        "#much · question": ["How much is [[1]] water?", "It is [[1]], `[[code]]` and [[2]] or [[3]]."],
        "#much · answer": ["20|twenty", "/colou?r/"],
        "#much · drop-down": ["( ) 5 | (x) 9 l"],
        "#much · explanation": ["Because."],
        "#which · question": ["Which one?"],
        "#which · option, right": ["The *first*"],
        "#which · feedback, right": ["Yes."],
        "#which · option, wrong": ["The second"],
        "#which · feedback, wrong": ["No."],
        "#which · explanation": ["Both are near."],
        "#which · hint": ["Look again."],
        "#pairs · question": ["Pairs"],
        "#pairs · left side": ["Left"],
        "#pairs · right side": ["Right", "Other"],
        "#place · question": ["Place"],
        "#place · picture": ["Map"],
        "#place · option, right": ["Well"],
        "#place · option, wrong": ["River"],
    }


def test_answers_go_back_into_their_gaps() -> None:
    made = translated(
        "assessments/quiz.md",
        QUIZ,
        words(
            {
                "How much is [[1]] water?": "L'eau, [[1]], combien ?",
                "20|twenty": "20|vingt",
                "It is [[1]], `[[code]]` and [[2]] or [[3]].": "[[3]], `[[code]]`, [[2]], [[1]].",
                "/colou?r/": "couleur",
            }
        ),
    ).text
    assert "## L'eau, [[20|vingt]], combien ? {#much}\n" in made
    assert "\n[[couleur]], `[[code]]`, [[____]], [[( ) 5 | (x) 9 l]].\n" in made


def test_titles_in_quotation_marks_stay_in_them() -> None:
    text = '# A\n\n!!! note "Old"\n    text\n\n:::figure[F]{credit="C"}\n![x](a.svg)\n:::\n'
    made = translated("modules/a.md", text, words({"Old": 'Dit "l\'eau"', "C": 'D\'un "ami"'})).text
    assert '!!! note "Dit “l’eau”"\n    text' in made
    assert '{credit="D’un “ami”"}' in made


def test_an_options_text_that_goes_on_below_its_feedback() -> None:
    text = "# Q\n\n## Which? {#q}\n\n- (x) One\n      > Yes.\n  more.\n- ( ) Two\n"
    assert of("assessments/q.md", text)["#q · option, right"] == ["One more."]
    made = translated("assessments/q.md", text, words({"One more.": "Un de plus.", "Yes.": "Oui."}))
    assert made.text == "# Q\n\n## Which? {#q}\n\n- (x) Un de plus.\n      > Oui.\n  \n- ( ) Two\n"
    assert made.origin(Span("assessments/q.md", 8, 3)) == Span("assessments/q.md", 8, 3)


def test_places_lead_back() -> None:
    text = "# A\n\nOne\ntwo.\n\nA [[x|y]] b.\n"
    where = {"One two.": 10, "A [[1]] b.": 20, "x|y": 30}
    wording = {"One two.": "Un.", "A [[1]] b.": "Le long [[1]] b.", "x|y": "u|v"}
    made = translated(
        "assessments/a.md",
        "## Q {#q}\n\n" + text.removeprefix("# A\n\n"),
        lambda unit: Wording(wording[unit.text], Span("fr.po", where[unit.text])) if unit.text in where else None,
    )
    assert made.text == "## Q {#q}\n\nUn.\n\nLe long [[u|v]] b.\n"
    assert made.origin(Span("assessments/a.md", 1, 4)) == Span("assessments/a.md", 1, 4)
    assert made.origin(Span("assessments/a.md", 3, 2)) == Span("fr.po", 10)
    assert made.origin(Span("assessments/a.md", 5, 2)) == Span("fr.po", 20)
    assert made.origin(Span("assessments/a.md", 5, 11)) == Span("fr.po", 30)
    assert made.origin(Span("assessments/a.md", 5, 16)) == Span("fr.po", 20)
    assert made.origin(Span("assessments/a.md", 4, 1)) == Span("assessments/a.md", 5, 1)
    assert made.origin(Span("other.md", 4, 1)) == Span("other.md", 4, 1)


def test_links_to_headings_stay() -> None:
    text = "# A\n\n## P {#p}\n\n### Deep water\n\n### Deep water\n\n### Own {#mine}\n\n### `kept`\n"
    made = translated("modules/a.md", text, words({"Deep water": "Eau profonde", "Own": "Le sien", "P": "Une"})).text
    assert made == (
        "# A\n\n## Une {#p}\n\n### Eau profonde {#deep-water}\n\n### Eau profonde {#deep-water-1}\n\n### Le sien {#mine}\n\n"
        "### `kept`\n"
    )
    included = translated("modules/_a.md", "### Deep water\n", words({"Deep water": "Eau profonde"})).text
    assert included == "### Eau profonde\n"


def test_a_tool_calls_its_values_and_columns_the_same_everywhere() -> None:
    text = (
        '# A\n\n::::matrix[M]{#m across="Chance" down="Harm" scale="1 Low, 2 High"}\n'
        '| Risk | Chance | Harm | Kind {choice="old, new"} |\n|---|---|---|---|\n| | | | |\n\n'
        ":::example[E]\n| Risk | Chance | Harm | Kind |\n|---|---|---|---|\n| Flood | 1 | 2 High | Old |\n:::\n::::\n"
    )
    made = translated(
        "modules/a.md",
        text,
        words({"Chance": "Hasard", "Harm": "Mal", "Low": "Bas", "High": "Haut", "old": "vieux", "new": "neuf"}),
    ).text
    assert '{#m across="Hasard" down="Mal" scale="1 Bas, 2 Haut"}' in made
    assert '| Risk | Hasard | Mal | Kind {choice="vieux, neuf"} |' in made
    assert "| Flood | 1 | 2 Haut | vieux |" in made


def test_tables_of_values() -> None:
    text = 'Country;"Name; short"\nNepal;12,5\n" ""B"" ";n/a\n'
    assert of("media/a.csv", text) == {"column, named": ["Country", "Name; short"], "cell": ["Nepal", '"B"']}
    made = translated("media/a.csv", text, words({"Country": "Pays", '"B"': 'B;"C"', "Name; short": "Nom"})).text
    assert made == 'Pays;Nom\nNepal;12,5\n"B;""C""";n/a\n'


def test_drawings() -> None:
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" aria-label="A &quot;map&quot;"><title>Map</title><style>.a{}</style>'
        '<g id="x"><text x="1">Left <tspan>&amp; right</tspan> 12</text></g><!-- <text>no</text> --></svg>\n'
    )
    assert of("media/a.svg", text) == {
        "label": ['A "map"'],
        "title": ["Map"],
        "text": ["Left", "& right"],
    }
    made = translated("media/a.svg", text, words({'A "map"': 'Une "<carte>"', "& right": "< & droite"})).text
    assert made == text.replace('"A &quot;map&quot;"', "'Une \"&lt;carte&gt;\"'").replace(
        "&amp; right", "&lt; &amp; droite"
    )


def test_a_text_in_a_drawing_runs_from_the_side_of_its_language() -> None:
    text = "<svg><title>Map</title><text>one, two,</text></svg>"
    made = translated("media/a.svg", text, words({"Map": "خريطة", "one, two,": "واحد، 2,"})).text
    assert made == "<svg><title>خريطة</title><text>\u2067واحد، 2,\u2069</text></svg>"
    assert "\u2067" not in translated("media/a.svg", text, words({"one, two,": "2 ouvrages,"})).text


def test_captions() -> None:
    text = "WEBVTT\n\nNOTE not this\n\n1\n00:01.000 --> 00:02.000\nGood\nmorning.\n\n00:03.000 --> 00:04.000\n12\n"
    assert of("media/a.vtt", text) == {"caption": ["Good morning."]}
    made = translated("media/a.vtt", text, words({"Good morning.": "Bonjour."})).text
    assert made == text.replace("Good\nmorning.", "Bonjour.")


@pytest.mark.parametrize(
    ("gap", "language", "made"),
    [
        ("1,234", "fr", "1234"),
        ("1,234", "", "1234"),
        ("3.125", "fr", "3,125"),
        ("3.125", "es", "3,125"),
        ("3.125", "", "3.1250"),
        ("3.125", "ar", "3.125"),
        ("1,234..2,500 km", "fr", "1234..2500 km"),
        ("12.5|7", "fr", "12.5|7"),
        ("281 +- 1", "de", "281 +- 1"),
    ],
)
def test_a_number_without_wording_is_read_alike(gap: str, language: str, made: str) -> None:
    text = f"# Q\n\n## How much? {{#q}}\n\n[[{gap}]]\n"
    assert translated("assessments/q.md", text, words({}), "en", language).text == text.replace(gap, made)
    assert translated("assessments/q.md", text, words({})).text == text


def test_figures_of_charts_are_read_alike() -> None:
    text = "# A\n\n:::chart[C]\n| Year | B |\n|---|---|\n| x | 3,125 |\n| y | 4.5 |\n| 2020 | – |\n:::\n\n| 1,234 |\n|---|\n"
    made = translated("modules/a.md", text, words({"x": "z"}), "en", "fr").text
    assert made == text.replace("| x | 3,125 |", "| z | 3125 |")
    sheet = "Place,Share\nA,3.125\nB,0.5\n"
    assert translated("media/a.csv", sheet, words({}), "en", "fr").text == 'Place,Share\nA,"3,125"\nB,0.5\n'


@pytest.mark.parametrize("root", COURSES, ids=lambda root: root.relative_to(ROOT).as_posix())
def test_whatever_a_course_reads_is_looked_through(root: Path) -> None:
    reader = CourseReader(root, true_false)
    reader.course()
    assert {file for file in reader.files.texts if file != "course.lock"} <= set(course_files(root))


def test_course_units_are_in_the_order_of_the_course(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "course.yml": "title: T\nmodules: [b, a]\nkeywords: [one, two]\nlicence: CC BY 4.0\nversion: a\n",
            "modules/a.md": "# A\n",
            "modules/b.md": "# B\n\n::include{src=_c.md}\n",
            "modules/_c.md": "Included.\n",
            "modules/_draft.md": "# Not read\n",
        },
    )
    found = {file: [one.context for one in of] for file, of in course_units(tmp_path)}
    assert found == {
        "course.yml": [f"course.yml · {one}" for one in ("title", "keywords", "keywords", "licence")],
        "modules/b.md": ["modules/b.md · title"],
        "modules/_c.md": ["modules/_c.md · text"],
        "modules/a.md": ["modules/a.md · title"],
    }
    assert list(found) == ["course.yml", "modules/b.md", "modules/_c.md", "modules/a.md"]
