"""A course in the model, with every interaction, block and feature that the theme knows."""

from decimal import Decimal
from typing import Any

from course_builder.blocks.figure import FigureOptions
from course_builder.blocks.gate import GateOptions
from course_builder.diagnostics import Report, Span
from course_builder.model import (
    Area,
    Assessment,
    Block,
    Choice,
    Course,
    Ending,
    Feedback,
    Hint,
    Item,
    Match,
    Module,
    Number,
    Objective,
    Option,
    Order,
    Page,
    Part,
    Prose,
    Question,
    Range,
    Region,
    Text,
    gap_marker,
)  # fmt: skip
from course_builder.model.settings import AssessmentSettings, CourseSettings, ModuleSettings
from course_builder.render.site import ScreenLink, Site, Target
from course_builder.source import markdown

HERE = Span("modules/education.md")


def prose(text: str) -> Prose:
    return Prose(text=text, span=HERE)


def content(*nodes: Any) -> tuple[Any, ...]:
    return tuple(prose(node) if isinstance(node, str) else node for node in nodes)


def block(name: str, *inside: Any, label: str = "", **more: Any) -> Block:
    return Block(span=HERE, name=name, label=prose(label) if label else None, content=content(*inside), **more)


def option(identifier: str, text: str, correct: bool = False, feedback: str = "", leads_to: str = "") -> Option:
    said = prose(feedback) if feedback else None
    return Option(span=HERE, id=identifier, text=prose(text), correct=correct, feedback=said, leads_to=leads_to)


def item(identifier: str, text: str) -> Item:
    return Item(span=HERE, id=identifier, text=prose(text))


def area(identifier: str, label: str, correct: bool = False) -> Area:
    place = {"x": Decimal(10), "y": Decimal("20.5"), "width": Decimal(30), "height": Decimal(15)}
    return Area(span=HERE, id=identifier, label=prose(label), correct=correct, **place)


def question(identifier: str, prompt: str, *parts: Part, title: str = "", **more: Any) -> Question:
    return Question(
        span=HERE, id=identifier, title=title or identifier, kind="any", prompt=content(prompt), parts=parts,
        show_title=bool(title), heading=prose(title) if title else None, **more,
    )  # fmt: skip


def part(interaction: Any, identifier: str = "a", **more: Any) -> Part:
    return Part(id=identifier, interaction=interaction, **more)


def questions() -> dict[str, Question]:
    found = [
        question(
            "single",
            "Which comes **first**?",
            part(Choice(options=(option("a", "Data", True, "Yes."), option("b", 'Hopes & "fears" <b', feedback="No.")))),
            title="Evidence & design",
            hints=(Hint(span=HERE, text=content("Look."), cost=Decimal("0.25")), Hint(span=HERE, text=content("Again."))),
            feedback=Feedback(correct=content("Well."), incorrect=content("Alas."), explanation=content("Because.")),
            points=Decimal(2),
        ),
        question("multi", "All?", part(Choice(multiple=True, options=(option("a", "One", True), option("b", "Two"))))),
        question(
            "cloze",
            f"In {gap_marker(0)} it had {gap_marker(1)} and {gap_marker(2)}.",
            part(Number(ranges=(Range(low=Decimal(2018), high=Decimal(2018)),), unit="CE"), "g1", inline=True),
            part(Choice(presentation="menu", options=(option("x", "*5*"), option("y", "23", True))), "g2", inline=True),
            part(Text(accepted=("aims",)), "g3", inline=True),
        ),
        question("number", "How many?", part(Number(ranges=(Range(low=Decimal("280.50"), high=Decimal(282)),), unit="million"))),
        question("text", "Which word?", part(Text(accepted=("migrants", "movers")))),
        question(
            "match",
            "Match.",
            part(Match(
                sources=(item("s1", "Left *one*"), item("s2", "Left two")),
                targets=(item("t1", "Right `one`"), item("t2", "Right two"), item("t3", "None")),
                pairs=(("s1", "t1"), ("s2", "t2")),
            )),
        ),
        question("order", "Sort.", part(Order(items=tuple(item(one, one.upper()) for one in "pqrs")))),
        question("region", "Where?", part(Region(picture=prose("![A map](map.svg)"), areas=(area("in", "Inside", True), area("out", "Outside"))))),
        question("likert", "How sure?", part(Choice(presentation="scale", options=(option("1", "Not"), option("2", "Very"))), scored=False)),
        question("essay", "Write.", part(Text(long=True, self_marked=True, model_answer=prose("A *model*.")))),
        question(
            "scenario",
            "It begins.",
            part(Choice(options=(option("w", "Wait", leads_to="bad"), option("g", "Go", leads_to="then"))), "start", prompt=content("First?")),
            part(Choice(options=(option("e", "End", leads_to="good"),)), "then", prompt=content("Then?")),
            endings=(Ending(span=HERE, id="bad", text=content("Bad."), retry=True), Ending(span=HERE, id="good", text=content("Good."), score=Decimal(1))),
        ),
    ]  # fmt: skip
    return {one.id: one for one in found}


