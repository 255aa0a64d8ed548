"""What an author does in the LMS, and a learner in the course inside it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Frame, FrameLocator, Locator, Page, expect


class Server(Protocol):
    address: str
    state: Path


class Author:
    """Drives the page of the LMS."""

    def __init__(self, server: Server, page: Page) -> None:
        self.server = server
        self.page = page

    def open(self, version: str = "scorm12") -> Author:
        self.page.goto(f"{self.server.address}?version={version}")
        return self.ready()

    def ready(self) -> Author:
        """Wait until the course runs."""
        expect(self.saving).to_have_attribute("data-save", re.compile("."))
        return self

    @property
    def course(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def frame(self) -> Frame:
        found = self.page.locator("iframe").element_handle().content_frame()
        assert found
        return found

    @property
    def saving(self) -> Locator:
        """The course's own save indicator."""
        return self.course.locator("header [data-save]")

    def says(self, state: str, words: str) -> None:
        """Expect the save indicator to say this."""
        expect(self.saving).to_have_attribute("data-save", state)
        expect(self.saving).to_contain_text(words)

    def saved(self) -> None:
        self.says("saved", "Saved")

    def unsaved(self) -> None:
        self.says("unsaved", "Not saved yet")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def choose(self, name: str, value: str) -> None:
        """Choose something in the bar."""
        self.page.locator(f"select[data-{name}]").select_option(value)

    def switch(self, name: str, *, on: bool) -> None:
        """Break something, or mend it."""
        self.page.get_by_role("switch", name=name).set_checked(on)

    def shown(self, name: str) -> Locator:
        return self.page.locator(f'[data-show="{name}"]')

    def said(self, words: str) -> None:
        expect(self.page.locator("[data-said]")).to_contain_text(words)

    def relaunch(self, button: str = "Leave and resume") -> None:
        """Leave and come back; go on where the learner was, if the course asks."""
        frame = self.page.locator("iframe").element_handle() if self.page.locator("iframe").count() else None
        self.press(button)
        if frame:
            self.page.wait_for_function("frame => !frame.isConnected", arg=frame)
        self.ready()
        self.go_on()

    def go_on(self) -> None:
        """Answer the course's question whether to go on."""
        dialog = self.course.locator("dialog")
        if dialog.count():
            dialog.locator("[data-primary]").click()
            expect(dialog).to_have_count(0)

    # The learner

    def go(self, screen: str) -> None:
        self.course.locator(f'[data-screen-link="{screen}"]').first.dispatch_event("click")
        self.course.locator(f'main[data-screen="{screen}"]').wait_for()

    def question(self, name: str) -> Locator:
        return self.course.locator(f'form[data-question="{name}"]')

    def check(self, name: str) -> None:
        form = self.question(name)
        form.locator("[data-check]").click()
        expect(form).to_have_attribute("data-locked", "")

    def boil(self) -> None:
        """Answer the first question."""
        self.question("boil").get_by_label("Boil it").check()
        self.check("boil")

    def litres(self, number: str = "3") -> None:
        self.question("litres").get_by_role("textbox").fill(number)
        self.check("litres")

    def word(self, text: str) -> None:
        self.question("word").get_by_role("textbox").fill(text)
        self.question("word").locator("[data-check]").click()
        expect(self.question("word").locator("[data-verdict]")).to_be_visible()

    def take_quiz(self, *, mistake: bool = False) -> None:
        """Answer the quiz; with a mistake in the first of three questions of the same weight."""
        self.go("quiz/wells")
        box = self.course.locator('[data-assessment="quiz/wells"]')
        box.locator("[data-begin]:visible, [data-retry]:visible").click()
        for _ in range(3):
            item = box.locator("[data-question-item]:visible")
            name = str(item.get_attribute("data-question-item"))
            if name == "wells":
                item.get_by_label("A borehole").check()
                item.get_by_label("A river" if mistake else "A dug well").check()
            elif name == "uses":
                for label, target in (("Pump", "Lifts water"), ("Lid", "Keeps dirt out")):
                    item.locator("[data-source]").filter(has_text=label).locator("select").select_option(label=target)
            else:
                self._order(item, ("Find the place", "Dig", "Put on the lid"))
            item.locator("[data-check]").click()
            expect(self.question(name)).to_have_attribute("data-locked", "")
            following = box.locator("[data-quiz-next]:visible")
            if following.count():
                following.click()
        box.locator("[data-quiz-submit]").click()
        dialog = self.course.locator("dialog")
        dialog.locator("[data-dialog-actions] button").first.click()
        expect(box.locator("[data-quiz-result]")).to_be_visible()

    def _order(self, item: Locator, wanted: tuple[str, ...]) -> None:
        for place, text in enumerate(wanted):
            line = item.locator("li[data-item]").filter(has_text=text)
            while line.evaluate("one => [...one.parentNode.children].indexOf(one)") > place:
                line.locator("[data-up]").click()

    def is_answered(self, name: str, part: str = "") -> None:
        expect(self.question(name)).to_have_attribute("data-locked", "")
        if part:
            expect(self.question(name).get_by_role("textbox")).to_have_value(part)

    # What the server holds

    def records(self, version: str, learner: str = "learner-1") -> list[dict[str, Any]]:
        paths = sorted(self.server.state.glob(f"*/{version}/{learner}/*.json"), key=lambda one: int(one.stem))
        return [json.loads(one.read_text(encoding="utf-8")) for one in paths]

    def cmi(self, version: str, attempt: int = -1) -> dict[str, str]:
        """Return what is stored of the one SCO."""
        (kept,) = self.records(version)[attempt]["scos"].values()
        found: dict[str, str] = kept["cmi"]
        return found
