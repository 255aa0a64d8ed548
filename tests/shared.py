"""Courses that tests read and do not change: each is built once in a run, by whichever worker needs it first."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from filelock import FileLock

import course_builder

ROOT = Path(__file__).parents[1]
TRANSLATIONS = "translations"
FLAGSHIP = ("course.yml", "course.lock", "modules", "assessments", "media")

Write = Callable[[Path], object]
"""Puts the sources of a course into a new folder."""


def copy_flagship(target: Path, language: str = "en", *, translated: bool = False) -> Path:
    """Copy the sources of the course of this repository.

    Args:
        language: of the interface.
        translated: whether its translations come along.
    """
    target.mkdir(parents=True)
    for name in (*FLAGSHIP, TRANSLATIONS) if translated else FLAGSHIP:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, target / name)
    settings = target / "course.yml"
    text = settings.read_text("utf-8")
    assert "\nlanguage: en\n" in text
    if not translated:
        text = re.sub(r"\nlanguages: .*", "", text)
    settings.write_text(text.replace("\nlanguage: en\n", f"\nlanguage: {language}\n"), "utf-8")
    return target


def build(folder: Path, output: str) -> Path:
    """Build a course that has no mistakes; returns the file or the folder."""
    return _built(folder, [output])[output]


def _built(folder: Path, outputs: Sequence[str]) -> dict[str, Path]:
    result = course_builder.build(folder, outputs)
    assert result.ok, "\n".join(f"{one.span}: {one.message}" for one in result.diagnostics)
    return {one.output: one.path for one in result.built}


class SharedBuilds:
    """What was built in this run.

    Args:
        folder: a folder that all workers of the run have in common, and no other run.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: str, outputs: Sequence[str], write: Write) -> dict[str, Path]:
        """Return the outputs of the course ``name``, which ``write`` makes where nobody has built it yet."""

        def make(folder: Path) -> None:
            write(folder / "course")
            paths = _built(folder / "course", outputs)
            told = json.dumps({output: str(path) for output, path in paths.items()})
            (folder / "built.json").write_text(told, "utf-8")

        told = (self.once(name, make) / "built.json").read_text("utf-8")
        return {output: Path(path) for output, path in json.loads(told).items()}

    def once(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return the folder ``name``, which ``make`` fills where nobody has done so yet."""
        folder = self._folder / name
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock"):
            if not (folder / ".made").exists():
                make(folder)
                (folder / ".made").touch()
        return folder

    def flagship(self, output: str, language: str = "en") -> Path:
        """Return an output of the course of this repository."""
        outputs = ("scorm12", "scorm2004", "html", "single") if language == "en" else ("html", "single")
        return self(f"flagship-{language}", outputs, lambda folder: copy_flagship(folder, language))[output]

    def translated(self, product: str) -> Path:
        """Return a product of the course of this repository with its translations, such as ``html`` or ``scorm12-fr``."""
        outputs = ("scorm12", "scorm2004", "html")
        return self("flagship-translated", outputs, lambda folder: copy_flagship(folder, translated=True))[product]
