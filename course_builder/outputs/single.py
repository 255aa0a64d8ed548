"""One HTML file with everything inside, to send by e-mail or keep on a phone."""

from __future__ import annotations

from collections.abc import Iterator

from course_builder.outputs import Artifact, Job, NoOptions, Summary
from course_builder.packaging.folder import BROWSER_STORAGE, browser_text_bytes, course_script, licences
from course_builder.source.names import portable


class Single:
    """The output ``single``."""

    name = "single"
    options = NoOptions
    forms = ("single",)

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield ``ID.html``."""
        edition = job.edition
        script = course_script(
            edition,
            edition.course,
            edition.single_screens,
            tracker="local",
            characters=BROWSER_STORAGE,
            text_bytes=browser_text_bytes(edition),
            single=True,
        )
        page = edition.single(script)
        # The licences of what is inside travel with it, also in one file.
        notice = licences(job.edition.course, schemas=False).replace("--", "- -")
        yield Artifact(portable(f"{edition.name}.html"), page.rstrip() + f"\n<!--\n{notice}-->\n".encode())
        yield Summary()


output = Single()
