"""A folder of Markdown files of another tool becomes a course; what was not understood is told at its own places."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from course_builder import build, check
from course_builder.commands import main
from course_builder.scaffold import NotEmptyError
from course_builder.scaffold.edits import Edits
from course_builder.scaffold.folder import Imported, SourceError, create_from
from tests.courses_on_disk import everything, write
from tests.mistakes.case import png

# A folder as people have it who write for MkDocs (docs/) and take notes in Obsidian.
FOLDER: dict[str, str | bytes] = {
    ".obsidian/app.json": "{}",
    "_drafts/later.md": "# Later\n",
    "index.md": "---\ntitle: Water at home\ndescription: What a household can do.\n---\n\n"
    "Begin with [[Set up|setting up]], then [the guide](guide/) and [its first part](guide/first.md#a--b).\n\n"
    "![A vessel](images/a%20vessel.png)\n",
    "Set up.md": "Text without a title, with `[[code]]`.\n\n## Install it\n\n1. [Ten](<10-more.markdown>)\n\n"
    "```md\n![x](images/none.png)\n```\n",
    "2-second.md": "# Second\n\n![[photo.png|200]] ![[photo.png|A photo]]\n\n| a | b |\n|---|---|\n| [[Set up\\|words]] | [up][] |\n\n"
    '[up]: ./Set%20up.md "Title"\n',
    "10-more.markdown": '# More\n\n[[Set up#Install it]] and [[#Deeper in]] <img src="images/a vessel.png" alt="A vessel">\n\n'
    "### Deeper in\n\n[site](https://example.org/x.md) and [[Nowhere]] too\n",
    "guide/first.md": "# First\n\nText.\n\n## A & B\n\n[home](../index.md) [deep](deep/note.md) [second](/2-second)\n",
    "guide/2.md": "# Two\n\nText.\n",
    "guide/10.md": "# Ten\n\nText.\n",
    "guide/deep/deep.md": "# All that is deep\n\nText.\n",
    "guide/deep/note.md": "# Note\n\n![A photo](photo.png) [sheet](../../files/sheet.csv)\n",
    "guide/deep/photo.png": png(3, 3),
    "files/sheet.csv": "a,b\n1,2\n",
    "images/a vessel.png": png(),
    "images/photo.png": png(4, 4),
    "notes.docx": b"PK",
}


@pytest.fixture
def made(tmp_path: Path) -> Imported:
    folder = {name: text for name, text in FOLDER.items() if name != "guide/deep/photo.png"}
    folder["guide/deep/note.md"] = str(folder["guide/deep/note.md"]).replace("photo.png", "../../images/photo.png")
    write(tmp_path / "docs", folder)
    return create_from(tmp_path / "course", tmp_path / "docs")


def text(root: Path, name: str) -> str:
    return (root / "course" / "modules" / name).read_text(encoding="utf-8")


def test_it_becomes_a_course_that_builds(made: Imported, tmp_path: Path) -> None:
    assert made.written == sorted(path for path in (tmp_path / "course").rglob("*") if path.is_file())
    # A note that there is not, and a picture without words, are told at their places in the folder; nothing else is.
    docs = (tmp_path / "docs").as_posix()
    assert {(str(one.span), one.code) for one in made.diagnostics} == {
        (f"{docs}/10-more.markdown:7:38", "markup-shown"),
        (f"{docs}/2-second.md:3:1", "picture-alt-missing"),
    }
    result = build(tmp_path / "course", ["html", "scorm12"])
    assert result.ok
    assert result.course
    assert [(one.id, one.title.text) for one in result.course.modules] == [
        ("introduction", "Water at home"),
        ("second", "Second"),
        ("more", "More"),
        ("guide", "Guide"),
        ("guide-deep", "All that is deep"),
        ("set-up", "Set up"),
    ]
    assert [page.title.text for page in result.course.modules[3].pages] == ["Two", "Ten", "First", "A & B"]
    assert result.course.modules[0].settings.summary == "What a household can do."
    assert result.course.settings.title == "Water at home"


def test_links_and_pictures_keep_their_targets(made: Imported, tmp_path: Path) -> None:
    assert "[setting up](Set%20up.md), then [the guide](guide/2.md)" in text(tmp_path, "introduction.md")
    assert "(guide/first.md#a--b)" in text(tmp_path, "introduction.md")
    assert "![A vessel](../media/a-vessel.png)" in text(tmp_path, "introduction.md")
    second = text(tmp_path, "2-second.md")
    assert "![](../media/photo.png){width=200} ![A photo](../media/photo.png)" in second
    assert "| [words](Set%20up.md) | [up][] |" in second
    assert '[up]: Set%20up.md "Title"' in second
    more = text(tmp_path, "10-more.md")
    assert "[Install it](Set%20up.md#install-it) and [Deeper in](10-more.md#deeper-in)" in more
    assert '<img src="../media/a-vessel.png" alt="A vessel">' in more
    assert "[site](https://example.org/x.md) and [[Nowhere]]" in more
    first = text(tmp_path, "guide/first.md")
    assert "[home](../introduction.md) [deep](../guide-deep/note.md) [second](../2-second.md)" in first
    assert "[sheet](../../media/sheet.csv)" in text(tmp_path, "guide-deep/note.md")
    assert text(tmp_path, "Set up.md").startswith("# Set up\n\nText without a title, with `[[code]]`.")
    # What is code stays.
    assert "![x](images/none.png)" in text(tmp_path, "Set up.md")
    assert sorted(path.name for path in (tmp_path / "course" / "media").iterdir()) == [
        "a-vessel.png",
        "photo.png",
        "sheet.csv",
    ]


def test_pictures_of_one_name_stay_two(tmp_path: Path) -> None:
    write(tmp_path / "docs", FOLDER)
    create_from(tmp_path / "course", tmp_path / "docs")
    # `photo.png` stands twice: beside the one file it is, and the other one does not say which is meant.
    assert "(../../media/photo.png)" in text(tmp_path, "guide-deep/note.md")
    assert "![[photo.png|200]]" in text(tmp_path, "2-second.md")
    assert (tmp_path / "course" / "media" / "photo.png").read_bytes() == FOLDER["guide/deep/photo.png"]


def test_nothing_is_written_into_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "docs", FOLDER)
    before = everything(tmp_path / "docs")
    create_from(tmp_path / "course", tmp_path / "docs")
    assert everything(tmp_path / "docs") == before
    for inside in ("docs", "docs/course", "docs/guide/course"):
        with pytest.raises(SourceError, match="inside of"):
            create_from(tmp_path / inside, tmp_path / "docs")
    assert everything(tmp_path / "docs") == before


def test_what_is_not_understood_is_told_at_the_places_of_the_folder(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a.md": "\n\nNo title. [[b]] [[c|words]] ![x](no.png)\n\n:::nota\nText.\n:::\n",
        "b.md": "---\nlayout: post\ntitel: B\n---\n# B\n\nSee [c](c.md#nowhere).\n",
        "c.md": b"# C\n\n\xe9t\xe9\n",
        "d.md": "# D\n\n## D2\n\nText.\n",
        "empty.md": "",
    }
    write(tmp_path / "docs", files)
    made = create_from(tmp_path / "course", tmp_path / "docs")
    told = {(Path(one.span.file).name, one.span.line, one.span.column, one.code) for one in made.diagnostics}
    assert told >= {
        ("a.md", 3, 34, "picture-missing"),
        ("a.md", 5, 1, "directive-unknown"),
        ("b.md", 2, 1, "front-matter-foreign"),
        ("b.md", 3, 1, "yaml-unknown-key"),
        ("c.md", 3, 1, "file-encoding"),
        ("empty.md", 1, 1, "page-empty"),
    }
    for one in made.diagnostics:
        assert Path(one.span.file).parent == tmp_path / "docs", one
        assert one.span.file in made.sources
    # A file that is not text is no module.
    listed = yaml.safe_load((tmp_path / "course" / "course.yml").read_text(encoding="utf-8"))
    assert listed["modules"] == ["a", "b", "d", "empty"]


def test_what_cannot_be_read_is_told_as_it_is(tmp_path: Path) -> None:
    write(tmp_path / "docs", {"a.md": "---\ntitle: A\n\nText.\n", "b.md": "# B\n\n[x]([[a]]) [y](b.md)\n"})
    made = create_from(tmp_path / "course", tmp_path / "docs")
    docs = (tmp_path / "docs").as_posix()
    assert (f"{docs}/a.md:1:1", "front-matter-unclosed") in {(str(one.span), one.code) for one in made.diagnostics}
    assert text(tmp_path, "a.md") == "---\ntitle: A\n\nText.\n"
    assert "[y](b.md)" in text(tmp_path, "b.md")


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"secret.png": png(), "secret/c.md": "# C\n", "docs/a.md": "# A\n\n![words](p.png) [c](c.md)\n"})
    try:
        (tmp_path / "docs" / "p.png").symlink_to(tmp_path / "secret.png")
        (tmp_path / "docs" / "c.md").symlink_to(tmp_path / "secret" / "c.md")
        (tmp_path / "docs" / "d").symlink_to(tmp_path / "secret")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    made = create_from(tmp_path / "course", tmp_path / "docs")
    assert {one.code for one in made.diagnostics} == {"picture-missing", "link-broken"}
    assert {path.name for path in made.written if path.suffix in {".md", ".png"}} == {"a.md"}


def test_numbers_in_names_order_files(tmp_path: Path) -> None:
    names = ["10 Ten.md", "2 Two.md", "README.md", "1. One.md", "Ünder.md", "b/1.md", "b/10.md", "b/9.md"]
    write(tmp_path / "notes", dict.fromkeys(names, "Text.\n"))
    create_from(tmp_path / "course", tmp_path / "notes")
    course = check(tmp_path / "course").course
    assert course
    assert [one.title.text for one in course.modules] == ["Notes", "One", "Two", "Ten", "B", "Ünder"]


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "docs", FOLDER)
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(main, ["new", "course", "--from", "docs"])
    assert ran.exit_code == 0
    assert "docs/10-more.markdown:7:38: warning[markup-shown]" in ran.stderr
    assert "\nLeft out, as drafts or no Markdown: _drafts/later.md, notes.docx\n" in ran.stderr
    assert ran.stdout.endswith("Now run: course-builder preview course\n")
    for arguments, said in (
        (["new", "course", "--from", "docs"], "is not empty"),
        (["new", "docs/course", "--from", "docs"], "inside of"),
        (["new", "other", "--from", "nowhere"], "no folder"),
        (["new", "other", "--from", "docs/images"], "no Markdown file"),
    ):
        again = CliRunner().invoke(main, arguments)
        assert (again.exit_code, said in again.output) == (2, True), again.output
    assert not (tmp_path / "other").exists()
    with pytest.raises(NotEmptyError):
        create_from("course", "docs")


@given(st.data())
def test_places_before_edits(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab\n", max_size=30))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    edits = Edits(text)
    kept = [True] * len(text)
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        edits.replace(start, end, data.draw(st.text(alphabet="xy\n", max_size=4)))
        kept[start:end] = [False] * (end - start)
    new = edits.edited

    def place(whole: str, offset: int) -> tuple[int, int]:
        return whole.count("\n", 0, offset) + 1, offset - (whole.rfind("\n", 0, offset) + 1) + 1

    # Letters that stay are the same ones, in order: a and b are of the old text only.
    olds = [index for index, one in enumerate(text) if kept[index] and one in "ab"]
    news = [index for index, one in enumerate(new) if one in "ab"]
    assert len(olds) == len(news)
    for old, now in zip(olds, news, strict=True):
        assert edits.before(*place(new, now)) == place(text, old)
