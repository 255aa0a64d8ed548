"""A Dask cluster for tests and benchmarks: a scheduler and two workers, each a process that is ended again by its id."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0

_READY = """
import sys
from distributed import Client
with Client(sys.argv[1]) as client:
    client.wait_for_workers(2)
"""


@dataclass(frozen=True)
class Cluster:
    """What began.

    Args:
        address: of the scheduler.
        environment: what its processes see.
        pids: of all of them.
    """

    address: str
    environment: Mapping[str, str]
    pids: tuple[int, ...]

    def ready(self) -> None:
        """Wait until both workers are there."""
        words = [sys.executable, "-c", _READY, self.address]
        subprocess.run(words, env=self.environment, check=True, timeout=PATIENCE)


@contextmanager
def begun(folder: Path, environment: Mapping[str, str]) -> Iterator[Cluster]:
    """Have a cluster on this machine.

    Args:
        folder: for what it writes.
        environment: what its processes see.
    """
    place = folder / "scheduler.json"
    known = {**environment, "DASK_TEMPORARY_DIRECTORY": str(folder)}
    common = ["--host", "127.0.0.1", "--scheduler-file", str(place)]

    def begin(kind: str, *more: str) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *common, *more]
        with (folder / f"{kind}.log").open("ab") as log:
            return subprocess.Popen(words, env=known, stdout=log, stderr=log, cwd=folder)

    processes: list[subprocess.Popen[bytes]] = []
    try:
        processes.append(begin("scheduler", "--port", "0", "--dashboard-address", "127.0.0.1:0"))
        end = time.monotonic() + PATIENCE
        while not place.exists():
            assert processes[0].poll() is None, (folder / "scheduler.log").read_text()
            assert time.monotonic() < end
            time.sleep(0.05)
        processes += [begin("worker", "--nthreads", "1", "--no-dashboard", "--name", str(number)) for number in (1, 2)]
        address = json.loads(place.read_text())["address"]
        made = Cluster(address, known, tuple(one.pid for one in processes))
        made.ready()
        yield made
    finally:
        # The scheduler last: a worker that is sent away takes its leave of it.
        for process in reversed(processes):
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
