"""Tells what a course has and a native Moodle course has not, where it stands."""

from __future__ import annotations

from course_builder.model import Block, Course, Page, Question
from course_builder.packaging.moodle.losses import Loss, Tell

_KEPT = "Moodle keeps nothing that learners write here: they read it as a form to fill in on paper."
_SCORM = "Give this course as a SCORM package where that matters."
_BLOCKS = {
    "worksheet": (_KEPT, _SCORM),
    "checklist": (_KEPT, _SCORM),
    "matrix": (_KEPT, _SCORM),
    "builder": (_KEPT, _SCORM),
    "bank": (_KEPT, _SCORM),
    "diagnostic": (_KEPT, _SCORM),
    "reflection": (_KEPT, _SCORM),
    "certificate": (
        "Moodle's certificates come from a plugin: this one is left out.",
        "Add a certificate to the course in Moodle.",
    ),
    "gate": (
        "A page of Moodle has no gates: what stands behind this one is open.",
        "Begin a page of its own there: with `navigation: linear` it opens after this one.",
    ),
}


def page_told(page: Page, tell: Tell) -> None:
    """Tell which blocks and questions of a page do less in Moodle."""
    for node in page.nodes:
        if isinstance(node, Question) and node.tries:
            told = "Moodle gives one try, and one more for each hint."
            tell(node.span, Loss(told, f"tries={len(node.hints) + 1} is the same in both."))
        if isinstance(node, Block) and node.name in _BLOCKS:
            tell(node.span, Loss(*_BLOCKS[node.name]))


def settings_told(course: Course, tell: Tell) -> None:
    """Tell which settings of a course and its quizzes Moodle has not."""
    settings = course.settings
    if settings.completion.when == "percentage":
        tell(
            course.places.get("completion", course.span),
            Loss(
                "Moodle completes a course with all of its pages, not with a share of them.",
                "Take out conditions in the course's completion settings in Moodle.",
            ),
        )
    for part in course.parts:
        if part.is_choice:
            tell(
                part.span,
                Loss(
                    "Moodle cannot ask for some modules of a part: none of them is needed to complete the course.",
                    "Say in the part's title how many learners should take.",
                ),
            )
    for assessment in course.assessments:
        own = assessment.settings
        if own.extra_time:
            tell(
                assessment.place("extra_time"),
                Loss(
                    "Learners cannot add to the time of a quiz in Moodle.",
                    "Give those who need more time an override in Moodle.",
                ),
            )
        if own.retry == "wrong":
            tell(
                assessment.place("retry"),
                Loss(
                    "A further attempt asks everything anew in Moodle.",
                    "retry: all is the same in both.",
                ),
            )
        if own.from_ == "route":
            tell(
                assessment.place("from"),
                Loss(
                    "Moodle does not know which modules a learner took: the pools of chosen modules are in the "
                    "question bank and are not drawn from.",
                    "Draw from them in the quiz in Moodle, or give this course as a SCORM package.",
                ),
            )
