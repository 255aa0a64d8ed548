"""GIFT: questions as text, as Moodle's importer reads it (``question/format/gift/format.php``).

Each text stands on one line, for the importer takes the spaces off every line, and an empty one ends a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from course_builder.packaging.moodle import losses
from course_builder.packaging.moodle.bank import banked
from course_builder.packaging.moodle.elements import category_path, shown
from course_builder.packaging.moodle.entry import Answer, Entry
from course_builder.packaging.moodle.files import Written
from course_builder.packaging.moodle.losses import Tell
from course_builder.render.edition import Edition

_SIGNS = re.compile(r"[\\#=~{}:]")
_FORMAT = re.compile(r"\[(?:html|moodle|plain|markdown)\]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f]")
_OWN = re.compile(r"->|&&(?:058|035|061|092|12[356]|010);")
"""What no backslash keeps from being read: the arrow of pairs, and what signs become while a file is read."""


def written(edition: Edition, tell: Tell) -> bytes:
    """Return all questions of a course as one file."""
    blocks = []
    for names, entries in banked(edition, tell, files=Written, embedded=False):
        # Behind a backslash the importer would leave other signs of a category's name as it hides them.
        blocks.append("$CATEGORY: " + category_path(names).replace("\\", "\\\\"))
        blocks += filter(None, (question(one, tell) for one in entries))
    return "".join(f"{one}\n\n" for one in blocks).encode()


def question(entry: Entry, tell: Tell) -> str:
    """Return a question; nothing where GIFT has none like it."""
    lines = list(_WRITERS[entry.type](entry, tell))
    if not lines:
        return ""
    _others(entry, tell)
    if entry.explanation:
        lines.append(f"####{_html(entry.explanation)}")
    tags = "".join(f" [tag:{one}]" for one in (tag.replace("]", "\\]") for tag in entry.tags))
    first, *rest = lines
    return (
        f"// [id:{entry.identifier}]{tags}\n"
        f"::{_plain(entry.name)}::[html]{_html(entry.text)}{{{first}\n" + "".join(f"\t{one}\n" for one in rest) + "}"
    )


def _others(entry: Entry, tell: Tell) -> None:
    """Tell what GIFT has no place for in any question."""
    if entry.mark != 1:
        tell(entry.span, losses.GIFT_MARK.of(points=f"{entry.mark:f}"))
    if entry.hints:
        tell(entry.span, losses.GIFT_HINTS)
    if entry.settings.get("shuffleanswers") == "false":
        tell(entry.span, losses.GIFT_SHUFFLE)
    if entry.settings.get("usecase") == "1":
        tell(entry.span, losses.GIFT_CASE)
    if entry.unit:
        tell(entry.span, losses.GIFT_UNIT)
    if entry.graders:
        tell(entry.span, losses.GIFT_GRADERS)
    if any((entry.said or {}).values()) and entry.settings.get("single") != "true":
        tell(entry.span, losses.GIFT_OUTCOMES)


def _plain(words: str) -> str:
    """Return words on one line, their signs behind backslashes."""
    escaped = _SIGNS.sub(lambda sign: f"\\{sign[0]}", _FORBIDDEN.sub("", words))
    return escaped.replace("\n", r"\n")


def _html(text: str) -> str:
    # An arrow would make pairs of answers.
    return _plain(text.replace("->", "-&gt;").strip())


def _option(text: str) -> str:
    """Return HTML that begins with no format and no share of the mark."""
    made = _html(text)
    return f"[html]{made}" if _FORMAT.match(made) else made


def _feedback(text: str) -> str:
    return f"#{_option(text)}" if text else ""


def _truth(entry: Entry, _tell: Tell) -> Iterator[str]:
    right, wrong = sorted(entry.answers, key=lambda one: Decimal(one.fraction), reverse=True)
    said = (
        ("#" if right.feedback and not wrong.feedback else "") + _feedback(wrong.feedback) + _feedback(right.feedback)
    )
    yield f"{right.text.upper()}{said}"


def _choice(entry: Entry, tell: Tell) -> Iterator[str]:
    single, said = entry.settings["single"] == "true", entry.said or {}
    if single and (said.get("correct") or said.get("incorrect")):
        tell(entry.span, losses.WITH_ANSWERS)
    if single and said.get("partial"):
        tell(entry.span, losses.PARTIAL)
    yield ""
    for at, one in enumerate(entry.answers):
        # Without a tilde the importer would take options for answers that are typed, and without = for boxes.
        right = one.fraction == "100"
        only = single and right and not any(other.fraction == "100" for other in entry.answers[:at])
        bare = single and not right and not one.text.startswith("%")
        mark = "=" if only else "~" if bare else f"~%{one.fraction}%"
        outcome = said.get("correct" if right else "incorrect", "") if single else ""
        yield f"{mark}{_option(one.text)}{_feedback(one.feedback + outcome)}"


def _typed(entry: Entry, tell: Tell) -> Iterator[str]:
    answers: list[Answer] = []
    for one in entry.answers:
        if sign := _OWN.search(one.text):
            tell(entry.span, losses.GIFT_ANSWER.of(written=sign[0]))
        else:
            answers.append(one)
    if all(one.fraction == "0" for one in answers):
        sign = next(filter(None, (_OWN.search(one.text) for one in entry.answers)), None)
        tell(entry.span, losses.GIFT_ANSWERS.of(written=sign[0] if sign else ""))
        return
    yield ""
    for one in answers:
        form = "[plain]" if _FORMAT.match(one.text) else ""
        yield f"=%{one.fraction}%{form}{_plain(one.text)}{_feedback(one.feedback)}"


def _number(entry: Entry, _tell: Tell) -> Iterator[str]:
    yield "#"
    for one in entry.answers:
        yield (
            f"~{_feedback(one.feedback)}"
            if one.text == "*"
            else f"={one.text}:{one.tolerance}{_feedback(one.feedback)}"
        )


def _pairs(entry: Entry, _tell: Tell) -> Iterator[str]:
    yield ""
    for left, right in entry.pairs:
        yield f"={_option(left)} -> {_plain(shown(right))}"


def _order(entry: Entry, _tell: Tell) -> Iterator[str]:
    """Yield the items. What asks for order reads them by itself (``qtype_ordering::import_from_gift``).

    Only braces and what stands before an explanation are signs there, and only backslashes are doubled.
    """
    names = ("selectcount", "selecttype", "layouttype", "gradingtype", "showgrading", "numberingstyle")
    yield f">{' '.join(entry.settings[one] for one in names)}"
    for one in entry.answers:
        text = re.sub(r"[{}]|#(?=#)|^(?=/)/", lambda sign: f"&#{ord(sign[0])};", " ".join(one.text.split()))
        yield text.replace("\\", "\\\\")


def _essay(_entry: Entry, _tell: Tell) -> Iterator[str]:
    yield ""


_WRITERS = {
    "truefalse": _truth, "multichoice": _choice, "shortanswer": _typed, "numerical": _number, "matching": _pairs,
    "ordering": _order, "essay": _essay,
}  # fmt: skip
