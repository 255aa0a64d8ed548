"""A simulated learner: reads the key from the page, answers through the real user interface, and notes what it did.

What it expects of scores is worked out here, from the language's description, not by the player.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Frame, Locator, Page, expect

from tests.waiting import until

Data = dict[str, Any]

# Scores are kept in steps of 1/840 and written with two decimals.
NEAR = 0.06


LOOKED = """() => document.querySelectorAll('[data-question-item] [data-quiz-position]').length
    === courseBuilder.session.attempt(courseBuilder.screen.id).questions.length"""

# Everything that a learner sees of the own work on the screen: what was answered, in which order things stand, what was said.
SEEN = """() => {
  const screen = [...document.querySelectorAll('[data-screen]')].find((one) => !one.hidden);
  const all = (selector) => [...screen.querySelectorAll(selector)];
  const asked = (one) => !one.closest('[data-question-item]') || one.closest('[data-question-item]').querySelector('[data-quiz-position]');
  // By their words: the values of options are their places in the present edition.
  const words = (one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll('[data-mark-text]').forEach((mark) => mark.remove());
    return copy.textContent.trim();
  };
  const value = (one) => (one.matches('select') ? words(one.selectedOptions[0]) : one.closest('[data-option]') ? words(one.closest('[data-option]')) : one.value);
  const shown = (one) => !one.closest('[data-question-item]') && !one.closest('[hidden]');
  return {
    screen: screen.dataset.screen,
    fields: all('form[data-question] :is(input, select, textarea)').filter(asked).map((one) => [one.name, value(one), !!one.checked, one.disabled || !!one.readOnly]),
    choices: all('form[data-question] :is(option, [data-item])').filter(asked).map(words),
    questions: all('[data-question-item]').filter(asked).map((one) => one.dataset.questionItem),
    said: all('[data-outcome], [data-consequence], [data-ending], [data-step]').filter(shown).map((one) => one.innerText),
    marks: all('[data-mark]').filter(asked).map((one) => one.dataset.mark),
    buttons: all('button').filter(shown).map((one) => one.innerText),
    view: all('[data-assessment]').map((one) => one.dataset.view),
    result: all('[data-quiz-result]').map((one) => one.innerText),
    gates: all('[data-gate]').map((one) => one.hidden),
  };
}"""


# The data of the questions on the screen that is shown.
QUESTIONS = """[...document.querySelectorAll('[data-question-data]')]
  .filter((one) => !one.closest('[data-screen]').hidden).map((one) => one.textContent)"""


@dataclass
class Entry:
    """One part of a question that was answered for good."""

    question: Data
    part: Data
    response: Any  # None: nothing; ids; source → target; or the text
    score: float | None
    weight: float

    @property
    def id(self) -> str:
        several = len(self.question["parts"]) > 1
        return f"{self.question['id']}_{self.part['id']}" if several else self.question["id"]


@dataclass
class Learner:
    """Answers all right, all wrong, or `mixed`: right, wrong, half right and with a hint, in turns."""

    plan: str
    course: Page | Frame
    data: Data = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    scores: dict[str, float | None] = field(default_factory=dict)  # of questions
    quizzes: dict[str, float] = field(default_factory=dict)
    visited: list[str] = field(default_factory=list)
    turn: int = 0

    def __post_init__(self) -> None:
        self.data = self.course.evaluate("courseBuilderData")

    # Moving

    def play(self, modules: Sequence[str] | None = None) -> None:
        """Take the course: read every page, answer every question, take every quiz, look at the results.

        Args:
            modules: only these of it.
        """
        self.course.locator("a[data-resume]").first.click()
        screens = self.screens()
        here = screens[0]
        for before, screen in zip([here, *screens], screens, strict=False):
            result = screen["kind"] == "results"
            if not (result or modules is None or screen["module"] in modules):
                continue
            if here is before and screen is not before:
                self.course.locator("a[data-next]:visible").click()
            elif screen is not here:
                self.go(screen["id"])
            self.at(screen["id"])
            here = screen
            if not result:
                self.visited.append(screen["id"])
                self.work()

    def take_route(self, modules: Sequence[str]) -> None:
        """Take the shortest way to a pass: open every page of these modules, work where a gate stands, and take each quiz."""
        for screen in self.screens():
            if screen["kind"] == "results" or (screen["module"] and screen["module"] not in modules):
                continue
            following = self.course.locator(f'a[data-next][data-screen-link="{screen["id"]}"]:visible')
            following.click() if following.count() else self.go(screen["id"])
            self.at(screen["id"])
            # What was left before it was shown was not seen.
            until(self.course, "name => courseBuilder.session.seen(name)", screen["id"])
            self.visited.append(screen["id"])
            if screen["kind"] == "assessment" or self.course.locator("[data-gate]:visible").count():
                self.work()

    def modules(self) -> list[str]:
        """Return the names of the modules; what belongs to none stands below an empty one."""
        return list(dict.fromkeys(one["module"] for one in self.screens()))

    def screens(self) -> list[Data]:
        return [one for one in self.data["screens"] if one["kind"] != "home"]

    def at(self, screen: str) -> None:
        """Wait until the learner is on this screen, and the player is at work there."""
        self.course.locator(f'[data-screen="{screen}"]:visible').wait_for()
        until(self.course, "name => window.courseBuilder?.screen?.id === name", screen)

    def go(self, screen: str) -> None:
        """Go to a screen by the menu, which shows the pages of the present module, or from the start by its list."""
        link = self.course.locator(f':is([data-menu], .cards) [data-screen-link="{screen}"]:visible')
        if not link.count():
            module = next(one["module"] for one in self.data["screens"] if one["id"] == screen)
            self.go(next(one["id"] for one in self.data["screens"] if one["module"] == module))
        link.last.click()
        self.at(screen)

    def page(self) -> dict[str, Data]:
        """Return the questions of the screen, by id."""
        told = self.course.evaluate(QUESTIONS)
        return {one["id"]: one for one in map(json.loads, told)}

    def seen(self) -> Data:
        """Return what the learner sees of the own work on this screen; of a quiz that is over, its answers too."""
        look = self.course.locator("[data-review]:visible")
        if look.count():
            look.click()
            until(self.course, LOOKED)
        found: Data = self.course.evaluate(SEEN)
        return found

    def work(self) -> None:
        """Do all that the screen asks for."""
        here = self.course.locator("[data-screen]:visible")
        quiz = here.locator("[data-assessment]")
        name = quiz.get_attribute("data-assessment") if quiz.count() else None
        questions = self.page()
        if name:
            self.take(next(one for one in self.data["assessments"] if one["id"] == name), questions)
            return
        for form in here.locator("form[data-question]").all():
            question = questions[str(form.get_attribute("data-question"))]
            if not form.is_visible():
                self.open_gates()
            self.answer(form, question)
            self.finish(form, question)
        self.open_gates()

    def open_gates(self) -> None:
        gates = self.course.locator("[data-gate]:visible")
        for left in range(gates.count(), 0, -1):
            gates.first.locator("button").click()
            expect(gates).to_have_count(left - 1)

    # Quizzes

    def take(self, quiz: Data, questions: dict[str, Data]) -> None:
        """Begin an attempt, answer everything and hand it in."""
        box = self.course.locator(f'[data-assessment="{quiz["id"]}"]')
        box.locator("[data-begin]:visible, [data-retry]:visible").click()
        asked: list[str] = []
        drafts: list[list[Entry]] = []
        while True:
            for item in box.locator("[data-question-item]:visible").all():
                name = str(item.get_attribute("data-question-item"))
                form = item.locator("form")
                drafts.append(self.answer(form, questions[name]))
                asked.append(name)
                if quiz["feedback"] == "now":
                    self.finish(form, questions[name])
            following = box.locator("[data-quiz-next]:visible")
            if not following.count():
                break
            following.click()
        self.hand_in(box)
        if quiz["feedback"] != "now":
            self.entries += [entry for entries in drafts for entry in entries]
        self.quizzes[quiz["id"]] = self.score_of(asked)

    def hand_in(self, box: Locator) -> None:
        # Of what is answered by half the rest is missing.
        early = box.locator("[data-quiz-early]:visible")
        (early if early.count() else box.locator("[data-quiz-submit]")).click()
        dialog = self.course.locator("dialog[data-dialog]")
        submit = self.course.evaluate("courseBuilder.t('quiz.submit')")
        expect(dialog.get_by_role("button", name=re.compile(re.escape(submit)))).to_have_count(1)
        dialog.locator("[data-dialog-actions]").get_by_role("button", name=submit).click()
        expect(box.locator("[data-quiz-result]")).to_be_visible()

    def score_of(self, names: list[str]) -> float:
        """Return the score of these questions together, in per cent."""
        rated = [
            (self.data["questions"][name]["points"], self.scores[name] or 0)
            for name in names
            if self.data["questions"][name]["scored"]
        ]
        points = sum(weight for weight, _ in rated)
        return (
            math.floor(1e4 * sum(weight * score for weight, score in rated) / points + 1e-6) / 100 if points else 100.0
        )

    # Questions

    def answer(self, form: Locator, question: Data, plan: str = "") -> list[Entry]:
        """Answer a question without checking it; returns what it will be when it is handed in."""
        plan = plan or self.next_plan(question)
        points = self.data["questions"][question["id"]]["points"]
        if question["endings"]:
            return self.decide(form, question, plan, points)
        hints = self.take_hints(form, question) if plan == "hint" else 0.0
        entries = []
        for part in question["parts"]:
            response = respond(part, plan)
            give(form.locator(f'[data-part="{part["id"]}"]'), part, response)
            entries.append(Entry(question, part, response, rate(part, response), points / len(question["parts"])))
        rated = [entry.score for entry in entries if entry.part["scored"]]
        whole = None if not rated or None in rated else max(0.0, sum(one or 0 for one in rated) / len(rated) - hints)
        self.scores[question["id"]] = whole
        return self.noted(entries)

    def noted(self, entries: list[Entry]) -> list[Entry]:
        self.latest = entries
        return entries

    def next_plan(self, question: Data) -> str:
        if self.plan != "mixed":
            return self.plan
        self.turn += 1
        if any(question["hints"]):
            return "hint"
        return ("right", "wrong", "half")[self.turn % 3]

    def take_hints(self, form: Locator, question: Data) -> float:
        for index, _ in enumerate(question["hints"]):
            form.locator(f'[data-hint="{index}"] summary').click()
            expect(form.locator(f'[data-hint="{index}"]')).to_have_attribute("open", "")
        return float(sum(question["hints"]))

    def decide(self, form: Locator, question: Data, plan: str, points: float) -> list[Entry]:
        """Go through a scenario to its best ending, its worst, or one between."""
        ways = sorted(ways_through(question), key=lambda way: way[1])
        way, score = ways[{"right": -1, "wrong": 0}.get(plan, len(ways) // 2)]
        entries = []
        for index, (part, option) in enumerate(way):
            form.locator(f'[data-step="{part["id"]}"] input[value="{option["id"]}"]').click()
            form.locator("[data-check]").click()
            last = index == len(way) - 1
            entries.append(Entry(question, part, [option["id"]], score if last else None, points / len(way)))
        expect(form.locator("[data-ending]:visible")).to_have_count(1)
        self.scores[question["id"]] = score
        return self.noted(entries)

    def finish(self, form: Locator, question: Data) -> None:
        """Check an answer, and look at what the page says of it."""
        if not question["endings"] or not form.get_attribute("data-locked"):
            check = form.locator("[data-check]")
            if check.is_visible():
                check.click()
                if form.locator("[data-verdict=empty]").count():
                    # Something is missing, on purpose.
                    check.click()
        entries = self.latest
        self_marked = next((entry for entry in entries if entry.part["interaction"].get("selfMarked")), None)
        if self_marked:
            # Told without a mark first, and again with the learner's own.
            self.entries.append(Entry(question, self_marked.part, self_marked.response, None, self_marked.weight))
            mark = "0" if self.plan == "wrong" else "1" if self.plan == "right" else "0.5"
            form.locator(f'[data-self-mark] input[value="{mark}"]').click()
            self_marked.score = self.scores[question["id"]] = float(mark)
        self.entries += entries
        score = self.scores[question["id"]]
        if not question["endings"]:
            without_hints = [entry.score for entry in entries if entry.part["scored"]]
            mean = (
                None
                if None in without_hints or not without_hints
                else sum(one or 0 for one in without_hints) / len(without_hints)
            )
            verdict = "saved" if mean is None else "correct" if mean > 0.999 else "partial" if mean > 0 else "incorrect"
            expect(form.locator("[data-verdict]")).to_have_attribute("data-verdict", verdict)
        else:
            assert score is not None
            expect(form.locator("[data-verdict]")).to_be_visible()

    # What is to come of it

    def expected_score(self) -> float | None:
        """Return the course's score: the mean of the required assessments, by their weights."""
        counting = self.counting()
        sums = sum(quiz["weight"] * self.quizzes.get(quiz["id"], 0) for quiz in counting)
        weights = sum(quiz["weight"] for quiz in counting)
        graded = [
            (one["points"], self.scores.get(name) or 0)
            for name, one in self.data["questions"].items()
            if one["graded"] and one["scored"] and not one["assessment"] and self.is_taken(one["screen"])
        ]
        if points := sum(weight for weight, _ in graded):
            sums += 100 * sum(weight * score for weight, score in graded) / points
            weights += 1
        return sums / weights if weights else None

    def is_taken(self, screen: str) -> bool:
        """Say whether a page stands in no part to choose from, or in one of the modules that were read furthest."""
        module = {one["id"]: one["module"] for one in self.data["screens"]}
        read = Counter(module[one] for one in self.visited)
        return all(
            module[screen] in sorted(part["modules"], key=lambda one: -read[one])[: part["required"]]
            for part in self.data.get("parts", ())
            if module[screen] in part["modules"]
        )

    def has_passed(self) -> bool:
        return all(self.quizzes.get(quiz["id"], -1) >= quiz["passMark"] for quiz in self.counting())

    def counting(self) -> list[Data]:
        """Return the required quizzes, of a part of which modules are chosen only the best."""
        module = {one["id"]: one["module"] for one in self.data["screens"]}
        quizzes = [quiz for quiz in self.data["assessments"] if quiz["required"]]
        for part in self.data.get("parts", ()):
            own = [quiz for quiz in quizzes if module[quiz["screen"]] in part["modules"]]
            own.sort(key=lambda quiz: self.quizzes.get(quiz["id"], 0), reverse=True)
            quizzes = [quiz for quiz in quizzes if quiz not in own[part["required"] :]]
        return quizzes


