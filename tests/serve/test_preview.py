"""What the preview shows is what is built; and it can be saved to all day."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

import course_builder
from course_builder.load import load
from course_builder.model import Course
from course_builder.serve.pages import as_built
from course_builder.serve.preview import Preview
from course_builder.serve.shown import Options
from course_builder.source.memory import Memory
from course_builder.translation import interface
from tests.serve.conftest import COURSE, Open, Start, write_course
from tests.shared import copy_flagship


@pytest.mark.turns(of=3, group="long runs of the preview")
def test_every_byte_is_what_is_built(tmp_path: Path, start: Start) -> None:
    root = copy_flagship(tmp_path / "flagship")
    # The preview keeps nothing on the device: authors would see yesterday's pages.
    settings = (root / "course.yml").read_text("utf-8")
    assert "\noutputs: [" in settings
    settings = re.sub(r"\noutputs: .*", "\noutputs: {html: {offline: no}}", settings)
    (root / "course.yml").write_text(settings, encoding="utf-8")
    running = start(root=root)
    served_before_checks = running.ask("/course/index.html")[2].decode()
    running.until(lambda: b'"checked": true' in running.ask("/course/index.html")[2].replace(b"&quot;", b'"'))
    built = course_builder.build(root, ["html"], tmp_path / "out").built[0].path
    files = sorted(path for path in built.rglob("*") if path.is_file())
    assert len(files) > 30
    for path in files:
        name = path.relative_to(built).as_posix()
        status, _, content = running.ask(f"/course/{name}")
        if name.endswith(".html"):
            assert b"/-/preview.js" in content
            content = as_built(content.decode()).encode()
        assert (name, status, content) == (name, 200, path.read_bytes())
    assert as_built(served_before_checks).encode() == (built / "index.html").read_bytes()


def test_the_packages_are_what_is_built(tmp_path: Path) -> None:
    root = write_course(tmp_path / "course")
    preview = Preview(root)
    preview.refresh()
    for output in ("scorm12", "scorm2004"):
        built = course_builder.build(root, [output], tmp_path / "out").built[0].path
        package = preview.package(output)
        assert package
        assert package.read() == built.read_bytes()
    first = preview.package("scorm12")
    assert preview.package("scorm12") is first
    (root / "modules" / "rowing.md").write_text("# Rowing\n\nOther.\n", encoding="utf-8")
    preview.refresh()
    assert preview.package("scorm12") != first


def test_nothing_is_written_to_the_course(tmp_path: Path, start: Start) -> None:
    running = start(root=write_course(tmp_path / "course"))
    running.until(lambda: b"&quot;checked&quot;: true" in running.ask("/course/index.html")[2])
    assert sorted(
        path.relative_to(running.root).as_posix() for path in running.root.rglob("*") if path.is_file()
    ) == sorted(COURSE)


def loaded_alike(root: Path, memory: Memory) -> Course | None:
    """Load with a memory and without: both must give the same."""
    fresh, known = load(root, interface.true_false), load(root, interface.true_false, memory)
    assert known.course == fresh.course
    assert sorted(map(str, known.diagnostics)) == sorted(map(str, fresh.diagnostics))
    assert known.sources == fresh.sources
    return known.course


@pytest.mark.turns(of=3, group="long runs of the preview")
def test_what_is_remembered_is_what_would_be_read(tmp_path: Path) -> None:
    root, memory = copy_flagship(tmp_path / "flagship"), Memory()
    first = loaded_alike(root, memory)
    again = loaded_alike(root, memory)
    assert first
    assert again
    assert [one.pages[0] is other.pages[0] for one, other in zip(first.modules, again.modules, strict=True)] == [
        True
    ] * len(first.modules)
    health = root / "modules" / "health.md"
    text = health.read_text(encoding="utf-8")
    education = (root / "modules" / "education.md").read_text(encoding="utf-8")
    changes = (
        text.replace("\n## ", "\n## New {#new}\n\nText.\n\n## ", 1),
        education,  # every id of another module, once more
        text
        + "\n:::question{#twice}\nA?\n\n- (x) a\n- ( ) b\n:::\n\n:::question{#twice}\nB?\n\n- (x) a\n- ( ) b\n:::\n",
        "---\nassessment: nothing\n---\n",
        "",
        text,
    )
    for change in changes:
        health.write_text(change, encoding="utf-8")
        loaded_alike(root, memory)
    for name in ("modules/health.md", "assessments/health.md", "course.yml"):
        kept = (root / name).read_bytes()
        (root / name).unlink()
        loaded_alike(root, memory)
        (root / name).write_bytes(kept)
        loaded_alike(root, memory)


def test_files_that_pages_rest_on_are_read_anew(tmp_path: Path) -> None:
    page = "# A\n\n::chart[C]{src=../media/a.csv type=bar}\n\n::include{src=../snippets/b.md}\n"
    files = {"course.yml": "title: T\n", "modules/a.md": page, "media/a.csv": "X,Y\na,1\n", "snippets/b.md": "One.\n"}
    root, memory = write_course(tmp_path / "course", files), Memory()
    before = loaded_alike(root, memory)
    for name, text in (("media/a.csv", "X,Y\na,2\n"), ("snippets/b.md", "Two.\n")):
        (root / name).write_text(text, encoding="utf-8")
        after = loaded_alike(root, memory)
        assert after != before
        before = after
    for name in ("media/a.csv", "snippets/b.md"):
        (root / name).unlink()
        loaded_alike(root, memory)
        (root / name).write_text(files[name], encoding="utf-8")
        loaded_alike(root, memory)


@pytest.mark.parametrize("name", ["one", "01-part"])
def test_modules_that_differ_by_their_numbers(tmp_path: Path, name: str) -> None:
    modules = {
        f"modules/{number}-{name}.md": f"# Part {number}\n\n:::question\nSame?\n\n- (x) a\n- ( ) b\n:::\n"
        for number in range(1, 4)
    }
    root, memory = write_course(tmp_path / "course", {"course.yml": "title: T\n", **modules}), Memory()
    loaded_alike(root, memory)
    (root / f"modules/1-{name}.md").unlink()
    loaded_alike(root, memory)
    loaded_alike(root, memory)


def test_a_module_that_is_gone_for_a_while_is_no_fault(tmp_path: Path) -> None:
    root = write_course(tmp_path / "course", COURSE | {"course.yml": "title: Boats\n"})
    preview = Preview(root, Options(module="rowing"))
    preview.refresh()
    assert preview.page("sailing.html") is None
    text = (root / "modules/rowing.md").read_text(encoding="utf-8")
    (root / "modules/rowing.md").unlink()
    preview.refresh()
    (root / "modules/rowing.md").write_text(text, encoding="utf-8")
    preview.refresh()
    assert preview.page("rowing.html")
    assert preview.page("sailing.html") is None


def memory_of(process: int) -> int:
    """Return the bytes that a process has in memory."""
    return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.turns(of=3, group="long runs of the preview")
@pytest.mark.browser
def test_two_hundred_saves_in_ten_seconds(tmp_path: Path, start: Start, opened: Open) -> None:
    running = start(root=copy_flagship(tmp_path / "flagship"))
    page = opened(running.url("/course/education.html"))
    title = page.locator("h1").inner_text()
    source = running.root / "modules" / "education.md"
    text = source.read_text(encoding="utf-8")
    head, mark, rest = text.partition("\n## ")

    def save(many: range) -> None:
        begun = time.monotonic()
        for step, number in enumerate(many):
            source.write_text(f"{head}\n\nThis was save number {number}.\n{mark}{rest}", encoding="utf-8")
            # A rate, not a wait for anything: twenty saves a second.
            time.sleep(max(0.0, begun + step * 0.05 - time.monotonic()))
        expect(page.get_by_text(f"This was save number {many[-1]}.")).to_be_attached()
        running.until(lambda: b"&quot;checked&quot;: true" in running.ask("/course/education.html")[2])

    # The first saves fill what is kept on purpose.
    save(range(60))
    before = memory_of(running.process.pid) if Path("/proc/self/statm").exists() else 0
    save(range(60, 260))
    assert page.locator("h1").inner_text() == title
    assert len(page.query_selector_all("course-builder-preview")) == 1
    if before:
        # Two hundred editions of this course would take several hundred megabytes.
        assert memory_of(running.process.pid) - before < 40_000_000


def test_a_fault_of_ours_is_told_and_the_next_save_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Preview(write_course(tmp_path / "other"))
    preview.refresh()

    def fail(*_: object) -> None:
        raise KeyError("rowing")

    with monkeypatch.context() as broken:
        broken.setattr(preview, "_next_state", fail)
        preview.follow()
    assert preview.state.version == 2
    assert [(one["code"], one["message"]) for one in preview.state.problems] == [("internal", "KeyError: 'rowing'")]
    preview.follow()
    assert (preview.state.version, preview.state.problems) == (3, ())


def test_what_earlier_editions_converted_is_let_go(tmp_path: Path) -> None:
    preview = Preview(write_course(tmp_path / "other"))
    preview.refresh()
    assert preview.state.edition
    for number in range(30):
        (preview.root / "modules/rowing.md").write_text(f"# Rowing\n\nText {number}.\n", encoding="utf-8")
        preview.refresh()
        preview.page("rowing.html")
    edition = preview.state.edition
    assert edition
    for link in edition.pages.links:
        edition.pages.html(link)
    edition.forget_earlier()
    kept = sum(len(one) for one in (edition._converted.old, edition._converted.kept))
    assert kept <= len(edition.pages.links) + 1
