"""SCORM 1.2: a zip that practically every LMS takes, and the one to upload to Moodle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from course_builder.model.settings import Settings, YesNo
from course_builder.outputs import Artifact, Job, Summary
from course_builder.packaging.scorm import LANGUAGES, REPORTED, Languages, Reported, Variant, scorm_files

CHARACTERS = 4096
"""Of ``cmi.suspend_data`` (SCORM 1.2 RTE 3.4.4.1: CMIString4096)."""


class Scorm12Options(Settings):
    """Options of the output ``scorm12``."""

    sco: Literal["course", "module"] = Field("course", description="One SCO for the whole course, or one per module.")
    mastery_score: YesNo = Field(
        False, description="Tell the LMS the pass mark. Moodle then sets the status itself at the end."
    )
    report: Reported = REPORTED
    languages: Languages = LANGUAGES


class Scorm12:
    """The output ``scorm12``."""

    name = "scorm12"
    options = Scorm12Options

    def together(self, options: Scorm12Options) -> bool:
        """Whether all languages become one."""
        return _variant(options).together

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield ``ID-scorm12.zip``, and the cards beside it."""
        files, budget = scorm_files(job.edition, job.report, _variant(job.options))
        for path, content in files.items():
            yield Artifact(path, content)
        yield Summary(budget.characters, budget.limit, budget.text_bytes)


def _variant(options: Scorm12Options) -> Variant:
    return Variant(
        standard="scorm12",
        tracker="scorm12",
        name="SCORM 1.2",
        limit=CHARACTERS,
        per_module=options.sco == "module",
        mastery_score=options.mastery_score,
        reported=options.report,
        languages=options.languages,
    )


output = Scorm12()
