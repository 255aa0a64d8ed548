"""What the outputs for question banks have in common: one file with all questions of the course.

What a bank cannot say is told where it stands.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from course_builder.outputs import Artifact, Job, NoOptions, Summary
from course_builder.packaging.moodle.losses import Tell, telling
from course_builder.render.edition import Edition
from course_builder.source.names import portable


class QuestionBank(ABC):
    """An output that is one file.

    Attributes:
        ending: of the file's name, behind the course's id.
    """

    name: str
    ending: str
    options = NoOptions

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield the file."""
        name = portable(f"{job.edition.name}{self.ending}")
        yield Artifact(name, self.written(job.edition, telling(job.report, self.name)))
        yield Summary()

    @abstractmethod
    def written(self, edition: Edition, tell: Tell) -> bytes:
        """Return the file of an edition, and tell what is lost."""
