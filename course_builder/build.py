"""The whole flow: load → number → render → check → package → write.

Nothing is written unless all is well; then everything is replaced whole (see ``replacing``).
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from course_builder import checks
from course_builder import lock as locking
from course_builder.diagnostics import Diagnostic, Report, Span, did_you_mean, in_order
from course_builder.load import load
from course_builder.lock import Lock
from course_builder.model import Course
from course_builder.outputs import Artifact, Job, Summary, outputs
from course_builder.render.edition import Edition
from course_builder.replacing import Replacing
from course_builder.source import yaml
from course_builder.source.files import Files
from course_builder.source.located import LocatedData, validated
from course_builder.translation import interface

Progress = Callable[[str], None]


def _silent(step: str) -> None:
    """Tell nobody of a step."""


@dataclass(frozen=True, slots=True)
class Built:
    """One output that was built.

    Args:
        output: the output's name.
        path: the file or folder.
        size: in bytes.
        pages, questions: how many it holds.
        summary: what its saved state needs.
    """

    output: str
    path: Path
    size: int
    pages: int
    questions: int
    summary: Summary


@dataclass(slots=True)
class Result:
    """What checking or building gives.

    Args:
        diagnostics: all mistakes, by place.
        sources: the text of each source file, to show the lines with.
        built: what was written; empty where there are errors.
        course: the course, or None where there is no usable ``course.yml``.
        edition: the rendered course, where it came so far.
    """

    diagnostics: list[Diagnostic]
    sources: Mapping[str, str]
    built: list[Built] = field(default_factory=list)
    course: Course | None = None
    edition: Edition | None = None
    strict: bool = False

    @property
    def ok(self) -> bool:
        """Whether there is no error, and under ``strict`` no warning either."""
        return not any(one.severity == "error" or self.strict for one in self.diagnostics)


def check(
    path: str | Path,
    names: Sequence[str] | None = None,
    *,
    strict: bool = False,
    progress: Progress = _silent,
) -> Result:
    """Check a course: everything that building does, but nothing is written.

    Args:
        path: the course's folder.
        names: outputs to check for; those of ``course.yml`` if None.
    """
    return _make(Path(path), names, strict, progress)[0]


def build(
    path: str | Path,
    outputs: Sequence[str] | None = None,
    out: str | Path | None = None,
    *,
    strict: bool = False,
    progress: Progress = _silent,
) -> Result:
    """Build a course.

    Args:
        path: the course's folder.
        outputs: names of outputs; those of ``course.yml`` if None.
        out: the folder to write to; ``output`` in the course's folder if None.
        strict: warnings count as errors.
        progress: called with the name of each step as it begins.

    Returns:
        What was built; on errors nothing is, and nothing on the disk has changed.
    """
    root = Path(path)
    result, made = _make(root, outputs, strict, progress)
    edition = result.edition
    if not result.ok or edition is None:
        return result
    progress("write")
    target = Path(out) if out is not None else root / "output"
    pages, questions = _pages(edition.course), len(edition.course.questions)
    with Replacing() as replacing:
        for name, (artifacts, summary) in made.items():
            size = sum(len(one.content) for one in artifacts)
            result.built.append(Built(name, _put(replacing, target, artifacts), size, pages, questions, summary))
        _put_lock(replacing, root, edition.lock)
    return result


Made = dict[str, tuple[list[Artifact], Summary]]
"""The files and the summary of each output, by its name."""


def _make(root: Path, names: Sequence[str] | None, strict: bool, progress: Progress) -> tuple[Result, Made]:
    """Do everything but write."""
    progress("read")
    loaded = load(root, interface.true_false)
    result = Result(in_order(loaded.diagnostics), loaded.sources, course=loaded.course, strict=strict)
    if loaded.course is None:
        return result, {}
    report = Report(list(loaded.diagnostics))
    numbers = locking.updated(read_lock(root, report, loaded.sources), loaded.course)
    edition = Edition(root, loaded.course, numbers, report)
    made = make(edition, loaded.sources, report, names, progress)
    result.diagnostics = in_order(report.diagnostics)
    if made is not None:
        result.edition = edition
    return result, made or {}


def make(
    edition: Edition,
    sources: dict[str, str],
    report: Report,
    names: Sequence[str] | None = None,
    progress: Progress = _silent,
) -> Made | None:
    """Check a course that was read, and make its outputs.

    Args:
        sources: the text of each source file; a template with a mistake is added.
        report: told of every mistake.
        names: outputs to make; those of ``course.yml`` if None.

    Returns:
        What was made; None where the course's own templates cannot be used.
    """
    progress("check")
    try:
        checks.check(edition, sources, interface.languages(), report)
    except TemplateError as error:
        if not (edition.root / "theme").is_dir():
            raise
        tell_template(error, edition.root, sources, report)
        return None
    checked = set(edition.dead_ends)
    made: Made = {}
    for name, options in _wanted(edition.course, names, sources, report).items():
        progress(name)
        made[name] = _run(name, options, edition, report)
    # What only some outputs cannot link to is known when they are made.
    checks.links.dead_ends(edition.dead_ends - checked, sources, report)
    return made


def tell_template(error: TemplateError, root: Path, sources: dict[str, str], report: Report) -> None:
    """Tell of a mistake in a template of the course's own theme, at the last place that rendering went through."""
    theme = root / "theme"
    places = [(Path(one.filename), one.lineno or 1) for one in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        places.append((Path(error.filename), error.lineno))
    path, line = next((one for one in reversed(places) if one[0].is_relative_to(theme)), (theme, 1))
    span = Span(path.relative_to(root).as_posix(), line)
    if path.is_file():
        sources[span.file] = path.read_text(encoding="utf-8", errors="replace")
    hint = "Compare it with the theme's own template of the same name, or delete it."
    report.add("theme-template", span, f"This template cannot be used: {error.message}.", hint)


def _run(name: str, options: Any, edition: Edition, report: Report) -> tuple[list[Artifact], Summary]:
    artifacts: list[Artifact] = []
    summary = Summary()
    for one in outputs()[name].build(Job(edition, options, report)):
        if isinstance(one, Summary):
            summary = one
        else:
            artifacts.append(one)
    return artifacts, summary


def _wanted(course: Course, names: Sequence[str] | None, sources: Mapping[str, str], report: Report) -> dict[str, Any]:
    """Return the options of each output that is to be built."""
    known = outputs()
    located = yaml.parse(sources.get("course.yml", ""), "course.yml", Report()) or LocatedData({}, Span("course.yml"))
    wanted: dict[str, Any] = {}
    for name in names if names is not None else course.settings.outputs:
        if name not in known:
            report.add(
                "output-unknown",
                _output_span(located, name),
                f"There is no output {name!r}.",
                did_you_mean(name, known),
            )
            continue
        given = course.settings.outputs.get(name, {})
        prefix = ("outputs", name)
        inner = LocatedData(
            dict(given),
            located.value_span(*prefix),
            {path[2:]: span for path, span in located.keys.items() if path[:2] == prefix and len(path) > 2},
            {path[2:]: span for path, span in located.values.items() if path[:2] == prefix and len(path) > 2},
        )
        wanted[name] = validated(known[name].options, inner, report) or known[name].options()
    return wanted


def _output_span(located: LocatedData, name: str) -> Span:
    given = located.data.get("outputs")
    if isinstance(given, list) and name in given:
        return located.value_span("outputs", given.index(name))
    return located.keys.get(("outputs", name)) or located.value_span("outputs")


def _pages(course: Course) -> int:
    return len(course.screens) - len(course.assessments)


def read_lock(root: Path, report: Report, sources: dict[str, str]) -> Lock:
    """Return the numbers that the course has in ``course.lock``; none where it was never built."""
    path = root / locking.FILE
    if not path.is_file():
        return Lock()
    files = Files(root, report)
    text = files.text(path)
    sources.update(files.texts)
    return locking.read(text, report) if text is not None else Lock()


def _put_lock(replacing: Replacing, root: Path, numbers: Lock) -> None:
    path, text = root / locking.FILE, locking.text(numbers).encode()
    if not path.is_file() or path.read_bytes().replace(b"\r\n", b"\n") != text:
        replacing.file(path, text)


def _put(replacing: Replacing, target: Path, artifacts: Collection[Artifact]) -> Path:
    """Lay an output's files ready. Returns where they will be: the file, or the folder."""
    target.mkdir(parents=True, exist_ok=True)
    folders: dict[str, dict[PurePosixPath, bytes]] = {}
    for one in artifacts:
        top, *inside = PurePosixPath(one.path).parts
        if one.path.startswith("/") or ".." in inside or top == "..":
            raise ValueError(f"an output made a file outside of its folder: {one.path!r}")
        if inside:
            folders.setdefault(top, {})[PurePosixPath(*inside)] = one.content
        else:
            replacing.file(target / top, one.content)
    for top, files in folders.items():
        replacing.folder(target / top, files)
    tops = {PurePosixPath(one.path).parts[0] for one in artifacts}
    return target / min(tops, default="")
