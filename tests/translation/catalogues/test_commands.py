"""``course-builder translate`` on courses on the disk, from the first catalogue to what an agency sends back."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner, Result

from course_builder.commands import main
from course_builder.translation.catalogues.pseudo import LANGUAGES
from tests.courses_on_disk import write
from tests.translation.catalogues.made import sound

COURSE = {
    "course.yml": "title: Safe water\n",
    "modules/a.md": (
        "# Water\n\n## Wells {#wells}\n\nA well is a hole that leads to water. It needs a\nlid and a rope.\n\n"
        "See [the pump](#pumps), and ask for `the key` first.[^n]\n\n[^n]: From a manual.\n\n"
        "## Pumps {#pumps}\n\nA pump brings water up, where a well only leads down to it.\n\n"
        ":::question{#q-lid}\nWhy does a well need a lid?\n\n- (x) To keep it clean\n- ( ) To keep it warm\n:::\n\n"
        ":::question{#q-gap}\nWater comes from a [[well]].\n:::\n\n"
        ":::question{#q-true}\nA pump brings water up.\n\n- (x) True\n- ( ) False\n:::\n\n"
        ":::glossary\nPump\n: A machine that lifts water.\n:::\n"
    ),
}
PO = Path("translations/fr.po")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write(tmp_path / "course", COURSE)


def run(root: Path, *words: str, status: int = 0) -> Result:
    with contextlib.chdir(root):
        done = CliRunner().invoke(main, ["translate", *words])
    assert done.exit_code == status, done.output
    return done


def translate(root: Path, said: Callable[[str], str] = str.upper, path: Path = PO) -> None:
    """Translate as a translator's tool does, which writes the whole file anew."""
    catalogue = polib.pofile(str(root / path), wrapwidth=60)
    for one in catalogue:
        if not one.obsolete and not one.msgstr:
            one.msgstr = said(one.msgid)
    catalogue.save(newline="\n")


def edit(root: Path, old: str, new: str) -> None:
    path = root / "modules" / "a.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def entries(root: Path) -> dict[str, polib.POEntry]:
    return {one.msgid: one for one in polib.pofile(str(root / PO)) if not one.obsolete}


def test_a_translation_from_its_beginning(course: Path) -> None:
    assert run(course, "init", "fr").output == "translations/fr.po: 18 texts to translate.\n"
    sound(course / PO)
    translate(course)
    assert "nothing changed" in run(course, "update").output
    before = (course / PO).read_bytes()
    edit(course, "needs a\nlid", "needs\na lid")
    assert "nothing changed" in run(course, "update", "fr").output
    assert (course / PO).read_bytes() == before
    edit(course, "and a rope", "and a long rope")
    edit(course, "- (x) To keep it clean\n- ( ) To keep it warm\n", "- ( ) To keep it warm\n- (x) To keep it clean\n")
    edit(course, "{#pumps}\n", "{#pumps-up}\n")
    edit(course, "(#pumps)", "(#pumps-up)")
    assert "2 changed and fuzzy now" in run(course, "update").output
    found = entries(course)
    assert {one for one, entry in found.items() if entry.fuzzy} == {
        "A well is a hole that leads to water. It needs a lid and a long rope.",
        "See [the pump](#pumps-up), and ask for `the key` first.[^n]",
    }
    assert all(one.msgstr for one in found.values())
    again = (course / PO).read_bytes()
    run(course, "update")
    assert (course / PO).read_bytes() == again
    sound(course / PO)


def test_check_writes_nothing(course: Path) -> None:
    run(course, "init", "fr")
    assert run(course, "update", "--check").output == "All catalogues are up to date.\n"
    edit(course, "rope", "chain")
    before = (course / PO).read_bytes()
    assert "translations/fr.po is not up to date" in run(course, "update", "--check", status=1).output
    assert (course / PO).read_bytes() == before


def test_status(course: Path) -> None:
    run(course, "init", "fr", "ar")
    translate(course)
    edit(course, "rope", "chain")
    said = run(course, "status", "fr").output
    assert "modules/a.md" in said
    assert "1 text of translations/fr.po changed since the last" in said
    found = json.loads(run(course, "status", "--format", "json").output)
    ar, fr = found["languages"]
    assert (ar["language"], ar["missing"], ar["translated"], ar["words_to_do"]) == ("ar", 18, 0, ar["words"])
    assert (fr["fuzzy"], fr["missing"], fr["translated"], fr["words_to_do"]) == (1, 0, 17, 16)
    assert [one["file"] for one in fr["files"]] == ["course.yml", "modules/a.md"]
    assert run(course, "status", "--check", status=1)
    run(course, "update")
    assert run(course, "status", "fr", "--check", status=1)
    (course / "translations" / "ar.po").unlink()
    edit(course, "chain", "rope")
    run(course, "status", "--check")


