"""Reads backups of Moodle courses and activities (.mbz): sections, pages, books, texts, quizzes, glossaries and files.

A backup is an archive of XML, one file for each section and activity, with the question bank beside them. What learners
did in the course is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from course_builder.scaffold.imports.archive import of_backup
from course_builder.scaffold.imports.backup.activities import Activities
from course_builder.scaffold.imports.backup.bank import Bank
from course_builder.scaffold.imports.backup.contents import Contents, value
from course_builder.scaffold.imports.backup.rules import Rules
from course_builder.scaffold.imports.material import Asked, Given, Page, Term
from course_builder.scaffold.imports.prose import escaped

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[a-z0-9]{2,8})*")


def read(given: Given) -> Iterator[Page | Asked | Term]:
    """Yield what is in a backup: each section with its activities in their order, then questions that no quiz asks.

    Raises:
        RefusedError: it is no backup that can be read, or far too large.
    """
    contents = Contents(of_backup(given.content))
    given.title = escaped(contents.title)
    language = value(contents.course, "lang")
    if _LANGUAGE.fullmatch(language):
        name, *rest = language.split("_")
        given.language = "-".join([name, *(one.upper() if len(one) == 2 else one.capitalize() for one in rest)])
    bank = Bank(contents)
    sections = list(contents.sections())
    rules = Rules(contents, sections)
    given.settings, given.lost = rules.settings(), rules.lost()
    activities = Activities(contents, bank, rules, given)
    for section in sections:
        yield from activities.of(section)
    yield from bank.unused(given.media)
