"""Gaps ``[[…]]``: what the types that are written with gaps share."""

from __future__ import annotations

import difflib
import re
import warnings
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from course_builder.model import Choice, Number, Option, Prose, Range, Text
from course_builder.model.settings import Words
from course_builder.questions import Draft, QuestionOptions
from course_builder.questions.patterns import is_slow
from course_builder.source.as_typed import as_typed
from course_builder.source.literal import without_code
from course_builder.source.numbers import NUMBER, meant, readings
from course_builder.source.question_text import Gap

_UNIT = r"(?P<unit>\s*[^\s\d.,+-].*)?"
_TOLERANCE = re.compile(rf"(?P<first>{NUMBER})\s*(?:\+-|\+/-|±)\s*(?P<second>{NUMBER}){_UNIT}")
_RANGE = re.compile(rf"(?P<first>{NUMBER})\s*\.\.\s*(?P<second>{NUMBER}){_UNIT}")
_PLAIN = re.compile(rf"(?P<first>{NUMBER}){_UNIT}")
_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
_METRIC = r"(?:[QRYZEPTGMkhcmµμnpfa]|da)?(?:mol|bar|cal|Wh|eV|Hz|Pa|Bq|Gy|Sv|lm|lx|bit|[mgsAKNJWVCFΩlLBTHSt])"
_ATOM = (
    rf"(?:{_METRIC}|[%‰°€$£¥₹]|°[CF]|[℃℉]|cd|d?min|h|ha|ft|lb|oz|mi|yd|mph|ppm|ppb|px|rpm|dB|kn|mmHg|EUR|USD|GBP|CHF|JPY|INR)"
    r"(?:[²³]|\^-?\d|[23])?"
)
_WORD = (
    "per ?cent|thousand|million|billion|seconds?|minutes?|hours?|days?|weeks?|months?|years?|degrees?"
    "|euros?|dollars?|pounds?|tons?|tonnes?|(?:kilo|centi|milli)?(?:met(?:re|er)|gram|lit(?:re|er))s?|(?:kilo)?calories"
)
_KNOWN_UNIT = re.compile(rf"{_ATOM}(?:\s*[/·*]\s*{_ATOM})*|{_WORD}")
_BESIDE = re.compile(r"[%‰°€$£¥₹℃℉mglL]|.{2,}")
"""Units that may stand right behind a number. Of other single letters ``1a`` and ``3d`` are more often names."""

_SPAN = re.compile(r"(?P<low>\d[\d.,]*)\s*[-‐-―−]\s*(?P<high>\d[\d.,]*)" + _UNIT)
_FRACTION = re.compile(r"(?P<over>\d+)\s*[/⁄]\s*(?P<under>\d+)" + _UNIT)
_PRICE = re.compile(rf"(?P<sign>[$€£¥₹])\s?(?P<number>{NUMBER})")
_LOOKS_LIKE_RANGE = re.compile(r"\d.*(?:\+-|\+/-|±|\d\s*\.\.).*\d")
_META = re.compile(r"[\\.^$*+?()\[\]{}|]")
_CODE = re.compile(r"(?P<ticks>`+)(?P<text>.+?)(?P=ticks)")
_EITHER = re.compile(r"\s*(?:[,;/]| or )\s*")
_ALIKE = 0.7
_NOT_IN_BROWSERS = re.compile(r"\(\?(?:P|#|>|\(|-?[aiLmsux])|[*+?}]\+|\\[AZ]")
_BLANK = re.compile(r"_{2,}")
_CHOICE = re.compile(r"\s*\((?P<mark>[xX ]?)\)\s*(?P<text>.*?)\s*")


class GapOptions(QuestionOptions):
    """Attributes of questions with gaps."""

    case: Literal["exact", "ignore"] = Field("ignore", description="Whether capital and small letters differ.")
    accents: Literal["exact", "ignore"] = Field("ignore", description="Whether é and e differ.")
    unit: Annotated[Words, Field(max_length=40)] = Field("", description="A unit shown behind the field of a number.")


def is_blank(gap: Gap) -> bool:
    """Whether the gap is a line to write on: ``[[____]]``."""
    return bool(_BLANK.fullmatch(gap.text.strip()))


def is_number(gap: Gap) -> bool:
    """Whether the gap asks for a number, or for several of which one is right."""
    return all(written(part) is not None for part in gap.text.split("|"))


@dataclass(frozen=True, slots=True)
class Written:
    """A number, a range or a tolerance as it stands in a gap."""

    kind: Literal["plain", "range", "tolerance"]
    first: str
    second: str
    unit: str


_KINDS: tuple[tuple[Literal["plain", "range", "tolerance"], re.Pattern[str]], ...] = (
    ("tolerance", _TOLERANCE),
    ("range", _RANGE),
    ("plain", _PLAIN),
)


