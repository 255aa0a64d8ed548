"""All questions of a course as one file for Moodle's question bank.

A category for each module, below it one for each page and quiz with questions, and one for each pool. What Moodle's
questions cannot say is told where it stands.
"""

from __future__ import annotations

from course_builder.outputs.bank import QuestionBank
from course_builder.packaging.moodle import xml
from course_builder.packaging.moodle.losses import Tell
from course_builder.render.edition import Edition


class MoodleXml(QuestionBank):
    """The output ``moodle-xml``."""

    name = "moodle-xml"
    ending = "-moodle.xml"

    def written(self, edition: Edition, tell: Tell) -> bytes:
        """Return the file."""
        return xml.written(edition, tell)


output = MoodleXml()
