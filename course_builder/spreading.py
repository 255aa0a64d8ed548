"""Work that is spread over processes, and what they give, in its order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import Any, TypeVar

from course_builder.source import reading

Part = TypeVar("Part")
Made = TypeVar("Made")

_work: Callable[[Any], Any]


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[Part], Made], parts: Sequence[Part], jobs: int) -> Iterator[Made]:
    """Yield what is made of each part, in order.

    Args:
        work: what is done with each part. Where processes can be copied it is in them as it is; elsewhere it is
            pickled, once for each process.
        jobs: how many processes take part; with one it is done in this one.
    """
    if min(jobs, len(parts)) < 2:
        yield from map(work, parts)
        return
    # macOS' own libraries do not bear being copied.
    copied = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    context = multiprocessing.get_context("fork" if copied else "spawn")
    pool = ProcessPoolExecutor(min(jobs, len(parts)), context, _begin, (work,))
    try:
        for made, file, error in pool.map(_do, parts):
            if error is not None:
                reading.at(file)
                raise error
            yield made
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(work: Callable[[Any], Any]) -> None:
    global _work  # noqa: PLW0603 -- what this process is for
    _work = work
    # Who ends the program at the keyboard ends the first process, which ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the first process does, however it ends: one that waits for work would wait for ever."""
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _do(part: Any) -> tuple[Any, str, Exception | None]:
    try:
        return _work(part), "", None
    except Exception as error:  # noqa: BLE001 -- the first process raises it
        return None, reading.last(), error
