"""Measures what a course costs, and writes docs/performance.md: ``make bench``. Never part of the tests: machines differ.

``--tree DIR`` measures another checkout, whose player has to be bundled; ``--save FILE`` keeps its figures.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeAlias

from tests.benchmarks import (
    bank,
    calls,
    cold,
    growth,
    line,
    many,
    outputs,
    preview,
    sent,
    sizes,
    start,
    translation,
    warm,
)
from tests.benchmarks.measure import ROOT, Builder
from tests.benchmarks.table import BEFORE, Row, as_markdown, before

PAGE = ROOT / "docs" / "performance.md"
_Rows: TypeAlias = Callable[[Builder, int], Iterable[Row]]


SECTIONS: Mapping[str, tuple[str, _Rows]] = {
    "start": ("Start", start.rows),
    "cold": ("Cold: nothing is kept of an earlier build", cold.rows),
    "outputs": ("Other outputs, cold", outputs.rows),
    "warm": ("Warm: after a build", warm.rows),
    "calls": ("Work", calls.rows),
    "growth": ("Growth: one build each", growth.rows),
    "video": ("Media: one build each", growth.video),
    "many": ("Catalogues: one run each", many.rows),
    "translation": ("Translations: one run each", translation.rows),
    "preview": ("Preview", preview.rows),
    "bank": ("A bank", bank.rows),
    "line": ("The learner's line: 1.6 Mbit/s, 150 ms, a processor four times slower", line.rows),
    "sizes": ("What learners load", sizes.rows),
    "sent": ("What an LMS is sent, form-encoded, and multipart while the page is left", sent.rows),
}


def main() -> None:
    """Measure, print the table, and keep it."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    words.add_argument("sections", nargs="*", metavar="SECTION", help=f"some of {', '.join(SECTIONS)}; all if none")
    words.add_argument("--tree", type=Path, default=ROOT, help="the checkout that is measured")
    words.add_argument("--runs", type=int, default=5, help="how often short things are measured")
    words.add_argument("--save", type=Path, help="keep the figures in this file, and write no page")
    chosen = words.parse_args()
    if unknown := set(chosen.sections) - set(SECTIONS):
        words.error(f"there is no section {', '.join(sorted(unknown))}")
    load = os.getloadavg()[0]
    tables: dict[str, list[Row]] = {}
    for name in chosen.sections or SECTIONS:
        title, rows = SECTIONS[name]
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            tables[title] = list(rows(Builder(chosen.tree.resolve(), Path(folder)), chosen.runs))
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
        if chosen.save:
            _save(chosen.save, tables, load)
    table = as_markdown(tables, before())
    print(table)
    if not chosen.save and not chosen.sections:
        PAGE.write_text(_page(table, load), encoding="utf-8", newline="\n")


def _save(file: Path, tables: Mapping[str, Iterable[Row]], load: float) -> None:
    """Keep figures beside those that the file has."""
    kept = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {"about": "", "figures": {}}
    kept["about"] = _about(load)
    kept["figures"] |= {row.name: round(row.value, 4) for rows in tables.values() for row in rows}
    file.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def _about(load: float) -> str:
    """Return where and with what was measured."""
    packages = ("markdown", "pymdown-extensions", "jinja2", "lxml", "pydantic", "mkdocs", "distributed")
    versions = ", ".join(f"{name} {_version(name)}" for name in packages)
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, {processors} processors, "
        f"load {load:.1f} when it began; Python {platform.python_version()}, {versions}."
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(none)"


def _page(table: str, load: float) -> str:
    earlier = json.loads(BEFORE.read_text(encoding="utf-8"))["about"] if BEFORE.is_file() else "not measured."
    return f"""<!-- Made by `make bench`. Do not edit it here. -->

# What it costs

Time, memory and bytes, as `make bench` measured them on one machine. Figures of another machine are others; the ratios to Python-Markdown and MkDocs, which were
measured in turn with the builder, on the same pages and in the same run, say more. Times are those of whole processes; where they were measured several times the median is given. *Processor time* is that of all
processors together, which a busy machine does not change much. Memory is that of all processes together, at its highest. A goal that is missed is bold.

Python-Markdown alone reads the same text with those of its extensions that read what course-builder reads, and throws away what it makes of it: it finds no
mistakes, makes no pages and writes no files. What the courses are is said in `tests/benchmarks/courses.py`. A builder that knows no `--jobs` has the same figures with one process.

- Now: {_about(load)}
- Before: {earlier}

{table}
"""


if __name__ == "__main__":
    main()
