"""Answer keys in one line each, for tests that compare those of a bank with those of what was made of it."""

from __future__ import annotations

from pathlib import Path

from course_builder import check
from course_builder.model import Choice, Interaction, Match, Number, Order, Question, Region, Text
from course_builder.scaffold.imports import Taken, take, write
from course_builder.source.names import plain_text


def key(question: Question) -> str:
    """Say which answers are right: ``Paris``, ``a; b``, ``2..3``, ``a=1; b=2``, and of gaps each by itself."""
    return " / ".join(_key(part.interaction) for part in question.parts)


def _key(one: Interaction) -> str:
    match one:
        case Choice():
            return "; ".join(plain_text(option.text.text) for option in one.options if option.correct)
        case Text():
            said = [*one.accepted, *(f"/{pattern}/" for pattern in one.patterns)]
            return "; ".join(said) + (" (case)" if one.case_matters else "") if said else "____"
        case Number():
            return "; ".join(
                "..".join(f"{end.normalize():f}" for end in dict.fromkeys((at.low, at.high))) for at in one.ranges
            ) + (f" {one.unit}" if one.unit else "")
        case Match():
            right = {item.id: plain_text(item.text.text) for item in one.targets}
            pairs = dict(one.pairs)
            said = [f"{plain_text(item.text.text)}={right[pairs[item.id]]}" for item in one.sources]
            return "; ".join([*said, *(f"={text}" for target, text in right.items() if target not in pairs.values())])
        case Order():
            return "; ".join(plain_text(item.text.text) for item in one.items)
        case Region():
            raise AssertionError("no bank asks for places in a picture")


def imported(folder: Path, name: str, text: str | bytes) -> tuple[Taken, dict[str, str]]:
    """Import a bank into a new course; return what became of it, and the keys of the course by their ids."""
    bank = folder / name
    bank.write_bytes(text if isinstance(text, bytes) else text.encode())
    target = folder / "course"
    taken = take([bank], target)
    if not taken.files:
        return taken, {}
    write(taken, target)
    result = check(target, ["html"])
    assert [one for one in result.diagnostics if one.severity == "error"] == []
    assert result.course
    found = {one.id: key(one) for one in result.course.questions}
    assert set(found) == {one.identifier for one in taken.outcomes if one.identifier}
    return taken, found


def shares(files: dict[str, tuple[str, tuple[str, ...]]], folder: Path, ending: str) -> list[str]:
    """Import every file by itself; return a line for each question whose key is another than the file says."""
    wrong = []
    for name, (text, expected) in files.items():
        at = folder / name
        at.mkdir()
        taken, found = imported(at, f"{name}{ending}", text)
        keys = [found.get(one.identifier, "-") for one in taken.outcomes if one.kind not in {"category", "description"}]
        keys += ["-"] * (len(expected) - len(keys))
        wrong += [f"{name}: {is_} is not {said}" for is_, said in zip(keys, expected, strict=True) if is_ != said]
    return wrong
