"""How the preview begins and ends."""

from __future__ import annotations

import signal
import socket
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_builder.commands import main
from course_builder.serve.editor import Editor, address
from tests.serve.conftest import Running, Start, end, write_course


def stream(boats: Running) -> socket.socket:
    """Open a stream of events and wait until it runs."""
    connection = socket.create_connection(("127.0.0.1", boats.port), timeout=20)
    connection.sendall(f"GET /-/events HTTP/1.1\r\nHost: 127.0.0.1:{boats.port}\r\n\r\n".encode())
    seen = b""
    while b"data:" not in seen:
        seen += connection.recv(4096)
    return connection


def test_it_ends_at_once_with_pages_open(boats: Running) -> None:
    streams = [stream(boats) for _ in range(3)]
    begun = time.monotonic()
    assert end(boats) == (0, "")
    # Less than the 15 seconds between two signs of life of a stream, for which it would wait; busy machines need some.
    assert time.monotonic() - begun < 12
    for one in streams:
        one.close()


@pytest.mark.skipif(not hasattr(signal, "SIGTERM"), reason="Windows")
def test_it_ends_when_it_is_terminated(boats: Running) -> None:
    boats.process.send_signal(signal.SIGTERM)
    boats.process.communicate(timeout=20)
    assert boats.process.returncode == -signal.SIGTERM


def test_the_next_free_port_is_taken(start: Start, tmp_path: Path) -> None:
    first = start()
    second = start("--port", str(first.port), root=write_course(tmp_path / "other"))
    assert second.port > first.port
    assert second.ask("/course/index.html")[0] == 200


def test_it_listens_to_this_machine_only(boats: Running) -> None:
    outside = socket.gethostbyname(socket.gethostname())
    if outside.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError, match=r"refused|timed out|unreachable"):
        socket.create_connection((outside, boats.port), timeout=5)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--module", "sailling"], "There is no module 'sailling'. Did you mean 'sailing'?"),
        (["--editor", "code '"], "No closing quotation"),
        (["--output", "pdf"], "Invalid value for '--output'"),
        (["--port", "70000"], "Invalid value for '--port'"),
    ],
)
def test_wrong_usage(tmp_path: Path, options: list[str], said: str) -> None:
    result = CliRunner().invoke(main, ["preview", str(write_course(tmp_path / "course")), *options])
    assert result.exit_code == 2
    assert said in result.output


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["preview", str(tmp_path / "nothing")])
    assert (result.exit_code, "There is no folder" in result.output) == (2, True)


def test_one_module_only(start: Start) -> None:
    boats = start("--module", "rowing")
    assert boats.ask("/course/rowing.html")[0] == 200
    assert boats.ask("/course/sailing.html")[0] == 404
    menu = boats.ask("/course/index.html")[2]
    assert b"Rowing" in menu
    assert b"Sailing" not in menu


def test_words_of_another_language(start: Start) -> None:
    boats = start("--language", "fr")
    page = boats.ask("/course/rowing.html")[2].decode()
    assert '<html lang="fr"' in page
    assert "Contents" not in page
    assert "Rowing" in page


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("", []),
        ("code -g {file}:{line}:{column}", ["code", "-g", "/a b/c.md:3:7"]),
        ("subl", ["subl", "/a b/c.md"]),
        ("'my editor' +{line}", ["my editor", "+3", "/a b/c.md"]),
    ],
)
def test_editors(command: str, arguments: list[str]) -> None:
    assert Editor(command).arguments(Path("/a b/c.md"), 3, 7) == [
        one if "/" not in one else one.replace("/a b/c.md", str(Path("/a b/c.md"))) for one in arguments
    ]


def test_braces_in_a_path_stay() -> None:
    assert Editor("e {file}:{line}").arguments(Path("/{line}/{column}"), 3, 7) == ["e", f"{Path('/{line}/{column}')}:3"]


def test_an_editor_that_is_not_there() -> None:
    assert not Editor("there-is-no-such-program").open(Path("a.md"), 1, 1)


def test_addresses_of_places() -> None:
    assert address(Path("/a b/ü#?.md"), 3, 7) == "vscode://file/a%20b/%C3%BC%23%3F.md:3:7"
