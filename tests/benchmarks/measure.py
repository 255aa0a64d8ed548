"""Measures whole processes, as a person waits for them: time, time of the processors, memory, with all their children."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
MB = 1_000_000


@dataclass(frozen=True)
class Cost:
    """What a process took, with its children: seconds, seconds of the processors, bytes of memory at the most."""

    wall: float
    processor: float
    memory: int


@dataclass(frozen=True)
class Command:
    """Something to be measured again and again.

    Args:
        words: the command.
        environment: what its process sees.
        before: brings things into the state in which it is to begin.
    """

    words: Sequence[str]
    environment: Mapping[str, str] | None = None
    before: Callable[[], object] = lambda: None


@dataclass(frozen=True)
class Builder:
    """The builder in a checkout, which may be an older one.

    Args:
        tree: the checkout.
        work: a folder for what is made; what is kept from build to build is kept there, too.
    """

    tree: Path
    work: Path

    @property
    def environment(self) -> dict[str, str]:
        """What its processes see: this checkout's package, and places of their own for what they keep."""
        # Safe: the folder in which the benchmark runs, which has a builder of its own, is not looked at first.
        path = {"PYTHONPATH": str(self.tree), "PYTHONSAFEPATH": "1"}
        return {**os.environ, **path, "COURSE_BUILDER_CACHE": str(self.work / "kept")}

    def command(self, *words: str | Path) -> list[str]:
        """Return a command of the builder."""
        return [sys.executable, "-m", "course_builder", *map(str, words)]

    def cost(self, *words: str | Path, also: Sequence[int] = ()) -> Cost:
        """Measure a command of the builder."""
        return cost(self.command(*words), self.environment, also)

    def known(self, *words: str, command: str = "build") -> list[str]:
        """Return these options of a command, or none where this builder does not know them for a single course."""
        return list(words) if _knows(self, command, words) else []

    def cold(self, course: Path, *words: str | Path, command: str = "build") -> Command:
        """Return a build of a course that finds nothing of an earlier one."""
        return Command(
            self.command(command, course, *words, *self.known("--no-cache", command=command)),
            self.environment,
            lambda: shutil.rmtree(course / "output", ignore_errors=True),
        )


@cache
def _knows(builder: Builder, command: str, words: tuple[str, ...]) -> bool:
    probe = builder.work / "probe"
    if not probe.exists():
        (probe / "modules").mkdir(parents=True)
        (probe / "course.yml").write_text("title: T\n", encoding="utf-8")
        (probe / "modules" / "a.md").write_text("# A\n\nText.\n", encoding="utf-8")
    done = subprocess.run(
        builder.command(command, probe, *words), env=builder.environment, capture_output=True, check=False
    )
    shutil.rmtree(probe / "output", ignore_errors=True)
    return done.returncode == 0


def cost(command: Sequence[str], environment: Mapping[str, str] | None = None, also: Sequence[int] = ()) -> Cost:
    """Measure a command.

    Args:
        also: processes that run already and do its work; what they hold meanwhile counts, too.
    """
    start = perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watch = _Watch((process.pid, *also))
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command}: {said.decode(errors='replace')}")
    # The largest process is known exactly. What several hold together is looked at now and then.
    return Cost(wall, used.ru_utime + used.ru_stime, max(used.ru_maxrss * 1024, watch.end()))


@dataclass
class _Watch:
    """Looks at how much memory processes and their children hold together; pages that they share count once."""

    pids: Sequence[int]
    most: int = 0
    _ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(0.1):
            family = _family(self.pids)
            if len(family) > 1:
                self.most = max(self.most, sum(_held(pid) for pid in family))

    def end(self) -> int:
        self._ended.set()
        self._thread.join()
        return self.most


def _family(pids: Sequence[int]) -> list[int]:
    found = list(pids)
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:  # it has ended meanwhile
                continue
    return found


def _held(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def in_turn(commands: Mapping[str, Command], runs: int) -> dict[str, list[Cost]]:
    """Measure commands in turn, A B A B …, so that a machine that is busy for a while is busy for all of them."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            command.before()
            found[name].append(cost(command.words, command.environment))
    return found


def wall(costs: Sequence[Cost]) -> float:
    """Return the median of the time."""
    return statistics.median(one.wall for one in costs)


def processor(costs: Sequence[Cost]) -> float:
    """Return the median of the processors' time."""
    return statistics.median(one.processor for one in costs)


def ratio(costs: Sequence[Cost], others: Sequence[Cost], what: str = "wall") -> float:
    """Return the median of the ratios, pair by pair."""
    return statistics.median(
        getattr(one, what) / getattr(other, what) for one, other in zip(costs, others, strict=True)
    )


def size(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
