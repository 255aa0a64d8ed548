"""Reads GIFT, as ``question/format/gift/format.php`` of Moodle does: questions in a text, answers in braces."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from course_builder.scaffold.imports.material import WHOLE, Answer, Asked, CannotError, RefusedError, number
from course_builder.scaffold.imports.media import INSIDE, Attached, Media
from course_builder.scaffold.imports.moodle_xml import category_of
from course_builder.scaffold.imports.prose import LONGEST, Converter, escaped, line_start, one_line

_ESCAPED = re.compile(r"\\([:#={}~\\])|\\n")
_HIDDEN = 0xE100
"""Where in Unicode's private use the characters behind a backslash are put while signs are looked for."""

_SHARE = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
_FORMAT = re.compile(r"^\[(html|moodle|plain|markdown)\]")
_FORMATS = {"html": "html", "moodle": "moodle_auto_format", "plain": "plain_text", "markdown": "markdown"}
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_ORDERING = re.compile(
    r">[ \t]*(?P<count>\d*)[ \t]*(?P<select>ALL|EXACT|REL(?:ATIVE)?|CONT(?:IGUOUS)?|RANDOM)?[ \t]*"
    r"(?P<layout>HORIZONTAL|VERTICAL|HORI|VERT|H|V|1|0)?[ \t]*(?P<grading>[A-Z_]*)[^\n]*\n",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f])+)\]")


