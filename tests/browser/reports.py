"""What an LMS must be told of answers, worked out from the standards and not by the player."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.browser.learner import Data, Entry

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
DIGITS = "1234567890abcdefghijklmnopqrstuvwxyz"


def expected_report(entry: Entry, version: str) -> dict[str, str]:
    """Return what the LMS's journal must hold of an answer, without its times."""
    old = version == "1.2"
    interaction = entry.part["interaction"]
    kind = kind_of(interaction, old=old)
    report = {
        "id": entry.id,
        "type": kind,
        "student_response" if old else "learner_response": in_notation(interaction, entry.response, kind, old=old),
        "result": result_of(entry.score, old=old),
        "weighting": f"{round(entry.weight, 4):g}",
    }
    if not old:
        report["description"] = entry.question["title"][:250]
    report |= {f"objectives.{index}.id": one for index, one in enumerate(entry.question["objectives"])}
    patterns = list(key_of(interaction, kind, old=old)) if entry.part["scored"] else []
    return report | {f"correct_responses.{index}.pattern": one for index, one in enumerate(patterns)}


def kind_of(interaction: Data, *, old: bool) -> str:
    match interaction["type"]:
        case "choice":
            return (
                "likert"
                if interaction["presentation"] == "scale"
                else "true-false"
                if interaction["trueFalse"]
                else "choice"
            )
        case "text":
            return "long-fill-in" if interaction["long"] and not old else "fill-in"
        case name:
            return {"region": "choice", "number": "numeric", "match": "matching", "order": "sequencing"}[name]


def in_notation(interaction: Data, response: Any, kind: str, *, old: bool) -> str:
    def name(option: Data, alphabet: str = LETTERS) -> str:
        return alphabet[option["slot"] % 36] if old else option["name"]

    comma, dot = (",", ".") if old else ("[,]", "[.]")
    match interaction["type"]:
        case "choice" | "region":
            options = interaction.get("options", interaction.get("areas"))
            if kind == "true-false":
                return (
                    ("t", "f")[options[0]["id"] not in response]
                    if old
                    else ("true", "false")[options[0]["id"] not in response]
                )
            return comma.join(name(one) for one in options if one["id"] in response)
        case "order":
            by_id = {one["id"]: one for one in interaction["items"]}
            return comma.join(name(by_id[one]) for one in response)
        case "match":
            targets = {one["id"]: one for one in interaction["targets"]}
            return comma.join(
                f"{name(one)}{dot}{name(targets[response[one['id']]], DIGITS)}"
                for one in interaction["sources"]
                if one["id"] in response
            )
        case "number":
            return str(response)
        case _:
            return re.sub(r"[\x00-\x1f]+", " ", response)[: 255 if old else 4000]


def key_of(interaction: Data, kind: str, *, old: bool) -> Iterator[str]:
    match interaction["type"]:
        case "choice" | "region":
            key = [one["id"] for one in interaction.get("options", interaction.get("areas")) if one["correct"]]
            for one in [key] if interaction["multiple"] else [[one] for one in key]:
                yield in_notation(interaction, one, kind, old=old)
        case "order":
            yield in_notation(interaction, [one["id"] for one in interaction["items"]], kind, old=old)
        case "match":
            yield in_notation(interaction, dict(interaction["pairs"]), kind, old=old)
        case "number":
            for one in interaction["ranges"]:
                yield f"{(float(one['low']) + float(one['high'])) / 2:g}" if old else f"{one['low']}[:]{one['high']}"
        case _ if not interaction["long"]:
            for one in interaction["accepted"]:
                yield one if old else f"{{case_matters={str(interaction['caseMatters']).lower()}}}{one}"
        case _:
            pass


def result_of(score: float | None, *, old: bool) -> str:
    if score is None:
        return "neutral"
    if score in {0, 1}:
        return "correct" if score else "wrong" if old else "incorrect"
    return f"{round(score, 4):g}"


def compare(interactions: list[dict[str, str]], entries: list[Entry], version: str) -> None:
    """Hold the journal of the LMS against what the learner did."""
    times = {"time", "timestamp", "latency"}
    waiting = [{key: value for key, value in expected_report(entry, version).items() if value} for entry in entries]
    # The runtime has empty elements for what was not told.
    interactions = [{key: value for key, value in one.items() if value} for one in interactions]
    full = [one for one in interactions if "latency" in one]
    # Where room gets narrow (R35) answers are told shorter, in the place of an earlier answer to the same, or not at all.
    # In SCORM 2004 all of them go with every commit, and the objectives of a large course, which come with the first
    # answers, take the half of the room that full ones may use.
    crowded = version == "2004" and len(entries) > 60
    assert crowded or len(full) >= min(len(entries), 3)
    assert full == interactions[: len(full)] or len(entries) > len(full)
    short = {"id", "type", "result", "student_response", "learner_response"}
    for one in interactions:
        told = {key: value for key, value in one.items() if key not in times}
        fitting = [
            expected
            for expected in waiting
            if told == (expected if one in full else {key: value for key, value in expected.items() if key in short})
        ]
        assert fitting, told
        waiting.remove(fitting[0])
    for one in full:
        assert one["time" if version == "1.2" else "timestamp"]
    if version == "2004":
        assert all(one["timestamp"] <= other["timestamp"] for one, other in pairwise(full))