def test_the_glossary_is_offered_and_looked_after(course: Path) -> None:
    run(course, "init", "fr")
    translate(
        course, lambda text: {"Pump": "Pompe"}.get(text, text.replace("ump", "ompe").replace("pompe up", "treuil"))
    )
    run(course, "update")
    assert "Glossary: Pump = Pompe" in entries(course)["A pump brings water up."].comment
    assert "translation-term" not in run(course, "status").output
    path = course / PO
    path.write_text(
        path.read_text(encoding="utf-8").replace('msgstr "A pompe brings', 'msgstr "A treuil brings'), "utf-8"
    )
    said = run(course, "status").output
    assert "warning[translation-term]: The glossary calls 'Pump' 'Pompe', and this wording does not." in said
    assert 'msgstr "A treuil brings' in said


FORMATS = ["xliff", "xliff1", "po"]


@pytest.mark.parametrize("form", FORMATS)
def test_there_and_back(course: Path, form: str) -> None:
    run(course, "init", "fr")
    file = f"out.{'po' if form == 'po' else 'xlf'}"
    said = run(course, "export", "fr", "--format", form, "--out", file).output
    assert said.startswith(f"{file}: 18 texts; 18 of them are to do (")
    out = course / file
    _as_agency(out, form)
    before = (course / PO).read_bytes()
    dry = run(course, "import", file, "--dry-run").output
    assert dry.startswith("Nothing was written. It would be: translations/fr.po: 18 wordings came back; 18 taken.")
    assert (course / PO).read_bytes() == before
    assert "18 taken" in run(course, "import", file).output
    assert all(one.msgstr == one.msgid.replace("A ", "Un ") for one in entries(course).values())
    assert not any(one.fuzzy for one in entries(course).values())
    assert "18 there already" in run(course, "import", file).output
    sound(course / PO)


def _as_agency(path: Path, form: str) -> None:
    """Translate a file as the tool of an agency does."""
    if form == "po":
        translate(path.parent, lambda text: text.replace("A ", "Un "), Path(path.name))
        return
    from lxml import etree

    tree = etree.parse(path)
    for source in tree.iter("{*}source"):
        target = etree.SubElement(source.getparent(), source.tag.replace("source", "target"))
        target.text = source.text.replace("A ", "Un ")
        source.addnext(target)
        if form == "xliff":
            source.getparent().set("state", "final")
        else:
            source.getparent().set("approved", "yes")
    tree.write(path, encoding="UTF-8", xml_declaration=True)


def test_what_does_not_fit_is_told_and_left_out(course: Path) -> None:
    run(course, "init", "fr")
    run(course, "export", "fr", "--out", "out.xlf")
    path = course / "out.xlf"
    _as_agency(path, "xliff")
    text = path.read_text(encoding="utf-8")
    text = text.replace("(#pumps), and ask for `the key` first.[^n]</target>", ", and ask for the key.</target>")
    path.write_text(text, encoding="utf-8", newline="\n")
    edit(course, "and a rope", "and a long rope")
    run(course, "update")
    catalogue = polib.pofile(str(course / PO))
    next(one for one in catalogue if one.msgid == "To keep it warm").msgstr = "Au chaud"
    catalogue.save()
    done = run(course, "import", "out.xlf", status=1)
    for message in (
        "warning[returned-unknown]: The course does not have this text any more: 'A well is a hole",
        "warning[returned-differs]: This text is translated already as 'Au chaud'",
        "error[translation-marks]: ",
        "15 taken, 1 not taken, for another wording is there, 1 not taken, for the course has the text no more, 1 not",
    ):
        assert message in done.output
    found = entries(course)
    assert found["To keep it warm"].msgstr == "Au chaud"
    assert not found["See [the pump](#pumps), and ask for `the key` first.[^n]"].msgstr
    run(course, "import", "out.xlf", "--replace", status=1)
    assert entries(course)["To keep it warm"].msgstr == "To keep it warm"


def test_drafts_are_fuzzy(course: Path) -> None:
    run(course, "init", "fr")
    run(course, "export", "fr", "--out", "out.xlf", "--format", "xliff1")
    path = course / "out.xlf"
    _as_agency(path, "xliff1")
    text = path.read_text(encoding="utf-8").replace('approved="yes"', 'approved="no"', 3)
    path.write_text(text, encoding="utf-8", newline="\n")
    assert "15 taken, 3 taken as drafts (fuzzy)" in run(course, "import", "out.xlf").output
    assert sum(one.fuzzy for one in entries(course).values()) == 3


