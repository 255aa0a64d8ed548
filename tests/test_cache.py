"""The store of what was made before: whatever happens to it, it gives back what was put in, or nothing."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from course_builder import cache
from course_builder.cache import Cache, key


def names(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("??/*") if path.is_file())


def test_what_is_put_in_comes_out(tmp_path: Path) -> None:
    kept = Cache(tmp_path / "store")
    assert kept.get(key("a")) is None
    kept.put(key("a"), b"1")
    kept.put(key("b"), b"")
    kept.put(key("a"), b"2")
    assert Cache(tmp_path / "store").get(key("a")) == b"2"
    assert kept.get(key("b")) == b""


def test_keys_know_where_their_parts_end() -> None:
    parts = [("ab", "c"), ("a", "bc"), ("abc",), ("ab", "c", ""), ("1:a",), ("a", "1:")]
    assert len({key(*one) for one in parts}) == len(parts)
    assert key("é") == key("é".encode())


@pytest.mark.parametrize(
    "damage", [lambda _: b"", lambda was: was[:-1], lambda was: was + b"x", lambda was: b"y" + was]
)
def test_what_is_damaged_is_not_believed(tmp_path: Path, damage) -> None:
    kept = Cache(tmp_path)
    kept.put(key("a"), b"content")
    (path,) = names(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert kept.get(key("a")) is None
    assert not path.exists()


def test_it_is_bounded_and_what_was_not_used_for_longest_goes(tmp_path: Path) -> None:
    kept = Cache(tmp_path, limit=100_000)
    for number in range(60):
        kept.put(key(str(number)), bytes(1000))
        os.utime(tmp_path / key(str(number))[:2] / key(str(number))[2:], (number, number))
    # Used again, so it is no longer the oldest.
    assert kept.get(key("0"))
    for number in range(60, 120):
        kept.put(key(str(number)), bytes(1000))
        assert sum(path.stat().st_size for path in names(tmp_path)) < 120_000
    assert kept.get(key("0"))
    assert kept.get(key("119"))
    assert kept.get(key("1")) is None


def test_what_a_killed_process_left_is_deleted(tmp_path: Path) -> None:
    left = tmp_path / "ab" / "cd.1234.new"
    left.parent.mkdir()
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    Cache(tmp_path).put(key("a"), b"1")
    assert not left.exists()


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    for kept in (Cache(None), Cache(tmp_path / "file"), Cache(tmp_path / "file" / "below")):
        kept.put(key("a"), b"1")
        assert kept.get(key("a")) is None
    monkeypatch.setenv(cache.FOLDER, "off")
    cache.of_user().put(key("a"), b"1")
    assert cache.of_user().get(key("a")) is None


def test_a_full_disk_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:3])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        Cache(tmp_path).put(key("a"), b"content")
    assert Cache(tmp_path).get(key("a")) is None
    assert names(tmp_path) == []


def test_it_stands_in_the_users_folder_or_where_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.FOLDER, str(tmp_path / "named"))
    cache.of_user().put(key("a"), b"1")
    assert len(names(tmp_path / "named")) == 1
    monkeypatch.delenv(cache.FOLDER)
    for variable in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    folder = cache.of_user()._folder
    assert folder
    assert folder.name in {"course-builder", "Cache"}


def _work(folder: Path, number: int) -> bool:
    kept = Cache(folder, limit=20_000)
    for turn in range(300):
        name = str((turn * 7 + number) % 40)
        found = kept.get(key(name))
        if found is not None and found != name.encode() * 500:
            return False
        kept.put(key(name), name.encode() * 500)
    return True


def test_several_processes_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        assert pool.starmap(_work, [(tmp_path, number) for number in range(3)]) == [True] * 3
    assert not list(tmp_path.glob("??/*.new"))