def read(text: str, media: Media) -> Iterator[Asked]:
    """Yield the questions of a file.

    Raises:
        RefusedError: nothing in it is a question.
    """
    if any(ord(one) < 32 and one not in "\t\n\r\f" for one in text[:100_000]):
        raise RefusedError("It holds characters that no text holds.")
    category: tuple[str, ...] = ()
    # Signs of direction that editors of Arabic put before a line.
    text = re.sub(r"^[\u200e\u200f\ufeff]+", "", text, flags=re.MULTILINE)
    for line, found, comments in _blocks(text.replace("\r\n", "\n").replace("\r", "\n")):
        block = found
        if block.startswith("$CATEGORY:"):
            path, _, block = found.partition("\n")
            category = category_of(path.removeprefix("$CATEGORY:").strip().replace("\\\\", "\\"))
            if not block.strip():
                continue
        yield _question(block, line, category, media, comments)


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield what stands between empty lines, the line in which it begins, and its comments."""
    run: list[str] = []
    comments: list[str] = []
    start = 0
    for at, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            if line.lstrip().startswith("//"):
                comments.append(line.strip())
                run += [""] * bool(run)
                continue
            start = start if run else at
            run.append(line)
            continue
        # In Moodle an empty line ends a question in any case; one inside of braces is easily left by editors.
        if run and _is_open("\n".join(run)) and at - start < 200:
            continue
        if any(one.strip() for one in run):
            yield start, "\n".join(one for one in run if one.strip()).strip(), "\n".join(comments)
        run, comments = [], []
    if any(one.strip() for one in run):
        yield start, "\n".join(one for one in run if one.strip()).strip(), "\n".join(comments)


def _is_open(text: str) -> bool:
    bare = re.sub(r"\\.", "", text)
    return bare.count("{") > bare.count("}")


def _question(block: str, line: int, category: tuple[str, ...], media: Media, comments: str) -> Asked:
    asked = Asked("", "question", line, category=category)
    if found := _NUMBER.search(comments):
        asked.identifier = found[1].replace(r"\]", "]").strip()
    asked.tags = [html.unescape(one.replace(r"\]", "]")).strip() for one in _TAG.findall(comments)]
    convert = Converter(Attached(media, {}, asked.lost), asked.lost)
    try:
        if len(INSIDE.sub("", block.replace("\\", ""))) > LONGEST:
            raise CannotError(f"It has more than {LONGEST:,} characters.")  # noqa: TRY301
        _read(asked, _hidden(block), convert)
    except (CannotError, ValueError) as error:
        asked.kind = ""
        asked.lost = [str(error)]
    return asked


def _hidden(text: str) -> str:
    """Put other characters in the place of those behind a backslash."""
    return _ESCAPED.sub(lambda found: chr(_HIDDEN + ord(found[1])) if found[1] else chr(_HIDDEN + 10), text)


def _shown(text: str) -> str:
    return re.sub(f"[{chr(_HIDDEN)}-{chr(_HIDDEN + 127)}]", lambda found: chr(ord(found[0]) - _HIDDEN), text)


def _read(asked: Asked, text: str, convert: Converter) -> None:
    if text.startswith("::") and (end := text.find("::", 2)) >= 0:
        asked.name = line_start(escaped(" ".join(_shown(text[2:end]).split())))[:200]
        text = text[end + 2 :].strip()
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        asked.kind, asked.called = "text", "description"
        asked.prompt = _converted(text, "moodle", convert)[0]
        return
    if start < 0 or end < start:
        raise CannotError("Its braces { } do not belong together.")
    answers, after = text[start + 1 : end].strip(), text[end + 1 :]
    if "{" in answers or "{" in after:
        raise CannotError("It has answers in more than one pair of braces.")
    blank = "_____" if after.strip() else ""
    explanation = ""
    if (at := answers.rfind("####")) >= 0:
        answers, explanation = answers[:at].strip(), answers[at + 4 :]
    asked.prompt, form = _converted(text[:start] + blank + after, "moodle", convert)
    asked.explanation = _converted(explanation, form, convert)[0]
    asked.called, read = _kind(answers)
    read(asked, answers, lambda one: _converted(one, form, convert)[0])


def _converted(text: str, form: str, convert: Converter) -> tuple[str, str]:
    """Return a text as Markdown, and its format: that of its own, or that of the question."""
    text = text.strip()
    if found := _FORMAT.match(text):
        form, text = found[1], text[found.end() :]
    return convert.convert(_shown(text), _FORMATS[form]), form


_Reader = Callable[[Asked, str, Callable[[str], str]], None]


def _kind(answers: str) -> tuple[str, _Reader]:
    """Return what is asked for, in the order in which Moodle finds out."""
    if not answers:
        return "essay", _essay
    if answers.startswith(">"):
        return "ordering", _ordering
    if answers[0] == "#":
        return "numerical", _number
    if "~" in answers:
        return "multichoice", _choice
    if "=" in answers and "->" in answers:
        return "match", _matching
    if answers.partition("#")[0].strip().upper() in _TRUTHS:
        return "truefalse", _true_false
    return "shortanswer", _words


def _essay(asked: Asked, _answers: str, _convert: Callable[[str], str]) -> None:
    asked.kind = "essay"


def _share(text: str, otherwise: Decimal) -> tuple[Decimal, str]:
    """Return what an answer gives, and the answer."""
    text = text.strip()
    if found := _SHARE.match(text):
        return number(found[1], otherwise), text[found.end() :]
    return otherwise, text


def _choice(asked: Asked, answers: str, convert: Callable[[str], str]) -> None:
    asked.kind = "choice"
    asked.several = "=" not in answers
    for one in answers.replace("=", "~=").split("~"):
        if not one.strip():
            continue
        right = one.lstrip().startswith("=")
        share, text = _share(one.strip().removeprefix("="), WHOLE if right else Decimal(0))
        option, _, feedback = text.partition("#")
        asked.answers.append(Answer(convert(option), share, convert(feedback)))


def _matching(asked: Asked, answers: str, convert: Callable[[str], str]) -> None:
    asked.kind = "matching"
    for one in answers.split("="):
        if not one.strip():
            continue
        left, arrow, right = one.partition("->")
        if not arrow:
            raise CannotError(f"{one_line(_shown(one))[:60]!r} has no arrow.")
        asked.pairs.append((convert(left), escaped(" ".join(_shown(right).split()))))


def _true_false(asked: Asked, answers: str, convert: Callable[[str], str]) -> None:
    asked.kind = "true-false"
    word, *said = answers.split("#", 2)
    wrong, right = (convert(one) for one in [*said, "", ""][:2])
    true = _TRUTHS[word.strip().upper()]
    shares = (WHOLE, Decimal(0)) if true else (Decimal(0), WHOLE)
    asked.answers = [
        Answer("True", shares[0], right if true else wrong),
        Answer("False", shares[1], wrong if true else right),
    ]


def _words(asked: Asked, answers: str, convert: Callable[[str], str]) -> None:
    asked.kind = "words"
    for one in answers.split("="):
        if one.strip():
            share, text = _share(one, WHOLE)
            answer, _, feedback = text.partition("#")
            answer = _FORMAT.sub("", answer.strip(), count=1)
            asked.answers.append(Answer(_shown(answer).strip(), share, convert(feedback)))


def _number(asked: Asked, answers: str, convert: Callable[[str], str]) -> None:
    asked.kind = "number"
    right, wrong, said = answers[1:].partition("~")
    for one in right.split("="):
        if not one.strip():
            continue
        share, text = _share(one, WHOLE)
        answer, _, feedback = text.partition("#")
        value, off = _range(_shown(answer))
        asked.answers.append(Answer(value, share, convert(feedback), off))
    if wrong:
        asked.answers.append(Answer("*", Decimal(0), convert(said.partition("#")[2])))


def _range(text: str) -> tuple[str, str]:
    """Return the middle of ``3..5``, or the number before the colon, and by how much an answer may be off."""
    if ".." in text:
        low, high = (number(one, Decimal("NaN")) for one in text.split("..", 1))
        if low.is_nan() or high.is_nan():
            raise CannotError(f"{text.strip()[:40]!r} is no range of numbers.")
        return f"{(low + high) / 2}", f"{abs(high - low) / 2}"
    value, _, off = text.partition(":")
    return value.strip(), off.strip()


def _ordering(asked: Asked, answers: str, convert: Callable[[str], str]) -> None:
    asked.kind = "ordering"
    found = _ORDERING.match(f"{answers}\n")
    if not found:
        raise CannotError("Its first line cannot be read.")
    asked.answers = [Answer(convert(one)) for one in answers[found.end() :].split("\n") if one.strip()]
    grading = found["grading"].upper()
    asked.scoring = "all" if grading.startswith("ALL") else "per-option"
    if grading and not grading.startswith(("ALL", "ABS")):
        asked.lost.append("Points are given for each item in its place, and not for what stands beside it.")
    if (found["select"] or "ALL").upper() not in {"ALL", "EXACT"}:
        asked.lost.append("Learners get all items, and not some of them.")
