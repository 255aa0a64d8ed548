"""A course and its translation, side by side: what is known by an id in one is known by the same in the other.

Ids that authors did not give are made from words, and links and saved progress rely on those of the source. Both
courses come from the same files, so they have the same shape, and ids are taken over by place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from course_builder.blocks.tool.model import Column, Entry, Tool
from course_builder.blocks.tool.model import Option as ToolOption
from course_builder.diagnostics import Span
from course_builder.model import Course, Prose
from course_builder.source.commonmark.headings import Places, headings

Part = TypeVar("Part")

_KEPT = frozenset({"id", "leads_to", "pairs", "to", "modules", "module", "pool", "objectives"})
"""Fields that hold ids, or name them."""

_END = re.compile(r"\{([^{}]*)\}\s*$")


class ShapeError(Exception):
    """A translation has not the shape of its source.

    Args:
        span: where, in the translated text.
        message: in what they differ.
    """

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span, self.message = span, message


def with_ids(source: Course, translated: Course) -> Course:
    """Return a translation with the ids of its source.

    Raises:
        ShapeError: they are not of the same shape.
    """
    return _Pair(source, translated).made()


class _Pair:
    def __init__(self, source: Course, translated: Course) -> None:
        self._source, self._translated = source, translated
        self._at = translated.span
        # The places of headings by where their run stands: blocks may hold a run twice.
        self._places = {
            (run.span, run.text): places for screen in source.screens for run, places in _places_of(screen.nodes)
        }
        # Of a tool: the values of its options and the ids of its columns in the translation, and in the source.
        self._values: dict[str, str] = {}
        self._columns: dict[str, str] = {}

    def made(self) -> Course:
        return self._both(self._source, self._translated)

    def _both(self, one: Any, other: Part) -> Part:
        """Return ``other``, with all ids below it taken from ``one``."""
        made: Any = other
        if isinstance(one, Prose) and isinstance(other, Prose):
            made = self._prose(one, other)
        elif isinstance(one, BaseModel) or is_dataclass(one):
            made = self._model(one, other)
        elif isinstance(one, tuple | list) and isinstance(other, tuple | list):
            made = self._sequence(one, other)
        elif isinstance(one, Mapping) and isinstance(other, Mapping):
            made = self._mapping(one, other)
        elif _has_ids(other):
            self._fail("something stands here that the source does not have")
        found: Part = made
        return found

    def _model(self, one: Any, other: Any) -> Any:
        around, span = self._at, getattr(other, "span", None)
        if isinstance(span, Span):
            self._at = span
        if isinstance(one, Span) or (other is None and not _has_ids(one)):
            return other
        if type(one) is not type(other):
            self._fail(f"this is {_named(other)}, and in the source {_named(one)}")
        if isinstance(one, Tool):
            self._values, self._columns = {}, {}
        changed: dict[str, Any] = {}
        for name in _fields(one):
            mine, theirs = getattr(one, name), getattr(other, name)
            made = mine if name in _KEPT and not _has_models(mine) else self._both(mine, theirs)
            if made is not theirs:
                changed[name] = made
        if isinstance(one, ToolOption) and one.value != other.value:
            self._values[other.value] = changed["value"] = one.value
        if isinstance(one, Column) and one.id != other.id:
            self._columns[other.id] = one.id
        if isinstance(one, Tool):
            extra = other.extra.items()
            changed["extra"] = {key: _in_source(said, self._columns) for key, said in extra}
        if isinstance(one, Entry):
            cells = changed.get("cells", other.cells)
            changed["cells"] = {key: self._values.get(text, text) for key, text in cells.items()}
        self._at = around
        if not changed:
            return other
        return other.model_copy(update=changed) if isinstance(other, BaseModel) else replace(other, **changed)

    def _sequence(self, one: Any, other: Any) -> Any:
        if len(one) != len(other):
            if _has_ids(one) or _has_ids(other):
                self._fail(f"there are {len(other)} here, and {len(one)} in the source")
            return other
        made = [self._both(mine, theirs) for mine, theirs in zip(one, other, strict=True)]
        return type(other)(made) if any(a is not b for a, b in zip(made, other, strict=True)) else other

    def _mapping(self, one: Mapping[Any, Any], other: Mapping[Any, Any]) -> Mapping[Any, Any]:
        if one.keys() == other.keys():
            return {key: self._both(one[key], value) for key, value in other.items()}
        if len(one) != len(other):
            if _has_models(tuple(one.values())):
                self._fail(f"there are {len(other)} here, and {len(one)} in the source")
            return other
        # Keys that are ids were made from words.
        pairs = zip(one.items(), other.values(), strict=True)
        return {key: self._both(mine, theirs) for (key, mine), theirs in pairs}

    def _prose(self, one: Prose, other: Prose) -> Prose:
        """Return a run in which each heading has the id that it has in the source."""
        places = self._places.get((one.span, one.text))
        if not places:
            return other
        found = list(headings(other.text))
        if len(found) != len(places):
            self._at = other.span
            self._fail(f"there are {len(found)} headings here, and {len(places)} in the source")
        text = other.text
        for (start, end), place in reversed(list(zip(found, places, strict=True))):
            text = text[:start] + _with_id(text[start:end], place) + text[end:]
        return other.model_copy(update={"text": text}) if text != other.text else other

    def _fail(self, message: str) -> None:
        raise ShapeError(self._at, message)


def _places_of(nodes: Any) -> Iterator[tuple[Prose, list[str]]]:
    places = Places()
    for node in nodes:
        if isinstance(node, Prose) and (found := list(places.within(node.text))):
            yield node, found


def _with_id(heading: str, place: str) -> str:
    attributes = _END.search(heading)
    if attributes is None:
        return f"{heading} {{#{place}}}"
    if re.search(r"#[\w-]", attributes[1]):
        return heading
    return f"{heading[: attributes.start()]}{{#{place} {attributes[1].lstrip(':').strip()}}}"


def _fields(one: Any) -> Iterator[str]:
    if isinstance(one, BaseModel):
        yield from type(one).model_fields
    else:
        yield from (field.name for field in fields(one) if field.init)


def _has_models(given: Any) -> bool:
    return isinstance(given, tuple | list) and any(isinstance(one, BaseModel) or is_dataclass(one) for one in given)


def _has_ids(given: Any) -> bool:
    """Whether something hangs on what this is: it has an id, or is a part of a page."""
    if isinstance(given, tuple | list):
        return any(_has_ids(one) for one in given)
    return hasattr(given, "id") and not isinstance(given, type)


def _in_source(given: Any, ids: Mapping[str, str]) -> Any:
    """Return the id that the source has; whatever is none stays as it is."""
    return ids.get(given, given) if isinstance(given, str) else given


def _named(given: Any) -> str:
    return str(getattr(given, "name", "") or getattr(given, "kind", "") or type(given).__name__.lower())
