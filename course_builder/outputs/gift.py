"""All questions of a course as GIFT, the text that Moodle and many other tools read.

It says less than ``moodle-xml``: no marks, hints, gaps and units. What it cannot say is told where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from course_builder.outputs import Artifact, Job, NoOptions, Summary
from course_builder.packaging.moodle.gift import written
from course_builder.packaging.moodle.losses import telling
from course_builder.source.names import portable


class Gift:
    """The output ``gift``."""

    name = "gift"
    options = NoOptions

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield ``ID-gift.txt``."""
        name = portable(f"{job.edition.name}-gift.txt")
        yield Artifact(name, written(job.edition, telling(job.report, self.name)))
        yield Summary()


output = Gift()
