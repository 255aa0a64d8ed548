"""All questions of a course as GIFT, the text that Moodle and many other tools read.

It says less than ``moodle-xml``: no marks, hints, gaps and units. What it cannot say is told where it stands.
"""

from __future__ import annotations

from course_builder.outputs.bank import QuestionBank
from course_builder.packaging.moodle import gift
from course_builder.packaging.moodle.losses import Tell
from course_builder.render.edition import Edition


class Gift(QuestionBank):
    """The output ``gift``."""

    name = "gift"
    ending = "-gift.txt"

    def written(self, edition: Edition, tell: Tell) -> bytes:
        """Return the file."""
        return gift.written(edition, tell)


output = Gift()
