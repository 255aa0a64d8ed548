"""What goes out into a bank or a Moodle course and is imported again is the same, but for what the exporter told.

What of a question may differ is in the losses themselves (``packaging.moodle.losses``), the same that the guide's table
is made of.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any, assert_never

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from course_builder import lock as locking
from course_builder.diagnostics import Report, Span
from course_builder.load import load
from course_builder.model import Block, Choice, Content, Match, Number, Order, Prose, Question, Region, Text
from course_builder.packaging.moodle import gift, xml
from course_builder.packaging.moodle.answers import accepted
from course_builder.packaging.moodle.backup.making import Making
from course_builder.packaging.moodle.files import Files
from course_builder.packaging.moodle.losses import Aspect, Loss, Tell
from course_builder.packaging.zip import deterministic
from course_builder.render.edition import Edition
from course_builder.render.site import Target
from course_builder.scaffold.imports import GLOSSARY, take
from course_builder.scaffold.imports import write as write_taken
from course_builder.source.names import plain_text
from course_builder.translation import interface
from tests.courses_on_disk import write
from tests.mistakes.case import png

pytestmark = pytest.mark.long


def backed_up(edition: Edition, tell: Tell) -> bytes:
    backup = Making(edition, tell, "course.mbz").backup()
    return deterministic(backup.files().items()).read()


FORMS: Mapping[str, tuple[str, Callable[[Edition, Tell], bytes]]] = {
    "moodle-xml": ("bank.xml", xml.written),
    "gift": ("bank.txt", gift.written),
    "mbz": ("course.mbz", backed_up),
}

# -- questions

WORDS = st.sampled_from(
    [
        "water",
        "the well",
        "Zürich",
        "مرحبا",
        "2 < 3 & 4 > 1",
        "50 %",
        "a = b",
        "x: y",
        "C#",
        "1~2",
        "n’est",
        "“so”",
        "1. of",
        "- not",
    ]
)
HOSTILE = st.sampled_from(
    ["{=a ~b}", "####", "::n::", "]]>", "\\n \\\\", "&amp;", "<b>", "// no", "%50%", "$x$", "[html]", "->", "**"]
)
INLINE = st.one_of(
    WORDS,
    HOSTILE.map(lambda one: f"`{one}`"),
    WORDS.map(lambda one: f"**{one.strip('-1. ')}**"),
    st.sampled_from(
        ["*so*", "H~2~O", "m^2^", "==marked==", "~~gone~~", "$x^2_1 < \\frac{a}{b}$", "![a pump](../media/p.png)"]
    ),
    st.just("[there](https://example.org/?a=1&b=2)"),
)
LINE = st.lists(INLINE, min_size=1, max_size=3).map(lambda pieces: "So " + " ".join(pieces))
BLOCK = st.one_of(
    LINE,
    LINE,
    st.just("- one\n- two"),
    st.just("| a | b |\n|---|---|\n| 1 | 2 |"),
    st.just("```\na = {1}\n\n  b # ~\n```"),
    st.just("$$\n\\frac{a}{b}\n$$"),
)
PROMPT = st.lists(BLOCK, max_size=2).map(lambda blocks: "\n\n".join([*blocks, "Tell."]) if blocks else "")
FEEDBACK = st.one_of(st.just(""), LINE)
TYPED = st.sampled_from(
    ["field", "Zürich", "café au lait", "C#", "a = b", "50 %", "a*b", "~ {x}", "T", "%5%", "[html]x", "a\\b", "1. x"]
)


@st.composite
def options(draw: st.DrawFn, right: int, marks: str) -> str:
    lines = []
    names = "ABCDE"[: draw(st.integers(right + 1, 5))]
    keys = draw(st.permutations(names))[:right]
    for name in names:
        mark = f"{marks[0]}{'x' if name in keys else ' '}{marks[1]}"
        said = draw(FEEDBACK)
        lines.append(f"- {mark} {name} {draw(INLINE)}" + (f"\n      > {said}" if said else ""))
    return "\n".join(lines)


def attributes(**given: object) -> str:
    return " ".join(f'{name}="{value}"' for name, value in given.items() if value)


@st.composite
def body(draw: st.DrawFn) -> tuple[str, str]:
    """Return what stands below the prompt, and attributes."""
    shuffle = draw(st.sampled_from(["", "no"]))
    match draw(
        st.sampled_from(
            ["one", "several", "truth", "words", "number", "pairs", "order", "gaps", "scale", "long", "place", "menu"]
        )
    ):
        case "one":
            return draw(options(1, "()")), attributes(shuffle=shuffle)
        case "several":
            scoring = draw(st.sampled_from(["right-minus-wrong", "all", "per-option"]))
            return draw(options(draw(st.integers(1, 3)), "[]")), attributes(scoring=scoring, shuffle=shuffle)
        case "truth":
            said = draw(FEEDBACK)
            quoted = f"\n      > {said}" if said else ""
            return draw(
                st.sampled_from(
                    ["- (x) True{}\n- ( ) False", "- ( ) True{}\n- (x) False", "- (x) Right{}\n- ( ) Wrong"]
                )
            ).format(quoted), ""
        case "words":
            answers = draw(st.lists(TYPED, min_size=1, max_size=3, unique=True))
            case, accents = draw(st.sampled_from(["", "exact"])), draw(st.sampled_from(["", "exact"]))
            pattern = draw(st.sampled_from(["", "|/colou?r/"]))
            gap = "|".join(f"`{one}`" for one in answers)
            return f"It is [[{gap}{pattern}]] here.", attributes(case=case, accents=accents)
        case "number":
            low = draw(st.decimals(-1000, 1000, places=2))
            off = draw(st.sampled_from(["", " +- 0.5", " +- 2"]))
            return f"It is [[{low}{off} km]] long." if draw(st.booleans()) else f"It is [[{low}{off}]] long.", ""
        case "pairs":
            lines = [f"- {name} {draw(INLINE).replace('->', '')} -> {name}{draw(TYPED)}" for name in "AB"]
            lines += ["- -> nothing"] * draw(st.booleans()) + ["- C -> Abc\n- D -> Abc"] * draw(st.booleans())
            return "\n".join(lines), attributes(shuffle=shuffle)
        case "order":
            lines = [f"{at}. {name} {draw(INLINE)}" for at, name in enumerate("ABC", 1)]
            return "\n".join(lines), attributes(type="ordering", scoring=draw(st.sampled_from(["all", "per-option"])))
        case "gaps":
            other = draw(st.sampled_from(["round", "a's", "2 < 3", "`<b>`", "&amp;", "C# ~", "`}` = 5 %"]))
            return f"The [[field]] is [[( ) {other} | (x) square]] and [[12 +- 0.5]] long.", attributes(
                points=draw(st.sampled_from([3, 6, 1]))
            )
        case "scale":
            return "- (1) Never\n- (2) Often\n- (3) Always", ""
        case "long":
            model = draw(st.sampled_from(["", "\n\n:::model\nSo *it* is.\n:::"]))
            notes = draw(
                st.sampled_from(["", "\n\n:::notes\nLook for *it*, and\n\n- ![a](../media/p.png)\n- $x^2$\n:::"])
            )
            return f"[[____]]{model}{notes}", attributes(marking=draw(st.sampled_from(["", "self"])) if model else "")
        case "place":
            return "![Field](../media/p.png)\n\n- (x) [0, 0, 50, 50] Left\n- ( ) [50, 0, 50, 50] Right\n      > No.", ""
        case _:
            return "It is [[( ) round | (x) square]].", ""


@st.composite
def question(draw: st.DrawFn) -> str:
    below, said = draw(body())
    scored, long = "(1)" not in below, "[[____]]" in below
    extra = [f"{{#IDENTIFIER {said}"]
    if "points" not in said and scored:
        extra.append(attributes(points=draw(st.sampled_from(["", "2", "0.5"]))))
    extra.append(attributes(objectives=draw(st.sampled_from(["", "wells", "pumps wells"]))))
    extra.append(attributes(tags=draw(st.sampled_from(["", "pump", "Basic C# year:2026 R&D a[1]"]))))
    extra.append(attributes(difficulty=draw(st.sampled_from(["", "easy", "hard"]))))
    parts = [draw(PROMPT), below]
    if explanation := draw(FEEDBACK):
        parts.append(f"> {explanation}")
    cost = draw(st.sampled_from(["", "{cost=25}", "{cost=33}"]))
    parts += [f":::hint{cost}\n{draw(LINE)}\n:::" for _ in range(draw(st.integers(0, 2)))] if scored else []
    if scored and not long:
        outcomes = draw(st.lists(st.sampled_from(["correct", "partial", "incorrect"]), unique=True))
        parts += [f":::{one}\n{draw(LINE)}\n:::" for one in outcomes]
    heading = f"## What is {draw(INLINE)} NUMBER? {' '.join(filter(None, extra))}}}"
    return "\n\n".join(filter(None, [heading, *parts]))


def numbered(questions: Sequence[str]) -> str:
    made = (one.replace("NUMBER", str(at)).replace("IDENTIFIER", f"q-{at}") for at, one in enumerate(questions, 1))
    return "\n\n".join(made) + "\n"


QUIZ = st.lists(question(), min_size=4, max_size=8).map(numbered)

# -- what of a question is compared


class Pictures(Files):
    """Pictures by what they hold, other links as they are."""

    def _taken(self, written: str, file: Any, *, shown: bool) -> Target:
        return Target(hashlib.sha256(file.whole.read()).hexdigest()[:8])


def same(html: str) -> str:
    """Return HTML without what only looks differ by."""
    html = re.sub(r"<annotation.*?</annotation>", "", html)
    html = re.sub(r"</?(?:span|div)\b[^>]*>", "", html)
    html = re.sub(r"<li>\s*<p>(.*?)</p>", r"<li>\1", html, flags=re.DOTALL)
    html = re.sub(r" (?:class|width|height)=\"[^\"]*\"", "", html)
    html = re.sub(r"<p>(<math[^>]*display=\"block\".*?</math>)</p>", r"\1", html)
    html = re.sub(r"<pre>(?:<code>)?(.*?)\n?(?:</code>)?</pre>", r"<pre>\1</pre>", html, flags=re.DOTALL)
    return re.sub(
        r"\s+", " ", re.sub(r"\s*(</?(?:p|li|ul|ol|table|thead|tbody|tr|t[hd]|pre)\b[^>]*>)\s*", r"\1", html)
    ).strip()


def aspects(edition: Edition, question: Question) -> dict[Aspect, Any]:
    """Return all of a question that can be told apart, by the names that losses have for it."""
    resolve = Pictures(edition.media, lambda _: None).resolve
    words = edition.snippets().of(question, resolve)
    fields = tuple(f"[{at}]" for at, part in enumerate(question.parts) if part.inline)

    def inline(run: Prose | None) -> str:
        return same(words.inline(run)) if run else ""

    said = question.feedback
    heading = words.inline(question.heading, fields) if question.heading else unescape(question.title)
    text = (f"<p>{heading}</p>" if question.show_title else "") + words.block(question.prompt, fields)
    found: dict[Aspect, Any] = {
        # In a page the heading stands in bold above what is asked.
        "text": re.sub(r"^<p><strong>(.*?)</strong></p>", r"<p>\1</p>", same(text).replace("<p>[0]</p>", "")),
        "outcomes": [same(words.block(one)) for one in (said.correct, said.partial, said.incorrect)],
        "hints": [same(words.block(one.text)) for one in question.hints],
        "costs": [one.cost for one in question.hints],
        "points": question.points if question.scored else 0,
        "kind": [(part.interaction.type, part.scored, part.inline) for part in question.parts],
    }
    explanation = same(words.block(said.explanation)), question.objectives, question.id
    chosen_by = question.tags, question.difficulty
    parts: dict[Aspect, list[Any]] = {}

    def note(aspect: Aspect, value: Any) -> None:
        parts.setdefault(aspect, []).append(value)

    for part in question.parts:
        match part.interaction:
            case Choice() as it:
                # Drop-downs hold text only, here and there.
                shown = words.plain if part.inline else inline
                note("options", [shown(one.text) for one in it.options])
                note("feedback", [inline(one.feedback) for one in it.options])
                note("key", [one.correct for one in it.options])
                note("scoring", it.scoring if it.multiple else "")
                note("shuffle", it.shuffle)
                found["kind"].append((it.multiple, it.true_false))
            case Region() as it:
                note("options", [inline(one.label) for one in it.areas])
                note("feedback", [inline(one.feedback) for one in it.areas])
                note("key", [one.correct for one in it.areas])
            case Text() as it:
                note("answers", sorted(accepted(it)))
                note("case", it.case_matters)
                note("model", inline(it.model_answer))
                if it.long:
                    note(
                        "notes",
                        [same(edition.snippets().page(one.content, resolve, file="")) for one in question.graders],
                    )
                found["kind"].append(it.long)
            case Number() as it:
                note("answers", [(one.low, one.high) for one in it.ranges])
                note("unit", it.unit)
            case Match() as it:
                sources = {one.id: inline(one.text) for one in it.sources}
                targets = {one.id: words.plain(one.text).strip() for one in it.targets}
                note("options", [sorted(sources.values()), sorted(targets.values())])
                note("key", sorted((sources[one], targets[other]) for one, other in it.pairs))
                note("scoring", it.scoring)
                note("shuffle", it.shuffle)
            case Order() as it:
                note("options", [inline(one.text) for one in it.items])
                note("scoring", it.scoring)
            case other:
                assert_never(other)
    return {**found, **parts, "question": (explanation, chosen_by)}


def edition_of(root: Path) -> Edition:
    loaded = load(root, interface.true_false)
    assert loaded.course
    report = Report()
    lock = locking.updated(locking.read(root, report, loaded.sources), loaded.course)
    errors = [one for one in report.diagnostics if one.severity == "error"]
    assert not errors, errors
    return Edition(root, loaded.course, lock, report)


COURSE = {
    "course.yml": "title: T\nassessment: q\n",
    "modules/a.md": "---\nobjectives:\n  wells: Wells\n  pumps: Pumps\n---\n# A\n\nText.\n",
    "media/p.png": png(),
}


@dataclass(frozen=True)
class Trip:
    """A course that went out, and what came back of it."""

    before: Edition
    after: Edition
    told: Mapping[Span, set[Aspect]]
    refused: Mapping[str, list[str]]


@contextmanager
def trip(root: Path, form: str) -> Iterator[Trip]:
    """Send a course out and take it back into a course with the same objectives."""
    before = edition_of(root)
    told: dict[Span, set[Aspect]] = {}

    def tell(span: Span, loss: Loss) -> None:
        told.setdefault(span, set()).update(loss.changes)

    name, written = FORMS[form]
    with tempfile.TemporaryDirectory() as folder:
        bank = Path(folder) / name
        bank.write_bytes(written(before, tell))
        objectives = {one.id: "An objective" for one in before.course.objectives}
        front = f"---\nobjectives: {json.dumps(objectives)}\n---\n"
        settings_ = f"title: T\nlanguage: {before.course.settings.language}\n"
        into = write(Path(folder) / "into", {"course.yml": settings_, "modules/0.md": f"{front}# A\n\nText.\n"})
        taken = take([bank], into)
        assert not taken.refused
        write_taken(taken, into)
        named = b"".join(content for name, content in taken.files.items() if name.startswith("modules/"))
        for one in {Path(one.written).stem for one in taken.outcomes if one.written.startswith("assessments/")}:
            if f"assessment: {one}\n".encode() not in named:
                write(into, {f"modules/{one}.md": f"---\nassessment: {json.dumps(one)}\n---\n# A\n\nText.\n"})
        refused = {one.name: one.lost for one in taken.outcomes if one.state == "not"}
        yield Trip(before, edition_of(into), told, refused)


def differences(trip: Trip) -> list[str]:
    """Return what of the questions differs and was not told."""
    before, after = trip.before, trip.after
    back = {one.id: one for one in after.course.questions}
    found = []
    for question in before.course.questions:
        # Losses of a part are told at the part.
        lines = range(question.span.line, _end(before, question))
        here = [ch for span, ch in trip.told.items() if span.file == question.span.file and span.line in lines]
        lost = set().union(*here)
        if question.pool:
            # A draw gives a mark of its own, and a reader of backups takes that of the bank.
            lost.add("points")
        if "question" in lost:
            assert question.id not in back
            continue
        if question.id not in back:
            found.append(f"{question.id}: {trip.refused}")
            continue
        was, now = aspects(before, question), aspects(after, back[question.id])
        found += [
            f"{question.id} {name}: {was.get(name)!r} became {now.get(name)!r}"
            for name in dict.fromkeys([*was, *now])
            if name not in lost and was.get(name) != now.get(name)
        ]
    return found


def _end(edition: Edition, question: Question) -> int:
    own = [one.span for one in edition.course.questions if one.span.file == question.span.file]
    later = [one.line for one in own if one.line > question.span.line]
    return min(later, default=10**6)


# --hypothesis-profile=explore makes twenty times as many.
FEW = settings(max_examples=settings.default.max_examples // 5, suppress_health_check=list(HealthCheck))
EVERY_KIND = numbered([
    "## What NUMBER? {#IDENTIFIER}\n\n- (x) A **b**\n      > So.\n- ( ) C",
    "## What NUMBER? {#IDENTIFIER scoring=right-minus-wrong}\n\n- [x] A\n- [x] B\n- [ ] C",
    "## What NUMBER? {#IDENTIFIER}\n\n- ( ) True\n      > So.\n- (x) False\n\n> Why.",
    "## What NUMBER? {#IDENTIFIER}\n\nIt is [[Zürich|`a*b`]].\n\n:::incorrect\nNo.\n:::",
    "## What NUMBER? {#IDENTIFIER}\n\nIt is [[-12.5 +- 0.5]].",
    "## What NUMBER? {#IDENTIFIER}\n\n- a -> b\n- c -> b\n- d -> e\n- -> f",
    "## What NUMBER? {#IDENTIFIER type=ordering scoring=per-option}\n\n1. A `{~}`\n2. B\n3. C",
    "## What `**` NUMBER? {#IDENTIFIER points=3}\n\nThe [[field]] is [[( ) round | (x) square]] and [[12 +- 0.5]].",
    "## What NUMBER? {#IDENTIFIER}\n\n- (1) Never\n- (2) Often",
    "## What NUMBER? {#IDENTIFIER}\n\n[[____]]\n\n:::model\nSo.\n:::",
    "## What NUMBER? {#IDENTIFIER}\n\n[[____]]\n\n:::notes\nLook for **it**.\n:::",
    '## What is $x^2$ NUMBER? {#IDENTIFIER objectives=wells tags="R&D C#" difficulty=medium}\n\n![a](../media/p.png)\n\n- (x) A\n- ( ) C\n\n:::hint{cost=25}\nB.\n:::',
])  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@FEW
@example(EVERY_KIND)
@given(QUIZ)
def test_what_comes_back_is_what_went_out(form: str, quiz: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {**COURSE, "assessments/q.md": f"# Q\n\n{quiz}"})
        with trip(root, form) as made:
            assert differences(made) == []


# -- the rest of a course

SETTINGS: Mapping[str, st.SearchStrategy[Any]] = {
    "time_limit": st.sampled_from(["1 min", "90 min"]),
    "attempts": st.integers(1, 9),
    "pass_mark": st.integers(1, 100),
    "shuffle_questions": st.booleans(),
    "shuffle_options": st.booleans(),
    "feedback": st.sampled_from(["now", "after", "never"]),
    "review": st.booleans(),
    "display": st.sampled_from(["one", "all"]),
    "required": st.booleans(),
    "weight": st.sampled_from([0.5, 2, 3.25]),
    "score_feedback": st.lists(st.integers(1, 100), max_size=3, unique=True).map(
        lambda froms: [{"from": one, "text": f"*From* {one}."} for one in [0, *sorted(froms)]]
    ),
}
PAGE = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join)
MEANING = st.lists(LINE, min_size=1, max_size=2).map("\n\n    ".join)


@st.composite
def courses(draw: st.DrawFn) -> dict[str, str]:
    """Return the files of a course: pages, a glossary, a module's quiz, and one at the end with a pool."""
    titles = draw(st.permutations(["Ähren", "Zwei & drei", "C\\* star", "1 < 2"]))
    front = draw(st.fixed_dictionaries({}, optional=SETTINGS))
    if not front.get("required", True):
        # What does not count has no weight.
        front.pop("weight", None)
    when = draw(st.sampled_from(["auto", "pages", "assessments", "both"]))
    order = draw(st.sampled_from(["free", "linear"]))
    pool = f"pools: {{deep: {{draw: {draw(st.integers(1, 3))}}}}}"
    said = "".join(f"{key}: {json.dumps(value)}\n" for key, value in front.items())
    said = said.replace("true", "yes").replace("false", "no")
    drawn = "".join(f"## Draw {at}? {{#draw-{at} pool=deep points=2}}\n\n- (x) A\n- ( ) B\n\n" for at in range(3))
    terms = "\n\n".join(f"{forms}\n:   {draw(MEANING)}" for forms in ("Well / wells / a well", "Pump & rod"))
    asked = ":::question{#here}\nIs it?\n\n- (x) A\n- ( ) B\n:::"
    return {
        "course.yml": f"title: Safe & sound\nlanguage: {draw(st.sampled_from(['en', 'pt-BR', 'ar']))}\n"
        f"assessment: q\nmodules: [b, a]\nnavigation: {order}\ncompletion: {{when: {when}}}\n",
        "modules/b.md": f"---\nassessment: own\n---\n# {titles[0]}\n\n{draw(PAGE)}\n\n## {titles[1]}\n\n{draw(PAGE)}\n",
        "modules/a.md": f"# {titles[2]}\n\n## {titles[3]}\n\nSee [it](b.md) and [that](../media/p.png).\n\n{asked}\n\n"
        f"{draw(PAGE)}\n\n## Words\n\n:::glossary\n{terms}\n:::\n",
        "assessments/own.md": "# Own\n\n## Is it? {#own-1}\n\n- (x) A\n- ( ) B\n",
        "assessments/q.md": f"---\n{said}{pool}\n---\n# At the end\n\n{draw(PAGE)}\n\n"
        f"## What? {{#what}}\n\n- (x) A\n- ( ) B\n\n{drawn}",
    }