def test_what_moved_since_it_was_exported_is_found(course: Path) -> None:
    run(course, "init", "fr")
    run(course, "export", "fr", "--out", "out.xlf")
    _as_agency(course / "out.xlf", "xliff")
    edit(course, "{#wells}", "{#deep-wells}")
    assert "18 taken." in run(course, "import", "out.xlf").output


HOSTILE = {
    "an entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff>&e;</xliff>',
    "a bomb": '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><xliff>&b;</xliff>',
    "a document type": '<!DOCTYPE xliff SYSTEM "http://example.org/x.dtd"><xliff/>',
    "a document type of XLIFF": (
        '<!DOCTYPE xliff [<!ENTITY e "x">]><xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" '
        'srcLang="en" trgLang="fr"><file id="f"/></xliff>'
    ),
    "something deep": "<xliff>" + "<g>" * 5_000 + "</g>" * 5_000 + "</xliff>",
    "another thing": "<html/>",
    "no XML": "nonsense",
    "nothing": "",
    "half": '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file>',
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_hostile_or_damaged_is_refused(what: str, course: Path) -> None:
    run(course, "init", "fr")
    before = (course / PO).read_bytes()
    (course / "out.xlf").write_text(HOSTILE[what], encoding="utf-8")
    said = run(course, "import", "out.xlf", status=1).output
    assert "out.xlf:" in said
    assert "error[returned-damaged]" in said
    assert "hint: " in said
    assert "root:" not in said
    assert (course / PO).read_bytes() == before


def test_pseudo_translations_are_sound_and_longer(course: Path) -> None:
    from course_builder.diagnostics import Span
    from course_builder.translation.unit import Wording
    from course_builder.translation.units import course_units, faults

    assert run(course, "pseudo").output.count("18 texts made.") == 2
    units = {(one.context, one.text): one for _, found in course_units(course) for one in found}
    for language in LANGUAGES:
        path = course / "translations" / f"{language}.po"
        sound(path)
        for one in polib.pofile(str(path)):
            unit = units[one.msgctxt, one.msgid]
            assert faults(unit, Wording(one.msgstr, Span("x")), language) == []
            letters = sum(map(str.isalpha, one.msgstr))
            kept = one.msgid in {"well", "True", "False"} or "](" in one.msgid
            assert kept or 1.3 <= letters / sum(map(str.isalpha, one.msgid)) <= 1.9, one.msgstr
        said = path.read_text(encoding="utf-8")
        assert ("\u202e" in said) == (language == "ar-XB")
        assert "](#pumps)" in said
        assert "`the key`" in said
        assert f'msgstr "{"True" if language == "en-XA" else "صحيح"}"' in said


WRONG_USE = {
    ("init",): "Missing argument",
    ("init", "french!"): "is no tag of a language",
    ("init", "en"): "it needs no translation into it",
    ("init", "fr"): "There is translations/fr.po already.",
    ("update", "es"): "'translate init es' begins it.",
    ("export", "es", "--out", "x"): "'translate init es' begins it.",
    ("export", "fr", "--out", "course.yml"): "There is course.yml already.",
    ("pseudo", "fr"): "could be the tag of a real translation",
    ("status", "--project", "nowhere"): "There is no folder 'nowhere'.",
}


@pytest.mark.parametrize("words", WRONG_USE, ids=" ".join)
def test_wrong_usage_is_told(words: tuple[str, ...], course: Path) -> None:
    run(course, "init", "fr")
    assert WRONG_USE[words] in run(course, *words, status=2).output


def test_there_is_nothing_to_update(course: Path) -> None:
    assert "There is no translation yet." in run(course, "update", status=2).output


def test_a_file_in_a_language_that_is_not_translated(course: Path) -> None:
    run(course, "init", "fr")
    run(course, "export", "fr", "--out", "out.xlf")
    path = course / "out.xlf"
    path.write_text(path.read_text(encoding="utf-8").replace('trgLang="fr"', 'trgLang="es"'), encoding="utf-8")
    assert "out.xlf is in 'es', and there is no catalogue of it." in run(course, "import", "out.xlf", status=2).output


def test_all_or_nothing(course: Path) -> None:
    """A mistake in one catalogue, or in the course, and none is written."""
    run(course, "init", "fr", "es")
    spanish = course / "translations" / "es.po"
    spanish.write_text(spanish.read_text(encoding="utf-8") + "nonsense\n", encoding="utf-8", newline="\n")
    edit(course, "rope", "chain")
    before = (course / PO).read_bytes()
    said = run(course, "update", status=1).output
    assert "translations/es.po:" in said
    assert "error[catalogue-syntax]" in said
    assert "Nothing was written." in said
    assert (course / PO).read_bytes() == before
    spanish.unlink()
    edit(course, "## Pumps", ":::nonsense\n\n## Pumps")
    assert "Nothing was written." in run(course, "update", status=1).output
    assert (course / PO).read_bytes() == before
