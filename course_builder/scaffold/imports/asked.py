"""Questions in documents: options below what is asked, with a key that is said clearly.

Where it is not said which option is right, or said in two ways, nothing is guessed: the words stay text, and it is
told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from course_builder.model import gap_marker
from course_builder.scaffold.imports import keys
from course_builder.scaffold.imports.apart import apart
from course_builder.scaffold.imports.flow import Flow, blocks
from course_builder.scaffold.imports.key_lists import list_of_keys
from course_builder.scaffold.imports.material import WHOLE, Answer, Asked, Gap, number
from course_builder.scaffold.imports.options import Option, UnclearError, alike, by_looks, count_of, option, right_of
from course_builder.scaffold.imports.prose import Converter, one_line

_MOST_OPTIONS = 20
_POINTS = 80
"""So many characters from its end a question says its points."""


def find(flows: Sequence[Flow], converter: Callable[[list[str]], Converter]) -> list[Flow | Asked]:
    """Put questions in the place of the paragraphs that ask them.

    Args:
        converter: makes the converter of a question, given where it tells what is lost.
    """
    kept, keyed = list_of_keys(flows)
    made = _Finder(apart(kept, keyed), keyed, converter).run()
    used = {one.number for one in made if isinstance(one, _Numbered)}
    if keyed and not used & set(keyed):
        # It is the key of something else, so its words stay.
        made = _Finder(apart(flows, {}), {}, converter).run()
    return [one.asked if isinstance(one, _Numbered) else one for one in made]


@dataclass(slots=True)
class _Numbered:
    number: int
    asked: Asked


class _Finder:
    """Goes through the paragraphs of a document once."""

    def __init__(
        self, flows: Sequence[Flow], keyed: dict[int, str], converter: Callable[[list[str]], Converter]
    ) -> None:
        self.flows, self.keyed, self.converter = flows, keyed, converter
        self.made: list[Flow | _Numbered] = []

    def run(self) -> list[Flow | _Numbered]:
        at = 0
        while at < len(self.flows):
            end = self._question(at)
            if end:
                at = end
            else:
                self.made.append(self.flows[at])
                at += 1
        return self.made

    def _question(self, at: int) -> int:
        """Make a question of what begins here with its options or its key; return where it ends, or 0."""
        alone = self._is_statement(at)
        options = [] if alone else self._options(at)
        if not options and not alone and not keys.ANSWER.fullmatch(self.flows[at].words):
            return 0
        if alone:
            self.made.append(self.flows[at])
        stem = [self.flows[at]] if alone else self._stem(options)
        if not stem:
            return 0
        end = at + max(len(options), int(alone))
        said, explanation = "", list[Flow]()
        while end < len(self.flows) and self.flows[end].kind in {"text", "item", "quote"}:
            words = self.flows[end].words
            below = self.flows[end + 1].words if end + 1 < len(self.flows) else ""
            if not said and not explanation and (found := keys.ANSWER.fullmatch(words)):
                said = found["said"]
            elif (
                not said
                and keys.ANSWER_BELOW.fullmatch(words)
                and keys.letters(below)[0]
                and not keys.letters(below)[1]
            ):
                said = below
                end += 1
            elif said and keys.FIELDS.match(words):
                said += f" {words}"
            elif keys.EXPLANATION.match(words):
                explanation.append(self.flows[end])
            else:
                break
            end += 1
        count, _, _ = count_of(stem[0])
        listed = self.keyed.get(count, "") if count else ""
        if not options and not said and not listed:
            return 0
        if not self._is_asked(stem, options, said or listed):
            return 0
        flows = [*stem, *self.flows[at:end]]
        asked = Asked("", "question", stem[0].place)
        silent = self.converter([])
        asked.otherwise = "\n\n".join(blocks(flows, silent, []))
        asked.name = _short(stem, silent)
        said = _without_fields(asked, said)
        try:
            self._fill(asked, stem, options, said, listed)
            self._explain(asked, explanation)
        except UnclearError as error:
            asked.kind = ""
            asked.lost[:] = [f"{error} It stands as text."]
        del self.made[len(self.made) - len(stem) :]
        self.made.append(_Numbered(count, asked))
        return end

    def _is_statement(self, at: int) -> bool:
        """Whether the list at the end says of this paragraph alone that it is true or false."""
        count, _, _ = count_of(self.flows[at])
        below = self.flows[at + 1] if at + 1 < len(self.flows) else None
        return (
            keys.truth(self.keyed.get(count, "")) is not None
            and len(self.keyed[count]) > 1
            and not (below and (self._options(at + 1) or keys.ANSWER.fullmatch(below.words)))
        )

    def _options(self, at: int) -> list[Option]:
        """Return the options that begin here: at least two, counted one after the other or marked alike."""
        found: list[Option] = []
        for flow in self.flows[at : at + _MOST_OPTIONS]:
            one = option(flow, len(found))
            if not one or (found and (one.label != found[0].label or not alike(flow, found[0].flow))):
                break
            if one.at >= 0 and one.at != len(found):
                break
            found.append(one)
        return found if len(found) > 1 else []

    def _stem(self, options: Sequence[Option]) -> list[Flow]:
        """Return what asks: the numbered paragraph before, with what stands below it, or else the last one."""
        level = options[0].flow.level if options and options[0].flow.kind == "item" else 99
        found: list[Flow] = []
        for one in reversed(self.made[-6:]):
            if not isinstance(one, Flow) or one.kind in {"title", "code" if not found else "title"}:
                break
            count, _, named = count_of(one)
            if one.kind == "heading":
                if named:
                    return [one, *found]
                break
            if one.kind == "item" and one.level >= level and options[0].flow.form == one.form and not _asks(one):
                break
            found.insert(0, one)
            if count:
                return found
        last = self.made[-1] if self.made else None
        usable = isinstance(last, Flow) and last.kind in {"text", "item", "quote"} and last in found
        return [last] if usable and isinstance(last, Flow) else []

    def _is_asked(self, stem: Sequence[Flow], options: Sequence[Option], said: str) -> bool:
        """Whether this is a question at all, and no other list."""
        words = stem[-1].words
        count, _, named = count_of(stem[0])
        asks = any(_asks(one) for one in stem) or bool(keys.BLANK.search(words))
        if said:
            return True
        signed = any(one.sign for one in options)
        if options[0].label in {"letter", "word"}:
            return bool(count or asks or signed)
        if options[0].label == "box":
            return asks or bool(count) or any(one.sign for one in options)
        # Bullets and numbers are what other lists have as well.
        return (asks or bool(named)) and (signed or bool(by_looks(options)))

    def _fill(self, asked: Asked, stem: Sequence[Flow], options: Sequence[Option], said: str, listed: str) -> None:
        convert = self.converter(asked.lost)
        if options:
            self._choice(asked, options, [one for one in (said, listed) if one], convert)
        self._prompt(asked, stem, convert)
        if not options:
            _typed(asked, said or listed)

    def _choice(self, asked: Asked, options: Sequence[Option], said: Sequence[str], convert: Converter) -> None:
        right, plain, behind = right_of(options, said)
        if behind:
            asked.explanation = convert.convert(behind, "plain_text")
        texts = [one.markdown(convert, plain) for one in options]
        if any(not one for one in texts):
            raise UnclearError("An option of it is empty.")
        shares = [WHOLE / len(right) if at in right else Decimal(0) for at in range(len(options))]
        truths = [keys.truth(one, short=False) for one in texts]
        if sorted(map(str, truths)) == ["False", "True"]:
            asked.kind, asked.called = "true-false", "true or false"
            pairs = sorted(zip(truths, shares, strict=True), key=lambda one: not one[0])
            asked.answers = [Answer("True" if value else "False", share) for value, share in pairs]
            return
        asked.kind, asked.called = "choice", "choice"
        asked.several, asked.exactly = len(right) > 1, len(right) > 1
        asked.answers = [Answer(text, share) for text, share in zip(texts, shares, strict=True)]

    def _prompt(self, asked: Asked, stem: Sequence[Flow], convert: Converter) -> None:
        _, start, _ = count_of(stem[0])
        first = stem[0]
        bold = ("bold",) if "bold" in keys.looks(first.element, start) else ()
        element = keys.cut(first.element, start, 0, bold)
        words = " ".join(str(element.text_content()).split())
        points = keys.POINTS.search(str(stem[-1].element.text_content())[-_POINTS:])
        if points:
            asked.points = number(points[1], Decimal(1))
        made = (
            [Flow(element, first.place), *stem[1:]] if words or element.find(".//img") is not None else list(stem[1:])
        )
        if not made:
            raise UnclearError("Nothing is asked in it.")
        if points:
            last = made[-1]
            made[-1] = Flow(keys.cut(last.element, 0, len(points[0])), last.place, last.kind, last.level, last.form)
        if made[0].kind == "item":
            made[0] = Flow(made[0].element, made[0].place)
        asked.prompt = "\n\n".join(blocks(made, convert, asked.lost))
        asked.name = asked.name or "Question"

    def _explain(self, asked: Asked, flows: Sequence[Flow]) -> None:
        if not flows:
            return
        convert = self.converter(asked.lost)
        made = []
        for one in flows:
            start = len(str(one.element.text_content())) - len(_behind(keys.EXPLANATION, one))
            made += convert.blocks(keys.cut(one.element, start))
        asked.explanation = "\n\n".join([*([asked.explanation] if asked.explanation else []), *made])


def _without_fields(asked: Asked, said: str) -> str:
    """Return a key without what ExamView writes beside it: points, which are kept, and the rest, which is told."""
    fields = {one["name"]: one["said"].strip() for one in keys.FIELDS.finditer(said)}
    asked.points = number(fields.pop("PTS", ""), asked.points)
    if fields:
        told = ", ".join(f"{name} {what}" for name, what in fields.items())
        asked.lost.append(f"What stands beside its key is left out: {told[:200]}.")
    first = keys.FIELDS.search(said)
    return said[: first.start()] if first else said


def _behind(pattern: re.Pattern[str], flow: Flow) -> str:
    text = str(flow.element.text_content())
    found = pattern.match(text)
    return text[found.end() :] if found else text


def _asks(flow: Flow) -> bool:
    return bool(re.search(r"[?؟？]", flow.words))


def _typed(asked: Asked, said: str) -> None:
    """Make of an answer that is said in words what is asked: true or false, a number, or words."""
    blanks = list(keys.BLANK.finditer(asked.prompt.replace("\\_", "_")))
    value = keys.truth(said)
    if value is not None and not blanks:
        asked.kind, asked.called = "true-false", "true or false"
        prompt = re.sub(
            r"\s*[\[(]?\s*(?:true|t)\s*(?:/|or)\s*(?:false|f)\s*[\])]?\s*[?:]?\s*$",
            "",
            asked.prompt,
            flags=re.IGNORECASE,
        )
        prompt = re.sub(r"^(?:true|t)\s*(?:/|or)\s*(?:false|f)\s*[?:.]\s*", "", prompt, flags=re.IGNORECASE)
        asked.prompt = prompt or asked.prompt
        asked.answers = [
            Answer("True", WHOLE if value else Decimal(0)),
            Answer("False", Decimal(0) if value else WHOLE),
        ]
        return
    form: Literal["number", "words"] = "number" if re.fullmatch(r"[-−+]?\d+(?:[.,]\d+)?", said.strip()) else "words"
    if len(blanks) > 1:
        _gaps(asked, said)
        return
    if not blanks and form == "words":
        raise UnclearError("Its answer is a text of its own, which no machine can compare.")
    spoken = [one.strip(" .") for one in re.split(r"\s+or\s+|\s*/\s*|\s*;\s*", said) if one.strip(" .")]
    if form == "words" and (not spoken or any(len(one.split()) > 6 for one in spoken)):
        raise UnclearError("Its answer is a text of its own, which no machine can compare.")
    asked.kind, asked.called = form, "a number" if form == "number" else "words"
    asked.answers = [Answer(said.strip(), WHOLE)] if form == "number" else [Answer(one, WHOLE) for one in spoken]


def _gaps(asked: Asked, said: str) -> None:
    text = asked.prompt.replace("\\_", "_")
    found = list(keys.BLANK.finditer(text))
    spoken = [one.strip(" .") for one in re.split(r"\s*;\s*" if ";" in said else r"\s*,\s*(?:and\s+)?|\s+and\s+", said)]
    if len(spoken) != len(found) or not all(spoken):
        raise UnclearError(f"It has {len(found)} blanks, and its key has not as many answers.")
    pieces, at = [], 0
    for index, one in enumerate(found):
        pieces += [text[at : one.start()], gap_marker(index)]
        at = one.end()
    asked.kind, asked.called, asked.prompt = "cloze", "gaps", "".join(pieces) + text[at:]
    asked.gaps = [Gap("words", (Answer(one, WHOLE),)) for one in spoken]


def _short(stem: Sequence[Flow], convert: Converter) -> str:
    _, start, _ = count_of(stem[0])
    text = one_line(
        " ".join(convert.blocks(keys.cut(stem[0].element, start, 0, ("bold", "underlined", "highlighted"))))
    )
    if not text and len(stem) > 1:
        text = one_line(" ".join(convert.blocks(stem[1].element)))
    text = re.sub(r"(?:\\?_){3,}", "…", text)
    return text if len(text) <= 120 else ""
