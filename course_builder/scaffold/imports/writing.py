"""A question of a bank as Markdown of this language; what the language cannot say is added to what was lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from course_builder.model import gap_marker
from course_builder.packaging.moodle.answers import bare
from course_builder.scaffold.imports.material import WHOLE, Answer, Asked, CannotError, Gap
from course_builder.scaffold.imports.prose import escaped, is_simple, one_line, without_gaps
from course_builder.source.literal import without_code
from course_builder.source.names import plain_text
from course_builder.source.numbers import meant
from course_builder.translation.interface import true_false

_PLAIN = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_BLANK = re.compile(r"(?:\\?_){3,}")
_LINE = 5
_META = re.compile(r"[\\.^$*+?()\[\]{}|/]")
_LIST_LAST = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t][^\n]*(?:\n[ \t]+[^\n]*)*\Z", re.MULTILINE)
_NEAR = Decimal("0.6")
"""By how many per cent shares may differ: files round 33.33333 to 33."""

_LONGEST_HEADING = 180


def question(
    asked: Asked,
    identifier: str,
    language: str,
    chosen_by: Mapping[str, str],
    *,
    in_page: bool = False,
) -> str:
    """Return a question, from its ``##`` on, or as the block that it is in a page.

    Args:
        language: of the course; numbers are written by it.
        chosen_by: its attributes by which it is chosen: objectives, tags, difficulty.

    Raises:
        CannotError: the language has nothing for it.
    """
    prompt, below, extra = asked.prompt, "", dict[str, str]()
    if asked.kind == "true-false":
        names = true_false(language)[0]
        asked.answers = [replace(one, text=name) for one, name in zip(asked.answers, names, strict=True)]
    if asked.kind in {"choice", "true-false"}:
        below, extra = _choice(asked)
    elif asked.kind == "matching":
        below = _pairs(asked)
        extra = {} if asked.shuffle else {"shuffle": "no"}
    elif asked.kind == "ordering":
        below = "\n".join(f"{at}. {one_line(one.text)}" for at, one in enumerate(asked.answers, start=1))
        extra = {"type": "ordering", "scoring": asked.scoring}
    elif asked.kind == "essay":
        below = "[[____]]"
    elif asked.kind in {"words", "number"}:
        gap = Gap("words" if asked.kind == "words" else "number", tuple(asked.answers), asked.case)
        prompt, below = _with_gap(prompt, _gap(gap, language, asked), asked.unit)
        _feedback_of_answers(asked)
        extra = _typed([gap]) | ({"unit": asked.unit} if asked.unit else {})
    else:
        prompt, extra = _cloze(asked, language)
    extra |= {"pool": asked.pool, **chosen_by}
    attributes = _attributes(asked, identifier, extra)
    heading, prompt = _title(prompt) if in_page else _heading(asked, prompt)
    if below.startswith(("- ", "1. ")) and _LIST_LAST.search(prompt):
        # Without something between them the two lists would be one.
        below = f"<!-- -->\n\n{below}"
    around = _around(asked)
    if in_page:
        colons = "::::" if any(one.startswith(":::") for one in around) else ":::"
        inner = "\n\n".join(one for one in (prompt, below, *around) if one)
        label = f"[{heading}]" if heading else ""
        return f"{colons}question{label}{{{attributes}}}\n{inner}\n{colons}"
    parts = [f"## {heading} {{{attributes}}}", prompt, below, *around]
    return "\n\n".join(one for one in parts if one)


def _attributes(asked: Asked, identifier: str, extra: dict[str, str]) -> str:
    said = [f"#{identifier}"]
    if _is_scale(asked):
        if asked.points > 0:
            asked.lost.append("Whatever is chosen was right there; here it is a scale, and gives no points.")
    elif asked.points <= 0 and asked.kind == "essay":
        # Nobody marks it here either.
        pass
    elif asked.points <= 0:
        asked.lost.append("It gave no points, and gives 1 here.")
    elif 0 < asked.points <= 1000 and asked.points != 1:
        said.append(f"points={_digits(asked.points)}")
    elif asked.points > 1000:
        asked.lost.append(f"It gave {_digits(asked.points)} points, and gives 1 here.")
    for key, value in extra.items():
        if value:
            said.append(f"{key}={value}" if re.fullmatch(r"[\w.-]+", value) else f'{key}="{value}"')
    return " ".join(said)


def _title(prompt: str) -> tuple[str, str]:
    """Return the bold line that a question begins with, as a title, and what stands below it."""
    first, _, rest = prompt.partition("\n\n")
    bold = re.fullmatch(r"\*\*(.+)\*\*", first, re.DOTALL)
    if bold and "**" not in without_code(bold[1]) and len(first) <= _LONGEST_HEADING:
        return one_line(bold[1]), rest
    return "", prompt


def _heading(asked: Asked, prompt: str) -> tuple[str, str]:
    """Return the heading, and what stands below it: what is asked, if it is short, else the question's name."""
    if (titled := _title(prompt))[0]:
        return titled
    first, _, rest = prompt.partition("\n\n")
    if asked.name and plain_text(first) == plain_text(asked.name):
        # Its name stands above what is asked.
        return one_line(first), rest
    if asked.kind != "cloze" and is_simple(first) and "![" not in first and len(first) <= _LONGEST_HEADING:
        return one_line(first) or asked.name or "Question", rest
    return asked.name or "Question", prompt


