"""What is served, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from course_builder.content import PIECE
from tests.serve.conftest import Running, Start, write_course

# Every byte tells where it stands, but for the four that make it a film.
FILM = bytes(range(4)) + b"ftyp" + (bytes(range(256)) * 40)[8:]
# More than is read at once.
LONG = FILM * 250


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory):
    from tests.serve.conftest import end, run

    folder = tmp_path_factory.mktemp("served")
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    root = write_course(folder / "course")
    (root / "media" / "film.mp4").write_bytes(FILM)
    (root / "media" / "long.mp4").write_bytes(LONG)
    (root / "media" / "unused.txt").write_text("nobody names me", encoding="utf-8")
    (root / "media" / "out.svg").symlink_to(folder / "secret.txt")
    with (root / "modules" / "rowing.md").open("a", encoding="utf-8") as file:
        file.write(
            '\n<video src="../media/film.mp4" controls></video>\n\n[Film](../media/film.mp4)\n\n[Long](../media/long.mp4)\n\n![Out](../media/out.svg)\n'
        )
    running = run(root)
    running.until(lambda: json.loads(running.ask("/-/problems")[2])["problems"])
    yield running
    assert end(running) == (0, "")


def film(served: Running, name: str = "film") -> str:
    page = served.ask("/course/rowing.html")[2].decode()
    return f"/course/media/{name}" + page.partition(f'<a href="media/{name}')[2].partition('"')[0]


def test_the_first_page(served: Running) -> None:
    status, headers, _ = served.ask("/")
    assert (status, headers["location"]) == (307, "/course/index.html")
    status, headers, body = served.ask("/course/index.html")
    assert (status, headers["content-type"], headers["cache-control"]) == (200, "text/html; charset=utf-8", "no-store")
    assert b"<h1>Boats</h1>" in body
    assert served.ask("/course/")[2] == body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/course/style.css", "text/css; charset=utf-8"),
        ("/course/player.js", "text/javascript; charset=utf-8"),
        ("/course/course.js", "text/javascript; charset=utf-8"),
        ("/course/search.js", "text/javascript; charset=utf-8"),
        ("/course/licences.txt", "text/plain; charset=utf-8"),
        ("/-/preview.js", "text/javascript; charset=utf-8"),
        ("/-/view", "text/html; charset=utf-8"),
        ("/-/problems", "application/json"),
    ],
)
def test_content_types(served: Running, path: str, kind: str) -> None:
    status, headers, body = served.ask(path)
    assert (status, headers["content-type"], headers["cache-control"]) == (200, kind, "no-store")
    assert headers["x-content-type-options"] == "nosniff"
    assert len(body) == int(headers["content-length"])


@pytest.mark.parametrize(
    ("asked", "status", "told", "content"),
    [
        ("bytes=0-9", 206, "bytes 0-9/10240", FILM[:10]),
        ("bytes=250-259", 206, "bytes 250-259/10240", bytes([*range(250, 256), *range(4)])),
        ("bytes=10200-", 206, "bytes 10200-10239/10240", bytes(range(216, 256))),
        ("bytes=-2", 206, "bytes 10238-10239/10240", b"\xfe\xff"),
        ("bytes=10000-99999", 206, "bytes 10000-10239/10240", bytes(range(256))[16:]),
        ("bytes=10240-", 416, "bytes */10240", b""),
        ("bytes=9-3", 416, "bytes */10240", b""),
        ("bytes=-0", 416, "bytes */10240", b""),
        ("bytes=0-1,4-5", 200, None, None),
        (f"bytes={'9' * 5000}-", 400, None, None),
        (f"bytes=-{'9' * 5000}", 400, None, None),
        (f"bytes=0-{'9' * 18}", 206, "bytes 0-10239/10240", FILM),
        ("bytes=\xb2-\xb3", 200, None, None),
        ("pages=1-2", 200, None, None),
    ],
)
def test_ranges(served: Running, asked: str, status: int, told: str | None, content: bytes | None) -> None:
    found, headers, body = served.ask(film(served), range=asked)
    assert (found, headers.get("content-range"), headers["accept-ranges"] if status != 416 else "bytes") == (
        status,
        told,
        "bytes",
    )
    if status == 400:
        return
    assert body == (content if content is not None else FILM)
    assert found == 416 or headers["content-type"] == "video/mp4"


@pytest.mark.parametrize(("start", "end"), [(0, len(LONG)), (5, len(LONG) - 5), (PIECE - 1, PIECE + 1)])
def test_a_long_film_is_sent_piece_by_piece(served: Running, start: int, end: int) -> None:
    asked = {"range": f"bytes={start}-{end - 1}"} if end - start < len(LONG) else {}
    status, headers, body = served.ask(film(served, "long"), **asked)
    assert (status, int(headers["content-length"])) == (206 if asked else 200, end - start)
    assert body == LONG[start:end]


TRAVERSALS = [
    "/course/../secret.txt", "/course/../../secret.txt", "/course/%2e%2e/secret.txt", "/course/%2e%2e%2fsecret.txt", "/course/..%2f..%2fsecret.txt",
    "/course/%252e%252e%252fsecret.txt", "/course/..%5csecret.txt", "/course/....//secret.txt", "/course//etc/passwd", "/course/%2fetc%2fpasswd",
    "/course/media/../../secret.txt", "/course/media/%2e%2e/%2e%2e/secret.txt", "/course/..%c0%af..%c0%afsecret.txt", "/course/%00", "/course/media/%00.svg",
    "/course/file:///etc/passwd", "/slow/course/%2e%2e/secret.txt", "/-/%2e%2e/preview.py", "/-/..%2fpreview.py", "/-/static/preview.js", "//secret.txt",
]  # fmt: skip


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out(served: Running, path: str) -> None:
    status, _, body = served.ask(path)
    assert status == 404
    assert b"secret" not in body.replace(b"secret.txt", b"")


@pytest.mark.parametrize(
    "path",
    [
        "/course/course.yml",
        "/course/modules/rowing.md",
        "/course/media/unused.txt",
        "/course/media/film.mp4",
        "/course/media/out.svg",
        "/course/course.lock",
    ],
)
def test_only_what_the_course_shows_is_served(served: Running, path: str) -> None:
    assert served.ask(path)[0] == 404


def test_a_link_out_of_the_course_is_a_mistake(served: Running) -> None:
    problems = json.loads(served.ask("/-/problems")[2])["problems"]
    assert [(one["code"], one["source"]) for one in problems] == [("path-outside", "![Out](../media/out.svg)")]
    assert b"out.svg" in served.ask("/course/rowing.html")[2]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:{other}",
        "127.0.0.2:{port}",
        "localhost.evil.example:{port}",
        "127.0.0.1:{port}.evil.example",
        "[::1]:{port}",
        "",
    ],
)
def test_other_hosts_are_refused(served: Running, host: str) -> None:
    named = host.format(port=served.port, other=served.port + 1)
    for path in ("/", "/course/index.html", "/-/events", "/-/problems"):
        status, _, body = served.ask(path, host=named)
        assert (status, b"Boats" in body) == (421, False)


def test_its_own_names_are_taken(served: Running) -> None:
    for name in ("127.0.0.1", "localhost"):
        assert served.ask("/course/index.html", host=f"{name}:{served.port}")[0] == 200


def post(served: Running, body: object, **headers: str) -> tuple[int, dict[str, str], bytes]:
    sent = {"origin": f"http://127.0.0.1:{served.port}", **headers}
    return served.ask(
        "/-/open", "POST", json.dumps(body).encode(), **{name: value for name, value in sent.items() if value}
    )


@pytest.mark.parametrize(
    "origin",
    ["", "null", "http://evil.example", "https://127.0.0.1:{port}", "http://localhost:{port}", "http://127.0.0.1:1"],
)
def test_posts_of_other_origins_are_refused(served: Running, origin: str) -> None:
    assert post(served, {"page": "rowing"}, origin=origin.format(port=served.port))[0] == 403


def test_files_of_the_course_can_be_opened_and_no_others(served: Running) -> None:
    status, _, body = post(served, {"page": "rowing"})
    assert (status, json.loads(body)["place"]) == (200, "modules/rowing.md:1:3")
    assert json.loads(body)["address"] == f"vscode://file{served.root.as_posix()}/modules/rowing.md:1:3"
    assert post(served, {"file": "course.yml", "line": 1, "column": 1})[0] == 200
    for file in ("../secret.txt", "media/out.svg", "/etc/passwd", "modules/../../secret.txt", "", "modules"):
        assert post(served, {"file": file, "line": 1, "column": 1})[0] == 404
    for body in ({}, [], {"file": "course.yml"}, {"file": "course.yml", "line": "x", "column": 1}, "x"):
        assert post(served, body)[0] == 404
    assert served.ask("/-/open", "POST", b"{" * 20_000, origin=f"http://127.0.0.1:{served.port}")[0] == 413
    assert served.ask("/-/open")[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        b'{"file": "course.yml", "line": 1e400, "column": 1}',
        b'{"file": "course.yml", "line": 1, "column": -1e400}',
        b'{"file": "course.yml", "line": 1' + b"0" * 300 + b', "column": 1}',
        b"[" * 9000,
        b'{"file":' * 1200,
    ],
)
def test_places_that_no_file_has(served: Running, body: bytes) -> None:
    status, _, told = served.ask("/-/open", "POST", body, origin=f"http://127.0.0.1:{served.port}")
    assert (status, told) == (400, b"No file has such a place.")


@pytest.mark.parametrize(
    "path",
    [
        "/", "/course/index.html", "/course/none.html", "/none", "/-/problems", "/-/none", "/lms/", "/lms/none", "/lms/api/learners", "/lms/api/none",
        "/lms/api/scorm12/course", "/lms/api/none/course", "/lms/api/scorm12/records/learner-1", "/lms/api/scorm12/records/nobody",
        "/lms/api/scorm12/records/learner-1/1", f"/lms/api/scorm12/records/learner-1/{'9' * 5000}", "/lms/api/scorm12/records/learner-1/x",
    ],
)  # fmt: skip
def test_no_page_of_another_origin_reads_it(served: Running, path: str) -> None:
    status, headers, _ = served.ask(path)
    assert status < 500
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert served.ask(path, "POST", b"")[1]["cross-origin-resource-policy"] == "same-origin"


def test_a_source_that_is_a_link_out_is_never_served(tmp_path: Path, start: Start) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n\nNobody may read this.\n", encoding="utf-8")
    root = write_course(tmp_path / "course", {"course.yml": "title: Links\n", "modules/one.md": "# One\n\nText.\n"})
    (root / "modules" / "two.md").symlink_to(tmp_path / "secret.md")
    (root / "modules" / "three").symlink_to(tmp_path)
    running = start(root=root)
    for path in ("/course/index.html", "/course/one.html", "/course/two.html", "/course/search.js", "/-/problems"):
        assert b"Nobody may read this" not in running.ask(path)[2]


def test_no_command_can_be_slipped_in(tmp_path: Path, start: Start) -> None:
    root = write_course(
        tmp_path / "course; touch hit",
        {"course.yml": "title: Names\n", "modules/a $(touch hit) {line}.md": "# One\n\nText.\n"},
    )
    running = start("--editor", "true", root=root)
    assert post(running, {"file": "modules/a $(touch hit) {line}.md", "line": 1, "column": 1})[0] == 200
    assert not list(tmp_path.rglob("hit"))
