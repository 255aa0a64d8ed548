"""Notes for trainers: in the preview and in the trainer's edition, and nowhere else."""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64decode
from pathlib import Path

import pytest

from course_builder import build, check
from course_builder.outputs import outputs
from course_builder.serve.preview import Preview
from course_builder.serve.review import share
from course_builder.serve.shown import Options
from tests.courses_on_disk import write as write_course

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="9">QNOTEPICTURE</text></svg>'
FILES = {
    "course.yml": "title: Notes\nlanguage: en\noutputs: {OUTPUTS}\n",
    "media/only.svg": PICTURE,
    "media/graders.svg": PICTURE.replace("QNOTEPICTURE", "QMARKPICTURE"),
    "media/one.csv": "a,b\n1,2\n",
    "snippets/shared.md": "Shared.\n\n:::notes\nQNOTEINCLUDED\n:::\n",
    "modules/first.md": """---
assessment: first
---
# First

Before.

:::notes[QNOTELABEL *now*]
QNOTEPAGE[^a] and ![A picture](../media/only.svg).

[^a]: QNOTEFOOT

:::tip
QNOTEINNER
:::
:::

After.

::::accordion
:::panel[Open]
Seen inside.

:::::notes
QNOTEPANEL
:::::
:::
::::

::: {.notes}
QNOTEQUARTO
:::

::include{src=../snippets/shared.md}

:::question{#seen}
Which one?

:::notes
QNOTEPROMPT
:::

- (x) Yes
- ( ) No

:::hint
A hint.

::::notes
QNOTEHINT
::::
:::
:::
""",
    "assessments/first.md": """# A quiz

Good luck.

:::notes
QNOTEQUIZ
:::

## Is it so? {#asked}

:::notes
QNOTEASKED
:::

- (x) Yes
- ( ) No

## Why? {#essay}

[[____]]

:::notes[QMARKLABEL]
QMARKTEXT[^g] and ![A picture](../media/graders.svg).

[^g]: QMARKFOOT
:::
""",
}
SAID = [
    "QNOTELABEL",
    "QNOTEPAGE",
    "QNOTEINNER",
    "QNOTEPANEL",
    "QNOTEQUARTO",
    "QNOTEINCLUDED",
    "QNOTEPROMPT",
    "QNOTEHINT",
    "QNOTEQUIZ",
    "QNOTEASKED",
    "QNOTEFOOT",
    "QNOTEPICTURE",
]
MARKING = ["QMARKLABEL", "QMARKTEXT", "QMARKFOOT", "QMARKPICTURE"]
"""Notes for who marks what is written."""


def course(folder: Path, wanted: str, **more: str) -> Path:
    files = {**FILES, **more}
    return write_course(folder, {**files, "course.yml": files["course.yml"].replace("{OUTPUTS}", wanted)})


