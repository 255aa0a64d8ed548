"""Plain data that an author wrote, each key and value with its place, and its validation against a settings model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from course_builder.diagnostics import Report, Span, did_you_mean

Path = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class LocatedData:
    """A mapping read from YAML or from a directive's attributes.

    Args:
        data: the values; scalars are text, exactly as written.
        span: where the whole stands.
        keys: the place of each key, by path.
        values: the place of each value, by path.
    """

    data: dict[str, Any]
    span: Span
    keys: Mapping[Path, Span] = field(default_factory=dict)
    values: Mapping[Path, Span] = field(default_factory=dict)

    def value_span(self, *path: str | int) -> Span:
        """Return the place of the value at ``path``, or of the nearest thing around it."""
        for end in range(len(path), 0, -1):
            found = self.values.get(path[:end]) or self.keys.get(path[:end])
            if found:
                return found
        return self.span


@dataclass(frozen=True, slots=True)
class Codes:
    """Which rules the mistakes of one kind of data break."""

    unknown: str = "yaml-unknown-key"
    missing: str = "yaml-missing-key"
    value: str = "yaml-value"
    noun: str = "key"


YAML = Codes()
ATTRIBUTES = Codes("directive-option-unknown", "directive-option-value", "directive-option-value", "option")


def validated(model: type[M], located: LocatedData, report: Report, codes: Codes = YAML) -> M | None:
    """Validate data against ``model``; what is wrong goes to ``report``.

    A wrong key or value is left out and the rest is used, so that one mistake does not hide others. Returns None
    only where nothing usable is left.
    """
    data = located.data
    for _ in range(50):  # each round drops at least one offending entry
        try:
            return model.model_validate(data)
        except ValidationError as error:
            faults = error.errors(include_url=False)
        dropped = False
        data = _copy(data)
        for fault in faults:
            path = tuple(part for part in fault["loc"] if _is_path_part(part))
            _tell(model, located, path, fault, report, codes)
            dropped = _drop(data, path) or dropped
        if not dropped:
            return None
    return None


def _is_path_part(part: str | int) -> bool:
    # pydantic adds names of validators and union branches to the path; real keys never look so
    return isinstance(part, int) or not (part.startswith(("function-", "literal[", "constrained-")) or part == "[key]")


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_copy(inner) for inner in value]
    return value


def _drop(data: Any, path: Path) -> bool:
    holder = data
    for part in path[:-1]:
        try:
            holder = holder[part]
        except (KeyError, IndexError, TypeError):
            return False
    if isinstance(holder, dict) and path and path[-1] in holder:
        del holder[path[-1]]
        return True
    if isinstance(holder, list) and path and isinstance(path[-1], int) and path[-1] < len(holder):
        del holder[path[-1]]
        return True
    # A required key is missing below: take the whole entry away, if it is not the root.
    return _drop(data, path[:-1]) if len(path) > 1 else False


def _tell(
    model: type[BaseModel], located: LocatedData, path: Path, fault: Mapping[str, Any], report: Report, codes: Codes
) -> None:
    name = str(path[-1]) if path else ""
    kind = fault["type"]
    if kind == "extra_forbidden":
        span = located.keys.get(path, located.value_span(*path))
        report.add(
            codes.unknown,
            span,
            f"There is no {codes.noun} {name!r} here.",
            did_you_mean(name, _keys_at(model, path[:-1])),
        )
        return
    if kind == "missing":
        place = located.value_span(*path[:-1]) if len(path) > 1 else located.span
        report.add(
            codes.missing, place, f"The {codes.noun} {name!r} is required and is not there.", _describe(model, path)
        )
        return
    report.add(codes.value, located.value_span(*path), f"{name!r}: {_say(fault)}", _describe(model, path))


def _say(fault: Mapping[str, Any]) -> str:
    context, kind = fault.get("ctx", {}), fault["type"]
    given = fault.get("input")
    if kind == "literal_error":
        return f"{given!r} cannot be used; it must be {context.get('expected')}."
    if kind in {"int_parsing", "int_type", "int_from_float", "float_parsing", "decimal_parsing"}:
        return f"{given!r} is not a {'whole ' if kind.startswith('int') else ''}number."
    if kind == "bool_parsing":
        return f"{given!r} is neither yes nor no."
    if kind in {"tuple_type", "list_type"}:
        return "a list is needed here."
    if kind in {"dict_type", "mapping_type", "model_type", "model_attributes_type"}:
        return "a mapping (key: value) is needed here."
    if kind == "string_type":
        return "text is needed here."
    if kind == "string_pattern_mismatch":
        return f"{given!r} does not have the right form."
    if kind == "value_error":
        return f"{given!r} cannot be used; {context.get('error')}."
    message = str(fault["msg"]).removeprefix("Input ")
    return f"{given!r} cannot be used; it {message}." if isinstance(given, str) else f"{message}."


def _field(model: type[BaseModel], path: Path) -> Any:
    """The field's info at ``path``, or None."""
    current: Any = model
    info = None
    for part in path:
        if isinstance(part, int) or not (isinstance(current, type) and issubclass(current, BaseModel)):
            continue
        info = next((one for name, one in current.model_fields.items() if (one.alias or name) == part), None)
        if info is None:
            return None
        current = _inner_model(info.annotation)
    return info


def _inner_model(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        inner = _inner_model(argument)
        if inner:
            return inner
    return None


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    inner: Any = model
    if path:
        info = _field(model, path)
        inner = _inner_model(info.annotation) if info else None
    return [one.alias or name for name, one in inner.model_fields.items()] if inner else []


def _describe(model: type[BaseModel], path: Path) -> str:
    info = _field(model, path)
    return (info.description or "").replace("`", "'") if info else ""
