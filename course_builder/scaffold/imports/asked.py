"""Questions in documents: options below what is asked, with a key that is said clearly.

Where it is not said which option is right, or said in two ways, nothing is guessed: the words stay text, and it is
told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from course_builder.model import gap_marker
from course_builder.scaffold.imports import keys
from course_builder.scaffold.imports.flow import LETTERS, Flow, blocks
from course_builder.scaffold.imports.material import WHOLE, Answer, Asked, Gap, number
from course_builder.scaffold.imports.prose import Converter, one_line

_MOST_OPTIONS = 20
_LOOKS = ("highlighted", "underlined", "bold", "coloured")


class _UnclearError(Exception):
    """It is asked, and it is not said clearly what is right."""


@dataclass(slots=True)
class _Option:
    """An option.

    Args:
        label: how it is counted: ``letter``, ``digit``, ``box``, ``bullet`` or ``word``.
        at: its number among the options by its letter or digit, from 0; -1 where it has none.
        start, behind: how many characters before and behind it are not its own.
        sign: whether a sign says that it is right (True) or wrong (False).
    """

    flow: Flow
    label: str
    at: int
    start: int
    behind: int = 0
    sign: bool | None = None
    looks: set[str] = field(default_factory=set)

    def markdown(self, convert: Converter, plain: Sequence[str]) -> str:
        return one_line(" ".join(convert.blocks(keys.cut(self.flow.element, self.start, self.behind, plain))))


def find(flows: Sequence[Flow], converter: Callable[[list[str]], Converter]) -> list[Flow | Asked]:
    """Put questions in the place of the paragraphs that ask them.

    Args:
        converter: makes the converter of a question, given where it tells what is lost.
    """
    kept, keyed = _list_of_keys(flows)
    made = _Finder(kept, keyed, converter).run()
    used = {one.number for one in made if isinstance(one, _Numbered)}
    if keyed and not used & set(keyed):
        # It is the key of something else, so its words stay.
        made = _Finder(flows, {}, converter).run()
    return [one.asked if isinstance(one, _Numbered) else one for one in made]


@dataclass(slots=True)
class _Numbered:
    number: int
    asked: Asked


def _list_of_keys(flows: Sequence[Flow]) -> tuple[list[Flow], dict[int, str]]:
    """Return what stands before a list of keys at the end, and the keys by the numbers of the questions."""
    for at in range(len(flows) - 1, -1, -1):
        if not keys.LIST_OF_KEYS.fullmatch(flows[at].words) or flows[at].kind == "table":
            continue
        found: dict[int, str] = {}
        end = at + 1
        for one in flows[at + 1 :]:
            rows = [one.words]
            if one.kind == "table":
                cells = [[" ".join(str(cell.text_content()).split()) for cell in row] for row in one.element.iter("tr")]
                rows = [" ".join(row) for row in cells if any(re.fullmatch(r"\d+\W*", cell) for cell in row)]
            elif one.kind == "item" and one.form == "decimal":
                rows = [f"{one.number}. {one.words}"]
            entries = [_entries(row) for row in rows]
            if not entries or not all(entries):
                break
            for key, said in (pair for row in entries for pair in row):
                if key in found:
                    return list(flows), {}
                found[key] = said
            end += 1
        if found:
            return [*flows[:at], *flows[end:]], found
    return list(flows), {}


_ENTRY = re.compile(
    r"\s*(?:Q(?:uestion)?\.?\s*)?(\d{1,3})\s*[.):\-–=]?\s*((?:[A-Za-z](?:\s*(?:,|&|and)\s*[A-Za-z])*|true|false|vrai|faux"
    r"|verdadero|falso))(?![^\W_])\s*[).]?\s*[,;]?",
    re.IGNORECASE,
)


def _entries(text: str) -> list[tuple[int, str]]:
    made, at = list[tuple[int, str]](), 0
    while at < len(text):
        found = _ENTRY.match(text, at)
        if not found:
            # Behind a letter the option may be said again.
            return made if len(made) == 1 and text[at - 1] in " ).-:" else []
        made.append((int(found[1]), found[2]))
        at = found.end()
    return made


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
            if not said and not explanation and (found := keys.ANSWER.fullmatch(words)):
                said = found["said"]
            elif keys.EXPLANATION.match(words):
                explanation.append(self.flows[end])
            else:
                break
            end += 1
        count, _, _ = _count(stem[0])
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
        try:
            self._fill(asked, stem, options, said, listed)
            self._explain(asked, explanation)
        except _UnclearError as error:
            asked.kind = ""
            asked.lost[:] = [f"{error} It stands as text."]
        del self.made[len(self.made) - len(stem) :]
        self.made.append(_Numbered(count, asked))
        return end

    def _is_statement(self, at: int) -> bool:
        """Whether the list at the end says of this paragraph alone that it is true or false."""
        count, _, _ = _count(self.flows[at])
        below = self.flows[at + 1] if at + 1 < len(self.flows) else None
        return (
            keys.truth(self.keyed.get(count, "")) is not None
            and len(self.keyed[count]) > 1
            and not (below and (self._options(at + 1) or keys.ANSWER.fullmatch(below.words)))
        )

    def _options(self, at: int) -> list[_Option]:
        """Return the options that begin here: at least two, counted one after the other or marked alike."""
        found: list[_Option] = []
        for flow in self.flows[at : at + _MOST_OPTIONS]:
            one = _option(flow, len(found))
            if not one or (found and (one.label != found[0].label or not _same(flow, found[0].flow))):
                break
            if one.at >= 0 and one.at != len(found):
                break
            found.append(one)
        return found if len(found) > 1 else []

    def _stem(self, options: Sequence[_Option]) -> list[Flow]:
        """Return what asks: the numbered paragraph before, with what stands below it, or else the last one."""
        level = options[0].flow.level if options and options[0].flow.kind == "item" else 99
        found: list[Flow] = []
        for one in reversed(self.made[-6:]):
            if not isinstance(one, Flow) or one.kind in {"title", "code" if not found else "title"}:
                break
            count, _, named = _count(one)
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

    def _is_asked(self, stem: Sequence[Flow], options: Sequence[_Option], said: str) -> bool:
        """Whether this is a question at all, and no other list."""
        words = stem[-1].words
        count, _, named = _count(stem[0])
        asks = any(_asks(one) for one in stem) or bool(keys.BLANK.search(words))
        if said:
            return True
        signed = any(one.sign for one in options)
        if options[0].label in {"letter", "word"}:
            return bool(count or asks or signed)
        if options[0].label == "box":
            return asks or bool(count) or any(one.sign for one in options)
        # Bullets and numbers are what other lists have as well.
        return (asks or bool(named)) and (signed or bool(_by_looks(options)))

    def _fill(self, asked: Asked, stem: Sequence[Flow], options: Sequence[_Option], said: str, listed: str) -> None:
        convert = self.converter(asked.lost)
        if options:
            self._choice(asked, options, [one for one in (said, listed) if one], convert)
        self._prompt(asked, stem, convert)
        if not options:
            _typed(asked, said or listed)

    def _choice(self, asked: Asked, options: Sequence[_Option], said: Sequence[str], convert: Converter) -> None:
        right, plain, behind = _right(options, said)
        if behind:
            asked.explanation = convert.convert(behind, "plain_text")
        texts = [one.markdown(convert, plain) for one in options]
        if any(not one for one in texts):
            raise _UnclearError("An option of it is empty.")
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
        _, start, _ = _count(stem[0])
        first = stem[0]
        bold = ("bold",) if "bold" in keys.looks(first.element, start) else ()
        element = keys.cut(first.element, start, 0, bold)
        words = " ".join(str(element.text_content()).split())
        points = keys.POINTS.search(str(stem[-1].element.text_content()))
        if points:
            asked.points = number(points[1], Decimal(1))
        made = (
            [Flow(element, first.place), *stem[1:]] if words or element.find(".//img") is not None else list(stem[1:])
        )
        if not made:
            raise _UnclearError("Nothing is asked in it.")
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


def _behind(pattern: re.Pattern[str], flow: Flow) -> str:
    text = str(flow.element.text_content())
    found = pattern.match(text)
    return text[found.end() :] if found else text


def _count(flow: Flow) -> tuple[int, int, bool]:
    """Return the number of a question, how many characters say it, and whether it is called a question."""
    text = str(flow.element.text_content())
    if found := keys.QUESTION.match(text):
        return int(found["named"] or found["number"]), found.end(), bool(found["named"])
    if flow.kind == "item" and flow.form == "decimal":
        return flow.number, 0, False
    return 0, 0, False


def _asks(flow: Flow) -> bool:
    return bool(re.search(r"[?؟？]", flow.words))


def _same(one: Flow, other: Flow) -> bool:
    return one.kind == other.kind and one.level == other.level and one.form == other.form


def _option(flow: Flow, index: int) -> _Option | None:
    """Return a paragraph as an option, if it can be one."""
    if flow.kind not in {"text", "item"} or flow.is_empty:
        return None
    text = str(flow.element.text_content())
    before = keys.BEFORE.match(text)
    start = before.end() if before else 0
    label, at = "", -1
    sign: bool | None = None
    if before and before["box"]:
        label = "box"
        sign = None if re.fullmatch(r"[☐□○◯❏❑⬜]|[\[(]\s*[\])]", before["box"]) else True
    if before and before["sign"]:
        sign = True
    if found := keys.LETTER.match(text, start):
        letter = ord(found["letter"].casefold()) - ord("a")
        if letter == index:
            label, at, start = "letter", letter, found.end()
            after = re.match(r"[*✓✔√→]\s*", text[start:])
            if after:
                sign, start = True, start + after.end()
    if not label and flow.kind == "item":
        if flow.form in LETTERS:
            label, at = "letter", flow.number - 1
        elif flow.form == "decimal":
            label, at = "digit", flow.number - 1
        else:
            label = "bullet"
    if not label and (found := keys.DIGIT.match(text, start)) and int(found["digit"]) == index + 1:
        label, at, start = "digit", index, found.end()
    if not label and keys.truth(keys.BEHIND.sub("", text[start:]), short=False) is not None:
        label = "word"
    if not label:
        return None
    behind = keys.BEHIND.search(text, start)
    if behind and behind.start() > start:
        sign = True if behind["right"] else (sign or False)
    else:
        behind = None
    end = len(text) - behind.start() if behind else 0
    seen = keys.looks(keys.cut(flow.element, 0, end), start) if end else keys.looks(flow.element, start)
    return _Option(flow, label, at, start, end, sign, seen)


def _by_looks(options: Sequence[_Option]) -> list[tuple[str, list[int]]]:
    """Return by which looks some options differ from the others, and which those are."""
    made = []
    for look in _LOOKS:
        found = [at for at, one in enumerate(options) if look in one.looks]
        if 0 < len(found) < len(options):
            made.append((look, found))
    return made


def _right(options: Sequence[_Option], said: Sequence[str]) -> tuple[list[int], list[str], str]:
    """Return which options are right, the looks that said so, and what a key says besides.

    Raises:
        _UnclearError: it is not said, or in two ways.
    """
    plain: list[str] = []
    found: list[list[int]] = []
    behind = ""
    for one in said:
        named, more = _named(options, one)
        found.append(named)
        behind = behind or more
    if signed := [at for at, one in enumerate(options) if one.sign]:
        found.append(signed)
    for look, those in _by_looks(options):
        # The right option is one of few: who makes all but one bold means something else.
        if found or len(those) <= len(options) // 2 or look == "highlighted":
            plain.append(look)
            found.append(those)
    if not found:
        raise _UnclearError("None of its options is marked as right.")
    if any(set(one) != set(found[0]) for one in found[1:]):
        raise _UnclearError("Its options are marked as right in two ways, which are not the same.")
    if len(found[0]) == len(options) and len(options) > 1:
        raise _UnclearError("All of its options are marked as right.")
    return found[0], plain, behind


def _named(options: Sequence[_Option], said: str) -> tuple[list[int], str]:
    """Return the options that a key names, by their letters or by their words."""
    texts = [
        " ".join(str(keys.cut(one.flow.element, one.start, one.behind).text_content()).split()).casefold()
        for one in options
    ]
    plain = " ".join(said.split()).strip().casefold()
    if (same := [at for at, one in enumerate(texts) if one.rstrip(".") == plain.rstrip(".")]) and len(same) == 1:
        return same, ""
    value = keys.truth(said)
    if value is not None and (same := [at for at, one in enumerate(texts) if keys.truth(one) is value]):
        return same[:1], ""
    if (digit := re.fullmatch(r"\(?(\d)\)?\.?", said)) and options[0].label == "digit":
        return _inside([int(digit[1]) - 1], options), ""
    named, rest = keys.letters(said)
    if not named:
        raise _UnclearError(f"Its key, “{said[:60]}”, names none of its options.")
    named = _inside(named, options)
    if rest:
        again = [at for at, one in enumerate(texts) if one.rstrip(".") == rest.casefold().rstrip(".")]
        if again and again != named:
            raise _UnclearError(f"Its key, “{said[:60]}”, names two different options.")
        rest = "" if again else rest
    return named, rest


def _inside(named: list[int], options: Sequence[_Option]) -> list[int]:
    if any(not 0 <= one < len(options) for one in named):
        raise _UnclearError("Its key names an option that is not there.")
    return named


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
        raise _UnclearError("Its answer is a text of its own, which no machine can compare.")
    spoken = [one.strip(" .") for one in re.split(r"\s+or\s+|\s*/\s*|\s*;\s*", said) if one.strip(" .")]
    if form == "words" and (not spoken or any(len(one.split()) > 6 for one in spoken)):
        raise _UnclearError("Its answer is a text of its own, which no machine can compare.")
    asked.kind, asked.called = form, "a number" if form == "number" else "words"
    asked.answers = [Answer(said.strip(), WHOLE)] if form == "number" else [Answer(one, WHOLE) for one in spoken]


def _gaps(asked: Asked, said: str) -> None:
    text = asked.prompt.replace("\\_", "_")
    found = list(keys.BLANK.finditer(text))
    spoken = [one.strip(" .") for one in re.split(r"\s*;\s*" if ";" in said else r"\s*,\s*(?:and\s+)?|\s+and\s+", said)]
    if len(spoken) != len(found) or not all(spoken):
        raise _UnclearError(f"It has {len(found)} blanks, and its key has not as many answers.")
    pieces, at = [], 0
    for index, one in enumerate(found):
        pieces += [text[at : one.start()], gap_marker(index)]
        at = one.end()
    asked.kind, asked.called, asked.prompt = "cloze", "gaps", "".join(pieces) + text[at:]
    asked.gaps = [Gap("words", (Answer(one, WHOLE),)) for one in spoken]


def _short(stem: Sequence[Flow], convert: Converter) -> str:
    _, start, _ = _count(stem[0])
    text = one_line(
        " ".join(convert.blocks(keys.cut(stem[0].element, start, 0, ("bold", "underlined", "highlighted"))))
    )
    if not text and len(stem) > 1:
        text = one_line(" ".join(convert.blocks(stem[1].element)))
    text = re.sub(r"(?:\\?_){3,}", "…", text)
    return text if len(text) <= 120 else ""
