"""The copy for reviewers: every mistake and every answer is visible, on every page, without a server."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from course_builder.commands import main
from tests.serve.conftest import COURSE, Open, write_course
from tests.shared import SharedBuilds, copy_flagship


def share(root: Path, target: Path, *options: str) -> str:
    result = CliRunner().invoke(
        main, ["preview", str(root), "--share-folder", str(target), *options], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return result.output


def wrong_course(folder: Path) -> Path:
    text = COURSE["modules/sailing.md"].replace("- (x) The bowline", "- ( ) The bowline")
    return write_course(
        folder, COURSE | {"modules/sailing.md": text, "modules/rowing.md": "# Rowing\n\n[Gone](gone.md) & more\n"}
    )


@pytest.fixture(scope="session")
def review(shared: SharedBuilds) -> Path:
    """Return the folder of the flagship's review copy, beside it ``said.txt``."""

    def make(folder: Path) -> None:
        (folder / "said.txt").write_text(share(copy_flagship(folder / "flagship"), folder / "review"), "utf-8")

    return shared.once("flagship-review", make) / "review"


def test_every_page_says_what_it_is(review: Path) -> None:
    said = (review.parent / "said.txt").read_text("utf-8")
    pages = sorted(review.glob("*.html"))
    assert len(pages) > 100
    assert f"{len(pages)} pages, with 0 mistakes shown." in said
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.count('<p class="review-banner">Review copy, not for learners. 0 mistakes in this course.</p>') == 1


def test_every_question_has_its_key(review: Path) -> None:
    found = 0
    for page in review.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        for piece in text.split("<form ")[1:]:
            form = piece.partition("</form>")[0]
            # Surveys have no right answer.
            if "data-key" in form or "data-ending" in form:
                assert '<div class="review-key"' in form
                found += 1
    assert found > 60


def test_mistakes_stand_on_their_pages_and_all_of_them_on_the_first(tmp_path: Path) -> None:
    share(wrong_course(tmp_path / "course"), tmp_path / "review")
    first, rowing, sailing = (
        (tmp_path / "review" / f"{name}.html").read_text(encoding="utf-8") for name in ("index", "rowing", "sailing")
    )
    assert "question-key-missing" in first
    assert "link-broken" in first
    assert "link-broken" in rowing
    assert "question-key-missing" not in rowing
    assert "question-key-missing" in sailing
    assert "<pre><code>[Gone](gone.md) &amp; more</code></pre>" in rowing


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", encoding="utf-8")
    root = write_course(tmp_path / "course")
    result = CliRunner().invoke(main, ["preview", str(root), "--share-folder", str(tmp_path / "full")])
    assert (result.exit_code, "'letter.txt' in this folder was not made by course-builder." in result.output) == (
        2,
        True,
    )
    assert [one.name for one in (tmp_path / "full").iterdir()] == ["letter.txt"]
    share(root, tmp_path / "review")
    share(root, tmp_path / "review", "--module", "rowing")
    assert not (tmp_path / "review" / "sailing.html").exists()


def test_without_a_course(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["preview", str(tmp_path), "--share-folder", str(tmp_path / "review")])
    assert (result.exit_code, "There is no course.yml" in result.output) == (2, True)


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_it_works_from_the_disk(review: Path, opened: Open, scripts: bool) -> None:
    page = opened((review / "index.html").as_uri(), java_script_enabled=scripts)
    expect(page.locator(".review-banner")).to_be_visible()
    page.goto((review / "quiz-education.html").as_uri())
    key = page.locator(".review-all .review-key").first
    expect(key).to_be_visible()
    expect(key).to_contain_text("The right answer")
    expect(page.locator(".review-banner")).to_be_visible()


@pytest.mark.browser
def test_its_questions_can_be_answered(tmp_path: Path, opened: Open) -> None:
    share(write_course(tmp_path / "course"), tmp_path / "review")
    page = opened((tmp_path / "review" / "sailing-knots.html").as_uri())
    expect(page.locator("[data-question=knot] .review-key")).to_contain_text("The bowline")
    page.get_by_label("The bowline").check()
    page.locator("[data-question=knot] [data-check]").click()
    expect(page.locator("[data-question=knot] [data-verdict=correct]")).to_be_visible()
