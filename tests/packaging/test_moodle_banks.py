"""Moodle's question bank: what stands in its files is what the model says, for every question."""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest

from course_builder import lock as locking
from course_builder.diagnostics import Report
from course_builder.load import load
from course_builder.model import Area, Choice, Course, Match, Number, Option, Order, Question, Region, Text
from course_builder.outputs import Job, NoOptions, outputs, run
from course_builder.packaging.moodle import losses
from course_builder.packaging.moodle.fractions import shares
from course_builder.render.edition import Edition
from course_builder.source.markdown import plain
from course_builder.source.names import plain_text
from course_builder.translation import interface
from tests.courses_on_disk import page, quiz, write
from tests.mistakes.case import png
from tests.packaging import gift_bank, moodle_bank
from tests.packaging.moodle_bank import FRACTIONS, Answer, Asked, fits

ROOT = Path(__file__).parents[2]
WATER = ROOT / "tests" / "pages" / "course"
READERS = {"moodle-xml": moodle_bank.read, "gift": gift_bank.read}
EVERY = pytest.mark.parametrize(
    "bank",
    [
        *((WATER, name) for name in READERS),
        *(pytest.param((ROOT, name), marks=pytest.mark.long) for name in READERS),
    ],
    indirect=True,
    ids=lambda one: f"{one[0].name}-{one[1]}",
)


class Bank:
    """A course's questions, in the model and in the file."""

    def __init__(self, folder: Path, name: str = "moodle-xml") -> None:
        loaded = load(folder, interface.true_false)
        assert loaded.course
        self.course: Course = loaded.course
        report = Report()
        lock = locking.updated(locking.read(folder, report, loaded.sources), self.course)
        report.diagnostics.clear()
        edition = Edition(folder, self.course, lock, Report())
        product = run(outputs()[name], Job(edition, NoOptions(), report))
        (content,) = product.files.values()
        self.content = content.read()
        self.name = name
        self.asked = {one.idnumber: one for one in READERS[name](self.content)}
        self.told = [one for one in report.diagnostics if one.code == "output-cannot"]
        assert self.told == report.diagnostics

    def pairs(self) -> Iterator[tuple[Question, Asked]]:
        for question in self.course.questions:
            if question.id in self.asked:
                yield question, self.asked[question.id]

    def told_of(self, identifier: str) -> list[str]:
        (question,) = (one for one in self.course.questions if one.id == identifier)
        return [one.message for one in self.told if one.span == question.span]

    def loses(self, question: Question, *found: losses.Loss) -> bool:
        """Whether one of these losses is told of a question."""
        return any(f"{self.name}: {one.what}" in self.told_of(question.id) for one in found)


@pytest.fixture
def bank(request: pytest.FixtureRequest) -> Bank:
    folder, name = request.param
    return Bank(folder, name)


def words(html: str) -> str:
    """Return the letters and digits of HTML without formulas: signs may be Markdown's, and spaces stand in other places."""
    return re.sub(r"[\W_]+", "", plain(re.sub(r"<math.*?</math>", "", html, flags=re.DOTALL)))


def written(markdown: str) -> str:
    """Return the letters and digits that an author wrote, without formulas."""
    return re.sub(r"[\W_]+", "", plain_text(re.sub(r"(\$\$?)\S.*?\1", "", markdown, flags=re.DOTALL)))


def signs(html: str) -> str:
    """Return the text of HTML with its signs, without spaces."""
    return re.sub(r"\s+", "", plain(html))


def score(chosen: Sequence[Answer]) -> Decimal:
    """Return what Moodle gives for chosen options: the sum of their shares, from 0 to 1."""
    return min(Decimal(1), max(Decimal(0), sum((one.fraction for one in chosen), Decimal(0)) / 100))


