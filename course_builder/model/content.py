"""What pages hold: runs of Markdown, blocks, and questions between them.

The Markdown stays Markdown here; ``render`` turns it into HTML. Blocks hold content, and so do questions (a prompt may
hold a callout), which is why they stand in one file. A question is a prompt, one or more parts to answer, and what is
said afterwards; whatever type it was written in, its parts are the closed list of ``interactions``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from course_builder.model.base import Located, Node
from course_builder.model.interactions import Interaction
from course_builder.model.prose import Prose


class Block(Located):
    """A directive that is not a question.

    Args:
        name: the block's name, a key of the blocks' registry.
        id: the author's id, or an empty string.
        label: the Markdown in the directive's brackets.
        options: the block's own options, already validated by its room.
        classes: the author's class names.
        content: what stands inside.
        data: what its room read out of the content: the rows of a table, the sheets of a tool.
    """

    type: Literal["block"] = "block"
    name: str
    id: str = ""
    label: Prose | None = None
    options: Any = None
    classes: tuple[str, ...] = ()
    content: Content = ()
    data: Any = None


class Part(Node):
    """One thing to answer in a question. Most questions have one; a cloze text has one a gap, a scenario one a step.

    Args:
        id: unique in the question.
        prompt: the text of this step (scenarios); else empty.
        scored: whether the answer can be right or wrong at all.
        inline: the part stands as a field inside the prompt's text, where ``gap_marker`` is.
    """

    id: str
    interaction: Interaction
    prompt: Content = ()
    scored: bool = True
    inline: bool = False


class Ending(Located):
    """Where a scenario ends. ``score`` is a fraction from 0 to 1; ``retry`` offers to go back to the last choice."""

    id: str
    text: Content
    score: Decimal = Decimal(0)
    retry: bool = False


class Hint(Located):
    """A hint. ``cost`` is the fraction of the question's score that showing it takes away."""

    text: Content
    cost: Decimal = Decimal(0)


class Feedback(Node):
    """What is said after an answer, by its outcome; ``explanation`` always comes."""

    correct: Content = ()
    partial: Content = ()
    incorrect: Content = ()
    explanation: Content = ()


class Question(Located):
    """A question.

    Scoring: with ``endings`` the score is that of the ending reached; else the mean of the scored parts. Hints' costs
    are then taken off. A question with no scored part and no endings is unscored and counts nowhere.

    Args:
        id: unique in the course; letters, digits, hyphens. Learners' progress and the LMS's reports hang on it.
        title: the question in one line of plain text, for menus and the LMS's reports.
        kind: the name of the question type it was written in. For messages only; nothing may branch on it.
        prompt: what is asked.
        points: how much it weighs in its quiz.
        graded: whether it counts; questions of assessments always do.
        required: in a page, whether the page is only done with an answer.
        tries: how often a learner may check the answer outside a quiz; 0 is without limit.
        pool: the pool of its assessment that it belongs to, or empty.
        tags, difficulty: by which it is chosen from a bank.
        bank: the bank that it comes from; empty where it is the course's own.
        graders: the notes for trainers in it, for formats that show them to who marks answers. No page has them from
            here: in an edition for trainers they stand in the prompt.
        show_title: whether ``title`` is displayed above the prompt (false where it was taken from the prompt).
    """

    type: Literal["question"] = "question"
    id: str
    title: str
    kind: str
    prompt: Content
    parts: tuple[Part, ...]
    endings: tuple[Ending, ...] = ()
    hints: tuple[Hint, ...] = ()
    feedback: Feedback = Field(default_factory=lambda: Feedback())  # noqa: PLW0108 -- completed further down
    points: Decimal = Decimal(1)
    graded: bool = False
    required: bool = False
    tries: int = 0
    pool: str = ""
    objectives: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    difficulty: str = ""
    bank: str = ""
    graders: tuple[Block, ...] = ()
    show_title: bool = True
    heading: Prose | None = None

    @property
    def scored(self) -> bool:
        """Whether any answer to it can be right or wrong."""
        return bool(self.endings) or any(part.scored for part in self.parts)


# Defined last, as a real type and not as text, so that other modules' models can use it; the models above are completed
# now that it is known.
Content: TypeAlias = tuple[Annotated[Prose | Block | Question, Field(discriminator="type")], ...]
for _model in (Block, Part, Ending, Hint, Feedback, Question):
    _model.model_rebuild()
