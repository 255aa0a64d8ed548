"""The preview shows a course in all of its languages, and follows their catalogues."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import course_builder
from course_builder.serve.pages import as_built
from course_builder.serve.preview import Preview
from tests.serve.conftest import Start
from tests.translation.water import FRENCH, WATER, translate, water


def shown(preview: Preview, name: str) -> str:
    page = preview.page(name)
    assert page
    return page


def test_what_is_shown_of_a_language_is_what_is_built(tmp_path: Path) -> None:
    root = water(tmp_path / "course")
    preview = Preview(root)
    preview.refresh()
    built = course_builder.build(root, ["html"], tmp_path / "out").built[0].path
    for name in ("a.html", "fr/a.html", "ar/a-digging.html", "fr/quiz-final.html", "ar/b.html"):
        assert as_built(shown(preview, name)) == (built / name).read_text("utf-8")
    for name in ("fr/course.js", "ar/search.js"):
        content = preview.file(name)
        assert content
        # The preview keeps no course on the device.
        assert (built / name).read_bytes().startswith(content.read()[:2000])


def test_a_catalogue_that_is_saved_shows(tmp_path: Path) -> None:
    root = water(tmp_path / "course")
    preview = Preview(root)
    preview.refresh()
    assert "Creusez loin." in shown(preview, "fr/a-digging.html")
    translate(root, "fr", {**FRENCH, "Dig deep.": "Creusez plus loin."})
    preview.refresh()
    assert "Creusez plus loin." in shown(preview, "fr/a-digging.html")
    module = root / "modules" / "a.md"
    module.write_text(module.read_text("utf-8").replace("Dig deep.", "Dig very deep."), "utf-8")
    preview.refresh()
    assert '<p lang="en">Dig very deep.</p>' in shown(preview, "fr/a-digging.html")


def test_authors_are_told_of_a_page_that_was_changed_after_its_translation(tmp_path: Path) -> None:
    root = water(tmp_path / "course")
    catalogue = root / "translations" / "fr.po"
    text = catalogue.read_text("utf-8")
    at = text.index('msgctxt "modules/a.md#digging · text"')
    catalogue.write_text(f"{text[:at]}#, fuzzy\n{text[at:]}", "utf-8")
    preview = Preview(root)
    preview.refresh()
    assert 'class="outdated"' in shown(preview, "fr/a-digging.html")
    for name in ("fr/a.html", "fr/b.html", "a-digging.html", "ar/a-digging.html"):
        assert 'class="outdated"' not in shown(preview, name)
    # Learners are told where the author says so.
    for setting, told in (("", False), ("outdated: told\n", True)):
        settings = root / "course.yml"
        settings.write_text(settings.read_text("utf-8") + setting, "utf-8")
        built = course_builder.build(root, ["html"], tmp_path / "out").built[0].path
        assert ('class="outdated"' in (built / "fr" / "a-digging.html").read_text("utf-8")) is told


def test_the_lms_of_the_preview_gets_what_is_built(tmp_path: Path) -> None:
    for options, folders in (("{}", set()), ("{languages: together}", {"fr", "ar"})):
        root = water(tmp_path / "course", {"course.yml": f"{WATER['course.yml']!s}outputs: {{scorm12: {options}}}\n"})
        preview = Preview(root)
        preview.refresh()
        package = preview.package("scorm12")
        assert package
        names = zipfile.ZipFile(io.BytesIO(package.read())).namelist()
        assert {name.partition("/")[0] for name in names if name.endswith("/a.html")} == folders


def test_a_mistake_in_a_catalogue_is_told_and_the_course_is_shown(tmp_path: Path, start: Start) -> None:
    root = water(tmp_path / "course")
    translate(root, "fr", {**FRENCH, "Dig deep.": "Creusez [loin](c.md)."})
    running = start(root=root)
    running.until(lambda: b"&quot;checked&quot;: true" in running.ask("/course/a.html")[2])
    problems = running.ask("/-/problems")[2].decode()
    assert "translations/fr.po" in problems
    assert "translation-marks" in problems
    assert running.ask("/course/ar/a.html")[0] == 200
    assert running.ask("/course/fr/a.html")[0] == 404
    translate(root, "fr", FRENCH)
    running.until(lambda: running.ask("/course/fr/a.html")[0] == 200)
