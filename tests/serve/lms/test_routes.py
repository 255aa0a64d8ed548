"""What the server gives out, and what it refuses."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course_builder.serve.lms import NoPackage
from course_builder.serve.lms.routes import BIGGEST
from tests.serve.asking import OnePiece
from tests.serve.lms.conftest import Server

pytestmark = pytest.mark.long

MANIFEST = b"""<manifest identifier="c"><organizations><organization><title>C</title>
<item identifier="one" identifierref="r"><title>One</title><masteryscore>80</masteryscore></item>
<item identifier="none"><title>No resource</title></item></organization></organizations>
<resources><resource identifier="r" href="index.html"/></resources></manifest>"""


class Client:
    """Asks without tidying addresses up, as an attacker would."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        connection = OnePiece(self.server.port)
        try:
            connection.request(
                method, f"/lms/{path}", body, {name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        return self.ask("GET", path, **headers)

    def post(self, path: str, content: Any, origin: str | None = None) -> tuple[int, Any]:
        body = content if isinstance(content, (bytes, str)) else json.dumps(content)
        status, _, answer = self.ask("POST", path, body, Origin=origin or f"http://127.0.0.1:{self.server.port}")
        return status, json.loads(answer)


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


SMALL = zipped(
    imsmanifest__xml=MANIFEST,
    index__html=b"<p>",
    film__mp4=b"0123456789",
    style__css=b"a{}",
    **{"../outside__txt": b"out"},
)


@pytest.fixture
def serve(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[Callable[[str], bytes]], Client]:
    def start(package: Callable[[str], bytes]) -> Client:
        running = Server(package, tmp_path / "state")
        request.addfinalizer(running.stop)
        return Client(running)

    return start


@pytest.fixture
def client(serve: Callable[..., Client]) -> Client:
    return serve(lambda version: SMALL)


RECORDS = "api/scorm12/records/learner-1"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("assets/lms.js", "text/javascript; charset=utf-8"),
        ("assets/lms.css", "text/css; charset=utf-8"),
        ("package/scorm12/index.html", "text/html; charset=utf-8"),
        ("package/scorm2004/style.css", "text/css; charset=utf-8"),
        ("package/scorm12/film.mp4", "video/mp4"),
        ("package/scorm12/imsmanifest.xml", "text/xml; charset=utf-8"),
        ("api/learners", "application/json"),
    ],
)
def test_types_are_right_and_nothing_is_cached(client: Client, path: str, kind: str) -> None:
    status, headers, _ = client.get(path)
    assert (status, headers["content-type"]) == (200, kind)
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "package/scorm12/../../../../etc/passwd",
        "package/scorm12/%2e%2e/%2e%2e/routes.py",
        "package/scorm12/..%2f..%2froutes.py",
        "package/scorm12//etc/passwd",
        "package/scorm12/%2Fetc%2Fpasswd",
        "package/scorm12/index.html%00.css",
        "package/scorm12/..\\..\\routes.py",
        "package/scorm12/",
        "package/scorm3/index.html",
        "package/../state/learners.json",
        "assets/../routes.py",
        "assets/%2e%2e%2froutes.py",
        "assets/licences",
        "api/scorm12/records/..%2f..%2f/1",
        "api/scorm12/records/nobody",
        f"{RECORDS}/1",
    ],
)
def test_nothing_outside_the_package_is_served(client: Client, path: str) -> None:
    assert client.get(path)[0] == 404


def test_what_a_zip_calls_outside_stays_in_memory(client: Client, tmp_path: Path) -> None:
    client.get("package/scorm12/index.html")
    assert not list(tmp_path.rglob("outside.txt"))


@pytest.mark.parametrize(
    ("wanted", "status", "range_", "content"),
    [
        ("bytes=2-4", 206, "bytes 2-4/10", b"234"),
        ("bytes=7-", 206, "bytes 7-9/10", b"789"),
        ("bytes=-3", 206, "bytes 7-9/10", b"789"),
        ("bytes=0-99", 206, "bytes 0-9/10", b"0123456789"),
        ("bytes=10-", 416, "bytes */10", b""),
        ("bytes=-", 200, None, b"0123456789"),
        ("bytes=0-1,3-4", 200, None, b"0123456789"),
        ("lines=1-2", 200, None, b"0123456789"),
    ],
)
def test_players_of_video_can_seek(
    client: Client, wanted: str, status: int, range_: str | None, content: bytes
) -> None:
    answer = client.get("package/scorm12/film.mp4", Range=wanted)
    assert (answer[0], answer[1].get("content-range"), answer[2]) == (status, range_, content)


def test_the_manifest_says_what_can_be_launched(client: Client) -> None:
    course = json.loads(client.get("api/scorm12/course")[2])
    assert course == {
        "id": "c",
        "title": "C",
        "scos": [
            {"id": "one", "title": "One", "href": "index.html", "mastery": "80", "launchData": "", "measure": None}
        ],
    }


def test_a_course_that_cannot_be_built_is_said_and_the_next_package_is_played(serve: Callable[..., Client]) -> None:
    now: list[bytes | str] = [
        "course.yml has an error",
        b"",
        b"no zip",
        zipped(other__txt=b""),
        zipped(imsmanifest__xml=b"<manifest"),
        SMALL,
    ]

    def package(version: str) -> bytes:
        if isinstance(now[0], str):
            raise NoPackage(now[0])
        return now[0]

    client = serve(package)
    for words in ("course.yml has an error", "at the moment", "not a zip", "no imsmanifest.xml", "cannot be read"):
        status, _, body = client.get("api/scorm12/course")
        assert (status, words in body.decode()) == (503, True)
        now.pop(0)
    assert client.get("api/scorm12/course")[0] == 200
    assert client.get("")[0] == 200


