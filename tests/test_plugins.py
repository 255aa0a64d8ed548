"""A new question type, block or output is one folder, also in another package; nothing else changes.

Each is made as an installed package would be (a module, and metadata with an entry point) and used in a process of its
own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from course_builder import build
from course_builder.made import RECORD
from tests.courses_on_disk import everything, page, quiz, write

pytestmark = pytest.mark.long

ODD_ONE_OUT = '''
"""Which does not belong: `- (!) ` marks the odd one."""

from course_builder.model import Choice, Option, Prose
from course_builder.questions import Draft, Lowered, ShuffledOptions, one_part


class OddOneOut:
    name = "odd-one-out"
    options = ShuffledOptions
    before = "matching"
    numbered = False

    def recognises(self, text, true_false):
        return bool(text.items) and any(item.arrow() and item.arrow()[1].text == "odd" for item in text.items if item.arrow())

    def lower(self, draft: Draft):
        options = tuple(
            Option(span=item.span, id=f"o{number}", text=sides[0], correct=sides[1].text == "odd")
            for number, item in enumerate(draft.text.items, start=1)
            if (sides := item.arrow())
        )
        return one_part(Choice(options=options, shuffle=draft.options.shuffle is not False))


room = OddOneOut()
'''

CALL_OUT = """
from pathlib import Path

from pydantic import Field

from course_builder.blocks import BlockRoom
from course_builder.model.settings import Settings


class Options(Settings):
    tone: str = Field("calm", description="How it sounds.")


room = BlockRoom("shout", Path(__file__).parent, Options)
"""

LISTING = """
from course_builder.model.settings import Settings
from course_builder.outputs import Artifact, Summary


class Options(Settings):
    heading: str = "Screens"


class Listing:
    name = "listing"
    options = Options

    def build(self, job):
        lines = [job.options.heading, *(screen.id for screen in job.edition.course.screens)]
        yield Artifact(f"{job.edition.course.id}.txt", "\\n".join(lines).encode())
        yield Summary()


output = Listing()
"""


def package(folder: Path, group: str, name: str, code: str, **files: str) -> Path:
    """Make what ``pip install`` of a package with one entry point leaves behind."""
    module = f"extra_{name.replace('-', '_')}"
    value = {"questions": "room", "blocks": "room", "outputs": "output"}[group]
    return write(
        folder,
        {
            f"{module}/__init__.py": code,
            **{f"{module}/{file}": text for file, text in files.items()},
            f"{module}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n",
            f"{module}-1.0.dist-info/entry_points.txt": f"[course_builder.{group}]\n{name} = {module}:{value}\n",
        },
    )


def built(root: Path, site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(site), str(Path(__file__).parent.parent)])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "course_builder", "build", str(root), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_question_type(tmp_path: Path) -> None:
    site = package(tmp_path / "site", "questions", "odd-one-out", ODD_ONE_OUT)
    root = write(
        tmp_path / "course",
        quiz(
            "## Which is no sector?\n\n- Education -> in\n- Health -> in\n- Weather -> odd\n\n> Not yet.\n\n## Which is none? {type=odd-one-out shuffle=no}\n\n- A -> odd\n- B -> in\n"
        ),
    )
    ran = built(root, site, "--output", "scorm12", "--output", "html")
    assert ran.returncode == 0, ran.stderr
    pages = {
        name: content.decode()
        for name, content in everything(root / "output" / "t-html").items()
        if name.endswith(".html")
    }
    quiz_page = pages["quiz-q.html"]
    assert quiz_page.count('type="radio"') == 5
    assert '"type":"choice"' in quiz_page
    assert "odd-one-out" not in quiz_page
    with zipfile.ZipFile(root / "output" / "t-scorm12.zip") as package_file:
        assert "imsmanifest.xml" in package_file.namelist()
    # Without the package the same text is what it was before: a matching question, and a type that nobody knows.
    assert "question-kind-unknown" in built(root, tmp_path / "nothing", "--output", "html").stderr


def test_question_type_has_its_own_options(tmp_path: Path) -> None:
    site = package(tmp_path / "site", "questions", "odd-one-out", ODD_ONE_OUT)
    root = write(tmp_path / "course", quiz("## Which? {shufle=no}\n\n- Education -> in\n- Weather -> odd\n"))
    assert "Did you mean 'shuffle'?" in built(root, site).stderr


def test_block(tmp_path: Path) -> None:
    files = {
        "block.html.jinja": '<p class="shout {{ block.options.tone }}">{{ label }}: {{ content }}</p>',
        "style.css": ".shout{font-weight:bold}",
    }
    site = package(tmp_path / "site", "blocks", "shout", CALL_OUT, **files)
    root = write(tmp_path / "course", page(":::shout[Hear *this*]{tone=loud}\nText.\n:::"))
    ran = built(root, site, "--output", "html")
    assert ran.returncode == 0, ran.stderr
    made = everything(root / "output" / "t-html")
    assert '<p class="shout loud">Hear <em>this</em>: <p>Text.</p></p>' in made["a.html"].decode()
    assert b".shout{font-weight:bold}" in made["style.css"]
    plain = write(tmp_path / "plain", page("Text."))
    assert built(plain, site, "--output", "html").returncode == 0
    assert b".shout" not in everything(plain / "output" / "t-html")["style.css"]


def test_output(tmp_path: Path) -> None:
    site = package(tmp_path / "site", "outputs", "listing", LISTING)
    root = write(tmp_path / "course", {**page("Text."), "course.yml": "title: T\noutputs: {listing: {heading: All}}\n"})
    ran = built(root, site)
    assert ran.returncode == 0, ran.stderr
    files = everything(root / "output")
    del files[RECORD]
    assert files == {"t.txt": b"All\na"}
    wrong = write(root, {"course.yml": "title: T\noutputs: {listing: {headin: All}}\n"})
    assert "Did you mean 'heading'?" in built(wrong, site).stderr


def test_a_foreign_package_cannot_replace_what_is_built_in(tmp_path: Path) -> None:
    site = package(tmp_path / "site", "outputs", "html", LISTING)
    root = write(tmp_path / "course", page("Text."))
    ran = built(root, site, "--output", "html")
    assert ran.returncode == 0, ran.stderr
    assert (root / "output" / "t-html" / "index.html").is_file()


def test_nothing_else_changes(tmp_path: Path) -> None:
    site = package(tmp_path / "site", "questions", "odd-one-out", ODD_ONE_OUT)
    root = write(tmp_path / "course", quiz("## Match\n\n- a -> b\n- c -> d\n"))
    assert built(root, site, "--output", "scorm12", "--out", str(tmp_path / "with")).returncode == 0
    assert build(root, ["scorm12"], tmp_path / "without").ok
    assert everything(tmp_path / "with") == everything(tmp_path / "without")
