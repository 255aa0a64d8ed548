"""A bank: ``::::bank[Title]{#id src=….csv facets="Sector, Level" pick="Code, Indicator"}`` of entries to pick from.

What is picked becomes a row of the tool's sheet, with further columns to fill in. Without scripts the entries are a
plain table.
"""

from pathlib import Path

from course_builder.blocks import BlockRoom
from course_builder.blocks.bank.reading import BankOptions, read_bank

room = BlockRoom("bank", Path(__file__).parent, BankOptions, parts=("tool", "bank"), needs_id=True, read=read_bank)
