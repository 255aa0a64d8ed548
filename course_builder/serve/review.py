"""A copy of a course for its reviewers: every mistake and every answer is on the page, and every page says what it is.

It is the HTML output with something added to each page, never with anything taken away; it works from a folder on the
disk and without scripts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files as resources
from pathlib import Path, PurePosixPath
from typing import Any

from course_builder import lock as locking
from course_builder import made
from course_builder.building import check_and_package
from course_builder.cache import of_user
from course_builder.content import Content, Held
from course_builder.diagnostics import Report, as_data, in_order
from course_builder.journal import finish
from course_builder.load import load
from course_builder.model import Course, Question, questions_of
from course_builder.outputs.options import output_options
from course_builder.packaging.folder import BROWSER_STORAGE, Folder, browser_text_bytes
from course_builder.render.edition import Edition, Screens
from course_builder.render.site import ScreenLink
from course_builder.replacing import Replacing
from course_builder.serve.shown import Options, narrowed
from course_builder.translation import interface

_FORM = re.compile(r'<form\b[^>]*\bdata-question="([^"]*)".*?</form>', re.DOTALL)
_ANSWERS = re.compile(r"<(details|template)\b[^>]*\bdata-answers[^>]*>")
_ID = re.compile(r'\s(?:id|for|aria-labelledby|aria-describedby|name)="[^"]*"')


class NoCourseError(ValueError):
    """There is no course that could be copied; the message says why."""


def share(root: Path, target: Path, options: Options) -> str:
    """Write a review copy of a course, whatever mistakes it has.

    Args:
        root: the course's folder.
        target: the folder to write; a review copy that is there already is replaced.
        options: what of the course is copied.

    Returns:
        A sentence on what was written.

    Raises:
        NoCourseError: there is no usable course.
        ForeignError: ``target`` holds something that is no review copy.
        UnknownModuleError: the module to copy is not there.
        TemplateError: the course's own templates cannot be used.
    """
    finish(root, target.parent)
    # Looked at before anything else, for making the copy takes a while.
    made.prove(target, made.read(target), root)
    report = Report()
    loaded = load(root, interface.true_false, audience="trainer")
    if loaded.course is None:
        raise NoCourseError(loaded.diagnostics[0].message)
    course, shown = narrowed(loaded.course, options)
    numbers = locking.updated(locking.read(root, report, loaded.sources), course)
    edition = Edition(root, course, numbers, report, cache=of_user())
    edition.media.ahead(loaded.sources)
    check_and_package(edition, loaded.sources, report, output_options(course, None, loaded.sources, report))
    problems = as_data(in_order([*loaded.diagnostics, *report.diagnostics]), loaded.sources)
    pages = edition.pages if shown is course else edition.screens_of(shown)
    files = _files(edition, shown, pages)
    for link in pages.links:
        files[link.href] = Held(_reviewed(files[link.href].read().decode(), link, shown, problems).encode())
    style = (resources("course_builder.serve") / "static" / "review.css").read_bytes()
    files["style.css"] = Held(files["style.css"].read() + style)
    with Replacing(root) as replacing:
        replacing.folder(target, {PurePosixPath(name): content for name, content in files.items()})
    return f"{target / 'index.html'}: a review copy of {len(pages.links)} pages, with {len(problems)} mistakes shown."


def _files(edition: Edition, shown: Course, pages: Screens) -> dict[str, Content]:
    # Its progress is kept apart from that of the course itself.
    identifier = f"{edition.course.id}-review"
    folder = Folder(edition, pages, shown, "local", BROWSER_STORAGE, browser_text_bytes(edition), identifier)
    return folder.files((*folder.own, *folder.scripts, *folder.shared))


def _reviewed(page: str, link: ScreenLink, course: Course, problems: list[dict[str, Any]]) -> str:
    """Return a page with its mistakes and answers."""
    screen = next((one for one in course.screens if one.id == link.id), None)
    questions = {one.id: one for one in questions_of(screen)} if screen else {}
    page = _FORM.sub(lambda found: _with_key(found[0], questions.get(html.unescape(found[1]))), page)
    if link.kind == "assessment":
        # With scripts a quiz shows its questions one by one, once it is begun. Reviewers read them all.
        copies = "".join(_copy(found[0]) for found in _FORM.finditer(page))
        at = page.index("</main>")
        page = f'{page[:at]}<section class="review-all"><h2>All questions</h2>\n{copies}</section>\n{page[at:]}'
    # The first page tells of all of them: also of those in files that are no page.
    told = [one for one in problems if link.kind == "home" or (screen and one["file"] == screen.span.file)]
    if told:
        start = page.index(">", page.index("<main")) + 1
        page = f"{page[:start]}\n{_problems(told)}{page[start:]}"
    count = len(problems)
    said = f"Review copy, not for learners. {count} mistake{'' if count == 1 else 's'} in this course."
    banner = f'<p class="review-banner">{said}</p>\n'
    at = page.index(">", page.index("<body")) + 1
    return f"{page[:at]}\n{banner}{page[at:]}"


def _with_key(form: str, question: Question | None) -> str:
    """Return a question's form with its answers open at the end; the player hides only the folded ones."""
    found = _ANSWERS.search(form)
    inside = "".join(_endings(question)) if question else ""
    if found:
        inside += _ID.sub("", form[found.end() : _end(form, found.end(), found[1])])
    if not inside:
        return form
    body = form.removesuffix("</form>")
    return f'{body}<div class="review-key"><p>For reviewers</p>\n{inside}</div>\n</form>'


def _copy(form: str) -> str:
    """Return a question as text: nothing in it can be answered, and the player does not see it."""
    form = re.sub(r"<(/?)form\b", r"<\1div", _ID.sub("", form))
    form = re.sub(r"<(input|select|textarea)\b", r"<\1 disabled", form)
    return re.sub(r'\sdata-(?:question|part|answers|check|again|outcome)\b(?:="[^"]*")?', "", form) + "\n"


def _endings(question: Question) -> Iterator[str]:
    """Say what a scenario's endings score; it has no other key."""
    for one in question.endings:
        yield f"<p>Ending <code>{html.escape(one.id)}</code>: {one.score * 100:.0f} %</p>\n"


def _end(text: str, start: int, tag: str) -> int:
    """Return where an element ends that begins before ``start``; others of its kind may stand inside."""
    depth = 1
    for found in re.finditer(rf"<(/?){tag}\b", text[start:]):
        depth += -1 if found[1] else 1
        if not depth:
            return start + found.start()
    return len(text)


def _problems(told: list[Mapping[str, Any]] | list[dict[str, Any]]) -> str:
    items = "".join(_problem(one) for one in told)
    head = '<section class="review-problems" aria-label="Mistakes"><p>Mistakes found here</p>\n'
    return f"{head}<ul>\n{items}</ul>\n</section>\n"


def _problem(one: Mapping[str, Any]) -> str:
    place = f"{one['file']}:{one['line']}:{one['column']}"
    source = f"<pre><code>{html.escape(str(one['source']))}</code></pre>" if str(one["source"]).strip() else ""
    hint = f" {html.escape(str(one['hint']))}" if one["hint"] else ""
    said = f"<strong>{one['severity']}</strong> {html.escape(str(one['message']))}{hint}"
    return f"<li>{said} <code>{html.escape(place)}</code> <code>{one['code']}</code>{source}</li>\n"
