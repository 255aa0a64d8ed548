"""The README's installation works as it is typed, and what is missing from an installation is said in a sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_builder import player
from course_builder.commands import main
from tests.courses_on_disk import PAGE
from tests.docs.blocks import ROOT, blocks

# What version control does not keep and the build hook makes; without it the hook would ask the network.
MADE = ("player/dist", "packaging/schemas", "serve/lms/dist")


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="the README types other lines for Windows")
def test_the_readme_as_typed(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, checkout / name)
    for name in MADE:
        shutil.copytree(ROOT / "course_builder" / name, checkout / "course_builder" / name)
    first = next(block for block in blocks(ROOT / "README.md") if block.language == "sh")
    lines = first.text.replace("python3 ", f"{sysconfig.get_path('scripts')}/python ").split("\n")
    # Dependencies are those of the tests, so that nothing is fetched; the package is the one that is installed here.
    lines.insert(2, 'echo "$DEPENDENCIES" > "$(echo .venv/lib/python*/site-packages)/tests.pth"')
    # pip reads "no" as turning the isolation of builds off.
    without_network = {"PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "no"}
    done = subprocess.run(
        ["bash", "-e"],
        input="\n".join([*lines, "cd example", "python -c 'import course_builder; print(course_builder.__file__)'"]),
        cwd=checkout,
        env=os.environ | without_network | {"DEPENDENCIES": sysconfig.get_path("purelib")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{checkout}/.venv/lib/" in done.stdout.split("\n")[-2]
    assert (checkout / "example" / "output" / "safe-water-html" / "index.html").is_file()


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_missing_player_is_no_traceback(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "modules").mkdir()
    for name, text in {**PAGE, "course.yml": "title: Small\noutputs: [html]\n"}.items():
        (tmp_path / name).write_text(str(text), encoding="utf-8")

    def missing(name: str) -> bytes:
        raise player.BundleMissingError("the player's scripts are not built; run 'make build'")

    monkeypatch.setattr(player, "_bundle", missing)
    done = CliRunner().invoke(main, [command, str(tmp_path)])
    assert done.exit_code == 1
    assert "not completely installed" in done.output
    assert isinstance(done.exception, SystemExit)
