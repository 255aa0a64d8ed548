"""A question of a course as one of Moodle's question bank, by its interaction; what Moodle cannot hold is told."""

from __future__ import annotations

import html
from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from course_builder.diagnostics import Span
from course_builder.model import Choice, Content, Match, Number, Option, Order, Part, Prose, Question, Region, Text
from course_builder.packaging.moodle import cloze, losses
from course_builder.packaging.moodle.answers import accepted, figure, pattern, spelt_out
from course_builder.packaging.moodle.elements import name_of, shown
from course_builder.packaging.moodle.entry import Answer, Entry
from course_builder.packaging.moodle.fractions import MOST, shares
from course_builder.packaging.moodle.losses import Loss, Tell
from course_builder.render.snippets import Wording
from course_builder.translation.interface import true_false

BLANK = "_" * 20
"""Where a short answer or a number is typed inside the question's text: Moodle looks for five or more."""
_ALL = ("100",)


def _tags(question: Question) -> Iterator[str]:
    """Yield the tags of a question; that of its difficulty is in the form that public banks give it."""
    yield from (*question.objectives, *question.tags)
    if question.difficulty:
        yield f"difficulty:{question.difficulty}"


class Exported:
    """Makes an entry of one question.

    Args:
        words: the question's texts.
        tell: told what is lost.
        embedded: whether the format has answers inside a text.
        in_quiz: whether a quiz gives it its mark, whatever its own is.
    """

    def __init__(
        self, question: Question, words: Wording, tell: Tell, *, embedded: bool = True, in_quiz: bool = False
    ) -> None:
        self._question = question
        self._words = words
        self._tell = tell
        self._embedded = embedded
        self._in_quiz = in_quiz

    def entry(self) -> Entry | None:
        """Return the entry; None where Moodle has no such question."""
        question = self._question
        if question.endings:
            self._lost(losses.SCENARIO)
            return None
        if len(question.parts) == 1 and not (self._embedded and self._is_menu(question.parts[0])):
            return self._single(question.parts[0])
        if all(part.inline and cloze.fits(part.interaction) for part in question.parts):
            if self._embedded:
                return self._cloze()
            self._lost(losses.GIFT_GAPS)
            return None
        self._lost(losses.MIXED)
        return None

    @staticmethod
    def _is_menu(part: Part) -> bool:
        return part.inline and isinstance(part.interaction, Choice) and cloze.fits(part.interaction)

    def _single(self, part: Part) -> Entry | None:
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

    def _begin(self, kind: str, *, fields: tuple[str, ...] = (), before: str = "", mark: bool = True) -> Entry:
        """Return an entry with what all have.

        Args:
            fields: what stands in its gaps.
            before: HTML between its text and its answers.
            mark: whether the entry gives its mark; embedded answers have their own.
        """
        question, words = self._question, self._words
        asked = [words.block(question.prompt, fields)]
        if question.show_title:
            heading = words.inline(question.heading, fields) if question.heading else html.escape(question.title)
            asked.insert(0, f"<p><strong>{heading}</strong></p>")
        return Entry(
            kind,
            name_of(question.title),
            "\n".join(filter(None, [*asked, before, words.footnotes])),
            words.block(question.feedback.explanation),
            (question.points if question.scored else Decimal(0)) if mark else None,
            question.id,
            question.span,
            tuple(map(shown, _tags(question))),
            [(words.block(hint.text), hint.cost) for hint in question.hints],
        )

    def _combined(self, entry: Entry) -> Entry:
        """Give an entry what is said by outcome."""
        said = self._question.feedback
        outcomes = {"correct": said.correct, "partial": said.partial, "incorrect": said.incorrect}
        entry.said = {outcome: self._words.block(content) for outcome, content in outcomes.items()}
        return entry

    def _lost(self, loss: Loss, span: Span | None = None) -> None:
        self._tell(span or self._question.span, loss)

    def _said(self, *, correct: bool) -> Content:
        """Return what is said as a whole, for types that know only feedback of answers."""
        return self._question.feedback.correct if correct else self._question.feedback.incorrect

    # -- one for each interaction

    def _true_false(self, interaction: Choice) -> Entry:
        entry = self._begin("truefalse")
        if tuple(one.text.text for one in interaction.options) != true_false(self._words.words.language)[0]:
            self._lost(losses.OWN_WORDS)
        feedback = self._question.feedback
        if feedback.correct or feedback.incorrect:
            self._lost(losses.WITH_ANSWERS)
        if feedback.partial:
            self._lost(losses.PARTIAL)
        for name, option in zip(("true", "false"), interaction.options, strict=True):
            said = (*((option.feedback,) if option.feedback else ()), *self._said(correct=option.correct))
            entry.answers.append(Answer(name, "100" if option.correct else "0", self._words.block(said)))
        return entry

    def _choice(self, interaction: Choice, part: Part) -> Entry | None:
        if part.inline:
            self._lost(losses.GIFT_MENU)
        options = [(one.text, one.correct, one.feedback) for one in interaction.options]
        return self._options(options, part, interaction.multiple, interaction.scoring, shuffle=interaction.shuffle)

    def _region(self, interaction: Region, part: Part) -> Entry | None:
        # Moodle's type "drag and drop markers" would lose more: areas that are wrong, and what is said of them, are
        # not in it; its areas are pixels of a picture, which pictures in SVG have not; and who does not see the
        # picture moves a marker without a name of anything below it.
        self._lost(losses.LABELS)
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
    ) -> Entry | None:
        right = sum(correct for _, correct, _ in options) if part.scored else len(options)
        if multiple and right > MOST:
            self._lost(losses.MANY_RIGHT.of(most=MOST))
            return None
        if not part.scored:
            self._lost(losses.UNSCORED)
        elif multiple and scoring != "right-minus-wrong":
            self._lost(losses.ALL_OR_NOTHING if scoring == "all" else losses.PER_OPTION)
        if part.scored and multiple and len(set(shares(right))) > 1:
            self._lost(losses.UNEQUAL)
        entry = self._begin("multichoice", fields=self._gap(part), before=before)
        entry.settings = {
            "single": "false" if multiple else "true",
            "shuffleanswers": "true" if shuffle else "false",
            "answernumbering": "none",
            "showstandardinstruction": "0",
        }
        given = iter(shares(right) if multiple else _ALL * right)
        wrong = "0" if not multiple else "-100" if scoring == "all" else f"-{min(shares(right), key=Decimal)}"
        for words, correct, feedback in options:
            fraction = next(given) if correct or not part.scored else wrong
            said = self._words.block((feedback,)) if feedback else ""
            entry.answers.append(Answer(self._words.inline(words), fraction, said))
        return self._combined(entry)

    def _gap(self, part: Part, unit: str = "") -> tuple[str, ...]:
        return (f"{BLANK}{f' {html.escape(unit)}' if unit else ''}",) if part.inline else ()

    def _short(self, interaction: Text, part: Part) -> Entry:
        self._patterns(interaction)
        entry = self._begin("shortanswer", fields=self._gap(part))
        entry.settings = {"usecase": "1" if interaction.case_matters else "0"}
        said = self._words.block(self._said(correct=True))
        entry.answers = [Answer(pattern(one), "100", said) for one in accepted(interaction)]
        return self._otherwise(entry)

    def _patterns(self, interaction: Text) -> None:
        for one in interaction.patterns:
            if not spelt_out(one):
                self._lost(losses.PATTERN.of(pattern=one))

    def _otherwise(self, entry: Entry) -> Entry:
        """Append what is said of every other answer."""
        if self._question.feedback.partial:
            self._lost(losses.PARTIAL)
        if wrong := self._said(correct=False):
            entry.answers.append(Answer("*", "0", self._words.block(wrong)))
        return entry

    def _number(self, interaction: Number, part: Part) -> Entry:
        entry = self._begin("numerical", fields=self._gap(part, interaction.unit))
        said = self._words.block(self._said(correct=True))
        for one in interaction.ranges:
            middle, tolerance = figure(one)
            entry.answers.append(Answer(middle, "100", said, tolerance))
        entry.unit = interaction.unit
        entry.settings = {
            "unitgradingtype": "0",
            "unitpenalty": "0",
            # The unit stands behind the field already, and may be typed as well.
            "showunits": "0" if interaction.unit else "3",
            "unitsleft": "0",
        }
        return self._otherwise(entry)

    def _essay(self, interaction: Text, part: Part) -> Entry:
        feedback = self._question.feedback
        for one in interaction.patterns:
            self._lost(losses.ESSAY_PATTERN.of(pattern=one))
        if feedback.correct or feedback.partial or feedback.incorrect:
            self._lost(losses.OUTCOMES)
        if interaction.model_answer:
            self._lost(losses.MODEL)
        if interaction.self_marked:
            self._lost(losses.SELF_MARKED)
        entry = self._begin("essay", fields=("",) if part.inline else ())
        if entry.hints:
            self._lost(losses.ESSAY_HINTS)
            entry.hints.clear()
        entry.settings = {
            "responseformat": "editor",
            "responserequired": "1",
            "responsefieldlines": "15",
            "attachments": "0",
        }
        notes = self._words.block((interaction.model_answer,)) if interaction.model_answer else ""
        entry.graders = notes + "".join(f"<p><code>{html.escape(one)}</code></p>" for one in interaction.patterns)
        return entry

    def _match(self, interaction: Match) -> Entry:
        if interaction.scoring == "all":
            self._lost(losses.PAIRS)
        entry = self._begin("matching")
        entry.settings = {"shuffleanswers": "true" if interaction.shuffle else "false"}
        targets = {one.id: one.text for one in interaction.targets}
        sources = {one.id: one.text for one in interaction.sources}
        for source, target in interaction.pairs:
            entry.pairs.append((self._words.inline(sources[source]), self._words.plain(targets[target])))
        taken = {target for _, target in interaction.pairs}
        entry.pairs += [("", self._words.plain(one.text)) for one in interaction.targets if one.id not in taken]
        for run in targets.values():
            if self._words.loses(run):
                self._lost(losses.PAIR_WORDS, run.span)
        return self._combined(entry)

    def _order(self, interaction: Order) -> Entry:
        entry = self._begin("ordering")
        entry.settings = {
            "layouttype": "VERTICAL",
            "selecttype": "ALL",
            "selectcount": str(len(interaction.items)),
            "gradingtype": "ALL_OR_NOTHING" if interaction.scoring == "all" else "ABSOLUTE_POSITION",
            "showgrading": "SHOW",
            "numberingstyle": "none",
            # Without it the importer makes up two hints with no text, and fails (qtype_ordering::import_from_xml).
            "shownumcorrect": "0",
        }
        entry.answers = [
            Answer(self._words.inline(one.text), str(number)) for number, one in enumerate(interaction.items, 1)
        ]
        return self._combined(entry)

    def _cloze(self) -> Entry:
        question = self._question
        feedback = question.feedback
        scored = [part for part in question.parts if part.scored]
        whole, rest = divmod(question.points, max(len(scored), 1))
        weight = int(whole) if not rest and whole else 1
        if weight * len(scored) != question.points and not self._in_quiz:
            self._lost(losses.WEIGHTS.of(given=weight * len(scored), points=f"{question.points:f}"))
        if feedback.correct or feedback.partial or feedback.incorrect:
            self._lost(losses.OUTCOMES)
        fields = []
        for part in question.parts:
            if isinstance(part.interaction, Text):
                self._patterns(part.interaction)
            if isinstance(part.interaction, Choice):
                self._menu(part.interaction.options)
            fields.append(cloze.gap(part.interaction, weight if part.scored else 0, self._words))
        return self._begin("cloze", fields=tuple(fields), mark=False)

    def _menu(self, options: tuple[Option, ...]) -> None:
        for option in options:
            if self._words.loses(option.text):
                self._lost(losses.LIST_WORDS, option.text.span)
