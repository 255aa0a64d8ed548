"""Proof of the answer keys: the key scores 100 %, and everything wrong scores 0.

The rules of scoring live in the player (``player/src/engine/scoring.ts``). What is needed of them to prove a key is
written again here, and ``player/scoring-cases.json`` keeps the two alike: both run every case of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TypeAlias, cast

from course_builder.checks.compare import Data, number_matches, text_matches
from course_builder.checks.example import example
from course_builder.diagnostics import Report
from course_builder.lock import Lock
from course_builder.model import Course, Question
from course_builder.render.data import question_data

Responses: TypeAlias = Sequence[Data | None]


def prove(course: Course, lock: Lock, report: Report) -> None:
    """Tell of each question whose key does not score 1, or whose wrong answers do not score 0."""
    for question in course.questions:
        if not question.scored:
            continue
        data = question_data(question, lock)
        best, worst = key(data), wrong(data)
        if best is None or score(data, best, 0) != 1:
            report.add(
                "question-key-unproven",
                question.span,
                "Answering exactly as the key says does not score 100 %.",
                _hint(question),
            )
        elif worst is None or score(data, worst, 0) != 0:
            report.add(
                "question-key-unproven",
                question.span,
                "An answer that is wrong everywhere does not score 0.",
                _hint(question),
            )


def _hint(question: Question) -> str:
    if question.endings:
        return "One ending must score 100, one must score 0, and choices must lead to both."
    return (
        "Look for patterns that match nothing, or wrong options that are right as well. "
        "A pattern is surely proven by a plain answer beside it: [[colour|/colou?r/]]."
    )


def score(question: Data, responses: Responses, hints: int) -> float | None:
    """Return the score from 0 to 1 of responses to a question; None where it cannot be scored (yet).

    Args:
        question: ``QuestionData`` of the contract.
        responses: one for each part.
        hints: how many hints were shown.
    """
    raw = _ending_score(question, responses) if question["endings"] else _mean(question, responses)
    return None if raw is None else max(0.0, raw - sum(question["hints"][:hints]))


def _mean(question: Data, responses: Responses) -> float | None:
    scores = []
    for part, response in zip_longest(question["parts"], responses[: len(question["parts"])]):
        if part["scored"]:
            one = _part(part["interaction"], response)
            if one is None:
                return None
            scores.append(one)
    return sum(scores) / len(scores) if scores else None


def _ending_score(question: Data, responses: Responses) -> float | None:
    steps = {part["id"]: (part, response) for part, response in zip_longest(question["parts"], responses)}
    endings = {one["id"]: float(one["score"]) for one in question["endings"]}
    at = question["parts"][0]["id"]
    # What was walked through is taken away: choices that lead in a circle lead to no ending.
    while at in steps:
        part, response = steps.pop(at)
        chosen = response["chosen"][:1] if response and response["type"] == "choice" else []
        option = next((one for one in part["interaction"]["options"] if one["id"] in chosen), None)
        if option is None or not option["leadsTo"]:
            break
        at = option["leadsTo"]
    return endings.get(at)


def _part(interaction: Data, response: Data | None) -> float | None:
    kind = interaction["type"]
    if kind == "text" and interaction["selfMarked"]:
        if response is None:
            return 0.0
        return cast("float | None", response.get("mark")) if response["type"] == "text" else None
    if response is None or response["type"] != kind:
        return 0.0
    match kind:
        case "choice" | "region":
            return _choice_score(_options(interaction), set(response["chosen"]), interaction)
        case "order":
            right = [one["id"] for one in interaction["items"]]
            places = sum(a == b for a, b in zip(right, response["items"], strict=False))
            return _part_score(places, len(right), interaction["scoring"])
        case "match":
            pairs = sum(response["pairs"].get(source) == target for source, target in interaction["pairs"])
            return _part_score(pairs, len(interaction["sources"]), interaction["scoring"])
        case "text":
            return float(text_matches(response["text"], interaction))
        case "number":
            return float(number_matches(response["text"], interaction))
        case other:
            raise ValueError(f"there is no interaction {other!r}")


def _options(interaction: Data) -> Sequence[Data]:
    options: Sequence[Data] = interaction["options" if interaction["type"] == "choice" else "areas"]
    return options


def _part_score(right: int, total: int, scoring: str) -> float:
    if scoring == "all":
        return float(right == total)
    return right / total if total else 0.0


def _choice_score(options: Sequence[Data], chosen: set[str], interaction: Data) -> float:
    picked = [one["correct"] for one in options if one["id"] in chosen]
    right = sum(picked)
    wrong = len(picked) - right
    key = sum(one["correct"] for one in options)
    if not picked:
        return 0.0
    if not interaction["multiple"]:
        return float(right == 1 and not wrong)
    match interaction["scoring"]:
        case "all":
            return float(right == key and not wrong)
        case "per-option":
            return float((len(options) - (key - right) - wrong) / len(options))
        case _:
            return float(max(0, right - wrong) / key) if key else 0.0


def key(question: Data) -> Responses | None:
    """Return responses that follow the key; None where there is none."""
    if question["endings"]:
        return _way_to(question, 1.0)
    return [_key(part["interaction"]) if part["scored"] else None for part in question["parts"]]


def wrong(question: Data) -> Responses | None:
    """Return responses that are wrong in every way."""
    if question["endings"]:
        return _way_to(question, 0.0)
    return [_wrong(part["interaction"]) if part["scored"] else None for part in question["parts"]]


def _key(interaction: Data) -> Data:
    kind = interaction["type"]
    match kind:
        case "choice" | "region":
            return {"type": kind, "chosen": [one["id"] for one in _options(interaction) if one["correct"]]}
        case "order":
            return {"type": kind, "items": [one["id"] for one in interaction["items"]]}
        case "match":
            return {"type": kind, "pairs": dict(interaction["pairs"])}
        case "number":
            return {"type": kind, "text": interaction["ranges"][0]["low"]}
        case _:
            accepted = interaction["accepted"] or [example(one) for one in interaction["patterns"]]
            return {"type": kind, "text": next(iter(accepted), ""), "mark": 1.0}


def _wrong(interaction: Data) -> Data:
    kind = interaction["type"]
    match kind:
        case "choice" | "region":
            return {"type": kind, "chosen": [one["id"] for one in _options(interaction) if not one["correct"]]}
        case "order":
            # Everything one place on: no item stands at its own.
            items = [one["id"] for one in interaction["items"]]
            return {"type": kind, "items": [*items[1:], items[0]]}
        case "match":
            targets = [one["id"] for one in interaction["targets"]]
            others = {source: next(one for one in targets if one != right) for source, right in interaction["pairs"]}
            return {"type": kind, "pairs": others}
        case _:
            return {"type": kind, "text": "\u2400", "mark": 0.0}


def _way_to(question: Data, wanted: float) -> Responses | None:
    """Find choices that lead from the first step to an ending with this score."""
    parts = {part["id"]: part["interaction"] for part in question["parts"]}
    goals = {one["id"] for one in question["endings"] if float(one["score"]) == wanted}
    start = question["parts"][0]["id"]
    ways: dict[str, dict[str, str]] = {start: {}}
    waiting = [start]
    while waiting:
        at = waiting.pop(0)
        if at in goals:
            way, steps = ways[at], [part["id"] for part in question["parts"]]
            return [{"type": "choice", "chosen": [way[one]]} if one in way else None for one in steps]
        for option in parts[at]["options"] if at in parts else ():
            if option["leadsTo"] not in ways:
                ways[option["leadsTo"]] = {**ways[at], at: option["id"]}
                waiting.append(option["leadsTo"])
    return None
