"""SCORM 1.2: a zip that practically every LMS takes, and the one to upload to Moodle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from course_builder.model.settings import Settings, YesNo
from course_builder.outputs import Artifact, Job, Summary
from course_builder.packaging.scorm import REPORTED, Reported, Variant, scorm_files

CHARACTERS = 4096
"""Of ``cmi.suspend_data`` (SCORM 1.2 RTE 3.4.4.1: CMIString4096)."""


class Scorm12Options(Settings):
    """Options of the output ``scorm12``."""

    sco: Literal["course", "module"] = Field("course", description="One SCO for the whole course, or one per module.")
    mastery_score: YesNo = Field(
        False, description="Tell the LMS the pass mark. Moodle then sets the status itself at the end."
    )
    report: Reported = REPORTED


class Scorm12:
    """The output ``scorm12``."""

    name = "scorm12"
    options = Scorm12Options

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield ``ID-scorm12.zip``, and the cards beside it."""
        variant = Variant(
            standard="scorm12",
            tracker="scorm12",
            name="SCORM 1.2",
            limit=CHARACTERS,
            per_module=job.options.sco == "module",
            mastery_score=job.options.mastery_score,
            reported=job.options.report,
        )
        files, budget = scorm_files(job.edition, job.report, variant)
        for path, content in files.items():
            yield Artifact(path, content)
        yield Summary(budget.characters, budget.limit, budget.text_bytes)


output = Scorm12()
