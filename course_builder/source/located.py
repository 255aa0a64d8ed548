"""Plain data that an author wrote, each key and value with its place, and its validation against a settings model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, get_origin

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


class _Items(list[Any]):
    """A list from which entries are dropped, and that knows the number that each of the rest had at first."""

    def __init__(self, items: Iterable[Any]) -> None:
        super().__init__(items)
        self.numbers = list(range(len(self)))

    def __delitem__(self, index: Any) -> None:
        super().__delitem__(index)
        del self.numbers[index]


def validated(
    model: type[M],
    located: LocatedData,
    report: Report,
    codes: Codes = YAML,
    instead: Mapping[str, Any] | None = None,
) -> M | None:
    """Validate data against ``model``; what is wrong goes to ``report``.

    A wrong key or value is left out and the rest is used, so that one mistake does not hide others. Returns None
    only where nothing usable is left.

    Args:
        instead: values for required keys that are missing or wrong, so that the rest can be used.
    """
    data = _copy(located.data)
    told: set[Path] = set()
    for _ in range(50):  # each round drops at least one offending entry
        try:
            return model.model_validate(data)
        except ValidationError as error:
            faults = [(_path(fault, data), fault) for fault in error.errors(include_url=False)]
        dropped = False
        # Later entries of a list first, so that the numbers of earlier ones stay what they are.
        for path, fault in sorted(faults, key=lambda pair: [str(part).zfill(9) for part in pair[0]], reverse=True):
            place = _written(path, data)
            if place not in told:
                told.add(place)
                _tell(model, located, place, fault, report, codes)
            if instead and len(path) == 1 and path[0] in instead:
                data[path[0]] = instead[str(path[0])]
                dropped = True
            else:
                dropped = _drop(data, path) or dropped
        if not dropped:
            return None
    return None


def _path(fault: Mapping[str, Any], data: Any) -> Path:
    """Return the path of a fault. pydantic puts names of validators and of a union's branches between the keys."""
    path: list[str | int] = []
    holder = data
    parts = fault["loc"]
    for number, part in enumerate(parts):
        if (isinstance(holder, dict) and part in holder) or (
            isinstance(holder, list) and isinstance(part, int) and part < len(holder)
        ):
            holder = holder[part]
        elif not (fault["type"] == "missing" and number == len(parts) - 1):
            continue
        path.append(part)
    return tuple(path)


def _written(path: Path, data: Any) -> Path:
    """Return a path with the numbers that entries of lists had when they were written."""
    written: list[str | int] = []
    holder = data
    for part in path:
        known = isinstance(holder, _Items) and isinstance(part, int) and part < len(holder)
        written.append(holder.numbers[part] if known else part)
        holder = holder[part] if known or (isinstance(holder, dict) and part in holder) else None
    return tuple(written)


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return _Items(_copy(inner) for inner in value)
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
    message = str(fault["msg"]).removeprefix("Input ").removeprefix("String ")
    return f"{given!r} cannot be used; it {message}." if isinstance(given, str) else f"{message}."


def _field(model: type[BaseModel], path: Path) -> Any:
    """The field's info at ``path``, or None."""
    current: Any = model
    info = None
    in_mapping = False
    for part in path:
        if isinstance(part, int) or not (isinstance(current, type) and issubclass(current, BaseModel)):
            continue
        if in_mapping:  # the author's own key, such as a pool's name
            in_mapping = False
            continue
        info = next((one for name, one in current.model_fields.items() if (one.alias or name) == part), None)
        if info is None:
            return None
        current = _inner_model(info.annotation)
        in_mapping = get_origin(info.annotation) is Mapping
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
