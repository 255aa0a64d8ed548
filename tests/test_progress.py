"""How far the work is: a line that is written anew at a terminal, a line now and then elsewhere, and never in the way."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_builder.commands import main, showing
from course_builder.commands.showing import Steps
from tests.courses_on_disk import PAGE, page, write


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """A terminal that knows a carriage return and nothing else, as old consoles do."""

    def isatty(self) -> bool:
        return True

    @property
    def line(self) -> str:
        shown = ""
        for piece in self.getvalue().split("\r"):
            shown = piece + shown[len(piece) :]
        return shown.rstrip()


def opened(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Have a terminal in the place of pytest's, which puts its own there before each test begins."""
    made = Terminal()
    monkeypatch.setattr(sys, "stderr", made)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    return made


def test_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = opened(monkeypatch)
    clock = Clock()
    with Steps(clock=clock) as steps:
        steps.step("read")
        clock.now = 0.9
        steps.step("pages", 10, 1000)
        assert terminal.getvalue() == ""
        clock.now = 1.1
        steps.step("pages", 120, 1000)
        assert terminal.line == "pages 120 of 1,000"
        clock.now = 1.15
        steps.step("pages", 121, 1000)
        assert terminal.line == "pages 120 of 1,000", "nobody reads twenty numbers a second"
        # What begins is said at once: it may be the last that is heard of for long.
        steps.step("check")
        assert terminal.line == "check ..."
        clock.now = 1.3
        steps.step("a name that is longer than the terminal is wide")
        assert terminal.line == "a name that is longer than the terminal"
        assert len(terminal.line) == 39
    assert terminal.line == ""
    assert "\n" not in terminal.getvalue()
    assert "\033" not in terminal.getvalue()


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = opened(monkeypatch)
    with Steps(clock=Clock()) as steps:
        steps.step("read")
        steps.step("pages", 1, 2)
    assert terminal.getvalue() == ""


def test_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    stream, clock = io.StringIO(), Clock()
    monkeypatch.setattr(sys, "stderr", stream)
    with Steps(clock=clock) as steps:
        for second in range(12):
            clock.now = second
            steps.step("pages", second * 10, 120)
            steps.step("check")
    assert stream.getvalue() == "pages 10 of 120\npages 60 of 120\npages 110 of 120\n"


def test_a_terminal_that_cannot_go_back(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = opened(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    clock = Clock()
    with Steps(clock=clock) as steps:
        clock.now = 2
        steps.step("pages", 1, 2)
    assert terminal.getvalue() == "pages 1 of 2\n"


def test_quiet_shows_no_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = opened(monkeypatch)
    clock = Clock()
    with Steps(quiet=True, clock=clock) as steps:
        clock.now = 2
        steps.step("pages", 1, 2)
    assert terminal.getvalue() == ""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is shown, however short the work is."""
    for name in ("_PATIENCE", "_BETWEEN_LINES"):
        monkeypatch.setattr(showing, name, -1.0)


@pytest.mark.usefixtures("impatient")
def test_commands_tell_how_far_they_are(tmp_path: Path) -> None:
    root = str(write(tmp_path, page("Text.\n\n## More\n\nText.")))
    told = "read ...\nmodules 0 of 1\npages 0 of 3\npages 1 of 3\npages 2 of 3\ncheck ...\n"
    built = CliRunner().invoke(main, ["build", root, "--output", "html"])
    assert built.stderr == f"{told}html ...\nwrite ...\n"
    assert built.stdout.startswith("built ")
    checked = CliRunner().invoke(main, ["check", root, "--format", "json"])
    assert checked.stderr == f"{told}scorm12 ...\n"
    assert json.loads(checked.stdout) == []


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("command", ["build", "check"])
def test_quiet(command: str, tmp_path: Path) -> None:
    sound = CliRunner().invoke(main, [command, str(write(tmp_path / "sound", PAGE)), "--quiet"])
    assert (sound.exit_code, sound.output) == (0, "")
    broken = CliRunner().invoke(main, [command, str(write(tmp_path / "broken", page(":::note\nText."))), "-q"])
    assert broken.exit_code == 1
    assert "error[directive-unclosed]" in broken.stderr
    assert broken.stderr.endswith("\n1 error.\n")
    assert broken.stdout == ""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that a program can hold")
def test_a_real_terminal(tmp_path: Path) -> None:
    import pty

    root = write(tmp_path, PAGE)
    script = (
        "from course_builder.commands import main, showing; showing._PATIENCE = -1; "
        f"main(['build', {str(root)!r}, '--output', 'html'])"
    )
    ours, theirs = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            said += piece
    os.close(ours)
    assert process.returncode == 0
    assert b"\rwrite ..." in said
    assert b"\n" not in said
    assert said.rpartition(b"\r")[2] == b""
    assert said.rstrip(b"\r").rpartition(b"\r")[2].strip() == b""
