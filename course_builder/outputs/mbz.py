"""A native Moodle course: a backup that Moodle restores, with pages, quizzes on a question bank, and glossaries.

A zip and not a ``.tar.gz``: Moodle takes both (``lib/filestorage/mbz_packer.php``), and ours are the same bytes every
time. What Moodle has no counterpart for is told where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from course_builder.outputs import Artifact, Job, NoOptions, Summary
from course_builder.packaging.moodle.backup.making import Making
from course_builder.packaging.moodle.losses import telling
from course_builder.packaging.zip import deterministic
from course_builder.source.names import portable


class Mbz:
    """The output ``mbz``."""

    name = "mbz"
    options = NoOptions

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield ``ID-moodle.mbz``."""
        name = portable(f"{job.edition.name}-moodle.mbz")
        backup = Making(job.edition, telling(job.report, self.name), name).backup()
        yield Artifact(name, deterministic(backup.files().items(), job.edition.jobs))
        yield Summary()


output = Mbz()