def _around(asked: Asked) -> list[str]:
    """Return what stands below the options."""
    parts = []
    if asked.graders:
        parts.append(_directive("notes", asked.graders))
    if asked.explanation:
        parts.append(_quoted(asked.explanation, "> "))
    cost = min(round(asked.penalty * 100), 100 // max(1, len(asked.hints)))
    parts += [_directive("hint" + (f"{{cost={cost}}}" if cost > 0 else ""), one) for one in asked.hints]
    if asked.kind == "essay":
        return parts
    said = (("correct", asked.correct), ("partial", asked.partial), ("incorrect", asked.incorrect))
    return [*parts, *(_directive(name, text) for name, text in said if text)]


def _directive(head: str, text: str) -> str:
    return f":::{head}\n{text}\n:::"


def _quoted(text: str, mark: str) -> str:
    return "\n".join(f"{mark}{line}".rstrip() for line in text.split("\n"))


def _option(mark: str, answer: Answer, asked: Asked) -> str:
    text = one_line(answer.text)
    if not text:
        raise CannotError("An option of it has no text.")
    if not is_simple(answer.text):
        asked.lost.append(f"The option {_short(text)} stands on one line.")
    return f"- {mark} {text}" + (f"\n{_quoted(answer.feedback, '      > ')}" if answer.feedback else "")


def _choice(asked: Asked) -> tuple[str, dict[str, str]]:
    answers = asked.answers
    extra = {} if asked.shuffle or asked.kind == "true-false" else {"shuffle": "no"}
    if asked.several:
        right = [one for one in answers if one.share > 0]
        if not right:
            raise CannotError("No option of it gives points.")
        extra = {"scoring": _scoring(asked, right), **extra}
    elif not _is_scale(asked):
        best = max((one.share for one in answers), default=Decimal(0))
        right = [one for one in answers if one.share == best]
        if best <= 0:
            raise CannotError("No option of it gives points.")
        if len(right) > 1:
            raise CannotError("More than one option gives all the points, and one can be chosen.")
        if best < WHOLE - _NEAR:
            asked.lost.append(f"The best option gave {_digits(best)} % there, and gives all the points here.")
        _tell_shares(asked, [one for one in answers if one is not right[0]])
    on, off = ("[x]", "[ ]") if asked.several else ("(x)", "( )")
    if _is_scale(asked):
        return "\n".join(_option(f"({at})", one, asked) for at, one in enumerate(answers, start=1)), {}
    return "\n".join(_option(on if one in right else off, one, asked) for one in answers), extra


def _is_scale(asked: Asked) -> bool:
    """Whether every option is right: nothing is asked that somebody could know."""
    several = asked.several or len(asked.answers) < 2
    return asked.kind == "choice" and not several and all(one.share >= WHOLE - _NEAR for one in asked.answers)


def _scoring(asked: Asked, right: Sequence[Answer]) -> str:
    """Return how partly right answers score; tell where it is not quite as it was."""
    if asked.exactly:
        return "all"
    share = WHOLE / len(right)
    wrong = [one for one in asked.answers if one.share <= 0]
    if any(abs(one.share - share) > _NEAR for one in right):
        asked.lost.append("Its right options gave different shares of the points; here each gives the same.")
    elif any(abs(one.share + share) > _NEAR for one in wrong):
        asked.lost.append(
            "A wrong option that is chosen takes away here as much as a right one gives; there it took "
            f"{' or '.join(sorted({f'{_digits(abs(one.share))} %' for one in wrong}))}."
        )
    return "right-minus-wrong"


def _tell_shares(asked: Asked, answers: Sequence[Answer]) -> None:
    for one in answers:
        if one.share > 0:
            asked.lost.append(f"{_short(one.text)} gave {_digits(one.share)} % of the points; here it gives nothing.")
        elif one.share < 0:
            asked.lost.append(f"{_short(one.text)} took {_digits(-one.share)} % away; here it takes nothing.")


def _pairs(asked: Asked) -> str:
    sides = [(_side(left), _side(right)) for left, right in asked.pairs]
    if any(not right for _, right in sides):
        raise CannotError("A pair of it has no right side.")
    return "\n".join(f"- {left} -> {right}" if left else f"- -> {right}" for left, right in sides)


def _side(text: str) -> str:
    return re.sub(r"(?<!\S)->(?!\S)", r"-\\>", one_line(text))


def _with_gap(prompt: str, gap: str, unit: str) -> tuple[str, str]:
    """Put a gap where the text has a line to write on, or below it; its unit is shown behind it by itself."""
    found = list(_BLANK.finditer(prompt))
    # Moodle takes the first line of five or more.
    found = [one for one in found if one[0].count("_") >= _LINE][:1] or found
    if len(found) == 1:
        after = prompt[found[0].end() :]
        if unit and (again := re.match(rf"\s*{re.escape(escaped(unit))}(?!\w)", after)):
            after = after[again.end() :]
        return f"{prompt[: found[0].start()]}{gap}{after}", ""
    return prompt, gap


def _cloze(asked: Asked, language: str) -> tuple[str, dict[str, str]]:
    if not asked.gaps:
        raise CannotError("There is no gap in it.")
    if any(one.feedback for gap in asked.gaps for one in gap.answers):
        asked.lost.append("The feedback on single answers of its gaps is left out.")
    if len({gap.weight for gap in asked.gaps}) > 1:
        asked.lost.append("Its gaps had different weights; here each counts the same.")
    made = [_gap(gap, language, asked) for gap in asked.gaps]
    lines = [
        without_gaps(line, lambda at, row=line: made[at].replace("|", r"\|") if row.startswith("|") else made[at])  # type: ignore[misc]
        for line in asked.prompt.split("\n")
    ]
    if any(gap_marker(at) not in asked.prompt for at in range(len(made))):
        raise CannotError("A gap of it stands where no gap can be.")
    return "\n".join(lines), _typed(asked.gaps)


def _typed(gaps: Sequence[Gap]) -> dict[str, str]:
    """Return what of a typed answer matters: there accents always do, and capitals where it was said."""
    words = [gap for gap in gaps if gap.kind == "words"]
    if not words:
        return {}
    # A bank that overlooks accents has each answer without them too.
    accents = any(not _overlooks([one.text for one in gap.answers]) for gap in words)
    return {"case": "exact" if any(gap.case for gap in words) else "", "accents": "exact" if accents else ""}


def _overlooks(answers: Sequence[str]) -> bool:
    """Whether every answer with accents stands there without them too."""
    return {bare(one) for one in answers} <= set(answers)


def _without_bare(answers: Sequence[str]) -> list[str]:
    """Return answers without those that are others with their accents off, if all have such a one."""
    if not _overlooks(answers):
        return list(answers)
    plain = {bare(one) for one in answers if bare(one) != one}
    return [one for one in answers if one not in plain]


def _gap(gap: Gap, language: str, asked: Asked) -> str:
    right = [one for one in gap.answers if one.share >= WHOLE - _NEAR]
    if not right:
        raise CannotError("No answer of it gives all the points.")
    others = [one for one in gap.answers if one not in right and one.text.strip() != "*"]
    _tell_shares(asked, [one for one in others if one.share != 0])
    if gap.kind == "choice":
        return _menu(gap, right)
    if gap.kind == "number":
        made = [_number(one, language) for one in right]
        return f"[[{' | '.join(dict.fromkeys(made))}]]"
    return f"[[{_words(_without_bare([one.text for one in right]))}]]"


def _menu(gap: Gap, right: Sequence[Answer]) -> str:
    if len(right) > 1:
        raise CannotError("More than one option of a drop-down list gives all the points.")
    options = [one_line(one.text) for one in gap.answers]
    if any("|" in one or "]]" in one or not one for one in options):
        raise CannotError("An option of a drop-down list is empty, or has signs that cannot stand in one.")
    marks = ["(x)" if one is right[0] else "( )" for one in gap.answers]
    return "[[" + " | ".join(f"{mark} {one}" for mark, one in zip(marks, options, strict=True)) + "]]"


def _words(answers: Sequence[str]) -> str:
    """Return answers that are typed; a star that stands for anything makes a pattern."""
    plain, patterns = [], []
    for written in dict.fromkeys(" ".join(one.split()) for one in answers):
        if not written:
            raise CannotError("An answer of it is empty.")
        pieces = re.split(r"(\\\*|\*)", written)
        if "*" not in pieces:
            plain.append(written.replace(r"\*", "*"))
        elif written.strip("* ") == "":
            raise CannotError("Any answer to it is right.")
        else:
            patterns.append("".join(".*" if one == "*" else _literal(one.replace(r"\*", "*")) for one in pieces))
    if len(patterns) > 1 and not plain:
        patterns = ["|".join(patterns)]
    return "|".join([*map(_code, plain), *(f"/{one}/" for one in patterns)])


def _literal(text: str) -> str:
    return _META.sub(lambda found: f"\\{found[0]}", text)


def _code(text: str) -> str:
    """Return an answer as it stands, in backticks unless it is words alone."""
    if _PLAIN.fullmatch(text) and " or " not in text:
        return text
    if "]]" in text or text.startswith("[") or text.endswith("]"):
        return f"/{_literal(text)}/"
    ticks = "`" * (max((len(one) for one in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _number(answer: Answer, language: str) -> str:
    value = _decimal(answer.text)
    off = _decimal(answer.tolerance) if answer.tolerance.strip() else Decimal(0)
    made = _in(value, language)
    return f"{made} +- {_in(abs(off), language)}" if off else made


def _decimal(text: str) -> Decimal:
    try:
        made = Decimal(text.strip().replace("\N{MINUS SIGN}", "-").replace(" ", "").replace(",", "."))
    except ArithmeticError as error:
        raise CannotError(f"{text.strip()[:40]!r} is not a number.") from error
    if not made.is_finite() or abs(made.adjusted()) > 30:
        raise CannotError(f"{text.strip()[:40]!r} is no number that can be written out.")
    return made


def _in(value: Decimal, language: str) -> str:
    """Return a number as it can only mean this in the language."""
    point = _digits(value)
    noughts = f"{point}0" if "." in point else point
    for one in (point, point.replace(".", ","), noughts, noughts.replace(".", ","), f"{noughts}00"):
        if meant(one, language) == [value]:
            return one
    raise CannotError(f"The number {point} can be read in two ways.")


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"


def _feedback_of_answers(asked: Asked) -> None:
    """Give what was said of single answers a place: of the right ones, and of all others."""
    right = [one for one in asked.answers if one.share >= WHOLE - _NEAR]
    rest = [one for one in asked.answers if one.text.strip() == "*" and one not in right]
    said = list(dict.fromkeys(one.feedback for one in right if one.feedback))
    if len(said) == 1 and not asked.correct:
        asked.correct = said[0]
    elif said:
        asked.lost.append("What was said of single right answers is left out: " + "; ".join(map(_short, said)))
    wrong = [one.feedback for one in rest if one.feedback]
    if wrong and not asked.incorrect:
        asked.incorrect = wrong[0]
    others = [one for one in asked.answers if one not in right and one not in rest and one.feedback]
    asked.lost += [
        f"What was said of the answer {_short(one.text)} is left out: {_short(one.feedback)}" for one in others
    ]


def _short(text: str) -> str:
    line = one_line(text)
    return f"“{line if len(line) <= 60 else line[:59] + '…'}”"
