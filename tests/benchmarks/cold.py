"""Builds that find nothing of an earlier one, beside Python-Markdown alone and MkDocs on the same pages."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks import courses, rivals
from tests.benchmarks.measure import MB, Builder, Command, Cost, cost, in_turn, processor, ratio, size, wall
from tests.benchmarks.table import Row

PAGES = "1,000 pages, 500 questions"


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    yield from _quizzes(builder, runs)
    yield from _pages(builder, runs)


def _quizzes(builder: Builder, runs: int) -> Iterator[Row]:
    what = "50 modules, 250 pages, 500 questions"
    course = courses.big_course(builder.work / "quizzes")
    found = in_turn(
        {
            "build": builder.cold(course, "--output", "scorm12"),
            "check": builder.cold(course, command="check"),
        },
        runs,
    )
    yield Row(f"{what}, `build` to `scorm12`", wall(found["build"]), "s", 1.0)
    yield Row(f"{what}, `build` to `scorm12`, processor time", processor(found["build"]), "s")
    yield Row(f"{what}, `check`", wall(found["check"]), "s")
    yield Row(f"{what}, `check`, processor time", processor(found["check"]), "s")


def _pages(builder: Builder, runs: int) -> Iterator[Row]:
    course = courses.thousand(builder.work / "thousand")
    pages = rivals.write_pages(course, builder.work / "pages")
    all_four = [word for name in ("html", "scorm12", "scorm2004", "single") for word in ("--output", name)]
    commands = {
        "markdown": Command(rivals.markdown_alone(pages)),
        "build": builder.cold(course),
        "four": builder.cold(course, *all_four),
    }
    if one := builder.known("--jobs", "1"):
        commands["one"] = builder.cold(course, *one)
    if mkdocs := rivals.mkdocs(pages):
        commands["mkdocs"] = Command(mkdocs)
    found = in_turn(commands, runs)
    rivals_of = {"markdown": "Python-Markdown alone, fragments only", "mkdocs": "MkDocs"}
    for name in (one for one in rivals_of if one in found):
        yield Row(f"{PAGES}: {rivals_of[name]}", wall(found[name]), "s")
        yield Row(f"{PAGES}: {rivals_of[name]}, processor time", processor(found[name]), "s")
    yield from _beside(f"{PAGES} to `html`", found, "build", 0.6, 0.25)
    # A builder that knows no jobs does all in one process.
    yield from _beside(f"{PAGES} to `html`, `--jobs 1`", found, "one" if one else "build", 1.0)
    yield Row(f"{PAGES}, four outputs: of one output", ratio(found["four"], found["build"]), "×", 1.4)
    yield Row(
        f"{PAGES}, four outputs: of one output, processor time",
        ratio(found["four"], found["build"], "processor"),
        "×",
    )
    output = course / "output"
    commands["build"].before()
    cost(commands["build"].words, commands["build"].environment)
    html = sum(path.stat().st_size for path in output.rglob("*.html"))
    yield Row(f"{PAGES} to `html`: pages on the disk", html / MB, "MB", 12)
    yield Row(f"{PAGES} to `html`: all on the disk", size(output) / MB, "MB")


def _beside(
    what: str, found: dict[str, list[Cost]], name: str, of_markdown: float, of_mkdocs: float | None = None
) -> Iterator[Row]:
    costs = found[name]
    yield Row(what, wall(costs), "s")
    yield Row(f"{what}, processor time", processor(costs), "s")
    yield Row(f"{what}: of Python-Markdown alone", ratio(costs, found["markdown"]), "×", of_markdown)
    yield Row(f"{what}: of Python-Markdown alone, processor time", ratio(costs, found["markdown"], "processor"), "×")
    if "mkdocs" in found:
        yield Row(f"{what}: of MkDocs", ratio(costs, found["mkdocs"]), "×", of_mkdocs)
        yield Row(f"{what}: of MkDocs, processor time", ratio(costs, found["mkdocs"], "processor"), "×")
