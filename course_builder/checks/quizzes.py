"""Assessments hang together: pools, objectives, score feedback, time."""

from __future__ import annotations

from collections import Counter

from course_builder.diagnostics import Report, did_you_mean
from course_builder.model import Assessment, Course


def check(course: Course, report: Report) -> None:
    """Check all assessments, and that each objective is tested."""
    objectives = {one.id: one for one in course.objectives}
    tested: set[str] = set()
    for question in course.questions:
        for name in question.objectives:
            tested.add(name)
            if name not in objectives:
                report.add(
                    "objective-unknown",
                    question.span,
                    f"The question {question.id!r} names the objective {name!r}, which is not defined.",
                    did_you_mean(name, objectives),
                )
    for name, objective in objectives.items():
        if name not in tested:
            report.add(
                "objective-untested",
                objective.span,
                f"No question tests the objective {name!r}.",
                f'Add objectives="{name}" to the question that tests it.',
            )
    for assessment in course.assessments:
        _pools(assessment, report)
        _route(assessment, course, report)
        _score_feedback(assessment, report)
        if assessment.settings.extra_time and not assessment.settings.time_limit:
            report.add(
                "extra-time-unused",
                assessment.place("extra_time"),
                "This assessment has extra time, and no time limit to add it to.",
                "Add 'time_limit: 20 min', or delete it: without a limit learners have all the time they need.",
            )
        limit = assessment.settings.time_limit * 60
        drawn = course.drawn(assessment)
        if limit and drawn and limit < 10 * drawn:
            report.add(
                "time-limit-short",
                assessment.place("time_limit"),
                f"{limit // 60} min for {drawn} questions is less than ten seconds each.",
                "Learners who read slowly or use a screen reader need more.",
            )


def _pools(assessment: Assessment, report: Report) -> None:
    pools = assessment.settings.pools
    sizes = Counter(question.pool for question in assessment.questions)
    for question in assessment.questions:
        if question.pool and question.pool not in pools:
            report.add(
                "pool-unknown",
                question.span,
                f"This assessment has no pool {question.pool!r}.",
                did_you_mean(question.pool, pools)
                or f"Add 'pools: {{{question.pool}: {{draw: 3}}}}' to the front matter.",
            )
        elif pools and not question.pool:
            report.add(
                "pool-missing",
                question.span,
                "This question belongs to no pool, so it is asked in every attempt.",
                "Add pool=NAME, if that is not meant.",
            )
    # A bank that is not there is told already.
    lacking = any(one.code in {"bank-missing", "bank-unknown"} for one in report.diagnostics)
    for name, pool in pools.items():
        if pool.bank and not sizes[name]:
            if not lacking:
                report.add(
                    "pool-unused",
                    assessment.place(f"pools.{name}"),
                    f"The pool {name!r} holds no question of the bank {pool.bank!r}.",
                    "Look at what it asks for, and at what the pools before it take.",
                )
        elif not sizes[name]:
            report.add(
                "pool-unused",
                assessment.place(f"pools.{name}"),
                f"The pool {name!r} holds no question.",
                f"Add pool={name} to its questions, or delete it from the front matter.",
            )
        elif sizes[name] < pool.draw:
            report.add(
                "pool-too-small",
                assessment.place(f"pools.{name}"),
                f"The pool {name!r} holds {sizes[name]} questions, and {pool.draw} are drawn from it.",
                "Write more questions, or draw fewer.",
            )


def _route(assessment: Assessment, course: Course, report: Report) -> None:
    """Tell of an assessment that would ask all learners the same, though it is to follow what they took."""
    chosen = [name for part in course.parts if part.is_choice for name in part.modules]
    if assessment.settings.from_ == "route" and not any(name in assessment.settings.pools for name in chosen):
        report.add(
            "pool-route",
            assessment.place("from"),
            "No pool of this assessment is named as a module that learners can choose.",
            f"Write 'pools: {{{chosen[0]}: {{draw: 3}}}}', with a pool for each module of the part."
            if chosen
            else "Give a part of course.yml 'required: 1', or delete 'from: route'.",
        )


def _score_feedback(assessment: Assessment, report: Report) -> None:
    starts = [one.from_ for one in assessment.settings.score_feedback]
    if starts and (starts[0] != 0 or starts != sorted(set(starts))):
        report.add(
            "score-feedback-range",
            assessment.place("score_feedback"),
            f"The ranges of score_feedback begin at {', '.join(map(str, starts))}.",
            "Begin at 0, and let each range begin higher than the one before.",
        )
