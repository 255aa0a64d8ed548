"""Gaps in a text as Moodle's embedded answers: ``{1:SHORTANSWER:=word~=other}`` (``qtype_multianswer``)."""

from __future__ import annotations

import html
import re
from decimal import Decimal

from course_builder.model import Choice, Interaction, Number, Range, Text
from course_builder.packaging.moodle.answers import accepted, figure
from course_builder.render.snippets import Wording

_SIGNS = re.compile(r"[\\{}~#=%*]")


def fits(interaction: Interaction) -> bool:
    """Whether an interaction can stand in running text."""
    match interaction:
        case Choice():
            return not interaction.multiple and any(one.correct for one in interaction.options)
        case Text():
            return not interaction.long and bool(accepted(interaction))
        case Number():
            return True
        case _:
            return False


def gap(interaction: Interaction, weight: int, words: Wording) -> str:
    """Return an embedded answer.

    Args:
        weight: of the gap among those of its question.
    """
    match interaction:
        case Choice():
            kind = "MULTICHOICE_S" if interaction.shuffle else "MULTICHOICE"
            answers = [
                f"{'=' * one.correct}{_written(html.escape(words.plain(one.text), quote=False))}"
                + (f"#{_written(words.block((one.feedback,)))}" if one.feedback else "")
                for one in interaction.options
            ]
        case Text():
            kind = "SHORTANSWER_C" if interaction.case_matters else "SHORTANSWER"
            answers = [f"={_written(one).replace('&#42;', chr(92) + '*')}" for one in accepted(interaction)]
        case Number():
            kind = "NUMERICAL"
            answers = [f"={_range(one)}" for one in interaction.ranges]
        case _:
            raise TypeError(interaction)
    unit = f" {html.escape(interaction.unit)}" if isinstance(interaction, Number) and interaction.unit else ""
    return f"{{{weight}:{kind}:{'~'.join(answers)}}}{unit}"


def _range(one: Range) -> str:
    middle, tolerance = figure(one)
    return f"{middle}:{tolerance}" if Decimal(tolerance) else middle


def _written(words: str) -> str:
    """Return words without signs that would end an answer: Moodle reads entities after it has taken answers apart."""
    once = html.escape(words, quote=False)
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(once.split()))


def guarded(fragment: str) -> str:
    """Return HTML of the author's in which nothing is taken for a gap."""
    return re.sub(r"_{5,}", lambda line: "&#95;" * len(line[0]), fragment.replace("{", "&#123;"))
