"""The whole rehearsal: every profile with every version, embedding and learner, and the runtimes of others that PyPI has.

`make rehearse` runs it; it takes half an hour or more, and writes what came of it into docs/lms.md. `rehearse.py moodle slow`
plays these profiles only, and `rehearse.py runtimes` what others have; all other rows stay as they are.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from playwright.sync_api import Browser, Error, expect, sync_playwright

from tests.browser.foreign import ALL, foreign
from tests.browser.lms import EMBEDDINGS, Lms, running
from tests.browser.rehearsal import LEARNERS, SMALL, Play, Rehearsal, profiles
from tests.browser_install import chromium
from tests.pressing import by_script
from tests.shared import ROOT, build
from tests.windows import Windows

PAGE = ROOT / "docs" / "lms.md"
VERSIONS = {"scorm12": "SCORM 1.2", "scorm2004": "SCORM 2004"}

# In the frame that most LMSs use, a profile's waits are as long as in the preview.
UNHURRIED = ("right", "frame")


def plays(profile: str, output: str) -> Iterator[Play]:
    """Yield every play of a profile in a version."""
    for embedding in EMBEDDINGS:
        for learner in LEARNERS:
            pace = 1.0 if (learner, embedding) == UNHURRIED else 0.02
            yield Play(profile, output, embedding, learner, pace)


def played(play: Play, lms: Lms, package: Path, browser: Browser) -> tuple[str, str]:
    """Return what the LMS held at the end, and what went wrong."""
    windows = Windows(browser, width=1100)
    rehearsal = Rehearsal(play, lms, package, windows)
    wrong = ""
    try:
        rehearsal.run()
    except (AssertionError, Error) as problem:
        wrong = str(problem).split("\n", 1)[0][:160] or type(problem).__name__
    windows.close()
    held = rehearsal.registration
    return f"{held.status or 'no status'}, {held.score or 'no score'}", wrong or "; ".join(windows.faults)[:160]


def rehearse_profile(profile: str, output: str, browser: Browser, package: Path, folder: Path) -> str:
    """Play a profile in a version; return its row."""
    ends: dict[str, set[str]] = defaultdict(set)
    problems: dict[str, list[str]] = defaultdict(list)
    count = 0
    with running(folder / f"{profile}-{output}") as lms:
        for play in plays(profile, output):
            held, wrong = played(play, lms, package, browser)
            ends[play.learner].add(held)
            count += 1
            if wrong:
                problems[wrong].append(f"{play.learner}, {play.embedding}")
            print(profile, output, play.embedding, play.learner, held, wrong or "as it should be", flush=True)
    failed = sum(len(one) for one in problems.values())
    held = "; ".join(f"{learner}: {' or '.join(sorted(found))}" for learner, found in ends.items())
    told = "; ".join(f"{cell(what)} ({'; '.join(which)})" for what, which in problems.items())
    return f"| `{profile}` | {VERSIONS[output]} | {count - failed} of {count} | {held} | {told or 'nothing'} |"


def written() -> list[str]:
    """Return the page as it stands, by lines."""
    return PAGE.read_text(encoding="utf-8").split("\n") if PAGE.is_file() else []


def cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ").replace("<", "‹").replace(">", "›")


INTRODUCTION = """# The LMSs that courses are played in

`make rehearse` plays a small course in every [profile](guide/12-preview.md#try-it-in-an-lms) of the preview's LMS, and in SCORM runtimes
of others. It writes this page, but for what was played in a real Moodle, which is at the end.

"""

PROFILES = f"""## Profiles

In every play the learner answers, is taken away, comes back in another browser, answers while the server is away and comes
back once more; at the end what the LMS holds is compared with what the learner did, and the page must never have said
"Saved" of what was lost. Each is played in {len(EMBEDDINGS)} embeddings ({", ".join(EMBEDDINGS)}) by {len(LEARNERS)} learners:
{"; ".join(f"`{name}` {does}" for name, does in LEARNERS.items())}.

| profile | version | as it should be | status and score at the end, by learner | what differed |
|---|---|---|---|---|
"""

RUNTIMES = """## Runtimes of others

From PyPI, each in an environment of its own. The learner answers on one page, leaves, comes back, takes the quiz, reads the
rest and leaves by "Exit".

| runtime | version | what it held at the end | what is to be said |
|---|---|---|---|
"""


REAL = "## A real Moodle"
"""The heading of the last part."""


def row_of(profile: str, output: str) -> str | None:
    """Return the row that the page has of a profile in a version."""
    return next((row for row in written() if row.startswith(f"| `{profile}` | {VERSIONS[output]} |")), None)


def write(profile_rows: list[str], runtime_rows: list[str]) -> None:
    """Write the page; its last part stays as it is."""
    lines = written()
    last = "\n".join(lines[lines.index(REAL) :]) if REAL in lines else ""
    parts = (PROFILES + "\n".join(profile_rows), RUNTIMES + "\n".join(runtime_rows), last)
    PAGE.write_text(INTRODUCTION + "\n\n".join(parts).rstrip() + "\n", encoding="utf-8", newline="\n")


def main(asked: list[str]) -> None:
    """Play what is asked for, or all of it. The page is written after each row, for a run is long."""
    expect.set_options(timeout=30_000)
    every = [(name, output) for name, outputs in profiles().items() for output in outputs]
    rows = {one: row for one in every if (row := row_of(*one))}
    others = [row for row in written() if row.startswith(tuple(f"| {make().name}" for make in ALL))]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, by_script():
        packages = {}
        for output in VERSIONS:
            shutil.copytree(SMALL, Path(folder) / output)
            packages[output] = build(Path(folder) / output, output)
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for one in every:
            if not asked or one[0] in asked:
                rows[one] = rehearse_profile(*one, browser, packages[one[1]], Path(folder))
                write([rows[each] for each in every if each in rows], others)
        if not asked or "runtimes" in asked:
            others = foreign(browser, packages)
            write([rows[each] for each in every if each in rows], others)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
