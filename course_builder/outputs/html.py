"""A folder of HTML that works from any web server, under any path, and by double-click from a USB stick."""

from __future__ import annotations

from collections.abc import Iterator

from course_builder.checks import limits
from course_builder.outputs import Artifact, Job, NoOptions, Summary
from course_builder.packaging.folder import whole

CHARACTERS = 64_000
"""What is kept of a course in the browser's storage, which gives five million characters to all courses of a site."""


class Html:
    """The output ``html``."""

    name = "html"
    options = NoOptions

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield the files of the folder ``ID-html``."""
        edition = job.edition
        budget = limits.budget(edition.course, edition.lock, CHARACTERS)
        for path, content in whole(
            edition, tracker="local", characters=CHARACTERS, text_bytes=budget.text_bytes
        ).items():
            yield Artifact(f"{edition.course.id}-html/{path}", content)
        yield Summary()


output = Html()
