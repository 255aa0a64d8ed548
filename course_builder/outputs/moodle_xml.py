"""All questions of a course as one file for Moodle's question bank.

A category for each module, below it one for each page and quiz with questions, and one for each pool. What Moodle's
questions cannot say is told where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from course_builder.outputs import Artifact, Job, NoOptions, Summary
from course_builder.packaging.moodle.losses import telling
from course_builder.packaging.moodle.xml import written
from course_builder.source.names import portable


class MoodleXml:
    """The output ``moodle-xml``."""

    name = "moodle-xml"
    options = NoOptions

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield ``ID-moodle.xml``."""
        name = portable(f"{job.edition.name}-moodle.xml")
        yield Artifact(name, written(job.edition, telling(job.report, self.name)))
        yield Summary()


output = MoodleXml()
