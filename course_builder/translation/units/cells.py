"""The cells of tables, and what attributes say to learners: both call the columns and values of a tool the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pydantic import BaseModel

from course_builder.blocks.tool.columns import ColumnOptions
from course_builder.diagnostics import Report
from course_builder.model.settings import for_learners
from course_builder.source.attributes import BRACES, Attributes, may_be_attributes, parse_attributes
from course_builder.source.lines import Line
from course_builder.source.names import plain_text
from course_builder.translation.unit import Unit
from course_builder.translation.units.figures import in_sheet
from course_builder.translation.units.slots import NAMED_COLUMN, Part, Slot, in_cell, in_quotation_marks, placeholder
from course_builder.translation.units.texts import Texts, Where
from course_builder.translation.units.words import has_words

_POINT = re.compile(r"-?\d{1,3}\s+(?=\D)")
_KEPT_VALUES = frozenset({"yes", "partly", "no", "x", "true", "false", "done"})
"""What a cell of an example says to a column without words of its own, in every language."""


@dataclass(slots=True)
class Cells(Texts):
    """Finds cells and attributes.

    Args:
        values: what columns of the present tool can hold, by the same in small letters.
        picked: the columns of a bank's file that its tool has, in small letters.
        named: the columns that attributes name, in small letters.
    """

    values: dict[str, str] = field(default_factory=dict)
    picked: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)

    def cell(self, line: Line, where: Where, kind: str) -> Iterator[Slot]:
        text, attributes = line.text, None
        braces = re.search(BRACES.pattern + r"$", text)
        if (
            braces
            and may_be_attributes(braces[0][1:-1])
            and (braces.start() == 0 or text[braces.start() - 1].isspace())
        ):
            place = line.span(braces.start() + 1, 1)
            attributes = parse_attributes(braces[0][1:-1], place, Report())
            text = text[: braces.start()].rstrip()
        value = ""
        if where.tool and kind == "cell":
            if (point := _POINT.match(text)) and plain_text(text[point.end() :]).casefold() in self.values:
                line, text = line.cut(point.end()), text[point.end() :]
            value = self.values.get(plain_text(text).casefold(), "")
            if not value and plain_text(text).casefold() in _KEPT_VALUES:
                return
        start = self.offset(line)
        end = start + len(text)
        of_bank = self.begins_row(line) if kind == "cell" else plain_text(text).casefold() in self.picked
        standing = replace(where, place=where.bank) if where.bank and of_bank else where
        if kind == "column" and (standing is not where or plain_text(text).casefold() in self.named):
            kind = NAMED_COLUMN
        elif value:
            kind = "value"
        shown, parts = self.with_gaps(text, start, end, where)
        # A value is called as where it was defined, however it is capitalised here.
        shown = value or shown.replace("\\|", "|")
        if has_words(shown) or any(part.unit for part in parts):
            unit = Unit(self.context(standing, kind), shown, line.span(0, len(text))) if has_words(shown) else None
            yield Slot(start, end, shown, unit, in_cell, parts)
        elif where.data:
            yield Slot(start, end, shown, None, in_cell, figures=in_sheet)
        if attributes and where.tool:
            yield from self.attributes(attributes, ColumnOptions, where, where.place, "column")

    def begins_row(self, line: Line) -> bool:
        """Whether a cell is the first of its row."""
        at = self.starts[line.number - 1]
        return not self.text[at : at + line.offset].strip(" |>")

    def attributes(
        self, attributes: Attributes, model: type[BaseModel] | None, where: Where, columns: str, name: str
    ) -> Iterator[Slot]:
        """Yield the places of attributes that are text for learners.

        Args:
            columns: the file or the place whose columns they name.
        """
        for key, value in attributes.data.data.items():
            kind = for_learners(model, (key,)) if model else None
            span = attributes.data.values.get((key,))
            if not kind or not span or not has_words(str(value)) or (key == "evidence" and value == "no"):
                continue
            at = self.starts[span.line - 1] + span.column - 1
            written = self.text[at : at + span.length]
            equals = written.find("=")
            if equals < 0:
                continue
            start = at + equals + 1 + len(written[equals + 1 :]) - len(written[equals + 1 :].lstrip())
            end = at + span.length
            if kind.form == "text":
                unit = Unit(self.context(where, f"{key}, {name}"), value, span)
                yield Slot(start, end, value, unit, in_quotation_marks)
                continue
            pieces: list[str] = []
            parts: list[Part] = []
            for one in (one.strip() for one in value.split(",")):
                point = _POINT.match(one) if kind.form == "scale" else None
                said = one[point.end() :] if point else one
                if not has_words(said):
                    pieces.append(one)
                    continue
                if kind.form == "columns":
                    self.named.add(said.casefold())
                else:
                    self.values[said.casefold()] = said
                place = (
                    f"{columns} · {NAMED_COLUMN}"
                    if kind.form == "columns"
                    else self.context(where, "value" if where.tool else f"{key}, {name}")
                )
                parts.append(Part(said, Unit(place, said, span)))
                pieces.append((point[0] if point else "") + placeholder(len(parts)))
            yield Slot(start, end, ", ".join(pieces), None, in_quotation_marks, tuple(parts))
