"""Building from Python: what is written, when, and that nothing else ever is."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import course_builder
from course_builder import build, check, player
from course_builder.made import RECORD, fingerprint, read
from course_builder.outputs import Artifact, Job, Summary, html
from course_builder.replacing import Replacing
from tests.courses_on_disk import PAGE, everything, page, quiz, write

FULL = ["scorm12", "scorm2004", "html", "single"]

EVERYTHING = {
    RECORD,
    *("t-scorm12.zip", "t-scorm12-setup.html", "t-scorm2004.zip", "t-scorm2004-setup.html"),
    *("t-html", "t.html"),
}
"""What the small course becomes. Nothing is asked in it, so no answers come beside its packages."""


class Told(list[str]):
    """All that is told of how far the work is."""

    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        self.append(f"{name} {done}/{total}" if total else name)


def names(folder: Path) -> set[str]:
    """Return the names of what is in a folder, hidden things too."""
    return {one.name for one in folder.iterdir()}


def test_the_api(tmp_path: Path) -> None:
    root = write(tmp_path, PAGE)
    steps = Told()
    result = course_builder.build(root, outputs=FULL, progress=steps)
    assert result.ok
    assert result.diagnostics == []
    assert result.course
    assert [one.output for one in result.built] == FULL
    assert [one.path.name for one in result.built] == ["t-scorm12.zip", "t-scorm2004.zip", "t-html", "t.html"]
    assert all(one.path.exists() and one.pages == 1 and one.questions == 0 and one.size > 1000 for one in result.built)
    assert [one.summary.limit for one in result.built] == [4096, 16_000, 0, 0]
    assert steps == ["read", "modules 0/1", "pages 0/2", "pages 1/2", "check", *FULL, "write"]
    assert names(root) == {"course.yml", "modules", "output", "course.lock"}
    assert names(root / "output") == EVERYTHING


def test_outputs_of_the_course(tmp_path: Path) -> None:
    for number, (written, names) in enumerate(
        {
            "": ["scorm12"],
            "outputs: [html, single]": ["html", "single"],
            "outputs: {scorm2004: {edition: 3}, html: {}}": ["scorm2004", "html"],
        }.items()
    ):
        root = write(tmp_path / str(number), {**PAGE, "course.yml": f"title: T\n{written}\n"})
        assert [one.output for one in build(root).built] == names
        assert [one.output for one in build(str(root), ["html"], tmp_path / "out").built] == ["html"]


def test_unknown_output(tmp_path: Path) -> None:
    result = build(write(tmp_path, PAGE), ["htlm"])
    assert [(one.code, one.hint) for one in result.diagnostics] == [("output-unknown", "Did you mean 'html'?")]
    assert result.built == []


def test_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "course", PAGE)
    monkeypatch.chdir(tmp_path)
    assert build("course", ["html"], "out/deep").ok
    assert (tmp_path / "out" / "deep" / "t-html" / "index.html").is_file()
    monkeypatch.chdir(tmp_path / "course")
    assert build(".", ["html"]).ok
    assert (tmp_path / "course" / "output" / "t-html" / "index.html").is_file()


def test_the_lock_is_written_only_when_it_changed(tmp_path: Path) -> None:
    root = write(tmp_path, PAGE)
    assert check(root).ok
    assert not (root / "course.lock").exists()
    assert build(root, ["html"]).ok
    lock = root / "course.lock"
    os.utime(lock, (1, 1))
    assert build(root, ["html"]).ok
    assert lock.stat().st_mtime == 1
    write(root, page("Text.\n\n## More\n\nText."))
    assert build(root, ["html"]).ok
    assert lock.stat().st_mtime > 1
    assert json.loads(lock.read_bytes())["screens"] == {"a": 0, "a/more": 1}


def test_errors_keep_the_lock(tmp_path: Path) -> None:
    root = write(tmp_path, PAGE)
    assert build(root, ["html"]).ok
    before = (root / "course.lock").read_bytes()
    write(root, page("Text.\n\n## More\n\n:::note\nText."))
    assert not build(root, ["html"]).ok
    assert (root / "course.lock").read_bytes() == before


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    root = write(tmp_path, {**PAGE, "modules/b.md": "# B\n\nText."})
    assert build(root, ["html"]).ok
    folder = root / "output" / "t-html"
    assert (folder / "b.html").is_file()
    write(root / "output", {"other.txt": "mine"})
    (root / "modules/b.md").unlink()
    assert build(root, ["html"]).ok
    assert not (folder / "b.html").exists()
    assert names(root / "output") == {RECORD, "t-html", "other.txt"}


@pytest.fixture
def before(tmp_path: Path) -> Callable[[], None]:
    """A course built once and changed since; what is called says whether its folder is still as it was."""
    root = write(tmp_path, PAGE)
    assert build(root, FULL).ok
    write(root, page("Other text.\n\n## New\n\nMore."))
    files = everything(root)

    def unchanged() -> None:
        assert everything(root) == files
        assert names(root / "output") == EVERYTHING

    return unchanged


def test_an_output_that_fails(tmp_path: Path, before: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: html.Html, job: Job) -> Iterator[Artifact | Summary]:
        yield Artifact("t-html/index.html", b"half")
        raise RuntimeError("in the middle")

    monkeypatch.setattr(html.Html, "build", fails)
    with pytest.raises(RuntimeError, match="in the middle"):
        build(tmp_path, FULL)
    before()


@pytest.mark.parametrize("after", [0, 1, 4, 8])
def test_a_full_disk(tmp_path: Path, before: Callable[[], None], monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    count = 0
    real_write = Path.write_bytes

    def write_bytes(self: Path, content: bytes) -> int:
        nonlocal count
        count += 1
        if count > after:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real_write(self, content)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    with pytest.raises(OSError, match="No space"):
        build(tmp_path, FULL)
    monkeypatch.undo()
    before()


@pytest.mark.parametrize("last", range(1, 8))
def test_a_rename_that_fails(
    tmp_path: Path, before: Callable[[], None], monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    real, count = Path.replace, 0

    def replace(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == last:
            raise PermissionError(errno.EACCES, "It is open in another program")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    try:
        build(tmp_path, FULL)
    except PermissionError:
        monkeypatch.undo()
        before()
    else:
        assert count < last


def test_a_file_takes_the_place_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, {"a/b": "old", "c": "old"})
    made = {"a/b": fingerprint(b"old"), "c": fingerprint(b"old")}
    write(tmp_path, {RECORD: json.dumps({"made": made})})
    with Replacing(tmp_path / "course") as replacing:
        replacing.tree(tmp_path, {"a": b"new", "c/d": b"new"})
    assert everything(tmp_path).items() > {"a": b"new", "c/d": b"new"}.items()
    assert read(tmp_path) == {"a": fingerprint(b"new"), "c/d": fingerprint(b"new")}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_what_is_built_can_be_read_by_others(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        assert build(write(tmp_path, PAGE), ["html", "scorm12"]).ok
    finally:
        os.umask(mask)
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "output").rglob("*") if path.is_file()} == {0o644}
    assert (tmp_path / "output/t-html").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("path", ["../evil.txt", "/evil.txt", "t/../../evil.txt"])
def test_an_output_cannot_leave_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(html.Html, "build", lambda self, job: iter([Artifact(path, b"x")]))
    with pytest.raises(ValueError, match="outside of its folder"):
        build(write(tmp_path, PAGE), ["html"])
    assert names(tmp_path) == {"course.yml", "modules"}


# -- packages


def manifest(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("imsmanifest.xml"))


def course_js(path: Path, name: str = "course.js") -> dict[str, Any]:
    """Return the data that a package's player gets."""
    with zipfile.ZipFile(path) as package:
        found = re.match(r"window\.courseBuilderData=(.*);\n", package.read(name).decode())
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def local(element: etree._Element, name: str) -> list[etree._Element]:
    return [one for one in element.iter() if isinstance(one.tag, str) and etree.QName(one).localname == name]


