"""A folder of HTML that works from any web server, under any path, and by double-click from a USB stick."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from course_builder.model.settings import Audience, Settings, YesNo
from course_builder.outputs import Artifact, Job, Summary
from course_builder.packaging.folder import BROWSER_STORAGE, browser_text_bytes, whole


class HtmlOptions(Settings):
    """Options of the output ``html``."""

    offline: YesNo = Field(
        True, description="Keep the course on the learner's device at the first visit, for when there is no connection."
    )
    edition: Literal["learner", "trainer", "both"] = Field(
        "learner",
        description="For whom it is: a trainer's edition shows the `:::notes`, and stands in a folder of its own.",
    )


class Html:
    """The output ``html``."""

    name = "html"
    options = HtmlOptions
    forms = ("print",)

    def together(self, _options: HtmlOptions) -> bool:
        """Whether all languages become one."""
        return True

    def audiences(self, options: HtmlOptions) -> tuple[Audience, ...]:
        """For whom it is made."""
        return ("learner", "trainer") if options.edition == "both" else (options.edition,)

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield the files of the folder ``ID-html``, or ``ID-trainer-html``."""
        edition = job.edition
        text_bytes = browser_text_bytes(edition)
        files = whole(
            edition,
            tracker="local",
            characters=BROWSER_STORAGE,
            text_bytes=text_bytes,
            offline=job.options.offline,
        )
        folder = f"{edition.course.id}-trainer-html" if edition.audience == "trainer" else f"{edition.course.id}-html"
        for path, content in files.items():
            yield Artifact(f"{folder}/{path}", content)
        yield Summary()


output = Html()
