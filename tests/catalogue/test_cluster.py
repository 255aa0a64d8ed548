"""A Dask cluster does the work: a scheduler and two workers, each a process that this test begins and ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_builder import build
from tests.catalogue.cluster import Cluster, begun
from tests.catalogue.courses import broken_course, environment, odd_course, odd_outputs, ran, rows, sound_course
from tests.courses_on_disk import everything

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return odd_outputs(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def cluster(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    # A course whose worker dies is not tried on all others.
    known = {**environment(site), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with begun(tmp_path_factory.mktemp("cluster"), known) as made:
        yield made


def test_both_workers_work(cluster: Cluster, site: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        odd_course(tmp_path / name, "meets", tmp_path / "marks")
    done = ran(site, "build", "--all", tmp_path, "--scheduler", cluster.address)
    assert done.returncode == 0, done.stderr
    assert len({(tmp_path / name / "output" / "meets.txt").read_text() for name in ("one", "other")}) == 2


def test_a_folder_that_all_workers_see(cluster: Cluster, site: Path, tmp_path: Path) -> None:
    """What comes out is what comes out here; what is lost with a worker is one course."""
    courses, marks = tmp_path / "courses", tmp_path / "marks"
    for name in ("first", "second", "third"):
        sound_course(courses / name, name)
        assert build(sound_course(tmp_path / "alone" / name, name)).ok
    broken_course(courses / "broken")
    odd_course(courses / "faulty", "faulty", marks)
    odd_course(courses / "lonely", "lonely", marks)
    done = ran(site, "build", "--all", courses, "--scheduler", cluster.address)
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


def test_addresses(cluster: Cluster, site: Path, tmp_path: Path) -> None:
    courses = tmp_path / "courses"
    for name in ("first", "second"):
        sound_course(courses / name, name)
        assert build(sound_course(tmp_path / "alone" / name, name)).ok
    done = ran(site, "build", "--all", courses.as_uri(), "--scheduler", cluster.address)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("\n\n2 of 2 courses built.\n")
    assert everything(courses) == everything(tmp_path / "alone")


def test_checking(cluster: Cluster, site: Path, tmp_path: Path) -> None:
    broken_course(tmp_path / "x")
    done = ran(site, "check", "--all", tmp_path, "--scheduler", cluster.address, "--format", "json")
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
