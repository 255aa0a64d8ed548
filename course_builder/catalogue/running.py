"""Who does the work: the executor that was given, or processes of this machine."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager

from course_builder.catalogue.outcome import Outcome
from course_builder.catalogue.worker import Task, work
from course_builder.spreading import processors

_ENDED = "Whatever was to do it has ended."


def outcomes(tasks: Iterable[Task], executor: Executor | None, jobs: int | None) -> Iterator[Outcome]:
    """Yield what becomes of courses, in the order in which they are done.

    When a process or a machine is lost, so is all that it had to do. Each of these courses is tried once more, alone:
    then only the one that is to blame fails.
    """
    waiting = deque(tasks)
    processes = min(jobs or processors(), len(waiting))
    while waiting:
        lost: list[Task] = []
        with _hands(executor, processes) as hands:
            for task, future in _done(waiting, hands, processes if executor is None else len(waiting)):
                if future.cancelled() or future.exception() is None:
                    yield _result(task, future)
                else:
                    lost.append(task)
        for task in lost:
            with _hands(executor, 1) as hands:
                yield _alone(task, hands)
        if executor is not None:
            # Nobody can make another of what was given.
            yield from (Outcome(task.course, hindrance=_ENDED) for task in waiting)
            return


@contextmanager
def _hands(executor: Executor | None, processes: int) -> Iterator[Executor]:
    """Have the executor that was given at hand, or processes."""
    if executor is not None:
        yield executor
        return
    # Processes that are forked would share what threads of this one are in the middle of.
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _begin) as pool:
        yield pool


def _begin() -> None:
    """Let courses that are being built come to their end when a person ends the command."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _done(waiting: deque[Task], executor: Executor, at_once: int) -> Iterator[tuple[Task, Future[Outcome]]]:
    """Yield each task with its future when it is done. Those that a broken executor did not take stay in ``waiting``.

    Args:
        at_once: so many are handed over, and the next when one of them is done.
    """
    running: dict[Future[Outcome], Task] = {}
    broken = False
    while running or (waiting and not broken):
        while waiting and not broken and len(running) < at_once:
            try:
                future = executor.submit(work, waiting[0])
            except BrokenExecutor:
                broken = True
            else:
                running[future] = waiting.popleft()
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            broken = broken or (not future.cancelled() and isinstance(future.exception(), BrokenExecutor))
            yield running.pop(future), future


def _alone(task: Task, executor: Executor) -> Outcome:
    try:
        future = executor.submit(work, task)
    except BrokenExecutor:
        return Outcome(task.course, hindrance=_ENDED)
    wait([future])
    return _result(task, future)


def _result(task: Task, future: Future[Outcome]) -> Outcome:
    """Return what a future brought; that it brought nothing is an outcome, too."""
    if future.cancelled():
        return Outcome(task.course, hindrance="It was called off.")
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenExecutor):
        return Outcome(task.course, hindrance="The process that was at it was killed; it may have run out of memory.")
    # A worker answers whatever happens in it: this is of the executor, such as a machine that was lost.
    return Outcome(task.course, hindrance=f"It could not be done: {type(error).__name__}: {error}")
