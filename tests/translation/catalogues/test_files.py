"""Catalogues as files: the same bytes each time, laid out as gettext does, and every damage told at its line."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_builder.diagnostics import Report, as_text
from course_builder.source.files import Files
from course_builder.translation.catalogues import Catalogue, Entry, catalogues, read, text, updated
from tests.courses_on_disk import write
from tests.translation.catalogues.made import PAGE, empty, of, on_disk, read_again, sound, translated, unit

LONG = "Two hours on foot, with a child on the back and **no shade**, is what most of them said it takes. " * 3

HARD = [
    unit('He said "no" \\ and\tleft.'),
    unit("One line  \nand another, and `code`."),
    unit(LONG.strip()),
    unit("x" * 300),
    unit("http://example.org/" + "a-b/" * 60),
    unit("一\u2028二\x85三"),
    unit("يعيش معظم الناس في البلد الذي ولدوا فيه. " * 4),
    unit("$\\frac{1}{2}$ [[color|colour]] {{x}} %s %(a)s {0}"),
    unit("A", "modules/" + "very-" * 20 + "long.md#page · paragraph", "A note\nof two lines", "Another note. " * 9),
]

ENTRIES = st.builds(
    Entry,
    st.text(max_size=20),
    st.text(min_size=1, max_size=200),
    st.text(max_size=200),
)


def test_what_is_hard_to_write_is_read_as_it_was(tmp_path: Path) -> None:
    changed = [unit(f"{HARD[2].text} More."), *HARD[:2], *HARD[3:]]
    for units in (HARD, changed, HARD[:4]):
        catalogue, _ = updated(of(*HARD), units)
        path = on_disk(catalogue, tmp_path)
        found, report = read_again(path)
        assert report.diagnostics == []
        assert found
        assert text(found).encode() == path.read_bytes()
        assert [(one.key, one.wording, one.fuzzy, one.previous) for one in found.entries] == [
            (one.key, one.wording, one.fuzzy, one.previous) for one in catalogue.entries
        ]
        sound(path)


@given(st.lists(ENTRIES, max_size=5, unique_by=lambda one: one.key))
def test_whatever_stands_in_it_can_be_read_again(tmp_path_factory: pytest.TempPathFactory, found: list[Entry]) -> None:
    controls = {code for code in range(32) if code not in (9, 10)} | {0x7F}
    clean = [
        replace(
            one,
            context=_without(one.context, controls),
            text=_without(one.text, controls) or "x",
            wording=_without(one.wording, controls),
        )
        for one in found
    ]
    clean = list({one.key: one for one in clean}.values())
    path = on_disk(replace(empty(), entries=tuple(clean)), tmp_path_factory.mktemp("any"))
    again, report = read_again(path)
    assert report.diagnostics == []
    assert again
    assert [replace(one, line=0) for one in again.entries] == clean


def _without(said: str, codes: set[int]) -> str:
    return "".join(
        sign for sign in said if ord(sign) not in codes and not 0xD800 <= ord(sign) < 0xE000 and sign < "\ue000"
    )


def test_each_wording_knows_its_line(tmp_path: Path) -> None:
    path = on_disk(of(*HARD), tmp_path)
    found, _ = read_again(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    assert found
    assert len(found.entries) == len(HARD)
    for before, after in zip(found.entries, found.entries[1:], strict=False):
        assert before.line < after.line
    for one in found.entries:
        assert lines[one.line - 1].startswith("msgstr ")


def test_it_is_the_same_on_windows(tmp_path: Path) -> None:
    path = on_disk(of(*HARD), tmp_path)
    before = path.read_bytes()
    path.write_bytes(before.replace(b"\n", b"\r\n"))
    found, report = read_again(path)
    assert report.diagnostics == []
    assert found
    assert text(found).encode() == before


def test_what_tools_have_written_into_the_header_stays(tmp_path: Path) -> None:
    path = on_disk(of(unit("A")), tmp_path)
    said = path.read_text(encoding="utf-8").replace(
        'Last-Translator: \\n"', 'Last-Translator: Ana <ana@example.org>\\n"\n"X-Generator: Poedit 3.4\\n"'
    )
    path.write_text(f"# French, by Ana\n{said}", encoding="utf-8", newline="\n")
    found, _ = read_again(path)
    assert found
    again = text(found)
    assert again.startswith("# French, by Ana\nmsgid")
    assert "Ana <ana@example.org>" in again
    assert "Poedit 3.4" in again
    path.write_text(again, encoding="utf-8", newline="\n")
    assert text(read_again(path)[0] or empty()) == again


def test_it_is_laid_out_as_gettext_does(tmp_path: Path) -> None:
    """So a tool that opens and saves a catalogue changes what was translated and nothing else."""
    program = shutil.which("msgcat")
    if not program:
        pytest.skip("gettext is not on this machine")
    plain = [one for one in HARD if one.text.isascii() and "-" not in one.context and "http" not in one.text]
    path = on_disk(of(*plain), tmp_path)
    done = subprocess.run([program, str(path)], capture_output=True, check=True)
    assert done.stdout == path.read_bytes()


@pytest.mark.parametrize("length", range(60, 80))
def test_a_line_has_79_columns_at_the_most(length: int, tmp_path: Path) -> None:
    said = ("one two " * 10)[: length - 1] + "."
    lines = on_disk(of(unit(said)), tmp_path).read_text(encoding="utf-8").split("\n")
    assert max(map(len, lines)) <= 79
    assert (f'msgid "{said}"' in lines) == (length <= 71)


def test_translate_toolkit_finds_nothing(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("pofilter")
    path = on_disk(translated(updated(of(*HARD[:3]), [unit("One line  \nand another one, and `code`.")])[0]), tmp_path)
    done = subprocess.run(
        [
            program,
            "--progress=none",
            "--test=untranslated",
            "--test=isfuzzy",
            "--test=blank",
            str(path),
            str(tmp_path / "out.po"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert "Error" not in done.stdout
    # The one that is fuzzy is what it finds, so it did read the file.
    assert "One line" in (tmp_path / "out.po").read_text(encoding="utf-8")


def told(root: Path, content: bytes, name: str = "fr.po") -> tuple[Catalogue | None, str]:
    path = root / "translations" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    report = Report()
    files = Files(root, report)
    found = read(path, files)
    return found, as_text(report.diagnostics, files.texts)


HEAD = b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
GOOD = b'msgctxt "a"\nmsgid "One"\nmsgstr "Un"\n\n'

DAMAGED = {
    "no end": (HEAD + b'msgid "One\nmsgstr "Un"\n', "fr.po:6:1: error[catalogue-syntax]: The text in this line"),
    "a quotation mark": (HEAD + b'msgid "On"e"\nmsgstr "Un"\n', "fr.po:6:1: error[catalogue-syntax]: The text in this"),
    "not quoted": (HEAD + b"msgid One\n", "fr.po:6:1: error[catalogue-syntax]"),
    "no keyword": (HEAD + GOOD + b"nonsense\n", "fr.po:10:1: error[catalogue-syntax]: This line cannot stand here"),
    "wrong order": (HEAD + b'msgstr "Un"\nmsgstr "x"\nmsgid "b"\n', "error[catalogue-syntax]: This line cannot"),
    "conflict": (
        HEAD + b'msgid "One"\n<<<<<<< HEAD\nmsgstr "Un"\n=======\nmsgstr "Une"\n>>>>>>> other\n',
        "fr.po:7:1: error[catalogue-syntax]: Git has left the marks of a conflict here.",
    ),
    "latin-1": (HEAD + 'msgid "a"\nmsgstr "é"\n'.encode("latin-1"), "fr.po:7:9: error[file-encoding]"),
    "utf-16": ((HEAD + GOOD).decode().encode("utf-16"), "error[file-encoding]: This file is UTF-16."),
    "another thing": (b"<html>\n", "fr.po:1:1: error[catalogue-syntax]"),
    "binary": (b"\xde\x12\x04\x95\0\0\0\0", "error[file-"),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_what_is_damaged_is_told_at_its_line(damage: str, tmp_path: Path) -> None:
    content, message = DAMAGED[damage]
    found, said = told(tmp_path, content)
    assert found is None
    assert message in said
    assert "hint: " in said


WRONG = {
    "another language": (HEAD.replace(b"fr", b"es") + GOOD, "fr.po:3:1: warning[catalogue-header]: The header says"),
    "another encoding": (HEAD.replace(b"UTF-8", b"CP1252") + GOOD, "fr.po:4:1: warning[catalogue-header]: The header"),
    "no header": (GOOD, "fr.po:1:1: warning[catalogue-header]: This catalogue has no header."),
    "an entry twice": (HEAD + GOOD + GOOD, "fr.po:12:1: error[catalogue-entry]: This entry stands at line 8 already."),
    "plural forms": (
        HEAD + GOOD + b'msgid "b"\nmsgid_plural "bs"\nmsgstr[0] "c"\nmsgstr[1] "d"\n',
        "fr.po:12:1: error[catalogue-entry]: This entry has plural forms",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told_and_the_rest_is_read(wrong: str, tmp_path: Path) -> None:
    content, message = WRONG[wrong]
    found, said = told(tmp_path, content)
    assert found
    assert [one.wording for one in found.entries] == ["Un"]
    assert message in said
    assert said.count("hint: ") == 1


def test_a_link_out_of_the_course_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.po").write_bytes(HEAD + GOOD)
    course = tmp_path / "course"
    (course / "translations").mkdir(parents=True)
    (course / "translations" / "fr.po").symlink_to(tmp_path / "secret.po")
    report = Report()
    assert read(course / "translations" / "fr.po", Files(course, report)) is None
    assert [one.code for one in report.diagnostics] == ["path-outside"]


@given(st.binary(max_size=200), st.integers(0, 200))
def test_no_damage_is_an_exception(tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int) -> None:
    whole = HEAD + GOOD * 2
    told(tmp_path_factory.mktemp("noise"), whole[:at] + noise + whole[at:])


def test_which_there_are(tmp_path: Path) -> None:
    write(tmp_path, {"translations/pt-BR.po": "", "translations/fr.yml": "", "translations/ar.po": ""})
    assert list(catalogues(tmp_path)) == ["ar", "pt-BR"]


@pytest.mark.skipif(not shutil.which("git"), reason="git is not on this machine")
def test_two_branches_that_change_other_paragraphs_merge(tmp_path: Path) -> None:
    texts = [f"Paragraph {number}, of which nobody knows who wrote it." for number in range(30)]

    def save(changes: dict[int, str], said: dict[str, str], message: str) -> None:
        units = [unit(changes.get(number, one)) for number, one in enumerate(texts) if changes.get(number, one)]
        old = read_again(path)[0] if path.exists() else of(*units)
        new, _ = updated(old or empty(), units)
        new = replace(new, entries=tuple(replace(one, wording=said.get(one.text, one.wording)) for one in new.entries))
        on_disk(new, tmp_path)
        git("add", ".")
        git("commit", "-q", "-m", message)

    def git(*words: str) -> None:
        known = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
        done = subprocess.run(["git", *known, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    path = tmp_path / "translations" / "fr.po"
    git("init", "-q")
    save({}, {}, "first")
    git("checkout", "-q", "-b", "other")
    save({3: "Paragraph 3, of which Ana knows who wrote it.", 20: ""}, {texts[10]: "dix"}, "other")
    git("checkout", "-q", "main")
    save({5: "Paragraph 5, of which Ben knows who wrote it."}, {texts[12]: "douze"}, "ours")
    git("merge", "-q", "-m", "both", "other")
    merged, report = read_again(path)
    assert report.diagnostics == []
    assert merged
    assert sum(one.fuzzy for one in merged.entries) == 2
    assert sum(one.obsolete for one in merged.entries) == 1
    assert {"dix", "douze"} <= {one.wording for one in merged.entries}
    assert (merged.entries[0].context, len(merged.entries)) == (PAGE, 30)
    sound(path)
