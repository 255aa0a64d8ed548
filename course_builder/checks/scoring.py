"""Proof of the answer keys: the key scores 100 %, and everything wrong scores 0.

The rules of scoring live in the player (``player/src/engine/scoring.ts``). What is needed of them to prove a key is
written again here, and ``player/scoring-cases.json`` keeps the two alike: both run every case of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from course_builder.diagnostics import Report
from course_builder.lock import Lock
from course_builder.model import Course, Question
from course_builder.render.data import question_data

Data = Mapping[str, Any]


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
                _why(question),
            )
        elif worst is None or score(data, worst, 0) != 0:
            report.add(
                "question-key-unproven",
                question.span,
                "An answer that is wrong everywhere does not score 0.",
                _why(question),
            )


def _why(question: Question) -> str:
    if question.endings:
        return "One ending must score 100, one must score 0, and choices must lead to both."
    return "Look for patterns that match nothing, or wrong options that are right as well."


def score(question: Data, responses: Sequence[Data | None], hints: int) -> float | None:
    """Return the score from 0 to 1 of responses to a question; None where it cannot be scored (yet).

    Args:
        question: ``QuestionData`` of the contract.
        responses: one for each part.
        hints: how many hints were shown.
    """
    base = _ending_score(question, responses) if question["endings"] else _mean(question, responses)
    if base is None:
        return None
    return max(0.0, base - sum(question["hints"][:hints]))


def _mean(question: Data, responses: Sequence[Data | None]) -> float | None:
    scored = [(part, response) for part, response in zip(question["parts"], responses, strict=True) if part["scored"]]
    if not scored:
        return None
    return sum(_part(part["interaction"], response) for part, response in scored) / len(scored)


def _ending_score(question: Data, responses: Sequence[Data | None]) -> float | None:
    parts = {part["id"]: (part, response) for part, response in zip(question["parts"], responses, strict=True)}
    endings = {one["id"]: float(one["score"]) for one in question["endings"]}
    at = question["parts"][0]["id"]
    for _ in range(len(parts) + 1):
        if at in endings:
            return endings[at]
        part, response = parts[at]
        chosen = response["chosen"] if response else []
        option = next((one for one in part["interaction"]["options"] if chosen and one["id"] == chosen[0]), None)
        if option is None:
            return None
        at = option["leadsTo"]
    return None


def _part(interaction: Data, response: Data | None) -> float:
    if response is None:
        return 0.0
    match interaction["type"]:
        case "choice" | "region":
            options = interaction["options"] if interaction["type"] == "choice" else interaction["areas"]
            return _chosen(options, set(response["chosen"]), interaction["scoring"])
        case "order":
            right = [one["id"] for one in interaction["items"]]
            return _share(
                sum(a == b for a, b in zip(right, response["items"], strict=False)), len(right), interaction["scoring"]
            )
        case "match":
            return _share(
                sum(response["pairs"].get(source) == target for source, target in interaction["pairs"]),
                len(interaction["pairs"]),
                interaction["scoring"],
            )
        case "text":
            if interaction["selfMarked"]:
                return float(response.get("mark") or 0)
            return float(text_matches(interaction, response["text"]))
        case "number":
            return float(number_matches(interaction, response["text"]))
        case other:
            raise ValueError(f"there is no interaction {other!r}")


def _share(right: int, total: int, scoring: str) -> float:
    return float(right == total) if scoring == "all" else right / total


def _chosen(options: Sequence[Data], chosen: set[str], scoring: str) -> float:
    right = {one["id"] for one in options if one["correct"]}
    if scoring == "all":
        return float(chosen == right)
    if not chosen:
        return 0.0
    if scoring == "per-option":
        return sum((one["id"] in chosen) == one["correct"] for one in options) / len(options)
    return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right))


def fold(text: str, *, case_matters: bool, accents_matter: bool) -> str:
    """Return a typed answer in the form in which it is compared."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if not accents_matter:
        # Only the Latin, Greek and Cyrillic accents: in other scripts such marks are letters.
        text = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text if case_matters else text.lower())


