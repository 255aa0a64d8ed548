"""A question as an element of Moodle XML, by its interaction; what Moodle cannot hold is told."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import assert_never

from lxml import etree

from course_builder.content import Content as FileContent
from course_builder.diagnostics import Span
from course_builder.model import Choice, Content, Match, Number, Option, Order, Part, Prose, Question, Region, Text
from course_builder.packaging.moodle import cloze
from course_builder.packaging.moodle.answers import accepted, figure, pattern, spelt_out
from course_builder.packaging.moodle.elements import add, fill, name_of, plain, shown, text
from course_builder.packaging.moodle.fractions import MOST, shares
from course_builder.render.snippets import Wording

Tell = Callable[[Span, str, str], None]
"""Told what is lost: where, what, and what to do."""

BLANK = "_" * 20
"""Where a short answer or a number is typed inside the question's text: Moodle looks for five or more."""
_ALL = ("100",)


class Exported:
    """Makes the element of one question.

    Args:
        words: the question's texts.
        files: what they show, by name.
        tell: told what is lost.
        in_quiz: whether a quiz gives it its mark, whatever its own is.
    """

    def __init__(
        self,
        question: Question,
        words: Wording,
        files: Mapping[str, FileContent],
        tell: Tell,
        *,
        in_quiz: bool = False,
    ) -> None:
        self._question = question
        self._words = words
        self._files = files
        self._tell = tell
        self._in_quiz = in_quiz

    def element(self) -> etree._Element | None:
        """Return the element; None where Moodle has no such question."""
        question = self._question
        if question.endings:
            self._lost("Moodle's question bank has no scenarios: this one is left out.", "Give it as a SCORM package.")
            return None
        if len(question.parts) == 1 and not self._is_menu(question.parts[0]):
            return self._single(question.parts[0])
        if all(part.inline and cloze.fits(part.interaction) for part in question.parts):
            return self._cloze()
        self._lost(
            "Moodle has no question that asks for all of this at once: it is left out.",
            "Ask for one thing in each question, or for short answers in gaps.",
        )
        return None

    @staticmethod
    def _is_menu(part: Part) -> bool:
        return part.inline and isinstance(part.interaction, Choice) and cloze.fits(part.interaction)

    def _single(self, part: Part) -> etree._Element | None:
        interaction = part.interaction
        match interaction:
            case Choice():
                if interaction.true_false and part.scored:
                    return self._true_false(interaction)
                return self._choice(interaction, part)
            case Text():
                if interaction.long or not accepted(interaction):
                    return self._essay(interaction, part)
                return self._short(interaction, part)
            case Number():
                return self._number(interaction, part)
            case Match():
                return self._match(interaction)
            case Order():
                return self._order(interaction)
            case Region():
                return self._region(interaction, part)
            case _:
                assert_never(interaction)

    # -- what all have

    def _begin(self, kind: str, *, fields: tuple[str, ...] = (), before: str = "", mark: bool = True) -> etree._Element:
        """Return a question with what stands first in all.

        Args:
            fields: what stands in its gaps.
            before: HTML between its text and its answers.
            mark: whether the file gives its mark; embedded answers have their own.
        """
        question, words = self._question, self._words
        element = etree.Element("question", None)
        element.set("type", kind)
        plain(element, "name", name_of(question.title))
        asked = [words.block(question.prompt, fields)]
        if question.show_title:
            heading = words.inline(question.heading, fields) if question.heading else html.escape(question.title)
            asked.insert(0, f"<p><strong>{heading}</strong></p>")
        text(element, "questiontext", "\n".join(filter(None, [*asked, before, words.footnotes])), self._files)
        text(element, "generalfeedback", words.block(question.feedback.explanation), self._files)
        if mark:
            add(element, "defaultgrade", f"{question.points if question.scored else 0:f}")
        add(element, "penalty", self._penalty())
        add(element, "hidden", "0")
        add(element, "idnumber", question.id)
        return element

    def _end(self, element: etree._Element, *, combined: bool = False, hints: bool = True) -> etree._Element:
        """Append what stands last: feedback as a whole, hints, tags."""
        question, words = self._question, self._words
        feedback = question.feedback
        if combined:
            outcomes = ("correct", feedback.correct), ("partiallycorrect", feedback.partial), (
                "incorrect", feedback.incorrect
            )  # fmt: skip
            for outcome, said in outcomes:
                text(element, f"{outcome}feedback", words.block(said), self._files)
        for hint in question.hints if hints else ():
            text(element, "hint", words.block(hint.text), self._files)
        if question.objectives:
            tags = add(element, "tags")
            for name in question.objectives:
                plain(tags, "tag", shown(name))
        return element

    def _penalty(self) -> str:
        costs = [hint.cost for hint in self._question.hints]
        if len(set(costs)) > 1:
            self._lost(
                "Moodle takes the same off for each hint: the mean of what these hints cost.",
                "Give all hints of the question the same cost.",
            )
        return f"{sum(costs, Decimal(0)) / len(costs):.7f}" if costs else "0"

    def _lost(self, what: str, hint: str, span: Span | None = None) -> None:
        self._tell(span or self._question.span, what, hint)

    def _answer(
        self, element: etree._Element, answer: str, fraction: str, feedback: Content = (), *, rich: bool = False
    ) -> etree._Element:
        made = add(element, "answer", fraction=fraction, format="html" if rich else "moodle_auto_format")
        if rich:
            fill(made, answer, self._files)
        else:
            add(made, "text", answer)
        text(made, "feedback", self._words.block(feedback), self._files)
        return made

    def _said(self, *, correct: bool) -> Content:
        """Return what is said as a whole, for types that know only feedback of answers."""
        return self._question.feedback.correct if correct else self._question.feedback.incorrect

    def _says_too_much(self, *, partial_only: bool = False) -> None:
        feedback = self._question.feedback
        said = (feedback.partial,) if partial_only else (feedback.correct, feedback.partial, feedback.incorrect)
        if any(said):
            self._lost(
                "Moodle has no feedback by outcome for this kind of question: it is left out.",
                "Say it in the explanation, which everybody gets.",
            )

    # -- one for each interaction

    def _true_false(self, interaction: Choice) -> etree._Element:
        element = self._begin("truefalse")
        for name, option in zip(("true", "false"), interaction.options, strict=True):
            said = (*((option.feedback,) if option.feedback else ()), *self._said(correct=option.correct))
            self._answer(element, name, "100" if option.correct else "0", said)
        return self._end(element)

    def _choice(self, interaction: Choice, part: Part) -> etree._Element | None:
        options = [(one.text, one.correct, one.feedback) for one in interaction.options]
        return self._options(options, part, interaction.multiple, interaction.scoring, shuffle=interaction.shuffle)

    def _region(self, interaction: Region, part: Part) -> etree._Element | None:
        self._lost(
            "Moodle's markers on a picture know no feedback and no areas to see: learners choose among the labels.",
            "See that the labels do not give the answer away.",
        )
        options = [(one.label, one.correct, one.feedback) for one in interaction.areas]
        picture = f"<p>{self._words.inline(interaction.picture)}</p>"
        return self._options(options, part, interaction.multiple, interaction.scoring, shuffle=False, before=picture)

    def _options(
        self,
        options: list[tuple[Prose, bool, Prose | None]],
        part: Part,
        multiple: bool,
        scoring: str,
        *,
        shuffle: bool,
        before: str = "",
    ) -> etree._Element | None:
        right = sum(correct for _, correct, _ in options) if part.scored else len(options)
        if multiple and right > MOST:
            self._lost(f"Moodle divides a mark among at most {MOST} options: it is left out.", "Ask for fewer.")
            return None
        if not part.scored:
            self._lost("Moodle marks every question: whatever is chosen here is right, for 0 marks.", "Nothing to do.")
        elif multiple and scoring != "right-minus-wrong":
            self._lost(
                "Moodle adds the marks of what is chosen: right choices count their share, and "
                + ("a wrong one takes all." if scoring == "all" else "wrong ones take as much off."),
                "With scoring=right-minus-wrong the points are the same in both.",
            )
        if part.scored and multiple and len(set(shares(right))) > 1:
            self._lost("Moodle cannot give all right options the same share.", "Ask for 10 at the most, or for 20.")
        element = self._begin("multichoice", before=before)
        add(element, "single", "false" if multiple else "true")
        add(element, "shuffleanswers", "true" if shuffle else "false")
        add(element, "answernumbering", "none")
        add(element, "showstandardinstruction", "0")
        given = iter(shares(right) if multiple else _ALL * right)
        wrong = "0" if not multiple else "-100" if scoring == "all" else f"-{min(shares(right), key=Decimal)}"
        for words, correct, feedback in options:
            fraction = next(given) if correct or not part.scored else wrong
            said = (feedback,) if feedback else ()
            self._answer(element, self._words.inline(words), fraction, said, rich=True)
        return self._end(element, combined=True)

    def _gap(self, part: Part, unit: str = "") -> tuple[str, ...]:
        return (f"{BLANK}{f' {html.escape(unit)}' if unit else ''}",) if part.inline else ()

    def _short(self, interaction: Text, part: Part) -> etree._Element:
        self._patterns(interaction)
        element = self._begin("shortanswer", fields=self._gap(part))
        add(element, "usecase", "1" if interaction.case_matters else "0")
        for answer in accepted(interaction):
            self._answer(element, pattern(answer), "100", self._said(correct=True))
        self._otherwise(element)
        return self._end(element)

    def _patterns(self, interaction: Text) -> None:
        for one in interaction.patterns:
            if spelt_out(one):
                continue
            self._lost(
                f"Moodle knows no patterns: what only /{one}/ accepts is marked as wrong.",
                "Write the answers that it stands for beside it.",
            )

    def _otherwise(self, element: etree._Element) -> None:
        """Append what is said of every other answer."""
        self._says_too_much(partial_only=True)
        if wrong := self._said(correct=False):
            self._answer(element, "*", "0", wrong)

    def _number(self, interaction: Number, part: Part) -> etree._Element:
        element = self._begin("numerical", fields=self._gap(part, interaction.unit))
        for one in interaction.ranges:
            middle, tolerance = figure(one)
            answer = self._answer(element, middle, "100", self._said(correct=True))
            add(answer, "tolerance", tolerance)
        self._otherwise(element)
        if interaction.unit:
            unit = add(add(element, "units"), "unit")
            add(unit, "multiplier", "1")
            add(unit, "unit_name", interaction.unit)
        add(element, "unitgradingtype", "0")
        add(element, "unitpenalty", "0")
        # The unit stands behind the field already, and may be typed as well.
        add(element, "showunits", "0" if interaction.unit else "3")
        add(element, "unitsleft", "0")
        return self._end(element)

    def _essay(self, interaction: Text, part: Part) -> etree._Element:
        self._patterns(interaction)
        self._says_too_much()
        if self._question.hints:
            self._lost("Moodle has no hints for essays: they are left out.", "Say it in the question.")
        element = self._begin("essay", fields=("",) if part.inline else ())
        add(element, "responseformat", "editor")
        add(element, "responserequired", "1")
        add(element, "responsefieldlines", "15")
        add(element, "attachments", "0")
        notes = self._words.block((interaction.model_answer,)) if interaction.model_answer else ""
        notes += "".join(f"<p><code>{html.escape(one)}</code></p>" for one in interaction.patterns)
        text(element, "graderinfo", notes, self._files)
        text(element, "responsetemplate", "", self._files)
        return self._end(element, hints=False)

    def _match(self, interaction: Match) -> etree._Element:
        if interaction.scoring == "all":
            self._lost("Moodle gives each pair its share of the mark.", "scoring=per-option does so here too.")
        element = self._begin("matching")
        add(element, "shuffleanswers", "true" if interaction.shuffle else "false")
        targets = {one.id: one.text for one in interaction.targets}
        sources = {one.id: one.text for one in interaction.sources}
        for source, target in interaction.pairs:
            self._pair(element, self._words.inline(sources[source]), targets[target])
        taken = {target for _, target in interaction.pairs}
        for one in interaction.targets:
            if one.id not in taken:
                self._pair(element, "", one.text)
        for run in targets.values():
            if self._words.loses(run):
                self._lost(
                    "Moodle's drop-downs hold text only.", "Put the formula or the picture on the left.", run.span
                )
        return self._end(element, combined=True)

    def _pair(self, element: etree._Element, source: str, target: Prose) -> None:
        pair = add(element, "subquestion", format="html")
        fill(pair, source, self._files)
        plain(pair, "answer", shown(self._words.plain(target)))

    def _order(self, interaction: Order) -> etree._Element:
        element = self._begin("ordering")
        add(element, "layouttype", "VERTICAL")
        add(element, "selecttype", "ALL")
        add(element, "selectcount", str(len(interaction.items)))
        add(element, "gradingtype", "ALL_OR_NOTHING" if interaction.scoring == "all" else "ABSOLUTE_POSITION")
        add(element, "showgrading", "SHOW")
        add(element, "numberingstyle", "none")
        for number, one in enumerate(interaction.items, 1):
            self._answer(element, self._words.inline(one.text), str(number), rich=True)
        # Without it the importer makes up two hints with no text, and fails (qtype_ordering::import_from_xml).
        add(element, "shownumcorrect", "0")
        return self._end(element, combined=True)

    def _cloze(self) -> etree._Element:
        question = self._question
        scored = [part for part in question.parts if part.scored]
        whole, rest = divmod(question.points, max(len(scored), 1))
        weight = int(whole) if not rest and whole else 1
        if weight * len(scored) != question.points and not self._in_quiz:
            self._lost(
                f"Moodle gives each gap a whole mark: together {weight * len(scored)}, not {question.points:f}.",
                f"points={len(scored)} is the same in both. A quiz in Moodle can give the question another mark.",
            )
        self._says_too_much()
        fields = []
        for part in question.parts:
            if isinstance(part.interaction, Text):
                self._patterns(part.interaction)
            if isinstance(part.interaction, Choice):
                self._menu(part.interaction.options)
            fields.append(cloze.gap(part.interaction, weight if part.scored else 0, self._words))
        return self._end(self._begin("cloze", fields=tuple(fields), mark=False))

    def _menu(self, options: tuple[Option, ...]) -> None:
        for option in options:
            if self._words.loses(option.text):
                self._lost("Moodle's drop-downs hold text only.", "Ask for it as one right answer.", option.text.span)
