"""A Dask cluster does the work: a scheduler and two workers, each a process that this test begins and ends."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from course_builder import build
from tests.catalogue.courses import (
    broken_course,
    environment,
    odd_course,
    odd_outputs,
    ran,
    rows,
    sound_course,
)
from tests.courses_on_disk import everything

pytestmark = pytest.mark.long

PATIENCE = 60.0

_READY = """
import sys
from distributed import Client
with Client(sys.argv[1]) as client:
    client.wait_for_workers(2)
"""


@dataclass(frozen=True)
class Cluster:
    address: str
    site: Path

    def ready(self) -> None:
        """Wait until both workers are there."""
        words = [sys.executable, "-c", _READY, self.address]
        subprocess.run(words, env=environment(self.site), check=True, timeout=PATIENCE)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    site, place = odd_outputs(folder / "site"), folder / "scheduler.json"
    known = {
        **environment(site),
        # A course whose worker dies is not tried on all others.
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
        "DASK_TEMPORARY_DIRECTORY": str(folder),
    }
    common = ["--host", "127.0.0.1", "--scheduler-file", str(place)]

    def begin(kind: str, *more: str) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *common, *more]
        with (folder / f"{kind}.log").open("ab") as log:
            return subprocess.Popen(words, env=known, stdout=log, stderr=log, cwd=folder)

    begun: list[subprocess.Popen[bytes]] = []
    try:
        begun.append(begin("scheduler", "--port", "0", "--dashboard-address", "127.0.0.1:0"))
        end = time.monotonic() + PATIENCE
        while not place.exists():
            assert begun[0].poll() is None, (folder / "scheduler.log").read_text()
            assert time.monotonic() < end
            time.sleep(0.05)
        begun += [begin("worker", "--nthreads", "1", "--no-dashboard", "--name", str(number)) for number in (1, 2)]
        address = json.loads(place.read_text())["address"]
        made = Cluster(address, site)
        made.ready()
        yield made
    finally:
        # The scheduler last: a worker that is sent away takes its leave of it.
        for process in reversed(begun):
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def test_both_workers_work(cluster: Cluster, tmp_path: Path) -> None:
    for name in ("one", "other"):
        odd_course(tmp_path / name, "meets", tmp_path / "marks")
    done = ran(cluster.site, "build", "--all", tmp_path, "--scheduler", cluster.address)
    assert done.returncode == 0, done.stderr
    assert len({(tmp_path / name / "output" / "meets.txt").read_text() for name in ("one", "other")}) == 2


def test_a_folder_that_all_workers_see(cluster: Cluster, tmp_path: Path) -> None:
    """What comes out is what comes out here; what is lost with a worker is one course."""
    courses, marks = tmp_path / "courses", tmp_path / "marks"
    for name in ("first", "second", "third"):
        sound_course(courses / name, name)
        assert build(sound_course(tmp_path / "alone" / name, name)).ok
    broken_course(courses / "broken")
    odd_course(courses / "faulty", "faulty", marks)
    odd_course(courses / "lonely", "lonely", marks)
    done = ran(cluster.site, "build", "--all", courses, "--scheduler", cluster.address)
    assert done.returncode == 1, done.stderr
    table = rows(done.stdout)
    assert {name: cells[0] for name, cells in table.items()} == {
        "broken": "none",
        "faulty": "none",
        "first": "html",
        "lonely": "none",
        "second": "html",
        "third": "html",
    }
    assert "Error: lonely: It could not be done: KilledWorker" in done.stderr
    assert "Error: faulty: course-builder has a fault and left it" in done.stderr
    assert "broken/modules/a.md:3:1: error[directive-unclosed]" in done.stderr
    for name in ("first", "second", "third"):
        assert everything(courses / name) == everything(tmp_path / "alone" / name)
    cluster.ready()


def test_addresses(cluster: Cluster, tmp_path: Path) -> None:
    courses = tmp_path / "courses"
    for name in ("first", "second"):
        sound_course(courses / name, name)
        assert build(sound_course(tmp_path / "alone" / name, name)).ok
    done = ran(cluster.site, "build", "--all", courses.as_uri(), "--scheduler", cluster.address)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("\n\n2 of 2 courses built.\n")
    assert everything(courses) == everything(tmp_path / "alone")


def test_checking(cluster: Cluster, tmp_path: Path) -> None:
    broken_course(tmp_path / "x")
    done = ran(cluster.site, "check", "--all", tmp_path, "--scheduler", cluster.address, "--format", "json")
    assert done.returncode == 1
    assert [one["file"] for one in json.loads(done.stdout)] == ["x/modules/a.md"]


def test_nobody_there(tmp_path: Path) -> None:
    sound_course(tmp_path / "x")
    done = ran(tmp_path / "none", "build", "--all", tmp_path, "--scheduler", "tcp://127.0.0.1:1")
    assert done.returncode == 1
    assert "Error: There is no scheduler at 'tcp://127.0.0.1:1'" in done.stderr
    assert "Traceback" not in done.stderr
    wrong = ran(tmp_path / "none", "build", "--all", tmp_path, "--scheduler", "no address")
    assert wrong.returncode == 1
    assert "Error: There is no scheduler at 'no address'" in wrong.stderr
    assert not (tmp_path / "x" / "output").exists()