@EVERY
def test_what_is_asked(bank: Bank) -> None:
    left = {one.id for one in bank.course.questions} - bank.asked.keys()
    assert left == {
        one.id for one in bank.course.questions if one.endings or (bank.name == "gift" and len(one.parts) > 1)
    }
    assert all("left out" in bank.told_of(one)[0] for one in left)
    assert list(bank.asked) == [one.id for one in bank.course.questions if one.id not in left]
    for question, asked in bank.pairs():
        assert words(asked.said["generalfeedback"]) == "".join(
            written(one.text) for one in question.feedback.explanation if one.type == "prose"
        )
        said = [f"difficulty:{question.difficulty}"] * bool(question.difficulty)
        assert [unescape(one) for one in asked.tags] == [*question.objectives, *question.tags, *said]
        if not bank.loses(question, losses.ESSAY_HINTS, losses.GIFT_HINTS):
            assert [words(one) for one in asked.hints] == [
                "".join(written(one.text) for one in hint.text if one.type == "prose") for hint in question.hints
            ]
        for outcome, name in (("correct", "correct"), ("partial", "partiallycorrect"), ("incorrect", "incorrect")):
            said = "".join(written(one.text) for one in getattr(question.feedback, outcome) if one.type == "prose")
            everywhere = [asked.said.get(f"{name}feedback", ""), *(one.feedback for one in asked.answers)]
            lost = bank.loses(question, losses.OUTCOMES, losses.PARTIAL, losses.GIFT_OUTCOMES)
            assert not said or lost or any(said in words(one) for one in everywhere)
        mark = question.points if question.scored else Decimal(0)
        if bank.loses(question, losses.GIFT_MARK.of(points=f"{mark:f}")):
            assert asked.mark == 1
        elif len(question.parts) == 1 and not asked.gaps:
            assert asked.mark == mark
        elif asked.mark != question.points:
            assert any("whole mark" in one for one in bank.told_of(question.id))
        assert written(question.title).rstrip("…") in words(f"{unescape(asked.name)}{asked.text}")
        assert asked.files.keys() == asked.shown
        for answer in asked.answers:
            if asked.type != "ordering":
                assert abs(answer.fraction) in FRACTIONS


@EVERY
def test_keys(bank: Bank) -> None:
    """Every key of the model is Moodle's, and what is not so is told of the question."""
    for question, asked in bank.pairs():
        if asked.gaps:
            assert asked.type == "cloze"
            assert len(asked.gaps) == len(question.parts)
            for part, gap in zip(question.parts, asked.gaps, strict=True):
                _typed(part.interaction, gap.answers, gap.kind)
            continue
        (part,) = question.parts
        match part.interaction:
            case Choice() | Region():
                _chosen(question, part.interaction, asked, bank)
            case Text() | Number():
                _typed(part.interaction, asked.answers, asked.type)
                if isinstance(part.interaction, Number):
                    units = [part.interaction.unit] if part.interaction.unit else []
                    assert asked.units == units or bank.loses(question, losses.GIFT_UNIT)
                if asked.type == "essay":
                    model = part.interaction.model_answer if isinstance(part.interaction, Text) else None
                    lost = bank.loses(question, losses.GIFT_GRADERS)
                    assert words(asked.said.get("graderinfo", "")) == (
                        written(model.text) if model and not lost else ""
                    )
                else:
                    assert len(re.findall("_{5,}", asked.text)) == 1
            case Match():
                targets = {one.id: written(one.text.text) for one in part.interaction.targets}
                sources = {one.id: written(one.text.text) for one in part.interaction.sources}
                pairs = [(sources[one], targets[other]) for one, other in part.interaction.pairs]
                left = targets.keys() - {other for _, other in part.interaction.pairs}
                pairs += [("", one) for name, one in targets.items() if name in left]
                assert [(words(one), words(unescape(other))) for one, other in asked.pairs] == pairs
            case Order():
                assert [words(one.text) for one in asked.answers] == [
                    written(one.text.text) for one in part.interaction.items
                ]
                kind = {"all": "ALL_OR_NOTHING", "per-option": "ABSOLUTE_POSITION"}
                assert asked.options["gradingtype"] == kind[part.interaction.scoring]
                assert asked.options["shownumcorrect"]


def _chosen(question: Question, interaction: Choice | Region, asked: Asked, bank: Bank) -> None:
    options: Sequence[Option | Area] = interaction.options if isinstance(interaction, Choice) else interaction.areas
    if asked.type == "truefalse":
        assert [one.text for one in asked.answers] == ["true", "false"]
    else:
        assert asked.type == "multichoice"
        labels = [one.text if isinstance(one, Option) else one.label for one in options]
        assert [words(one.text) for one in asked.answers] == [written(one.text) for one in labels]
        assert asked.options["single"] == ("false" if interaction.multiple else "true")
    for option, answer in zip(options, asked.answers, strict=True):
        assert words(answer.feedback).startswith(written(option.feedback.text) if option.feedback else "")
    if not question.parts[0].scored:
        assert {one.fraction for one in asked.answers} == {Decimal(100)}
        assert any("whatever is chosen" in one for one in bank.told_of(question.id))
        return
    if isinstance(interaction, Region):
        assert any("labels" in one for one in bank.told_of(question.id))
    sizes = range(1, len(options) + 1) if interaction.multiple else (1,)
    same = True
    for size in sizes:
        for picked in itertools.combinations(range(len(options)), size):
            right = sum(options[one].correct for one in picked)
            here = _score(interaction, options, right, size - right)
            there = score([asked.answers[one] for one in picked])
            same &= abs(here - there) < Decimal("0.0001")
            # What is right here is right there, and the other way round.
            assert (here == 1) == (there > Decimal("0.9999"))
    assert same or any("adds the marks" in one for one in bank.told_of(question.id))


