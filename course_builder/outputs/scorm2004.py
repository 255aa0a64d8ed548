"""SCORM 2004, 4th edition or, where an LMS asks for it, 3rd."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from course_builder.model.settings import Settings
from course_builder.outputs import Artifact, Job, Summary
from course_builder.packaging.scorm import LANGUAGES, REPORTED, Languages, Reported, Variant, scorm_files

CHARACTERS = 16_000
"""Of ``cmi.suspend_data``. The standard gives 64,000 (SCORM 2004 3rd and 4th edition RTE 4.2.23); browsers take little
more in all while a page is left, answers and objectives included (R33)."""


def _edition(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdigit() else value


class Scorm2004Options(Settings):
    """Options of the output ``scorm2004``."""

    sco: Literal["course", "module"] = Field("course", description="One SCO for the whole course, or one per module.")
    edition: Annotated[Literal[3, 4], BeforeValidator(_edition)] = Field(
        4, description="The edition of the standard: 3 or 4."
    )
    report: Reported = REPORTED
    languages: Languages = LANGUAGES


class Scorm2004:
    """The output ``scorm2004``."""

    name = "scorm2004"
    options = Scorm2004Options

    def together(self, options: Scorm2004Options) -> bool:
        """Whether all languages become one."""
        return _variant(options).together

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield ``ID-scorm2004.zip``, and the cards beside it."""
        files, budget = scorm_files(job.edition, job.report, _variant(job.options))
        for path, content in files.items():
            yield Artifact(path, content)
        yield Summary(budget.characters, budget.limit, budget.text_bytes)


def _variant(options: Scorm2004Options) -> Variant:
    return Variant(
        standard="scorm2004-3" if options.edition == 3 else "scorm2004-4",
        tracker="scorm2004",
        name="SCORM 2004",
        limit=CHARACTERS,
        per_module=options.sco == "module",
        mastery_score=False,
        reported=options.report,
        languages=options.languages,
    )


output = Scorm2004()