def written(text: str) -> Written | None:
    """Return the number, range or tolerance that one alternative of a gap is; None where it is words."""
    for kind, pattern in _KINDS:
        found = pattern.fullmatch(text.strip())
        if not found or _ADDRESS.fullmatch(found["first"]):
            continue
        unit, second = found["unit"] or "", found["second"] if kind != "plain" else ""
        known = not unit or (_KNOWN_UNIT.fullmatch(unit.strip()) and (unit[0].isspace() or _BESIDE.fullmatch(unit)))
        if known and readings(found["first"]) and (not second or readings(second)):
            return Written(kind, found["first"], second, unit.strip())
    return None


def is_menu(gap: Gap) -> bool:
    """Whether the gap is a drop-down: its alternatives have round brackets."""
    return bool(re.match(r"\s*\([xX ]?\)", gap.text))


def number(gap: Gap, draft: Draft) -> Number | None:
    """Read ``281 +- 1``, ``280..282``, ``20``, ``20 °C``, or several of them with ``|`` between."""
    ranges = []
    units: list[str] = []
    for part in gap.text.split("|"):
        found = written(part)
        if found is None:
            if not _asks_back(part.strip(), gap, draft):
                _tell(gap, draft, f"{part.strip()!r} is not a number.", "Write [[20]], [[281 +- 1]] or [[280..282]].")
            return None
        first = _meant(found.first, gap, draft)
        second = _meant(found.second, gap, draft) if found.second else first
        if first is None or second is None:
            return None
        units.append(found.unit)
        if found.kind == "tolerance":
            width = abs(second)
            ranges.append(Range(low=first - width, high=first + width, middle=first))
        elif first > second:
            _tell(
                gap,
                draft,
                f"{part.strip()!r} goes from the greater to the smaller number.",
                f"Write [[{second}..{first}]].",
            )
            return None
        else:
            ranges.append(Range(low=first, high=second))
    named = [one for one in dict.fromkeys(units) if one]
    if len(named) > 1:
        _tell(
            gap,
            draft,
            f"This gap has the units {' and '.join(named)}, and learners see one.",
            f"Write all its numbers in {named[0]}.",
        )
        return None
    return Number(ranges=tuple(ranges), unit=named[0] if named else draft.options.unit)


def _tell(gap: Gap, draft: Draft, message: str, hint: str) -> None:
    draft.report.add("question-gap", gap.span, message, hint)


def _meant(text: str, gap: Gap, draft: Draft) -> Decimal | None:
    """Return what a number means in the course's language; tell where it could be two."""
    found = meant(text, draft.language)
    if len(found) == 1:
        return found[0]
    decimal, whole = (f"{one:f}" for one in found)
    short = decimal.rstrip("0").rstrip(".") if "." in decimal else decimal
    _tell(
        gap,
        draft,
        f"{text.strip()!r} can be read as {short} or as {whole}.",
        f"Write [[{short}]] or [[{whole}]].",
    )
    return None


def _asks_back(part: str, gap: Gap, draft: Draft) -> bool:
    """Tell of what may be a number or words, unless the author says that it is words."""
    if draft.options.type == "fill-in":
        return False
    words = "for these very characters put backticks around: " + f"[[`{part}`]]."
    if found := _SPAN.fullmatch(part):
        unit = f" {found['unit'].strip()}" if found["unit"] else ""
        message = f"{part!r} may be a range of numbers, or words."
        hint = f"Write [[{found['low']}..{found['high']}{unit}]] for every number between; {words}"
    elif found := _FRACTION.fullmatch(part):
        over, under = Decimal(found["over"]), Decimal(found["under"])
        exact = f"{round(over / under, 4).normalize():f}" if under else "0.5"
        about = exact if under and Decimal(exact) * under == over else f"{exact} +- 0.001"
        message = f"{part!r} may be a number, or words."
        hint = f"Write [[{about}]] for the number; {words}"
    elif (found := _PRICE.fullmatch(part)) and readings(found["number"]):
        message = f"{part!r} has its unit before the number."
        hint = f"Write {found['sign']}[[{found['number']}]], with the sign in the text."
    elif _LOOKS_LIKE_RANGE.search(part):
        message = f"{part!r} looks like a range of numbers and cannot be read as one."
        hint = f"Write [[280..282]] or [[281 +- 1 km]], with the unit behind; {words}"
    else:
        return False
    _tell(gap, draft, message, hint)
    return True


def text(gap: Gap, draft: Draft) -> Text | None:
    r"""Read ``behind``, ``colour|color``, ``/colou?r/``, or what is meant as it stands: `` `a|b` ``, ``\|\|``."""
    accepted, patterns = [], []
    for part, literal in _alternatives(gap.text):
        if literal:
            accepted.append(part)
        elif len(part) > 2 and part.startswith("/") and part.endswith("/"):
            if _pattern_is_told(part, gap, draft):
                return None
            patterns.append(part[1:-1])
        elif part:
            if _asks_back(part, gap, draft) or _lists_answers(part, gap, draft):
                return None
            accepted.append(part)
    if not accepted and not patterns:
        _tell(gap, draft, "This gap has no right answer.", "Write [[answer]] or [[answer|another one]].")
        return None
    return Text(
        accepted=tuple(accepted),
        patterns=tuple(patterns),
        case_matters=draft.options.case == "exact",
        accents_matter=draft.options.accents == "exact",
    )