def _score(interaction: Choice | Region, options: Sequence[Option | Area], right: int, wrong: int) -> Decimal:
    keys = sum(one.correct for one in options)
    if not interaction.multiple:
        return Decimal(right)
    if interaction.scoring == "all":
        return Decimal(right == keys and not wrong)
    if interaction.scoring == "per-option":
        return Decimal(right + len(options) - keys - wrong) / len(options)
    return max(Decimal(0), Decimal(right - wrong) / keys)


def _typed(interaction: object, answers: Sequence[Answer], kind: str) -> None:
    match interaction:
        case Choice():
            assert kind.startswith("MULTICHOICE")
            assert [one.fraction == 100 for one in answers] == [one.correct for one in interaction.options]
            assert [words(one.text) for one in answers] == [written(one.text.text) for one in interaction.options]
            assert [words(one.feedback) for one in answers] == [
                written(one.feedback.text) if one.feedback else "" for one in interaction.options
            ]
        case Text() if kind == "essay":
            assert interaction.long or not interaction.accepted
        case Text():
            right = [one.text for one in answers if one.fraction == 100]
            for accepted in interaction.accepted:
                assert any(fits(accepted, one, case=interaction.case_matters) for one in right)
            assert not any(fits("qwertz", one, case=False) for one in right)
        case Number():
            right = [one for one in answers if one.fraction == 100]
            assert [(Decimal(one.text) - one.tolerance, Decimal(one.text) + one.tolerance) for one in right] == [
                (one.low, one.high) for one in interaction.ranges
            ]
        case _:
            raise AssertionError(interaction)


@pytest.mark.parametrize("name", READERS)
def test_the_same_bytes(name: str) -> None:
    assert Bank(WATER, name).content == Bank(WATER, name).content


HOSTILE = "]]> {1:SHORTANSWER:=x} ~ = # : % & _____ @@PLUGINFILE@@/x.png"


GIFT_HOSTILE = r"####x->{=y ~%50%z} :: \n \\ \: // [html] # = ~ } &&058; $CATEGORY: x"


def test_text_that_looks_like_gift(tmp_path: Path) -> None:
    text = rf"""
:::question[`{GIFT_HOSTILE}`]{{#gap}}
Say `{GIFT_HOSTILE}` and [[a~#}}{{*=%\x|%50%b|[html]c|T]] ![p](../media/p.png).

    {GIFT_HOSTILE}

:::incorrect
Not `{GIFT_HOSTILE}`.
:::
:::

:::question{{#match}}
Match.

- a `{GIFT_HOSTILE}` -> `<b>` & ~ = `\n`
- c -> d
- -> `->` e
:::

:::question{{#order type=ordering}}
Order.

1. `{GIFT_HOSTILE}`
2. // not a comment
3. b
:::

:::question{{#choice}}
[html] `{GIFT_HOSTILE}`

- (x) [html] `{GIFT_HOSTILE}`
      > [plain] `{GIFT_HOSTILE}`
- ( ) %50%
:::

:::question{{#truth}}
Is it so?

- ( ) True
      > `{GIFT_HOSTILE}`
- (x) False
> `{GIFT_HOSTILE}`
:::

:::question{{#number}}
It is [[-12,5 +- 0.5 kg]].

:::incorrect
`{GIFT_HOSTILE}`
:::
:::
"""
    title = "title: 'A/B: \\ = {c} ~ # \\n /'\n"
    bank = Bank(write(tmp_path, {**page(text), "course.yml": title, "media/p.png": png()}), "gift")
    said = GIFT_HOSTILE.replace(" ", "")
    gap, match, order, choice, truth, number = (
        bank.asked[name] for name in ("gap", "match", "order", "choice", "truth", "number")
    )
    assert bank.told_of("gap") == []
    assert {unescape(one.category[0]) for one in bank.asked.values()} == {"A/B: \\ = {c} ~ # \\n /"}
    assert signs(gap.text).count(said) == 2 + signs(gap.name).count(said)
    assert base64.b64encode(png()).decode() in gap.text
    right = [one.text for one in gap.answers if one.fraction]
    for typed in (r"a~#}{*=%\x", "%50%b", "[html]c", "T"):
        assert any(fits(typed, one, case=False) for one in right), right
    assert gap.answers[-1].text == "*"
    assert said in signs(gap.answers[-1].feedback)
    assert said in signs(match.pairs[0][0])
    assert [unescape(one) for _, one in match.pairs] == ["<b> & ~ = \\n", "d", "-> e"]
    assert [signs(one.text) for one in order.answers] == [said, "//notacomment", "b"]
    assert signs(choice.text).endswith(f"[html]{said}")
    assert [signs(one.text) for one in choice.answers] == [f"[html]{said}", "%50%"]
    assert [one.fraction for one in choice.answers] == [100, 0]
    assert signs(choice.answers[0].feedback) == f"[plain]{said}"
    assert (truth.type, [one.fraction for one in truth.answers]) == ("truefalse", [0, 100])
    assert signs(truth.answers[0].feedback) == signs(truth.said["generalfeedback"]) == said
    assert (number.answers[0].text, number.answers[0].tolerance) == ("-12.5", Decimal("0.5"))
    assert signs(number.answers[1].feedback) == said
    assert ["no units" in one for one in bank.told_of("number")] == [True]


