"""A certificate: what is missing for it, its name and date, and its print on one sheet; in every output."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from course_builder import check
from tests.blocks.conftest import Shown, course_of
from tests.browser import lms as test_lms
from tests.pages.axe import violations
from tests.paper import paper, printed, words_on
from tests.shared import build
from tests.windows import Windows

TEXT = ":::certificate[Certificate of completion]\nFour hours about water.\n:::"
UPRIGHT = TEXT.replace("completion]", "completion]{orientation=portrait}")
QUIZ: dict[str, str | bytes] = {
    "course.yml": "title: Safe water\nid: example\nassessment: final\n",
    "assessments/final.md": "---\nfeedback: after\n---\n# Water quiz\n\n## Is it safe?\n\n- (x) Yes\n- ( ) No\n",
}
KEY = "course-builder:note:example:certificate:"


def pass_quiz(page: Page | Frame, answer: str = "Yes") -> None:
    page.locator("[data-begin]:visible").press("Enter")
    page.get_by_label(answer, exact=True).press("Space")
    page.get_by_role("button", name="Hand in").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Hand in").press("Enter")
    expect(page.locator("[data-quiz-result]:visible")).to_be_visible()


def go(page: Page | Frame, screen: str) -> None:
    page.evaluate("id => courseBuilder.go(courseBuilder.data.screens.find((one) => one.id === id))", screen)
    expect(page.locator(f'[data-screen="{screen}"]')).to_be_visible()


def earn(page: Page | Frame) -> None:
    """Do what the certificate says is missing, by its links, and come back."""
    expect(page.get_by_text("The certificate appears here when you have passed the course.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Water quiz – Not started")).to_be_visible()
    page.locator(".certificate-missing").get_by_role("link", name="First").press("Enter")
    expect(page.locator('[data-screen="first"]')).to_be_visible()
    go(page, "first/example")
    expect(page.locator(".certificate-missing").get_by_role("link", name="First")).to_have_count(0)
    expect(page.locator("[data-certificate-sheet]")).to_be_hidden()
    page.locator(".certificate-missing").get_by_role("link", name="Water quiz").press("Enter")
    pass_quiz(page)
    go(page, "results")
    page.get_by_role("link", name="Your certificate").press("Enter")
    expect(page.locator("[data-certificate-sheet]")).to_be_visible()


def test_it_is_earned_signed_and_kept(shown: Shown) -> None:
    page = shown(TEXT, QUIZ)
    assert not violations(page, "missing")
    earn(page)
    page.emulate_media(color_scheme="light")
    field = page.get_by_role("textbox", name="Your name for the certificate")
    field.focus()
    page.keyboard.type("Amina Diallo")
    expect(page.locator(".certificate-name")).to_have_text("Amina Diallo")
    expect(page.locator(".certificate-course")).to_have_text("Safe water")
    assert not violations(page, "passed")
    # The day is the one on which it was first seen.
    page.evaluate("key => localStorage.setItem(key, '2024-02-29')", f"{KEY}passed")
    page.reload()
    expect(page.locator(".certificate-date")).to_have_text("February 29, 2024")
    expect(field).to_have_value("Amina Diallo")


def test_who_failed_is_told_so(shown: Shown) -> None:
    page = shown(TEXT, QUIZ)
    page.locator(".certificate-missing").get_by_role("link", name="Water quiz").press("Enter")
    pass_quiz(page, "No")
    go(page, "results")
    expect(page.get_by_role("link", name="Your certificate")).to_have_count(0)
    go(page, "first/example")
    expect(page.get_by_role("listitem").filter(has_text="Water quiz – Not passed yet")).to_be_visible()
    assert page.evaluate("key => localStorage.getItem(key)", f"{KEY}passed") is None


def test_without_a_quiz_it_is_given_when_all_is_read(shown: Shown) -> None:
    page = shown(TEXT)
    expect(page.get_by_text("You have finished 50% of the pages.")).to_be_visible()
    page.locator(".certificate-missing").get_by_role("link", name="First").press("Enter")
    expect(page.locator('[data-screen="first"]')).to_be_visible()
    go(page, "first/example")
    expect(page.locator("[data-certificate-sheet]")).to_be_visible()


def test_it_comes_as_soon_as_its_own_page_is_the_last(shown: Shown) -> None:
    # That this page was seen is noted after it was set up.
    page = shown(TEXT, {"course.yml": "title: T\nid: example\ncompletion: {when: percentage, percentage: 50}\n"})
    expect(page.locator("[data-certificate-sheet]")).to_be_visible()


READY = {"course.yml": "title: Safe water\nid: example\ncompletion: {when: percentage, percentage: 50}\n"}


@pytest.mark.parametrize(("text", "wide"), [(TEXT, True), (UPRIGHT, False)])
def test_it_is_printed_alone_on_one_sheet(text: str, wide: bool, shown: Shown, window: Windows) -> None:
    context = window()
    # The dialog of the system is never answered here; what stands ready for the printer is printed below.
    context.add_init_script("window.print = () => { window.asked = true }")
    page = shown(f"Before.\n\n{text}\n\nAfter.", READY, context=context)
    page.get_by_role("textbox").fill("Amina Diallo")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("window.asked")
    (sheet,) = printed(page, prefer_css_page_size=True)
    box = sheet.mediabox
    assert (round(box.width), round(box.height)) in ({(842, 595)} if wide else {(595, 842)})
    said = words_on(sheet)
    for words in ("Certificate of completion", "Amina Diallo", "Safe water", "Four hours about water."):
        assert words in said
    for words in ("Before.", "After.", "Your name", "An example", "Menu"):
        assert words not in said
    # Then all is as before.
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("[data-not-printed], [data-around-printed], [data-alone]")).to_have_count(0)
    assert "Before." in paper(page)


LONGEST = "\n".join(f"- Number {number}: {'what the course treats and how long ' * 2}"[:60] for number in range(13))


@pytest.mark.parametrize("upright", ["", "{orientation=portrait}"])
def test_the_longest_fits_one_sheet(upright: str, shown: Shown, window: Windows) -> None:
    context = window()
    context.add_init_script("window.print = () => {}")
    title = "Certificate of participation and of completion of all parts"
    course = READY["course.yml"].replace(
        "Safe water", "How water is fetched, treated, stored and served in every home of the district"
    )
    page = shown(f":::certificate[{title}]{upright}\n{LONGEST}\n:::", {"course.yml": course}, context=context)
    page.get_by_role("textbox").fill("María de los Ángeles Fernández de la Cruz y Villanueva de Córdoba y Benavides")
    page.get_by_role("button", name="Print").press("Enter")
    (sheet,) = printed(page, prefer_css_page_size=True)
    assert "Number 12" in words_on(sheet)
    # Nothing sticks out of the frame.
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1032} if upright else {"width": 1032, "height": 703})
    assert page.locator("[data-certificate-sheet]").evaluate("one => one.scrollHeight - one.clientHeight") <= 0


def test_a_browser_that_refuses_is_told_of(shown: Shown, window: Windows) -> None:
    context = window()
    context.add_init_script("Storage.prototype.setItem = () => { throw new Error('no room') }")
    page = shown(TEXT, READY, context=context)
    page.get_by_role("textbox").fill("Amina")
    expect(page.get_by_text("This browser refuses to keep your name.")).to_be_visible()
    expect(page.locator(".certificate-name")).to_have_text("Amina")


def test_without_scripts_it_says_that_it_needs_them(shown: Shown) -> None:
    page = shown(TEXT, READY, java_script_enabled=False)
    expect(page.get_by_text("and JavaScript is on in your browser")).to_be_visible()
    expect(page.locator("[data-certificate-sheet]")).to_be_hidden()


PARTS: dict[str, str | bytes] = {
    "course.yml": "title: Safe water\nid: example\nparts:\n  - {title: The basics, modules: [first]}\n"
    "  - {title: Your place, modules: [village, town], required: 1}\n",
    "modules/village.md": "# Village\n\nText.\n",
    "modules/town.md": "# Town\n\nText.\n",
}


def test_it_asks_for_one_of_the_modules_to_choose(shown: Shown) -> None:
    page = shown(TEXT, PARTS)
    missing = page.locator(".certificate-missing")
    choice = missing.get_by_role("listitem").filter(has_text="Your place – choose 1 of 2:")
    assert choice.get_by_role("link").all_inner_texts() == ["Village", "Town"]
    assert not violations(page, "a choice")
    choice.get_by_role("link", name="Town").press("Enter")
    expect(page.locator('[data-screen="town"]')).to_be_visible()
    go(page, "first/example")
    assert missing.get_by_role("link").all_inner_texts() == ["First"]
    missing.get_by_role("link", name="First").press("Enter")
    expect(page.locator('[data-screen="first"]')).to_be_visible()
    go(page, "first/example")
    expect(page.locator("[data-certificate-sheet]")).to_be_visible()


@pytest.mark.parametrize(("name", "title"), [("village", "Village"), ("your-place", "Your place")])
def test_it_is_given_for_a_module_and_for_a_part(name: str, title: str, shown: Shown) -> None:
    page = shown(f":::certificate{{for={name}}}\nText.\n:::", PARTS)
    expect(page.get_by_text("The certificate appears here when this part of the course is done.")).to_be_visible()
    expect(page.locator("[data-certificate-sheet]")).to_be_hidden()
    go(page, "village")
    go(page, "first/example")
    expect(page.locator(".certificate-course")).to_have_text(title)
    expect(page.locator("[data-certificate-within]")).to_have_text("of the course “Safe water”")
    # The course is not passed by it.
    assert page.evaluate("courseBuilder.session.status().completed") is False


@pytest.mark.parametrize("output", ["html", "single"])
def test_it_is_given_in_files(output: str, tmp_path: Path, window: Windows) -> None:
    path = build(course_of(tmp_path / "course", TEXT, QUIZ), output)
    page = window().new_page()
    page.goto(path.as_uri() + ("#screen-first-example" if path.is_file() else "/first-example.html"))
    earn(page)


@pytest.mark.parametrize("output", ["scorm12", "scorm2004"])
def test_it_is_given_in_an_lms(output: str, tmp_path: Path, window: Windows) -> None:
    package = build(course_of(tmp_path / "course", TEXT, QUIZ), output)
    with test_lms.running(tmp_path / "lms") as lms:
        registration = lms.register(package)
        launch = lms.launch(registration, context := window())
        go(launch.course, "first/example")
        earn(launch.course)
        # The name is that which the LMS gives, until another is typed.
        expect(launch.course.get_by_role("textbox")).to_have_value("Zoë Müller")
        expect(launch.course.locator(".certificate-name")).to_have_text("Zoë Müller")
        launch.course.get_by_role("textbox").fill("Amina Diallo-4711")
        launch.exit()
        assert "passed" in registration.status
        assert "4711" not in str(launch.calls())
        # Somebody else at the same computer finds neither name nor date.
        other = lms.launch(lms.register(package, learner="learner-2"), context)
        go(other.course, "first/example")
        expect(other.course.locator("[data-certificate-sheet]")).to_be_hidden()
        earn(other.course)
        expect(other.course.get_by_role("textbox")).to_have_value("Zoë Müller")
        other.leave()


def test_it_is_not_given_for_one_module_of_several(tmp_path: Path) -> None:
    yml = "title: T\nid: example\noutputs: {scorm12: {sco: module}}\n"
    folder = course_of(tmp_path, TEXT, {"course.yml": yml, "modules/second.md": "# Second\n\nText.\n"})
    told = [one for one in check(folder).diagnostics if one.code == "output-cannot"]
    assert [(one.span.file, one.span.line) for one in told] == [("modules/first.md", 7)]
