"""What begins fast imports little: bytes and modules do not depend on the machine, seconds do."""

from __future__ import annotations

import subprocess
import sys
from keyword import iskeyword
from pathlib import Path

import pytest

from course_builder.commands import SUMMARIES, main

HEAVY = {"pydantic", "markdown", "lxml", "jinja2", "uvicorn", "starlette", "nh3", "PIL", "pygments", "polib"}
SCRIPT = """
import sys
before = set(sys.modules)
from course_builder.commands import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    assert not ended.code, ended.code
print("\\n".join(sorted(set(sys.modules) - before)), file=sys.stderr)
"""


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["new", "course"]], ids=" ".join)
def test_it_imports_little(words: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *words], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    modules = done.stderr.split()
    assert not HEAVY & set(modules)
    own = [name for name in modules if name.startswith("course_builder")]
    assert len(own) <= 8, own
    assert len(modules) <= 160, len(modules)


def test_each_command_is_listed_with_what_it_does() -> None:
    files = {path.stem for path in Path(main.callback.__code__.co_filename).parent.glob("*.py")}  # type: ignore[union-attr]
    for name, summary in SUMMARIES.items():
        assert (f"{name}_" if iskeyword(name) else name) in files
        command = main.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert command.name == name
        assert summary.endswith(".")
    assert main.get_command(None, "fault") is None  # type: ignore[arg-type]