def test_what_gift_takes_for_its_own(tmp_path: Path) -> None:
    text = ":::question{#a}\nSay [[`a->b`|c]].\n:::\n\n:::question{#b}\nSay [[`a->b`]].\n:::"
    bank = Bank(write(tmp_path, page(text)), "gift")
    assert [one.text for one in bank.asked["a"].answers] == ["c"]
    assert "the answer is left out" in bank.told_of("a")[0]
    assert "b" not in bank.asked
    assert "the question is left out" in bank.told_of("b")[-1]


def test_gift_says_of_single_options_what_is_said_by_outcome(tmp_path: Path) -> None:
    text = (
        "## Which? {#q}\n\n- (x) One\n      > First.\n- ( ) Two\n\n:::correct\nWell.\n:::\n\n:::incorrect\nNo.\n:::\n"
    )
    bank = Bank(write(tmp_path, quiz(text)), "gift")
    assert [words(one.feedback) for one in bank.asked["q"].answers] == ["FirstWell", "No"]
    assert "stands with each of them" in bank.told_of("q")[0]


def test_a_drop_down_is_a_list_in_gift(tmp_path: Path) -> None:
    bank = Bank(write(tmp_path, page(":::question{#q}\nIt is [[( ) round | (x) square]].\n:::")), "gift")
    assert [(one.text, one.fraction) for one in bank.asked["q"].answers] == [("round", 0), ("square", 100)]
    assert "a list below the text" in bank.told_of("q")[0]


def test_files_stay_behind_in_gift(tmp_path: Path) -> None:
    files = page(":::question{#q}\nHear [this](../media/a.pdf).\n\n- (x) A\n- ( ) B\n:::")
    bank = Bank(write(tmp_path, {**files, "media/a.pdf": b"%PDF-1.4"}), "gift")
    assert "Hear this." in bank.asked["q"].text
    assert "media/a.pdf" in bank.told_of("q")[0]


def test_text_that_looks_like_the_format(tmp_path: Path) -> None:
    text = rf"""
:::question{{#gap}}
Say `{HOSTILE}` and [[a~#}}{{*=%|café]] ![p](../media/p.png).

:::incorrect
Not `{HOSTILE}`.
:::
:::

:::question{{#cloze points=3}}
Say `{HOSTILE}`, [[a~\b}}#c]] and [[( ) {{no}}~#=% | (x) }}yes `<b>` ~]] and [[12 +- 0.5 kg]].
:::

:::question{{#match}}
Match `{HOSTILE}`.

- a `{HOSTILE}` -> `<b>` & ~
- c -> d
:::

:::question{{#choice}}
`{HOSTILE}`

- (x) `{HOSTILE}`
      > `{HOSTILE}`
- ( ) ]]\>
:::
"""
    title = 'title: "A/B <b> & ]]> /"\n'
    bank = Bank(write(tmp_path, {**page(text), "course.yml": title, "media/p.png": png()}))
    assert not bank.told
    gap, cloze, match, choice = (bank.asked[name] for name in ("gap", "cloze", "match", "choice"))
    for one in bank.asked.values():
        assert HOSTILE.replace(" ", "") in signs(one.text)
        assert unescape(one.category[0]) == "A/B <b> & ]]> /"
    assert len(re.findall("_{5,}", gap.text)) == 1
    right = [one.text for one in gap.answers if one.fraction]
    for typed in ("a~#}{*=%", "café", "cafe"):
        assert any(fits(typed, one, case=False) for one in right)
    assert not any(fits("a~#}{anything=%", one, case=False) for one in right)
    assert gap.answers[-1].text == "*"
    assert HOSTILE.replace(" ", "") in signs(gap.answers[-1].feedback)
    assert gap.files
    assert set(gap.files.values()) == {png()}
    assert [one.answers[0].text for one in cloze.gaps[:1]] == ["a~\\b}#c"]
    assert [signs(one.text) for one in cloze.gaps[1].answers] == ["{no}~#=%", "}yes<b>~"]
    assert [one.weight for one in cloze.gaps] == [1, 1, 1]
    assert unescape(match.pairs[0][1]) == "<b> & ~"
    assert HOSTILE.replace(" ", "") in signs(choice.answers[0].text)
    assert HOSTILE.replace(" ", "") in signs(choice.answers[0].feedback)