def read_by_learners(edition: Edition, content: Content, file: str, title: str = "") -> str:
    """Return the words of content, with files by what they hold, and without the words that our marks are made of."""
    files = Pictures(edition.media, lambda _: None)

    def resolve(written: str, file: str, /, *, shown: bool = False) -> Target:
        leads_on = written.partition("#")[0].endswith(".md")
        return Target("") if leads_on else files.resolve(written, file, shown=shown)

    def pointed(question: Question) -> str:
        return f"<p>{interface.words(edition.language)['question']} · {question.title}</p>"

    made = edition.snippets().page(content, resolve, file=file, asked=pointed, title=title, credits_=list)
    made = re.sub(r"<annotation.*?</annotation>", "", made)
    made = re.sub(r"<(?:img|a)\b[^>]*?(?:src|href)=\"([0-9a-f]{8})\"[^>]*>", r" \1 ", made)
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", made)))


def pages(edition: Edition) -> list[tuple[str, str, str]]:
    """Return what every page says, with its title and that of its module, in order; empty ones are left out."""
    found = []
    for module in edition.course.modules:
        for page in module.pages:
            said = read_by_learners(edition, page.content, page.span.file, plain_text(page.title.text))
            found.append((plain_text(module.title.text), plain_text(page.title.text), said))
    return [one for one in found if one[2] and one[0] != GLOSSARY]