def test_one_sco_for_each_module(tmp_path: Path) -> None:
    files = {
        **quiz("## Q\n\n- (x) a\n- ( ) b\n"),
        "modules/1-a.md": "# A & B\n\nText.",
        "modules/2-b.md": "# B\n\nText.",
    }
    for output in ("scorm12", "scorm2004"):
        files["course.yml"] = f"title: T\nassessment: q\noutputs: {{{output}: {{sco: module}}}}\n"
        assert build(write(tmp_path, files)).ok
        found = manifest(tmp_path / "output" / f"t-{output}.zip")
        titles = [one.text for one in local(local(found, "organization")[0], "title")]
        assert [titles[0], *titles[-3:]] == ["T", "A & B", "B", "Q"]
        assert len([one for one in local(found, "resource") if "sco" in str(one.attrib).lower()]) >= 3


def test_the_player_knows_what_the_package_says(tmp_path: Path) -> None:
    """R34: the LMS's pass mark counts only where the manifest sets it. A module does not speak for the course."""
    told = ("mastery", "part", "report")
    for options, expected in {
        "scorm12: {}": {},
        "scorm12: {mastery_score: yes, report: graded}": {"mastery": True, "report": "graded"},
        "scorm2004: {report: none}": {"report": "none"},
    }.items():
        files = {
            **quiz("## Q\n\n- (x) a\n- ( ) b\n"),
            "course.yml": f"title: T\nassessment: q\noutputs: {{{options}}}\n",
        }
        (built,) = build(write(tmp_path, files)).built
        data = course_js(built.path)
        assert {name: data[name] for name in told if name in data} == expected
    files["course.yml"] = "title: T\nassessment: q\noutputs: {scorm12: {sco: module, mastery_score: yes}}\n"
    files["modules/a.md"] = "# A\n\nText."
    (built,) = build(write(tmp_path, files)).built
    with zipfile.ZipFile(built.path) as package:
        names = [name for name in package.namelist() if name.endswith("/course.js")]
    found = {name.partition("/")[0]: course_js(built.path, name) for name in names}
    assert {name: data["part"] for name, data in found.items()} == {"a": True, "final-assessment": True}
    assert [name for name, data in found.items() if "mastery" in data] == ["final-assessment"]


