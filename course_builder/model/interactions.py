"""The six interactions that every question type lowers to: choice, text, number, match, order, region.

The list is closed. What comes after loading (render, checks, outputs, the player) matches it exhaustively and
never asks for a question's type. It follows the kinds of SCORM's interactions (SCORM 1.2 RTE 3.4.4.7,
SCORM 2004 4th edition RTE 4.2.9), with ``region`` reported as a choice.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from course_builder.model.base import Located, Node
from course_builder.model.prose import Prose

Scoring = Literal["all", "per-option", "right-minus-wrong"]
"""``all``: everything right or nothing. ``per-option``: the share of options (pairs, places) that are as they
should be. ``right-minus-wrong``: right picks minus wrong picks, over the number of right ones, at least 0."""


class Option(Located):
    """One thing to choose.

    Args:
        id: unique in its interaction; lower-case letters, digits and hyphens.
        text: what the learner reads.
        correct: whether it belongs to the key.
        feedback: said when the learner chose it.
        leads_to: in a scenario, the id of the part or ending that the choice leads to; else empty.
    """

    id: str
    text: Prose
    correct: bool = False
    feedback: Prose | None = None
    leads_to: str = ""


class Choice(Node):
    """Choose one or several of a list.

    Args:
        presentation: ``list`` (radio buttons or boxes), ``menu`` (a drop-down in running text), ``scale`` (likert).
        true_false: the two options are true (first in ``options``) and false; reported as SCORM's true-false.
    """

    type: Literal["choice"] = "choice"
    options: tuple[Option, ...]
    multiple: bool = False
    scoring: Scoring = "all"
    shuffle: bool = True
    presentation: Literal["list", "menu", "scale"] = "list"
    true_false: bool = False


class Text(Node):
    """Type words.

    Args:
        accepted: answers that are right.
        patterns: regular expressions (the common subset of Python's and JavaScript's); a whole match is right.
        case_matters, accents_matter: whether `Paris`/`paris`, `é`/`e` differ.
        long: several lines; not compared with a key.
        model_answer: shown after a long answer was given.
        self_marked: the learner marks the long answer against the model answer.
    """

    type: Literal["text"] = "text"
    accepted: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    case_matters: bool = False
    accents_matter: bool = False
    long: bool = False
    model_answer: Prose | None = None
    self_marked: bool = False


class Range(Node):
    """Numbers from ``low`` to ``high``, both included.

    ``middle`` is the answer that the author wrote, where the rest is what it may be off; it is what learners are told.
    """

    low: Decimal
    high: Decimal
    middle: Decimal | None = None


class Number(Node):
    """Type a number that lies in one of ``ranges``. ``unit`` is shown behind the field; it may be typed as well."""

    type: Literal["number"] = "number"
    ranges: tuple[Range, ...]
    unit: str = ""


class Item(Located):
    """One thing to match or to put in order."""

    id: str
    text: Prose


class Match(Node):
    """Give each source its target.

    ``pairs`` holds (source id, target id), one for each source; a target that stands in several pairs is a category,
    one that stands in none is a distractor.
    """

    type: Literal["match"] = "match"
    sources: tuple[Item, ...]
    targets: tuple[Item, ...]
    pairs: tuple[tuple[str, str], ...]
    scoring: Scoring = "per-option"
    shuffle: bool = True


class Order(Node):
    """Put things in order. ``items`` stand in the right order; the learner sees them shuffled."""

    type: Literal["order"] = "order"
    items: tuple[Item, ...]
    scoring: Scoring = "all"


class Area(Located):
    """A rectangle on a picture, in per cent of its width and height from the top left corner."""

    id: str
    label: Prose
    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal
    correct: bool = False
    feedback: Prose | None = None


class Region(Node):
    """Choose one or several areas of a picture.

    Args:
        picture: the picture's address as the author wrote it, and its alternative text, as Markdown image syntax.
    """

    type: Literal["region"] = "region"
    picture: Prose
    areas: tuple[Area, ...]
    multiple: bool = False
    scoring: Scoring = "all"


Interaction: TypeAlias = Annotated[Choice | Text | Number | Match | Order | Region, Field(discriminator="type")]
