"""What all practical tools share: a closed core of sheets under open sugar.

A worksheet, a checklist, a matrix are different ways to write the same thing: **sheets**, which are tables with typed
columns, rows that the author gives and rows that are added. Each kind's room lowers what authors write to a ``Tool``;
the frame in the page and the player's part ``tool`` (storage, copies, printing, exports) know sheets, and no kind.
"""

from course_builder.blocks.tool.bands import Band, bands, bands_data
from course_builder.blocks.tool.cells import POINTS, STATES, choices, scale, value
from course_builder.blocks.tool.columns import ColumnOptions, column, unique
from course_builder.blocks.tool.content import ToolContent, single_structure, tool_content
from course_builder.blocks.tool.examples import Shown, example_name, with_examples
from course_builder.blocks.tool.model import Column, Entry, Example, Option, Row, Sheet, Tool
from course_builder.blocks.tool.rows import rows_of_list, sheet_of_table

__all__ = [
    "POINTS",
    "STATES",
    "Band",
    "Column",
    "ColumnOptions",
    "Entry",
    "Example",
    "Option",
    "Row",
    "Sheet",
    "Shown",
    "Tool",
    "ToolContent",
    "bands",
    "bands_data",
    "choices",
    "column",
    "example_name",
    "rows_of_list",
    "scale",
    "sheet_of_table",
    "single_structure",
    "tool_content",
    "unique",
    "value",
    "with_examples",
]