RICH = """Text with [a page](health.md), [outside](https://example.org/?a=1&b=2), [here](#part) and a note[^1].

### A part {#part}

| a | b |
|---|---|
| 1 | 2 |

- [x] done
- [ ] open

```python
print("</script>")
```

![A map](map.svg)

[^1]: The note.
"""


def course(*, language: str = "en", title: str = "A course", page: tuple[Any, ...] | None = None) -> Course:
    everything = questions()
    blocks = (
        block("note", "Noted."), block("tip", "Tip.", label="Do *this*"), block("important", "I."), block("warning", "W."),
        block("caution", "C."), block("reveal", "Hidden.", label="Look"), block("gate", options=GateOptions(until="answered")),
        block("columns", block("column", "One."), block("column", "Two.")),
        block("figure", "![A map](map.svg)", label="A *caption*", options=FigureOptions(credit="A & B", licence="CC0")),
    )  # fmt: skip
    first = Page(span=HERE, id="education", title=prose("Education *now*"), content=page or content(RICH, *blocks))
    practice = Page(
        span=HERE, id="education/practice", title=prose("Practice"), content=content("Try.", *everything.values())
    )
    quiz = Assessment(
        span=Span("assessments/quiz.md"), id="quiz/education", name="education", title=prose("A quiz"), module="education",
        introduction=content("Welcome."), pass_mark=70, questions=(everything["single"].model_copy(update={"id": "graded", "graded": True}),),
        settings=AssessmentSettings.model_validate({"time_limit": "20 min", "attempts": 3, "score_feedback": [{"from": 80, "text": "Well *done*."}]}),
    )  # fmt: skip
    now = question("now-one", "Now?", part(Choice(options=(option("a", "Yes", True), option("b", "No")))), graded=True)
    final = Assessment(
        span=Span("assessments/final.md"), id="quiz/final", name="final", title=prose("The end"), introduction=(), questions=(now,),
        settings=AssessmentSettings(feedback="now"),
    )  # fmt: skip
    modules = [
        Module(
            span=HERE, id="education", title=prose("Education & *more*"), pages=(first, practice), assessment=quiz,
            settings=ModuleSettings(summary="What <it> is.", duration=90), objectives=(Objective(span=HERE, id="o", text="Explain x < y"),),
        ),
        *(
            Module(
                span=HERE, id=name, title=prose(name.title()), settings=ModuleSettings(),
                pages=(Page(span=HERE, id=f"{name}/one", title=prose("One"), content=content("1")), Page(span=HERE, id=f"{name}/two", title=prose("Two"), content=content("2"))),
            )
            for name in ("health", "cities")
        ),
    ]  # fmt: skip
    settings = CourseSettings(title=title, language=language, description='For "all".', duration=185)
    return Course(span=Span("course.yml"), id="sample", settings=settings, modules=tuple(modules), final=final)


def resolve(written: str, source: str, /, *, shown: bool = False) -> Target:
    if written.endswith(".svg"):
        return Target("media/map.123.svg", width=800, height=500)
    return Target("health-one.html", screen="health/one") if written.endswith(".md") else Target(written)


def site(made: Course, kind: Any = "folder", **more: Any) -> Site:
    def href(name: str) -> str:
        return f"#screen-{name.replace('/', '-')}" if kind == "single" else f"{name.replace('/', '-')}.html"

    owner = {page.id: module.id for module in made.modules for page in module.pages}
    links = [ScreenLink("home", "index.html" if kind == "folder" else "#screen-home", made.settings.title, "home")]
    for screen in made.screens:
        module = screen.module if isinstance(screen, Assessment) else owner[screen.id]
        links.append(
            ScreenLink(
                screen.id, href(screen.id), markdown.plain(screen.title.text.replace("*", "")), screen.type, module
            )
        )
    links.append(ScreenLink("results", href("results"), "Results", "results"))
    direction: Any = "rtl" if made.settings.language == "ar" else "ltr"
    values: dict[str, Any] = {
        "words": {},
        "direction": direction,
        "kind": kind,
        "screens": tuple(links),
        "resolve": resolve,
        **more,
    }
    return Site(course=made, convert=lambda runs: markdown.convert(runs, Report()), **values)
