"""The whole rehearsal: every profile with every version, embedding and learner, and the runtimes of others that PyPI has.

`make rehearse` runs it; it takes half an hour or more, and writes what came of it into docs/lms.md. `rehearse.py profiles` and
`rehearse.py runtimes` do one half and leave the other as it stands.
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

from tests.browser.foreign import foreign
from tests.browser.lms import EMBEDDINGS, Lms, running
from tests.browser.rehearsal import LEARNERS, SMALL, Play, Rehearsal, profiles
from tests.browser_install import chromium
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
            pace = 1.0 if (learner, embedding) == UNHURRIED else 0.1
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


def rehearse_profiles(browser: Browser, packages: dict[str, Path]) -> list[str]:
    """Play all profiles; return the rows of their table."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as lms:
        for profile, outputs in profiles().items():
            for output in outputs:
                ends: dict[str, set[str]] = defaultdict(set)
                problems: dict[str, list[str]] = defaultdict(list)
                count = 0
                for play in plays(profile, output):
                    held, wrong = played(play, lms, packages[output], browser)
                    ends[play.learner].add(held)
                    count += 1
                    if wrong:
                        problems[wrong].append(f"{play.learner}, {play.embedding}")
                    print(profile, output, play.embedding, play.learner, held, wrong or "as it should be", flush=True)
                failed = sum(len(one) for one in problems.values())
                held = "; ".join(f"{learner}: {' or '.join(sorted(found))}" for learner, found in ends.items())
                told = "; ".join(f"{cell(what)} ({len(which)}: {which[0]})" for what, which in problems.items())
                rows.append(
                    f"| `{profile}` | {VERSIONS[output]} | {count - failed} of {count} | {held} | {told or 'nothing'} |"
                )
    return rows


def cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ").replace("<", "‹").replace(">", "›")


INTRODUCTION = """# The LMSs that courses are played in

`make rehearse` plays a small course in every [profile](guide/12-preview.md#try-it-in-an-lms) of the preview's LMS, and in SCORM runtimes
of others. It writes this page; nobody edits it.

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


def write(profile_rows: list[str] | None, runtime_rows: list[str] | None) -> None:
    """Write the page; what was not played stays as it stands."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""

    def part(heading: str, rows: list[str] | None) -> str:
        title = heading.split("\n", 1)[0]
        if rows is None:
            return title + before.partition(title)[2].split("\n## ", 1)[0].rstrip() + "\n"
        return heading + "\n".join(rows) + "\n"

    PAGE.write_text(
        f"{INTRODUCTION}{part(PROFILES, profile_rows)}\n{part(RUNTIMES, runtime_rows)}", encoding="utf-8", newline="\n"
    )


def main(halves: list[str]) -> None:
    """Play what is asked for, or all of it."""
    expect.set_options(timeout=30_000)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        packages = {}
        for output in VERSIONS:
            shutil.copytree(SMALL, Path(folder) / output)
            packages[output] = build(Path(folder) / output, output)
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        mine = rehearse_profiles(browser, packages) if not halves or "profiles" in halves else None
        others = foreign(browser, packages) if not halves or "runtimes" in halves else None
        browser.close()
    write(mine, others)


if __name__ == "__main__":
    main(sys.argv[1:])