@pytest.mark.parametrize(("edition", "schema"), [("3", "2004 3rd Edition"), ("4", "2004 4th Edition")])
def test_editions(tmp_path: Path, edition: str, schema: str) -> None:
    root = write(tmp_path, {**PAGE, "course.yml": f"title: T\noutputs: {{scorm2004: {{edition: {edition}}}}}\n"})
    assert build(root).ok
    assert [one.text for one in local(manifest(root / "output" / "t-scorm2004.zip"), "schemaversion")] == [schema]


STRANGE = "R&D <b> \"q\" 's' é e\u0301 👍🏽 مرحبا \u200fA ]]> --> ${x} {{ y }} \\n %s </script> &amp;"


def test_plain_characters_survive(tmp_path: Path) -> None:
    title = json.dumps(STRANGE, ensure_ascii=False)
    written = STRANGE.replace("\\", "\\\\").replace("&amp;", "&amp;amp;").replace("<", "&lt;").replace("{", "\\{")
    files = {
        "course.yml": f"title: {title}\nid: t\ndescription: {title}\nauthor: {title}\nassessment: q\n",
        "modules/a.md": f"# {written}\n\n{written}\n",
    }
    files["assessments/q.md"] = f"# Q\n\n## {written}\n\n- (x) {written}\n- ( ) no\n"
    result = build(write(tmp_path, files), FULL)
    assert result.ok, result.diagnostics
    for name in ("scorm12", "scorm2004"):
        found = manifest(tmp_path / "output" / f"t-{name}.zip")
        assert local(local(found, "organization")[0], "title")[0].text == STRANGE
        if name == "scorm12":
            assert STRANGE in [one.text for one in local(found, "langstring")]
    folder = tmp_path / "output" / "t-html"
    data = json.loads(re.match(r"window\.courseBuilderData=(.*);\n", (folder / "course.js").read_text("utf-8"))[1])  # type: ignore[index]
    assert data["title"] == STRANGE
    start = etree.HTML((folder / "index.html").read_bytes(), etree.HTMLParser(encoding="utf-8"))
    assert "".join(start.xpath("//title")[0].itertext()) == STRANGE
    assert "".join(start.xpath("//h1")[0].itertext()).strip() == STRANGE
    quiz_page = etree.HTML((folder / "quiz-q.html").read_bytes(), etree.HTMLParser(encoding="utf-8"))
    questions = json.loads(quiz_page.xpath("//script[@data-question-data]")[0].text)
    assert questions["parts"][0]["interaction"]["options"][0]["label"] == questions["title"]
    text = " ".join("".join(quiz_page.xpath("//main")[0].itertext()).split())
    for part in ("R&D <b>", "\"q\" 's'", "é e\u0301 👍🏽 مرحبا \u200fA ]]>", "%s </script>"):
        assert part in text, part
        assert part in questions["title"], part