def quizzes(edition: Edition) -> dict[str, Any]:
    """Return each quiz by its title: settings, what is asked in which order and drawn from where."""
    made = {}
    for one in edition.course.assessments:
        own = one.settings
        made[plain_text(one.title.text)] = {
            "says": read_by_learners(edition, one.introduction, one.span.file),
            "asks": [(question.id, question.points, question.pool) for question in one.questions],
            "draws": {name: pool.draw for name, pool in own.pools.items()},
            "pass mark": one.pass_mark,
            "scores": [(said.from_, said.text) for said in own.score_feedback],
            **{name: getattr(own, name) for name in SETTINGS if name not in {"pass_mark", "score_feedback"}},
        }
    return made


def asks_for(edition: Edition) -> tuple[str, str]:
    """Return in which order pages open, and what completes the course: `auto` is `both` where a quiz is required."""
    when = edition.course.settings.completion.when
    return edition.course.settings.navigation, "both" if when == "auto" else when


def terms(edition: Edition) -> list[tuple[Any, str]]:
    blocks = [node for page in edition.course.screens for node in page.nodes if isinstance(node, Block)]
    found = [term for block in blocks if block.name == "glossary" for term in block.data]
    return [
        ([plain_text(form) for form in term.forms], read_by_learners(edition, (term.meaning,), term.span.file))
        for term in found
    ]