def test_no_space_is_lost(tmp_path: Path) -> None:
    """Moodle's parser (``xmlize``) drops what is only white between two entities."""
    bank = Bank(write(tmp_path, page(":::question{#q}\n*One* *two*\n\n- (x) **A** `]]>` **B**\n- ( ) C\n:::")))
    assert "<em>One</em> <em>two</em>" in bank.asked["q"].text
    assert not re.search(rb"&\w+;\s+&", bank.content)


def test_hints_take_from_each_try(tmp_path: Path) -> None:
    text = "## Which? {#a}\n\n- (x) One\n- ( ) Two\n\n"
    hints = ":::hint{cost=10}\nFirst.\n:::\n\n:::hint{cost=COST}\nSecond.\n:::\n"
    same = Bank(write(tmp_path / "same", quiz(text + hints.replace("COST", "10"))))
    assert (same.asked["a"].penalty, len(same.asked["a"].hints), same.told) == (Decimal("0.1"), 2, [])
    other = Bank(write(tmp_path / "other", quiz(text + hints.replace("COST", "30"))))
    assert other.asked["a"].penalty == Decimal("0.2")
    assert "for each hint" in other.told_of("a")[0]


def test_pools_are_categories(tmp_path: Path) -> None:
    text = "".join(f"## Q{one} {{#q{one} pool={pool}}}\n\n- (x) A\n- ( ) B\n\n" for one, pool in enumerate("aabb"))
    bank = Bank(write(tmp_path, quiz(text, "pools: {a: {draw: 1}, b: {draw: 1}}")))
    assert [one.category for one in bank.asked.values()] == [["T", "Q", "a"]] * 2 + [["T", "Q", "b"]] * 2


def test_links_into_the_course_keep_their_words(tmp_path: Path) -> None:
    files = page(
        "## B\n\nText.\n\n:::question{#q}\nSee [there](a.md#b) or [here](https://example.org/).\n\n- (x) A\n- ( ) B\n:::"
    )
    bank = Bank(write(tmp_path, files))
    text = bank.asked["q"].text
    assert "See there or" in text
    assert '<a href="https://example.org/">here</a>' in text
    assert "a.md#b" in bank.told_of("q")[0]


def test_patterns_are_spelt_out(tmp_path: Path) -> None:
    bank = Bank(write(tmp_path, page(":::question{#q}\nA [[/(colou?r|[tT]int)s?/]].\n:::")))
    assert bank.told == []
    assert {one.text for one in bank.asked["q"].answers} == {
        f"{word}{end}" for word in ("color", "colour", "tint", "Tint") for end in ("", "s")
    }


def test_patterns_are_told(tmp_path: Path) -> None:
    bank = Bank(
        write(
            tmp_path,
            page(":::question{#q}\nA [[/colou?rs*/|hue]].\n:::\n\n:::question{#p}\nA [[/b+/]].\n:::"),
        )
    )
    assert [one.text for one in bank.asked["q"].answers] == ["hue"]
    assert "s*/" in bank.told_of("q")[0]
    assert bank.asked["p"].type == "essay"
    assert signs(bank.asked["p"].said["graderinfo"]) == "b+"


@pytest.mark.parametrize("count", range(1, 21))
def test_shares_are_moodles_and_make_the_whole(count: int) -> None:
    given = [Decimal(one) for one in shares(count)]
    assert len(given) == count
    assert set(given) <= FRACTIONS
    assert abs(sum(given) - 100) < Decimal("0.001")