def test_a_title_that_breaks_manifests(tmp_path: Path) -> None:
    root = write(tmp_path, {**PAGE, "course.yml": "title: 'Rights & \"duties\" <of> all'\nid: t\n"})
    assert build(root, ["scorm12", "scorm2004"]).ok
    for name in ("scorm12", "scorm2004"):
        organization = local(manifest(root / "output" / f"t-{name}.zip"), "organization")[0]
        assert local(organization, "title")[0].text == 'Rights & "duties" <of> all'


def test_only_the_folder_for_the_web_is_kept_on_devices(tmp_path: Path) -> None:
    root = write(tmp_path, PAGE)
    assert build(root, FULL).ok
    out = root / "output"
    kept = {"sw.js", "manifest.webmanifest", "icon-192.png", "icon-512.png"}
    folder = {path.name for path in (out / "t-html").iterdir()}
    assert kept <= folder
    assert 'rel="manifest"' in (out / "t-html" / "index.html").read_text("utf-8")
    assert "serviceWorker" in (out / "t-html" / "course.js").read_text("utf-8")
    for name in ("scorm12", "scorm2004"):
        with zipfile.ZipFile(out / f"t-{name}.zip") as package:
            files = {one: package.read(one) for one in package.namelist()}
        assert not kept & set(files)
        assert not [
            one for one, content in files.items() if b"serviceWorker" in content or b'rel="manifest"' in content
        ]
    single = (out / "t.html").read_text("utf-8")
    assert "serviceWorker" not in single
    assert 'rel="manifest"' not in single
    # Every other file is kept, in the version that stands there.
    told = json.loads(re.match(r"const courseBuilderOffline=(.*);\n", (out / "t-html" / "sw.js").read_text("utf-8"))[1])  # type: ignore[index]
    assert set(told["files"]) == {
        path.relative_to(out / "t-html").as_posix() for path in (out / "t-html").rglob("*") if path.is_file()
    } - {"sw.js", ".course-builder.json"}
    for name, digest in told["files"].items():
        assert hashlib.sha256((out / "t-html" / name).read_bytes()).hexdigest().startswith(digest)
        assert len(digest) == 16


def test_what_is_kept_is_known_by_its_version(tmp_path: Path) -> None:
    def version() -> str:
        assert build(root, ["html"]).ok
        script = (root / "output" / "t-html" / "sw.js").read_text("utf-8")
        return str(json.loads(re.match(r"const courseBuilderOffline=(.*);\n", script)[1])["version"])  # type: ignore[index]

    root = write(tmp_path, PAGE)
    first = version()
    assert version() == first
    write(root, page("Other text."))
    assert version() != first


def test_authors_can_do_without_it(tmp_path: Path) -> None:
    root = write(tmp_path, {**PAGE, "course.yml": "title: T\noutputs: {html: {offline: no}}\n"})
    assert build(root).ok
    folder = root / "output" / "t-html"
    assert not [path.name for path in folder.iterdir() if path.name in {"sw.js", "manifest.webmanifest"}]
    assert "manifest" not in (folder / "index.html").read_text("utf-8")
    assert "serviceWorker" not in (folder / "course.js").read_text("utf-8")


def test_the_worker_is_small() -> None:
    # Well under 2 KB, also where nothing compresses it.
    assert len(player.worker()) < 2000