def test_only_pages_of_this_server_write(client: Client) -> None:
    for path in (RECORDS, f"{RECORDS}/import", f"{RECORDS}/1/one", "api/learners"):
        for origin in ("http://evil.example", "null", f"https://127.0.0.1:{client.server.port}", "http://127.0.0.1:1"):
            assert client.post(path, {}, origin)[0] == 403
        assert client.ask("POST", path, "{}")[0] == 403
    assert json.loads(client.get(RECORDS)[2]) == []


def test_what_is_posted_is_limited(client: Client) -> None:
    client.post(RECORDS, {})
    assert client.post(f"{RECORDS}/1/one", b"x" * (BIGGEST + 1))[0] == 413
    commit = {"session": "s", "number": 1}
    for cmi in ({"cmi.a": "x" * 64_001}, {"cmi.a\n": "x"}, {"other": "x"}, {"cmi.a": 1}):
        assert client.post(f"{RECORDS}/1/one", commit | {"cmi": cmi})[0] == 422
    assert client.post(f"{RECORDS}/1/one", commit | {"unknown": 1})[0] == 422
    assert client.post(f"{RECORDS}/1/one", "{")[0] == 422
    assert client.post(f"{RECORDS}/1/two", commit)[0] == 404
    assert client.post(f"{RECORDS}/2/one", commit)[0] == 404
    many = {f"cmi.x.{number}": "" for number in range(30_000)}
    assert client.post(f"{RECORDS}/1/one", commit | {"cmi": many})[0] == 200
    more = {f"cmi.y.{number}": "" for number in range(30_000)}
    assert client.post(f"{RECORDS}/1/one", commit | {"number": 2, "cmi": more})[0] == 413


def test_a_late_commit_of_the_same_session_changes_nothing(client: Client) -> None:
    client.post(RECORDS, {})
    first = {"session": "s", "number": 2, "cmi": {"cmi.location": "new"}}
    late = {"session": "s", "number": 1, "cmi": {"cmi.location": "old"}}
    for commit in (first, late):
        assert client.post(f"{RECORDS}/1/one", commit)[1]["scos"]["one"]["cmi"] == {"cmi.location": "new"}


def test_learners_are_renamed_but_not_replaced(client: Client) -> None:
    (_, _, body) = client.get("api/learners")
    learners = json.loads(body)["learners"]
    learners[0]["name"] = "  De la Cruz, María  "
    assert client.post("api/learners", {"learners": learners})[0] == 200
    assert json.loads(client.get("api/learners")[2])["learners"][0]["name"] == "De la Cruz, María"
    assert "De la Cruz, María" in client.get("")[2].decode()
    assert client.post("api/learners", {"learners": learners[:2]})[0] == 422
    learners[0]["name"] = " "
    assert client.post("api/learners", {"learners": learners})[0] == 422


def test_names_are_text_never_markup(client: Client) -> None:
    learners = json.loads(client.get("api/learners")[2])["learners"]
    learners[0]["name"] = "<script>alert(1)</script>"
    client.post("api/learners", {"learners": learners})
    assert b"<script>alert" not in client.get("")[2]


def test_records_are_kept_apart_and_numbered_on(client: Client) -> None:
    for learner in ("learner-1", "learner-1", "learner-2"):
        assert client.post(f"api/scorm12/records/{learner}", {})[0] == 201
    client.post("api/scorm2004/records/learner-1", {})

    def numbers(path: str) -> list[int]:
        return [one["attempt"] for one in json.loads(client.get(path)[2])]

    assert numbers(RECORDS) == [1, 2]
    assert numbers("api/scorm12/records/learner-2") == [1]
    assert numbers("api/scorm2004/records/learner-1") == [1]
    # A file that somebody has spoilt is neither shown nor written over.
    path = client.server.state / "c" / "scorm12" / "learner-1" / "2.json"
    path.write_text("{", encoding="utf-8")
    assert numbers(RECORDS) == [1]
    assert client.post(RECORDS, {})[1]["attempt"] == 3
    assert path.read_text(encoding="utf-8") == "{"


def test_only_records_of_this_course_and_version_are_loaded(client: Client) -> None:
    client.post(RECORDS, {})
    status, headers, body = client.get(f"{RECORDS}/1")
    assert (status, headers["content-disposition"]) == (200, 'attachment; filename="scorm12-learner-1-attempt-1.json"')
    record = json.loads(body)
    assert client.post(f"{RECORDS}/import", record)[1]["attempt"] == 2
    assert "another course" in client.post(f"{RECORDS}/import", record | {"course": "other"})[1]["message"]
    assert "switch to that version" in client.post("api/scorm2004/records/learner-1/import", record)[1]["message"]
    assert client.post(f"{RECORDS}/import", record | {"format": "something"})[0] == 422


def test_a_package_is_unzipped_again_only_when_it_changed(serve: Callable[..., Client]) -> None:
    now = [SMALL]
    client = serve(lambda version: now[0])
    assert client.get("package/scorm12/index.html")[2] == b"<p>"
    now[0] = zipped(imsmanifest__xml=MANIFEST, index__html=b"<p>new")
    assert client.get("package/scorm12/index.html")[2] == b"<p>new"
    assert client.get("package/scorm12/film.mp4")[0] == 404
