"""The zip: the same bytes on every day and in every folder, and nothing that some LMS cannot unpack."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from course_builder.packaging import zip as packaging_zip
from course_builder.packaging.zip import deterministic

FILES = [
    ("index.html", b"<p>" + b"water " * 200),
    ("a.html", b"<p>"),
    ("imsmanifest.xml", b"<manifest/>"),
    ("media/well.png", b"\x89PNG" * 100),
]


def read(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def test_r01_manifest_stands_at_the_root_and_first() -> None:
    assert read(deterministic(FILES).read()).namelist() == ["imsmanifest.xml", "a.html", "index.html", "media/well.png"]


def test_same_files_give_the_same_bytes_in_any_order_on_any_day_in_any_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = deterministic(FILES).read()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert deterministic(reversed(FILES)).read() == first


def test_entries_have_one_date_and_one_set_of_permissions_and_no_folders() -> None:
    for info in read(deterministic(FILES).read()).infolist():
        assert (info.date_time, info.external_attr >> 16, info.create_system) == ((1980, 1, 1, 0, 0, 0), 0o100644, 3)
        assert not info.is_dir()
        assert info.extra == b""


def test_compressed_formats_are_stored_and_others_deflated() -> None:
    kinds = {info.filename: info.compress_type for info in read(deterministic(FILES).read()).infolist()}
    assert kinds["media/well.png"] == zipfile.ZIP_STORED
    assert kinds["index.html"] == zipfile.ZIP_DEFLATED
    assert all(one == one.lower() and one.startswith(".") for one in packaging_zip.COMPRESSED)


def test_what_goes_in_comes_out() -> None:
    archive = read(deterministic(FILES).read())
    assert archive.testzip() is None
    assert {name: archive.read(name) for name in archive.namelist()} == dict(FILES)


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../up.html", "a//b.html", "a\\b.html", "c:/a.html", "", "a/./b", "folder/"]
)
def test_names_that_lead_out_of_the_zip_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name"):
        deterministic([(name, b"")])


def test_a_name_used_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a\.html"):
        deterministic([("a.html", b"1"), ("a.html", b"2")])


def test_what_is_in_memory_is_packed_as_the_library_packs_it() -> None:
    files = {f"{number}.html": b"A page of words. " * 500 * number for number in range(5)} | {
        "p.png": bytes(range(256))
    }
    expected = io.BytesIO()
    with zipfile.ZipFile(expected, "w") as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, packaging_zip.EARLIEST)
            info.create_system, info.external_attr = packaging_zip.UNIX, packaging_zip.READABLE
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=9)
    for jobs in (1, 3):
        assert packaging_zip.deterministic(files.items(), jobs).read() == expected.getvalue()