def ways_through(question: Data, at: str = "") -> Iterator[tuple[list[tuple[Data, Data]], float]]:
    """Yield each way through a scenario with the score of its ending."""
    ending = next((one for one in question["endings"] if one["id"] == at), None)
    if ending:
        yield [], ending["score"]
        return
    part = next(one for one in question["parts"] if not at or one["id"] == at)
    for option in part["interaction"]["options"]:
        for way, score in ways_through(question, option["leadsTo"]):
            yield [(part, option), *way], score


def respond(part: Data, plan: str) -> Any:
    """Choose a response: ids, source → target, or a text."""
    interaction, right = part["interaction"], plan != "wrong"
    match interaction["type"]:
        case "choice" | "region":
            options = interaction.get("options", interaction.get("areas"))
            ids = [one["id"] for one in options]
            key = [one["id"] for one in options if one["correct"]]
            others = [one for one in ids if one not in key]
            if not part["scored"]:
                return [ids[0 if right else -1]]
            if not interaction["multiple"]:
                return key[:1] if right else others[:1]
            if plan == "half" and len(key) > 1:
                return key[:-1]
            return key if right else others or key[:1]
        case "match":
            pairs = dict(interaction["pairs"])
            targets = [one["id"] for one in interaction["targets"]]
            wrong = {source: next(one for one in targets if one != target) for source, target in pairs.items()}
            return (
                pairs
                if plan in {"right", "hint"}
                else wrong
                if not right
                else wrong | dict(list(pairs.items())[: len(pairs) // 2])
            )
        case "order":
            items = [one["id"] for one in interaction["items"]]
            return items if right else items[1:] + items[:1]
        case "number":
            low, high = interaction["ranges"][0]["low"], interaction["ranges"][0]["high"]
            return low if right else f"{float(high) + 1234.5:g}"
        case _:
            if interaction["long"]:
                return "Überlegung nº 1: the first door, then the next.\nZweite Zeile. نعم 🙂"
            word = (
                interaction["accepted"][0]
                if interaction["accepted"]
                else re.sub(r".\?|[\^$\\]", "", interaction["patterns"][0])
            )
            return f"  {word} " if right else "tout à fait faux"


def give(element: Locator, part: Data, response: Any) -> None:
    """Answer through the user interface."""
    interaction = part["interaction"]
    match interaction["type"]:
        case "choice" if interaction["presentation"] == "menu":
            element.locator("select").select_option(response[0])
        case "choice" | "region":
            for one in response:
                element.locator(f'input[value="{one}"]').click()
        case "match":
            for source, target in response.items():
                element.locator(f'[data-source="{source}"] select').select_option(target)
        case "order":
            sort(element, response)
        case _:
            element.locator("textarea, input[type=text]").fill(response)


def sort(element: Locator, wanted: list[str]) -> None:
    """Move items by their buttons until they stand as wanted."""
    rows = "rows => rows.map(row => row.dataset.item)"
    shown: list[str] = element.locator("[data-item]").evaluate_all(rows)
    moved = False
    for place, item in enumerate(wanted):
        while shown.index(item) > place:
            at = shown.index(item)
            element.locator(f'[data-item="{item}"] [data-up]').click()
            shown[at - 1], shown[at] = shown[at], shown[at - 1]
            moved = True
    if not moved:
        # An order that was shown right is an answer only when something was moved.
        element.locator(f'[data-item="{wanted[0]}"] [data-down]').click()
        element.locator(f'[data-item="{wanted[0]}"] [data-up]').click()
    assert element.locator("[data-item]").evaluate_all(rows) == wanted


def rate(part: Data, response: Any) -> float | None:
    """Return the score of one part, as the authors' language promises it."""
    if not part["scored"]:
        return None
    interaction = part["interaction"]
    match interaction["type"]:
        case "choice" | "region":
            options = interaction.get("options", interaction.get("areas"))
            key = {one["id"] for one in options if one["correct"]}
            chosen = set(response)
            if not interaction["multiple"]:
                return float(bool(chosen & key))
            right, wrong = len(chosen & key), len(chosen - key)
            if interaction["scoring"] == "per-option":
                return (len(options) - (len(key) - right) - wrong) / len(options)
            if interaction["scoring"] == "right-minus-wrong":
                return max(0, right - wrong) / len(key)
            return float(chosen == key)
        case "match":
            good = sum(tuple(pair) in {tuple(one) for one in interaction["pairs"]} for pair in response.items())
            count = len(interaction["sources"])
            return good / count if interaction["scoring"] != "all" else float(good == count)
        case "order":
            items = [one["id"] for one in interaction["items"]]
            good = sum(one == other for one, other in zip(items, response, strict=True))
            return good / len(items) if interaction["scoring"] != "all" else float(good == len(items))
        case "number":
            return float(
                any(float(one["low"]) <= float(response) <= float(one["high"]) for one in interaction["ranges"])
            )
        case _ if interaction["selfMarked"]:
            return None
        case _:
            return float(response != "tout à fait faux")