def said(data: bytes) -> set[str]:
    """Return the notes in a file, in the files of a zip, too."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return set().union(*(said(packed.read(name)) for name in packed.namelist()))
    return {one for one in (*SAID, *MARKING) if one.encode() in data}


def said_below(folder: Path) -> set[str]:
    return set().union(*(said(one.read_bytes()) for one in folder.rglob("*") if one.is_file()))


@pytest.mark.parametrize("name", sorted(outputs()))
def test_no_output_gives_learners_a_note(tmp_path: Path, name: str) -> None:
    root = course(tmp_path, f"[{name}]")
    result = build(root)
    assert result.ok, result.diagnostics
    made = list((root / "output").iterdir())
    assert made
    if name not in BANKS:
        assert said_below(root / "output") == set()
    assert any(one.name.startswith("notes") for one in made)


BANKS = {"moodle-xml": r"<graderinfo.*?</graderinfo>", "mbz": r"<graderinfo>.*?</graderinfo>"}
"""Outputs that Moodle shows notes of to those alone who mark answers (``qtype_essay``), and where they stand."""


@pytest.mark.parametrize("name", BANKS)
def test_moodle_shows_notes_to_who_marks_and_to_nobody_else(tmp_path: Path, name: str) -> None:
    result = build(course(tmp_path, f"[{name}]"))
    assert result.ok
    content = result.built[0].path.read_bytes()
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            texts = [packed.read(one).decode() for one in packed.namelist() if one.endswith(".xml")]
            pictures = [packed.read(one) for one in packed.namelist() if not one.endswith(".xml")]
    else:
        texts = [content.decode()]
        pictures = [b64decode(one) for one in re.findall(r"<file [^>]*>(.*?)</file>", content.decode())]
    found = [one for text in texts for one in re.findall(BANKS[name], text, re.DOTALL) if "QMARK" in one]
    assert said("".join(found).encode()) == set(MARKING[:3])
    assert set().union(*map(said, pictures)) == set(MARKING[3:])
    left = "".join(re.sub(BANKS[name], "", text, flags=re.DOTALL) for text in texts)
    assert said(left.encode()) == set()


def test_a_trainer_gets_all_notes_in_a_folder_of_their_own(tmp_path: Path) -> None:
    root = course(tmp_path, "{scorm12: {}, html: {edition: both}}")
    result = build(root, strict=True)
    assert result.ok, result.diagnostics
    assert said_below(root / "output/notes-trainer-html") == {*SAID, *MARKING}
    assert said_below(root / "output/notes-html") == set()
    assert [one.output for one in result.built] == ["scorm12", "html", "html-trainer"]
    # What learners' progress relies on is one and the same.
    data = [(root / f"output/notes{kind}-html/course.js").read_text("utf-8") for kind in ("", "-trainer")]
    assert '"seen"' in data[0]
    assert data[0] == data[1]


def test_only_the_trainers_edition_is_made_where_only_that_is_wanted(tmp_path: Path) -> None:
    root = course(tmp_path, "{html: {edition: trainer}}")
    assert build(root, strict=True).ok
    assert (root / "output/notes-trainer-html/index.html").is_file()
    assert not (root / "output/notes-html").exists()


def test_notes_of_a_translation_are_translated_and_stay_with_trainers(tmp_path: Path) -> None:
    catalogue = (
        'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "assessments/first.md#asked · text"\nmsgid "QNOTEASKED"\nmsgstr "QFRENCH"\n'
    )
    settings = "title: Notes\nlanguages: [fr]\noutputs: {html: {edition: both}}\n"
    root = course(tmp_path, "", **{"course.yml": settings, "translations/fr.po": catalogue})
    result = build(root)
    assert result.ok, result.diagnostics
    trainers = list((root / "output/notes-trainer-html/fr").glob("*.html"))
    assert any("QFRENCH" in one.read_text("utf-8") for one in trainers)
    assert not any("QFRENCH" in one.read_text("utf-8") for one in (root / "output/notes-html").rglob("*.html"))
    assert said_below(root / "output/notes-html") == set()


def test_the_preview_shows_notes_and_its_packages_do_not_have_them(tmp_path: Path) -> None:
    preview = Preview(course(tmp_path, "[scorm12]"))
    preview.refresh()
    page = preview.page("first.html")
    assert page
    assert "QNOTEPAGE" in page
    package = preview.package("scorm12")
    assert package
    assert said(package.read()) == set()
    # A course without notes is packed as it is shown.
    path = preview.root / "modules/first.md"
    path.write_text(path.read_text("utf-8").replace("After.", "Afterwards."), "utf-8")
    preview.refresh()
    package = preview.package("scorm12")
    assert package
    with zipfile.ZipFile(io.BytesIO(package.read())) as packed:
        assert b"Afterwards." in packed.read("first.html")


def test_reviewers_read_the_notes(tmp_path: Path) -> None:
    share(course(tmp_path / "course", "[html]"), tmp_path / "copy", Options())
    assert "QNOTEPAGE" in (tmp_path / "copy/first.html").read_text("utf-8")


MISTAKES = {
    ":::notes\n:::worksheet{#kept}\n| a | b {text} |\n|---|---|\n| 1 | |\n:::\n:::": ("directive-misplaced", 4),
    ":::notes\n::gate[Go on]\n:::": ("directive-misplaced", 4),
    "::::notes\n:::question{#q}\nA?\n\n- (x) b\n- ( ) c\n:::\n::::": ("directive-misplaced", 4),
    ":::notes\n:::tipp\nText.\n:::\n:::": ("directive-unknown", 4),
    ":::notes\nText.": ("directive-unclosed", 3),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_mistakes_in_notes_are_told_where_they_stand(tmp_path: Path, text: str) -> None:
    root = write_course(tmp_path, {"course.yml": "title: A\n", "modules/a.md": f"# A\n\n{text}\n\nText.\n"})
    assert [(one.code, one.span.line) for one in check(root).diagnostics if one.severity == "error"] == [MISTAKES[text]]


def test_a_word_beside_notes_is_never_lost(tmp_path: Path) -> None:
    # What closes notes of other colons than its blocks' is the reader's to know, and a word must not go with them.
    text = (
        "# A\n\nOne.\n\n:::::notes\nHidden.\n\n:::tip\nHidden.\n:::\n:::::\n\nTwo.\n\n:::notes\nHidden.\n:::\nThree.\n"
    )
    root = write_course(tmp_path, {"course.yml": "title: A\noutputs: [html]\n", "modules/a.md": text})
    assert build(root, strict=True).ok
    page = (root / "output/a-html/a.html").read_text("utf-8")
    assert all(word in page for word in ("One.", "Two.", "Three."))
    assert "Hidden" not in page