def _pattern_is_told(part: str, gap: Gap, draft: Draft) -> bool:
    """Tell of a pattern that cannot be used."""
    pattern = part[1:-1]
    if not _META.search(pattern):
        _tell(
            gap,
            draft,
            f"{part} may be a pattern, or the answer with its slashes.",
            f"Write [[{pattern}]] for the words between the slashes; for the slashes as well [[`{part}`]].",
        )
        return True
    if fault := _pattern_fault(pattern):
        _tell(
            gap,
            draft,
            f"The pattern {part} cannot be read: {fault}.",
            "Patterns are regular expressions; put \\ before a character that is meant as it is.",
        )
        return True
    if is_slow(pattern):
        draft.report.add(
            "pattern-slow",
            gap.span,
            f"The pattern {part} can fit an answer in so many ways that a browser may stand still.",
            "Do not repeat what repeats itself, such as (a+)+ or (\\w+ ?)*; list the answers with | instead.",
        )
        return True
    return False


def _lists_answers(part: str, gap: Gap, draft: Draft) -> bool:
    """Tell of answers with a comma between, as in ``colour, color``: all of it would have to be typed."""
    words = _EITHER.split(part)
    if len(words) < 2 or any(not word or " " in word or not word.isalpha() for word in words):
        return False
    near = [difflib.SequenceMatcher(None, words[0], word).ratio() >= _ALIKE for word in words[1:]]
    commas = re.fullmatch(r"[^/]+", part) and all(word.islower() for word in words)
    if not (all(near) or commas):
        return False
    _tell(
        gap,
        draft,
        f"Learners would have to type {part!r} as a whole.",
        f"Write [[{'|'.join(words)}]] where each is right; for all of it put backticks around: [[`{part}`]].",
    )
    return True


def _pattern_fault(pattern: str) -> str:
    """Return what is wrong with a pattern, or an empty string. Browsers must read it too, and they know less."""
    try:
        with warnings.catch_warnings(action="error"):
            re.compile(pattern)
    except (re.error, FutureWarning, DeprecationWarning, OverflowError, RecursionError) as error:
        return str(error)
    foreign = _NOT_IN_BROWSERS.search(re.sub(r"\\[^AZ]", "", pattern))
    return f"browsers do not know {foreign[0]!r}" if foreign else ""


def _alternatives(text: str) -> list[tuple[str, bool]]:
    """Return the answers that are right, and of each whether it is meant as it stands."""
    if text.strip().startswith("/") and text.strip().endswith("/"):
        return [(text.strip(), False)]  # a pattern may hold | itself
    # What stands in code, and an escaped bar, parts nothing.
    bars = [at for at, one in enumerate(without_code(text)) if one == "|" and text[at - 1 : at] != "\\"]
    pieces = [text[start + 1 : end].strip() for start, end in pairwise([-1, *bars, len(text)])]
    return [
        (found["text"].strip(), True) if (found := _CODE.fullmatch(one)) else (one.replace("\\|", "|"), False)
        for one in pieces
    ]


def menu(gap: Gap, draft: Draft) -> Choice | None:
    """Read ``( ) 5 | (x) 9 | ( ) 12``."""
    options = []
    for index, part in enumerate(gap.text.split("|"), start=1):
        found = _CHOICE.fullmatch(part)
        if not found or not found["text"]:
            draft.report.add(
                "question-gap",
                gap.span,
                f"{part.strip()!r} is not an option of a drop-down.",
                "Write [[( ) 5 | (x) 9 | ( ) 12]].",
            )
            return None
        options.append(
            Option(
                span=gap.span,
                id=f"o{index}",
                text=as_typed(Prose(text=found["text"], span=gap.span)),
                correct=found["mark"].lower() == "x",
            )
        )
    right = sum(option.correct for option in options)
    if len(options) < 2:
        draft.report.add(
            "question-option-missing",
            gap.span,
            "This drop-down has fewer than two options.",
            "Write [[( ) 5 | (x) 9 | ( ) 12]].",
        )
        return None
    if right != 1:
        code = "question-key-missing" if right == 0 else "question-key-extra"
        draft.report.add(
            code, gap.span, f"{right} options of this drop-down are marked as right.", "Mark exactly one with (x)."
        )
        return None
    return Choice(options=tuple(options), presentation="menu")


def only_gap(draft: Draft) -> Gap | None:
    """Return the single gap of a question; tell where there is none or more than one."""
    gaps = draft.text.gaps
    if len(gaps) != 1:
        span = gaps[1].span if gaps else draft.span
        draft.report.add(
            "question-gap",
            span,
            f"This kind of question has one gap, and {len(gaps)} were found.",
            "Use type=cloze for several gaps, or write one [[…]].",
        )
    return gaps[0] if len(gaps) == 1 else None
