"""The JSON that the player's part ``tool`` gets of a tool: ``ToolData`` in ``player/src/tool/types.ts``."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from course_builder.model import Block, Prose
from course_builder.source.names import plain_text

if TYPE_CHECKING:
    from course_builder.blocks.tool.model import Column, Sheet, Tool


def tool_data(tool: Tool, block: Block, words: Callable[[str], str]) -> str:
    """Return the JSON, fit to stand in a ``<script>`` of a page.

    Args:
        block: the tool's block, which has its id and title.
        words: interface words by key.
    """
    data = {
        "id": block.id,
        "kind": tool.kind,
        "title": _plain(block.label) or block.id,
        "sheets": [_sheet(one, words) for one in tool.sheets],
        "examples": [
            {
                "name": one.name,
                "sheets": {
                    sheet: [{"id": entry.id, "cells": dict(entry.cells)} for entry in entries]
                    for sheet, entries in one.sheets.items()
                },
            }
            for one in tool.examples
        ],
        "extra": dict(tool.extra),
    }
    # In JSON `<` stands only inside strings, where this is the same character; HTML never sees a tag.
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _sheet(sheet: Sheet, words: Callable[[str], str]) -> dict[str, Any]:
    return {
        "id": sheet.id,
        "title": _plain(sheet.title),
        "columns": [_column(one, words) for one in sheet.columns],
        "rows": [
            {"id": row.id, "cells": {column: _plain(text) for column, text in row.cells.items()}} for row in sheet.rows
        ],
        "adds": sheet.adds,
        "blank": sheet.blank,
    }


def _column(column: Column, words: Callable[[str], str]) -> dict[str, Any]:
    return {
        "id": column.id,
        "label": _plain(column.label) or words(column.word),
        "type": column.type,
        "options": [
            {"value": one.value, "label": one.label or (words(one.word) if one.word else "")} for one in column.options
        ],
        "unit": column.unit,
    }


def _plain(text: Prose | None) -> str:
    return plain_text(text.text) if text else ""
