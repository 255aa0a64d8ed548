"""Options of a question in a document, and which of them are right: by signs, by looks, and by what a key names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from course_builder.scaffold.imports import keys
from course_builder.scaffold.imports.flow import Flow
from course_builder.scaffold.imports.prose import Converter, one_line

_LOOKS = ("highlighted", "underlined", "bold", "coloured")


class UnclearError(Exception):
    """It is asked, and it is not said clearly what is right."""


@dataclass(slots=True)
class Option:
    """An option.

    Args:
        label: how it is counted: ``letter``, ``digit``, ``box``, ``bullet`` or ``word``.
        at: its number among the options by its letter or digit, from 0; -1 where it has none.
        letter: the one that it is counted by, as letters are compared.
        start, behind: how many characters before and behind it are not its own.
        sign: whether a sign says that it is right (True) or wrong (False).
    """

    flow: Flow
    label: str
    at: int
    start: int
    behind: int = 0
    letter: str = ""
    sign: bool | None = None
    looks: set[str] = field(default_factory=set)

    def markdown(self, convert: Converter, plain: Sequence[str]) -> str:
        return one_line(" ".join(convert.blocks(keys.cut(self.flow.element, self.start, self.behind, plain))))


def alike(one: Flow, other: Flow) -> bool:
    """Whether two paragraphs may be options of the same list."""
    return one.kind == other.kind and one.level == other.level and one.form == other.form


def option(flow: Flow, index: int) -> Option | None:
    """Return a paragraph as an option, if it can be one."""
    if flow.kind not in {"text", "item"} or flow.is_empty:
        return None
    text = str(flow.element.text_content())
    before = keys.BEFORE.match(text)
    start = before.end() if before else 0
    label, at, letter = "", -1, ""
    sign: bool | None = None
    if before and before["box"]:
        label = "box"
        sign = None if re.fullmatch(r"[☐□○◯❏❑⬜]|[\[(]\s*[\])]", before["box"]) else True
    if before and before["sign"]:
        sign = True
    if (found := keys.LETTER.match(text, start)) and keys.counts(found["letter"], index):
        label, at, start, letter = "letter", index, found.end(), keys.letter(found["letter"])
        after = re.match(r"[*✓✔√→]\s*", text[start:])
        if after:
            sign, start = True, start + after.end()
    if not label and flow.kind == "item":
        if flow.form in keys.ALPHABETS:
            label, at, letter = "letter", flow.number - 1, keys.ALPHABETS[flow.form][flow.number - 1 : flow.number]
        elif flow.form == "decimal":
            label, at = "digit", flow.number - 1
        else:
            label = "bullet"
    if not label and (found := keys.DIGIT.match(text, start)) and int(found["digit"]) == index + 1:
        label, at, start = "digit", index, found.end()
    behind = keys.behind(text, start)
    if not label and keys.truth(text[start : behind.start() if behind else len(text)], short=False) is not None:
        label = "word"
    if not label:
        return None
    if behind and behind.start() > start:
        sign = True if behind["right"] else (sign or False)
    else:
        behind = None
    end = len(text) - behind.start() if behind else 0
    seen = keys.looks(keys.cut(flow.element, 0, end), start) if end else keys.looks(flow.element, start)
    return Option(flow, label, at, start, end, letter, sign, seen)


def count_of(flow: Flow) -> tuple[int, int, bool]:
    """Return the number of a question, how many characters say it, and whether it is called a question."""
    text = str(flow.element.text_content())
    if found := keys.QUESTION.match(text):
        return int(found["named"] or found["number"]), found.end(), bool(found["named"])
    if flow.kind == "item" and flow.form == "decimal":
        return flow.number, 0, False
    return 0, 0, False


def by_looks(options: Sequence[Option]) -> list[tuple[str, list[int]]]:
    """Return by which looks some options differ from the others, and which those are."""
    made = []
    for look in _LOOKS:
        found = [at for at, one in enumerate(options) if look in one.looks]
        if 0 < len(found) < len(options):
            made.append((look, found))
    return made


def right_of(options: Sequence[Option], said: Sequence[str]) -> tuple[list[int], list[str], str]:
    """Return which options are right, the looks that said so, and what a key says besides.

    Raises:
        UnclearError: it is not said, or in two ways.
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
    for look, those in by_looks(options):
        # The right option is one of few: who makes all but one bold means something else.
        if found or len(those) <= len(options) // 2 or look == "highlighted":
            plain.append(look)
            found.append(those)
    if not found:
        raise UnclearError("None of its options is marked as right.")
    if any(set(one) != set(found[0]) for one in found[1:]):
        raise UnclearError("Its options are marked as right in two ways, which are not the same.")
    if len(found[0]) == len(options) and len(options) > 1:
        raise UnclearError("All of its options are marked as right.")
    return found[0], plain, behind


def _named(options: Sequence[Option], said: str) -> tuple[list[int], str]:
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
        return _inside(int(digit[1]) - 1, options), ""
    letters, rest = keys.letters(said)
    if not letters:
        raise UnclearError(f"Its key, “{said[:60]}”, names none of its options.")
    own = [one.letter or keys.ALPHABETS["lowerLetter"][at] for at, one in enumerate(options)]
    named = [at for one in letters for at in _inside(own.index(one) if one in own else -1, options)]
    if rest:
        again = [at for at, one in enumerate(texts) if one.rstrip(".") == rest.casefold().rstrip(".")]
        if again and again != named:
            raise UnclearError(f"Its key, “{said[:60]}”, names two different options.")
        rest = "" if again else rest
    return named, rest


def _inside(named: int, options: Sequence[Option]) -> list[int]:
    if not 0 <= named < len(options):
        raise UnclearError("Its key names an option that is not there.")
    return [named]
