"""The course as frozen values. It knows no HTML, no files and no SCORM."""

from course_builder.model.base import Located, Node
from course_builder.model.content import Block, Content, Ending, Feedback, Hint, Part, Question
from course_builder.model.course import (
    Assessment,
    Course,
    CoursePart,
    Module,
    Objective,
    Page,
    Screen,
    files_of,
    nodes_of,
    questions_of,
    walk,
)
from course_builder.model.interactions import (
    Area,
    Choice,
    Interaction,
    Item,
    Match,
    Number,
    Option,
    Order,
    Range,
    Region,
    Scoring,
    Text,
)
from course_builder.model.prose import GAP_CLOSE, GAP_OPEN, Prose, gap_marker
from course_builder.model.terms import Term

__all__ = [
    "GAP_CLOSE", "GAP_OPEN", "Area", "Assessment", "Block", "Choice", "Content", "Course", "CoursePart", "Ending",
    "Feedback", "Hint", "Interaction", "Item", "Located", "Match", "Module", "Node", "Number", "Objective", "Option",
    "Order", "Page", "Part", "Prose", "Question", "Range", "Region", "Scoring", "Screen", "Term", "Text", "files_of",
    "gap_marker", "nodes_of", "questions_of", "walk",
]  # fmt: skip
