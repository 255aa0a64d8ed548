"""A folder of HTML that works from any web server, under any path, and by double-click from a USB stick."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from course_builder.model.settings import Settings, YesNo
from course_builder.outputs import Artifact, Job, Summary
from course_builder.packaging.folder import BROWSER_STORAGE, browser_text_bytes, whole


class HtmlOptions(Settings):
    """Options of the output ``html``."""

    offline: YesNo = Field(
        True, description="Keep the course on the learner's device at the first visit, for when there is no connection."
    )


class Html:
    """The output ``html``."""

    name = "html"
    options = HtmlOptions
    forms = ("print",)

    def together(self, _options: HtmlOptions) -> bool:
        """Whether all languages become one."""
        return True

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield the files of the folder ``ID-html``."""
        edition = job.edition
        text_bytes = browser_text_bytes(edition)
        files = whole(
            edition,
            tracker="local",
            characters=BROWSER_STORAGE,
            text_bytes=text_bytes,
            offline=job.options.offline,
        )
        for path, content in files.items():
            yield Artifact(f"{edition.course.id}-html/{path}", content)
        yield Summary()


output = Html()
