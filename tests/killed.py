"""A build that is killed at each of its disk steps, one after the other; ``test_killed`` runs this in a process.

Python tells an audit hook of each step before it is done. A fork ends at the step that its number says, as if it were
killed there: nothing is cleaned up.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from course_builder.building import _compile, build
from course_builder.building import write as write_built
from course_builder.cache import NO_CACHE
from course_builder.journal import finish
from course_builder.progress import SILENT
from tests.courses_on_disk import PAGE, everything, page, write

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link"}
KILLED = 9
OUTPUTS = ["scorm12", "html"]


def main(folder: Path) -> None:
    """Kill a build at every step; print after how many the new was there, and what went wrong."""
    before, work = folder / "before", folder / "work"
    assert build(write(before, PAGE), OUTPUTS).ok
    old = everything(before)
    write(before, page("Other text.\n\n## More\n\nText."))
    sources = everything(before)
    result, products = _compile(before, OUTPUTS, False, SILENT, 1, NO_CACHE, None, fitted=True)
    assert result.edition

    def run(last: int) -> int:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(before, work)
        return in_a_fork(last, work, lambda: write_built(work, work / "output", result.edition, products))

    new: dict[str, bytes] = {}
    assert run(10**6) == 0
    new = everything(work)
    wrong, whole, step = [], [], 0
    while run(step) == KILLED:
        # What is left is finished by the next command, and that may be killed as well.
        in_a_fork(step % 7, work, lambda: finish(work))
        finish(work)
        found = everything(work)
        if found not in (sources, new) or any(path.is_dir() and not any(path.iterdir()) for path in work.rglob("*")):
            wrong.append((step, sorted(found.keys() ^ new.keys())))
        whole.append(found == new)
        step += 1
    print(json.dumps({"steps": step, "wrong": wrong, "whole": whole, "old": old != new}))


def in_a_fork(last: int, folder: Path, act: Callable[[], object]) -> int:
    """Do something in a fork that ends before its step number ``last``; return the fork's exit status."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        die_at(last, folder)
        act()
    except BaseException:  # noqa: BLE001 -- a fork must never go on with what its parent does
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def die_at(last: int, folder: Path) -> None:
    """End this process before its step number ``last`` in a folder."""
    count = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in STEPS and str(folder) in str(arguments[0]):
            reads = event == "open" and isinstance(arguments[1], str) and "w" not in arguments[1]
            count += not reads
            if count > last:
                os._exit(KILLED)

    sys.addaudithook(hook)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