def text_matches(interaction: Data, given: str) -> bool:
    """Whether a typed text is right."""
    options = {"case_matters": interaction["caseMatters"], "accents_matter": interaction["accentsMatter"]}
    folded = fold(given, **options)
    if any(folded == fold(one, **options) for one in interaction["accepted"]):
        return True
    flags = 0 if interaction["caseMatters"] else re.IGNORECASE
    return any(
        re.fullmatch(pattern, " ".join(given.split()), flags) or re.fullmatch(pattern, folded, flags)
        for pattern in interaction["patterns"]
    )


def number_matches(interaction: Data, given: str) -> bool:
    """Whether a typed number lies in one of the ranges."""
    try:
        value = Decimal(given.strip().replace(",", "."))
    except InvalidOperation:
        return False
    return any(Decimal(one["low"]) <= value <= Decimal(one["high"]) for one in interaction["ranges"])


def key(question: Data) -> list[Data | None] | None:
    """Return responses that follow the key; None where there is none."""
    if question["endings"]:
        return _way_to(question, 1.0)
    return [_key(part["interaction"]) if part["scored"] else None for part in question["parts"]]


def wrong(question: Data) -> list[Data | None] | None:
    """Return responses that are wrong in every way."""
    if question["endings"]:
        return _way_to(question, 0.0)
    return [_wrong(part["interaction"]) if part["scored"] else None for part in question["parts"]]


def _key(interaction: Data) -> Data:
    match interaction["type"]:
        case "choice" | "region":
            options = interaction["options"] if interaction["type"] == "choice" else interaction["areas"]
            return {"chosen": [one["id"] for one in options if one["correct"]]}
        case "order":
            return {"items": [one["id"] for one in interaction["items"]]}
        case "match":
            return {"pairs": dict(interaction["pairs"])}
        case "number":
            return {"text": interaction["ranges"][0]["low"]}
        case _:
            accepted = interaction["accepted"]
            # A pattern has no one text that it surely matches; a text key beside it is what can be proven.
            return {"text": accepted[0] if accepted else _example(interaction["patterns"]), "mark": 1}


def _example(patterns: Sequence[str]) -> str:
    """Return a text that a simple pattern matches: optional characters left out, the first of alternatives taken."""
    text = patterns[0] if patterns else ""
    text = re.sub(r"\((?:\?:)?([^()|]*)(?:\|[^()]*)?\)", r"\1", text).split("|")[0]
    text = re.sub(r"\[([^\]^-])[^\]]*\]", r"\1", text)
    text = re.sub(r"\\s[*+?]?", " ", re.sub(r"\\d[+]?", "0", text))
    text = re.sub(r".[?*](?!\?)", "", text.replace(".*", "").replace(".+", "x"))
    return text.replace("+", "").strip("^$").replace("\\", "")


def _wrong(interaction: Data) -> Data:
    match interaction["type"]:
        case "choice" | "region":
            options = interaction["options"] if interaction["type"] == "choice" else interaction["areas"]
            return {"chosen": [one["id"] for one in options if not one["correct"]]}
        case "order":
            # Everything one place on: no item stands at its own.
            items = [one["id"] for one in interaction["items"]]
            return {"items": [*items[1:], items[0]]}
        case "match":
            targets = [one["id"] for one in interaction["targets"]]
            return {
                "pairs": {
                    source: next(one for one in targets if one != target) for source, target in interaction["pairs"]
                }
            }
        case _:
            return {"text": "\u2400", "mark": 0}


def _way_to(question: Data, wanted: float) -> list[Data | None] | None:
    """Find choices that lead from the first step to an ending with this score."""
    parts = {part["id"]: part["interaction"] for part in question["parts"]}
    goals = {one["id"] for one in question["endings"] if float(one["score"]) == wanted}
    start = question["parts"][0]["id"]
    ways: dict[str, dict[str, str]] = {start: {}}
    waiting = [start]
    while waiting:
        at = waiting.pop(0)
        if at in goals:
            return [
                {"chosen": [ways[at][part["id"]]]} if part["id"] in ways[at] else None for part in question["parts"]
            ]
        for option in parts[at]["options"] if at in parts else ():
            if option["leadsTo"] not in ways:
                ways[option["leadsTo"]] = {**ways[at], at: option["id"]}
                waiting.append(option["leadsTo"])
    return None
