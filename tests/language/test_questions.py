"""What each way of writing a question becomes in the model."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from course_builder.load import load
from course_builder.model import Choice, Match, Number, Order, Prose, Question, Range, Region, Text
from course_builder.translation import interface
from course_builder.translation.interface import TRUE_FALSE
from tests.courses_on_disk import PAGE, page, quiz, write


def read(tmp_path: Path, text: str, language: str = "en") -> Question:
    """Return the one question of an assessment."""
    files = quiz(text)
    files["course.yml"] = f"title: T\nassessment: q\nlanguage: {language}\n"
    loaded = load(write(tmp_path, files), interface.true_false)
    assert loaded.diagnostics == []
    assert loaded.course
    (question,) = loaded.course.questions
    return question


def choice(question: Question) -> Choice:
    interaction = question.parts[0].interaction
    assert isinstance(interaction, Choice)
    return interaction


def texts(question: Question) -> list[str]:
    return [one.text.text for one in choice(question).options]


def test_single(tmp_path: Path) -> None:
    question = read(tmp_path, "## Which?\n\n- ( ) One\n- (x) Two\n- () Three\n")
    made = choice(question)
    assert (question.kind, question.title, question.id) == ("single", "Which?", "which")
    assert texts(question) == ["One", "Two", "Three"]
    assert [one.correct for one in made.options] == [False, True, False]
    assert not made.multiple
    assert made.shuffle
    assert question.graded
    assert question.points == 1


def test_multiple(tmp_path: Path) -> None:
    question = read(
        tmp_path, "## Which? {scoring=right-minus-wrong shuffle=no points=2.5}\n\n- [ ] One\n- [x] Two\n- [X] Three\n"
    )
    made = choice(question)
    assert (made.multiple, made.scoring, made.shuffle, question.points) == (
        True,
        "right-minus-wrong",
        False,
        Decimal("2.5"),
    )
    assert [one.correct for one in made.options] == [False, True, True]


def test_weight_is_points(tmp_path: Path) -> None:
    assert read(tmp_path, "## Which? {weight=3}\n\n- (x) One\n- ( ) Two\n").points == 3


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "True/False"),
        ("en", "true/false."),
        ("en", "False/True"),
        ("fr", "Vrai/Faux"),
        ("fr", "True/False"),
        ("es", "Verdadero/Falso"),
        ("ar", "صحيح/خطأ"),
    ],
)
def test_true_false(tmp_path: Path, language: str, words: str) -> None:
    first, second = words.split("/")
    question = read(tmp_path, f"## So?\n\n- (x) {first}\n- ( ) {second}\n", language)
    made = choice(question)
    assert (question.kind, made.true_false, made.shuffle) == ("true-false", True, False)
    true = made.options[0]
    assert true.text.text.casefold().strip(".") not in {"false", "faux", "falso", "خطأ"}
    assert true.correct == (first != "False")


@pytest.mark.parametrize(("language", "pair"), [(tag, pair) for tag, pairs in TRUE_FALSE.items() for pair in pairs])
def test_true_and_false_in_each_language(tmp_path: Path, language: str, pair: tuple[str, str]) -> None:
    question = read(tmp_path, f"## So?\n\n- (x) {pair[1]}\n- ( ) {pair[0]}\n", language)
    made = choice(question)
    assert (question.kind, made.true_false, made.shuffle) == ("true-false", True, False)
    assert [(one.text.text, one.correct) for one in made.options] == [(pair[0], False), (pair[1], True)]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("hi", "सही।", "ग़लत।"),
        ("hi", "सही", "\u0917\u093cलत"),
        ("ar", "صَحيح.", "خَطَأ."),
        ("ar", "\u200fصحيح", "خطأ\u200f"),
        ("tr", "DOĞRU", "YANLIŞ"),
        ("zh-Hant", "對。", "錯。"),
        ("el", "ΣΩΣΤΟ\u0301", "ΛΑ\u0301ΘΟΣ"),
    ],
)
def test_true_and_false_as_they_are_typed(tmp_path: Path, language: str, first: str, second: str) -> None:
    made = choice(read(tmp_path, f"## So?\n\n- (x) {first}\n- ( ) {second}\n", language))
    assert made.true_false
    assert [one.correct for one in made.options] == [True, False]


def test_words_of_another_language_are_a_choice(tmp_path: Path) -> None:
    assert read(tmp_path, "## So?\n\n- (x) सही\n- ( ) गलत\n", "fr").kind == "single"


def test_feedback_explanation_hints(tmp_path: Path) -> None:
    question = read(
        tmp_path,
        "## Which?\n\nThink.\n\n- ( ) One\n  going on\n      > No,\n      > not *this*.\n\n- (x) Two\n\n> Because.\n>\n> - So.\n\n"
        ":::hint\nA hint.\n:::\n\n:::hint{cost=25}\nAnother.\n:::\n\n:::correct\nYes.\n:::\n\n:::incorrect\nNo.\n:::\n\n:::partial\nNearly.\n:::\n",
    )
    one, two = choice(question).options
    assert one.text.text == "One\ngoing on"
    assert one.feedback
    assert one.feedback.text == "No,\nnot *this*."
    assert str(one.feedback.at(one.feedback.text.index("*this"))) == "assessments/q.md:10:13"
    assert two.feedback is None
    assert [(hint.text[0].text, hint.cost) for hint in question.hints if isinstance(hint.text[0], Prose)] == [
        ("A hint.", 0),
        ("Another.", Decimal("0.25")),
    ]
    said = question.feedback
    assert [
        content[0].text
        for content in (said.correct, said.incorrect, said.partial, said.explanation)
        if isinstance(content[0], Prose)
    ] == ["Yes.", "No.", "Nearly.", "Because.\n\n- So."]


def test_options_of_several_paragraphs(tmp_path: Path) -> None:
    question = read(tmp_path, "## Which?\n\n- (x) One\n\n    More of it.\n\n\n- ( ) Two\n")
    assert texts(question) == ["One\n\n  More of it.", "Two"]


def test_the_last_list_is_the_options(tmp_path: Path) -> None:
    question = read(tmp_path, "## Which?\n\nThere are\n\n- apples\n- pears\n\nChoose.\n\n* (x) One\n* ( ) Two\n")
    assert texts(question) == ["One", "Two"]
    assert [node.text for node in question.prompt if isinstance(node, Prose)] == [
        "There are\n\n- apples\n- pears\n\nChoose."
    ]


def test_code_is_no_option(tmp_path: Path) -> None:
    question = read(tmp_path, "## Which?\n\n```\n- (x) not\n- ( ) me\n[[gap]]\n```\n\n- (x) `[[a]]`\n- ( ) b\n")
    assert texts(question) == ["`[[a]]`", "b"]


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        ("[[behind]]", Text(accepted=("behind",))),
        ("[[colour|color]]", Text(accepted=("colour", "color"))),
        ("[[ a b ]]", Text(accepted=("a b",))),
        ("[[/colou?r/]]", Text(patterns=("colou?r",))),
        ("[[/a|b/]]", Text(patterns=("a|b",))),
        ("[[/[ab]/]]", Text(patterns=("[ab]",))),
        ("[[x|/y+/]]", Text(accepted=("x",), patterns=("y+",))),
        ("[[[a]]]", Text(accepted=("[a]",))),
        ("[[20]]", Number(ranges=(Range(low=Decimal(20), high=Decimal(20)),))),
        ("[[-2,5]]", Number(ranges=(Range(low=Decimal("-2.5"), high=Decimal("-2.5")),))),
        ("[[281 +- 1]]", Number(ranges=(Range(low=Decimal(280), high=Decimal(282), middle=Decimal(281)),))),
        ("[[281 ± 0.5]]", Number(ranges=(Range(low=Decimal("280.5"), high=Decimal("281.5"), middle=Decimal(281)),))),
        ("[[280..282]]", Number(ranges=(Range(low=Decimal(280), high=Decimal(282)),))),
        (
            "[[1 | 3..4]]",
            Number(ranges=(Range(low=Decimal(1), high=Decimal(1)), Range(low=Decimal(3), high=Decimal(4)))),
        ),
        ("[[____]]", Text(long=True)),
    ],
)
def test_gaps(tmp_path: Path, gap: str, expected: object) -> None:
    question = read(tmp_path, f"## The answer\n\nIt is {gap}, they say.\n")
    assert [part.interaction for part in question.parts] == [expected]
    assert question.parts[0].inline


def test_gap_in_the_heading(tmp_path: Path) -> None:
    question = read(tmp_path, "## It is [[blue]] {case=exact accents=exact}\n")
    assert question.parts[0].interaction == Text(accepted=("blue",), case_matters=True, accents_matter=True)
    assert question.title == "It is …"


def test_unit(tmp_path: Path) -> None:
    interaction = read(tmp_path, "## How far? {unit=km}\n\n[[20]]\n").parts[0].interaction
    assert isinstance(interaction, Number)
    assert interaction.unit == "km"


def test_cloze(tmp_path: Path) -> None:
    question = read(tmp_path, "## Fill in\n\nThere are [[( ) 5 | (x) 9 | ( ) 12]] of [[them]], by [[3]].\n\n> Why.\n")
    kinds = [type(part.interaction) for part in question.parts]
    assert (question.kind, kinds, [part.id for part in question.parts]) == (
        "cloze",
        [Choice, Text, Number],
        ["gap1", "gap2", "gap3"],
    )
    assert choice(question).presentation == "menu"
    assert question.feedback.explanation


def test_matching(tmp_path: Path) -> None:
    made = read(tmp_path, "## Match\n\n- a -> b\n- c -> *D*\n- e -> *D*\n- -> f\n").parts[0].interaction
    assert isinstance(made, Match)
    assert [one.text.text for one in made.sources] == ["a", "c", "e"]
    assert [one.text.text for one in made.targets] == ["b", "*D*", "f"]
    assert made.pairs == (("s1", "t1"), ("s2", "t2"), ("s3", "t2"))
    assert made.scoring == "per-option"
    assert str(made.targets[1].span) == "assessments/q.md:6:8"


def test_ordering(tmp_path: Path) -> None:
    made = (
        read(tmp_path, "## Put in order {type=ordering scoring=per-option}\n\n1. first\n2. second\n3) third\n")
        .parts[0]
        .interaction
    )
    assert isinstance(made, Order)
    assert [one.text.text for one in made.items] == ["first", "second", "third"]
    assert made.scoring == "per-option"


def test_hotspot(tmp_path: Path) -> None:
    made = (
        read(
            tmp_path,
            "## Where?\n\nLook: ![a map](../media/map.svg){width=300}\n\n- [x] [0, 0, 50%, 50] north\n- [ ] [50, 50, 10.5, 50] south\n- [x] [0,90,1,1] west\n",
        )
        .parts[0]
        .interaction
    )
    assert isinstance(made, Region)
    assert made.picture.text == "![a map](../media/map.svg){width=300}"
    assert [(one.label.text, one.x, one.width, one.correct) for one in made.areas] == [
        ("north", 0, 50, True),
        ("south", 50, Decimal("10.5"), False),
        ("west", 0, 1, True),
    ]
    assert made.multiple


def test_likert(tmp_path: Path) -> None:
    question = read(tmp_path, "## How often?\n\n- (1) Never\n- (2) Now and then\n      > Good.\n- (3) Always\n")
    assert (question.kind, question.scored, choice(question).presentation, choice(question).shuffle) == (
        "likert",
        False,
        "scale",
        False,
    )


def test_essay(tmp_path: Path) -> None:
    question = read(tmp_path, "## Why? {marking=self}\n\n[[______]]\n\n:::model\nBecause.\n:::\n")
    made = question.parts[0].interaction
    assert isinstance(made, Text)
    assert made.self_marked
    assert made.model_answer
    assert made.model_answer.text == "Because."
    assert question.scored


STORY = ":::step{#start}\nWhat do you do?\n\n- Wait -> bad\n      > They wait.\n- Go -> next\n:::\n\n:::step{#next}\n- On -> good\n- Back -> start\n:::\n\n:::ending{#bad retry}\nBad.\n:::\n\n:::ending{#good score=80}\nGood.\n:::\n"


@pytest.mark.parametrize(
    "text", ["## Story {#s type=scenario}\n\nOnce.\n\n" + STORY, "## Story {#s}\n\nOnce.\n\n" + STORY]
)
def test_scenario(tmp_path: Path, text: str) -> None:
    question = read(tmp_path, text)
    assert (question.kind, question.id, [part.id for part in question.parts]) == ("scenario", "s", ["start", "next"])
    assert [(one.leads_to, one.feedback and one.feedback.text) for one in choice(question).options] == [
        ("bad", "They wait."),
        ("next", None),
    ]
    assert [(one.id, one.score, one.retry) for one in question.endings] == [
        ("bad", 0, True),
        ("good", Decimal("0.8"), False),
    ]


def test_scenario_in_a_page(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, page(f"::::scenario[The school]{{#school points=2 graded}}\nOnce.\n\n{STORY}::::")))
    assert loaded.diagnostics == []
    assert loaded.course
    (question,) = loaded.course.questions
    assert (question.id, question.title, question.points, question.graded) == ("school", "The school", 2, True)


def test_question_in_a_page(tmp_path: Path) -> None:
    text = "Text.\n\n::::note\n\n:::question[Short]{#q tries=3}\nWhich?\n\n- (x) One\n- ( ) Two\n:::\n\n::::\n\n:::question\nWhat?\n\n[[it]]\n:::\n"
    loaded = load(write(tmp_path, page(text)))
    assert loaded.diagnostics == []
    assert loaded.course
    first, second = loaded.course.questions
    assert (first.id, first.title, first.tries, first.graded, first.show_title) == ("q", "Short", 3, False, True)
    assert (second.id, second.title, second.tries, second.show_title) == ("what", "What?", 0, False)


def test_ids_of_questions(tmp_path: Path) -> None:
    text = (
        "## Which *one*?\n\n- (x) a\n- ( ) b\n\n## Which one?\n\n- (x) a\n- ( ) b\n\n## ما هذا؟\n\n- (x) a\n- ( ) b\n"
    )
    loaded = load(write(tmp_path, {**quiz(text), "modules/a.md": PAGE["modules/a.md"]}))
    assert loaded.diagnostics == []
    assert loaded.course
    ids = [one.id for one in loaded.course.questions]
    assert ids[:2] == ["which-one", "which-one-2"]
    assert ids[2].isascii()
    assert ids == [one.id for one in load(tmp_path).course.questions]  # type: ignore[union-attr]


def test_pools_and_objectives(tmp_path: Path) -> None:
    files = quiz(
        "## Q {pool=p objectives='o r'}\n\n- (x) a\n- ( ) b\n",
        "pools: {p: {draw: 1}}\nobjectives: {o: Do it, r: Do that}",
    )
    loaded = load(write(tmp_path, files))
    assert loaded.diagnostics == []
    assert loaded.course
    assert (loaded.course.questions[0].pool, loaded.course.questions[0].objectives) == ("p", ("o", "r"))
    assert [one.text for one in loaded.course.objectives] == ["Do it", "Do that"]


BANK = "## Second?\n\n- (x) One\n- ( ) Two\n\n## Third?\n\nIt is [[c]].\n"
FIRST = "## First?\n\n- (x) One\n- ( ) Two\n\n::include{src=bank.md}\n\n"


def test_a_bank_that_is_included_has_questions(tmp_path: Path) -> None:
    files = {**quiz(f"{FIRST}## Last?\n\n- (x) One\n- ( ) Two"), "assessments/bank.md": BANK}
    loaded = load(write(tmp_path, files), interface.true_false)
    assert loaded.diagnostics == []
    assert loaded.course
    assert [one.title for one in loaded.course.questions] == ["First?", "Second?", "Third?", "Last?"]
    assert [one.span.file for one in loaded.course.questions][1:3] == ["assessments/bank.md"] * 2


@pytest.mark.parametrize(
    ("bank", "told"),
    [
        ("Text of an introduction.\n", []),
        (BANK.replace("(x)", "( )"), ["question-key-missing assessments/bank.md:1:4"]),
        (f"{BANK}\n::include{{src=bank.md}}\n", ["include-loop assessments/bank.md:10:11"]),
        (f"# Bank\n\n{BANK}", ["module-second-title assessments/bank.md:1:3"]),
    ],
)
def test_what_is_wrong_in_a_bank_is_told_there(bank: str, told: list[str], tmp_path: Path) -> None:
    files = {
        **quiz("::include{src=bank.md}\n\n## Last?\n\n- (x) One\n- ( ) Two"),
        "assessments/bank.md": bank,
    }
    loaded = load(write(tmp_path, files), interface.true_false)
    assert [f"{one.code} {one.span}" for one in loaded.diagnostics] == told
