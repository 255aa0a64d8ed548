"""Every command in the documentation that can be run here is run; of the others at least the names are checked."""

from __future__ import annotations

import contextlib
import re
import shlex
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_builder.commands import main
from tests.docs.blocks import ROOT, blocks, commands, pages
from tests.docs.office import write_file

pytestmark = pytest.mark.long

# Commands that need the network, another tool of the reader's machine, or that are this very test run.
NOT_RUN = re.compile(r"(python3? -m (pip|venv|build|twine)|pipx?|git|source)\b|\. ")


def run(words: list[str], folder: Path) -> int:
    """Run a command in a folder, and return its status. What is typed in a terminal is tested with the README."""
    with contextlib.chdir(folder):
        done = CliRunner().invoke(main, words)
    print(done.output)
    assert done.exception is None or isinstance(done.exception, SystemExit), words
    return done.exit_code


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page(page: Path, tmp_path: Path) -> None:
    """Follow a page from top to bottom, as a reader would: files are written, commands are run."""
    at = tmp_path
    follows = page.name == "README.md" or page.parent.name == "guide"
    for block in blocks(page):
        if follows and block.title and "mistake" not in block.words and block.language != "python":
            path = at / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, block.text)
        if block.language not in {"sh", "console", "shell"}:
            continue
        for line in (one.strip() for one in block.text.split("\n")):
            if not line or line.startswith("#") or NOT_RUN.match(line):
                continue
            words = shlex.split(line, comments=True)
            match words:
                case ["course-builder", *rest]:
                    assert run(rest, at) == 0, f"{block}: {line}"
                case ["cd", folder]:
                    at = at / folder
                    assert at.is_dir(), f"{block}: {line}"
                case ["make", *names]:
                    assert set(names) <= targets(), f"{block}: {line}"
                case [".venv/bin/python" | "python", script, *_] if script.endswith(".py"):
                    assert (ROOT / script).is_file(), f"{block}: {line}"
                case [".venv/bin/python" | "python", "-m", module, *rest]:
                    assert module in {
                        "pytest",
                        "course_builder",
                        "course_builder.translation.update",
                        "tests.benchmarks",
                    }, f"{block}: {line}"
                    assert all((ROOT / name).exists() for name in rest if name.startswith("tests")), f"{block}: {line}"
                case [tool, *_] if tool.startswith(".venv/bin/"):
                    assert (Path(sys.executable).parent / Path(tool).name).exists(), f"{block}: {line}"
                case _:
                    pytest.fail(f"{block}: this command is not checked: {line}")


def test_the_pages_have_commands() -> None:
    assert sum(len(commands(page)) for page in pages()) > 10
