"""How time, memory and what is on the disk grow with the pages of a course, and with its media."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import courses
from tests.benchmarks.measure import MB, Builder, cost, size
from tests.benchmarks.table import Row

PAGES = (100, 1000, 3000, 10_000)
VIDEO = 2_000_000_000


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    """Build each course once: the largest take minutes."""
    del runs
    times = {}
    for pages in PAGES:
        course = courses.big_course(
            builder.work / f"pages-{pages}", modules=pages // 20, questions=pages // 2, pages=20
        )
        one = _build(builder, course)
        times[pages] = one.processor
        yield Row(f"{pages:,} pages to `html`: memory", one.memory / MB, "MB", 150 if pages == 1000 else None)
        yield Row(f"{pages:,} pages to `html`: on the disk", size(course / "output") / MB, "MB")
        yield Row(f"{pages:,} pages to `html`: processor time", one.processor, "s")
        if pages > 1000:
            # Twice the pages may take twice the time, and a little more.
            growth = times[pages] / times[1000] / (pages / 1000)
            yield Row(f"{pages:,} pages: time for a page, of that at 1,000", growth, "×", 1.1)
        shutil.rmtree(course)


def video(builder: Builder, runs: int) -> Iterator[Row]:
    """Build a course with a video as large as they get; what is in it does not matter."""
    del runs
    course = courses.big_course(builder.work / "video", modules=1, questions=0)
    with (course / "media" / "film.mp4").open("wb") as film:
        film.write(b"\0\0\0\x18ftypisom\0\0\2\0isomiso2")
        film.truncate(VIDEO)
    (course / "media" / "film.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nWords.\n", encoding="utf-8")
    module = course / "modules" / "000-module.md"
    shown = "\n:::video[A film]{src=../media/film.mp4 captions=../media/film.vtt}\nWords.\n:::\n"
    module.write_text(module.read_text(encoding="utf-8") + shown, encoding="utf-8")
    for output in ("html", "scorm12"):
        found = cost(
            builder.command("build", course, "--output", output, *builder.known("--no-cache")), builder.environment
        )
        yield Row(f"2 GB of video to `{output}`: memory", found.memory / MB, "MB", 150)
        yield Row(f"2 GB of video to `{output}`", found.wall, "s")
    shutil.rmtree(course)


def _build(builder: Builder, course: Path):
    command = builder.cold(course)
    command.before()
    return cost(command.words, command.environment)
