"""Answer keys in one line each, for tests that compare those of a bank with those of what was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from course_builder import check
from course_builder.model import Choice, Interaction, Match, Number, Order, Question, Region, Text
from course_builder.scaffold.imports import take, write
from course_builder.scaffold.imports.outcome import Taken
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
    return taken, _keys(taken, target)


def shares(files: Mapping[str, tuple[str | bytes, tuple[str, ...]]], folder: Path, ending: str) -> list[str]:
    """Import all files; return a line for each question whose key is another than its file says."""
    for name, (text, _) in files.items():
        (folder / f"{name}{ending}").write_bytes(text if isinstance(text, bytes) else text.encode())
    target = folder / "course"
    taken = take([folder / f"{name}{ending}" for name in files], target)
    assert not taken.refused
    found = _keys(taken, target)
    wrong = []
    for name, (_, expected) in files.items():
        own = [one for one in taken.outcomes if Path(one.file).stem == name]
        keys = [found.get(one.identifier, "-") for one in own if one.kind not in {"category", "description", "page"}]
        keys += ["-"] * (len(expected) - len(keys))
        wrong += [f"{name}: {is_} is not {said}" for is_, said in zip(keys, expected, strict=True) if is_ != said]
    return wrong


def _keys(taken: Taken, target: Path) -> dict[str, str]:
    """Write a course; return the keys of its questions by their ids."""
    write(taken, target)
    result = check(target, ["html"])
    assert [one for one in result.diagnostics if one.severity == "error"] == []
    assert result.course
    found = {one.id: key(one) for one in result.course.questions}
    assert set(found) == {one.identifier for one in taken.outcomes if one.identifier}
    return found