@settings(FEW, max_examples=max(FEW.max_examples // 2, 1))
@given(courses())
def test_a_course_comes_back_from_moodles_backup(files: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder) / "course", {**files, "media/p.png": png()})
        before = edition_of(root)
        backup = Path(folder) / "course.mbz"
        backup.write_bytes(backed_up(before, lambda _span, loss: pytest.fail(loss.what)))
        taken = take([backup], Path(folder) / "back")
        write_taken(taken, Path(folder) / "back")
        after = edition_of(Path(folder) / "back")
        assert after.course.settings.title == before.course.settings.title
        assert after.course.settings.language == before.course.settings.language
        assert asks_for(after) == asks_for(before)
        assert pages(after) == pages(before)
        was, now = quizzes(before), quizzes(after)
        # What is asked in a page comes back as an assessment of its own.
        assert len(now) == len(was) + 1
        assert {title: now.get(title) for title in was} == was
        assert "here" in {one.id for one in after.course.questions}
        assert terms(after) == terms(before)
        assert png() in [content for name, content in taken.files.items() if name.startswith("media/")]


@pytest.mark.parametrize("form", FORMS)
def test_the_questions_of_the_course_of_this_repository_come_back(form: str) -> None:
    with trip(Path(__file__).parents[3], form) as made:
        assert differences(made) == []
