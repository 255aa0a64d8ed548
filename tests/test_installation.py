"""What is missing from an installation is said in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from course_builder import player
from course_builder.commands import main
from tests.courses_on_disk import PAGE


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
