"""Mistakes that authors make, one tiny course each.

``▶`` in a course's text stands right before the place that must be named; it is taken out before the course is read.
A place that cannot be marked so (the file is not text, or not there) is given in words.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from PIL import Image

from tests.courses_on_disk import PAGE, QUESTION, page, quiz

Files = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Case:
    """A mistake.

    Args:
        code: the rule it breaks.
        hint: a part of what the hint must say.
        place: ``file:line:column`` where no ``▶`` marks it.
        also: codes of what else is told, because it follows.
        links: symbolic links to make: name → target.
        outputs: what is built.
    """

    name: str
    code: str
    files: Files
    hint: str
    place: str = ""
    also: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    outputs: tuple[str, ...] = ("html",)


def png(width: int = 2, height: int = 2) -> bytes:
    """Return a picture."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(stream, "PNG")
    return stream.getvalue()


def noise() -> bytes:
    """Return a picture that weighs more than half a megabyte."""
    stream = io.BytesIO()
    Image.effect_noise((900, 900), 100).save(stream, "PNG")
    return stream.getvalue()


def yml(text: str) -> Files:
    """The smallest course with another ``course.yml``."""
    return {**PAGE, "course.yml": text}


def asks(text: str) -> Files:
    """A page with one question."""
    return page(f":::question{{#q}}\n{text}\n:::")


def many(question: str, count: int) -> str:
    return "\n".join(question.replace("N", str(number)) for number in range(count))


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>'
CHOICE = "- (x) One\n- ( ) Two"
SCENARIO = """▷## Story {#story type=scenario}

:::step{#start}
What now?

- Go -> good
- Stay -> bad
:::

:::ending{#good score=100}
Good.
:::

:::ending{#bad}
Bad.
:::
"""


def story(old: str = "", new: str = "", mark: bool = False) -> Files:
    """A scenario with something changed."""
    assert old in SCENARIO
    return quiz(SCENARIO.replace(old, new, 1).replace("▷", "▶" if mark else ""))


CASES = [
    # course.yml and front matter
    Case("no course.yml", "file-missing", {"modules/a.md": "# A\n\nText.\n"}, "course-builder new", "course.yml:1:1"),
    Case("yaml: bad", "yaml-syntax", yml("title: T\nkeywords: ▶[a, b\n"), "quotes"),
    Case("yaml: colon in a value", "yaml-syntax", yml("title: T\ndescription: a▶: b\n"), "quotes around a value"),
    Case("yaml: tab", "yaml-syntax", yml("title: T\ntheme:\n▶\taccent: '#123456'\n"), "spaces"),
    Case(
        "yaml: tab in front matter",
        "yaml-syntax",
        page("").copy() | {"modules/a.md": "---\nobjectives:\n▶\ta: b\n---\n# A\n\nText.\n"},
        "spaces",
    ),
    Case("yaml: a list", "yaml-syntax", yml("▶- title\n"), "key: value"),
    Case("yaml: a character that no YAML has", "yaml-syntax", yml("title: T▶\x9b\n"), "Delete"),
    Case("yaml: duplicate key", "yaml-duplicate-key", yml("title: T\n▶title: U\n"), "one of them"),
    Case("yaml: key is a list", "yaml-value", yml("title: T\n? ▶[a]\n: b\n"), "quotes"),
    Case(
        "yaml: nested without end", "yaml-value", yml("title: T\nkeywords: " + "[" * 19 + "▶[" + "[" * 80), "key: value"
    ),
    Case(
        "yaml: aliases that multiply",
        "yaml-value",
        yml(
            "title: T\nkeywords:\n- &a [x, x, x, x, x, x, x, x, x, x]\n- &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n- &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n- &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n- [*d, *d]\n"
        ),
        "aliases",
        "course.yml:3:25",
        also=("yaml-value",) * 5,
    ),
    Case("unknown key", "yaml-unknown-key", yml("title: T\n▶keyword: [a]\n"), "'keywords'"),
    Case("unknown key inside", "yaml-unknown-key", yml("title: T\ntheme: {▶acent: '#123456'}\n"), "'accent'"),
    Case(
        "unknown key in a module",
        "yaml-unknown-key",
        {**PAGE, "modules/a.md": "---\n▶assesment: q\n---\n# A\n\nText.\n"},
        "'assessment'",
    ),
    Case("unknown key in an assessment", "yaml-unknown-key", quiz(QUESTION, "▶pass-mark: 70"), "'pass_mark'"),
    Case(
        "front matter in a second page file",
        "yaml-unknown-key",
        {**PAGE, "modules/b/1.md": "# B\n\nText.", "modules/b/2.md": "---\n▶summary: x\n---\n# C\n\nText."},
        "modules/b/1.md",
    ),
    Case("title missing", "yaml-missing-key", yml("▶language: en\n"), "title"),
    Case("title empty", "yaml-missing-key", yml("▶title:\n"), "title"),
    Case("title not text", "yaml-value", yml("title: ▶[a, b]\n"), "title"),
    Case("number wanted", "yaml-value", yml("title: T\npass_mark: ▶eighty\n"), "Per cent"),
    Case("number out of range", "yaml-value", quiz(QUESTION, "pass_mark: ▶120"), "Per cent"),
    Case("list wanted", "yaml-value", yml("title: T\nkeywords: ▶migration\n"), "Words"),
    Case("mapping wanted", "yaml-value", quiz(QUESTION, "pools: ▶sector"), "Pools"),
    Case("unknown enum", "yaml-value", yml("title: T\nnavigation: ▶linar\n"), "linear"),
    Case("yes or no wanted", "yaml-value", quiz(QUESTION, "required: ▶maybe"), "counts"),
    Case("duration", "yaml-value", yml("title: T\nduration: ▶long\n"), "25 min"),
    Case("accent not a colour", "yaml-value", yml("title: T\ntheme: {accent: ▶green}\n"), "#rrggbb"),
    Case("course id", "yaml-value", yml("title: T\nid: ▶my course\n"), "Short name"),
    Case("no output", "yaml-value", yml("title: T\noutputs: ▶[]\n"), "What to build"),
    Case("pool without a number", "yaml-missing-key", quiz(QUESTION, "pools: {a: ▶{}}"), "each attempt"),
    Case(
        "front matter unclosed",
        "front-matter-unclosed",
        {**PAGE, "modules/a.md": "▶---\nsummary: x\n\n# A\n"},
        "---",
        also=("module-untitled", "page-empty"),
    ),
    Case("output unknown", "output-unknown", yml("title: T\noutputs: [html, ▶scrom12]\n"), "'scorm12'", outputs=()),
    Case(
        "output's option unknown",
        "yaml-unknown-key",
        yml("title: T\noutputs: {scorm2004: {▶editoin: 3}}\n"),
        "'edition'",
        outputs=(),
    ),
    Case(
        "output's option wrong",
        "yaml-value",
        yml("title: T\noutputs: {scorm2004: {edition: ▶2}}\n"),
        "3 or 4",
        outputs=(),
    ),
    # files and text
    Case(
        "UTF-16",
        "file-encoding",
        {**PAGE, "modules/a.md": "# A\n\nText.\n".encode("utf-16")},
        "UTF-8",
        "modules/a.md:1:1",
    ),
    Case(
        "not UTF-8",
        "file-encoding",
        {**PAGE, "modules/a.md": "# A\n\nÉté caf".encode() + b"\xe9.\n"},
        "UTF-8",
        "modules/a.md:3:8",
    ),
    Case(
        "course.yml not UTF-8", "file-encoding", {**PAGE, "course.yml": b"title: caf\xe9\n"}, "UTF-8", "course.yml:1:11"
    ),
    Case("NUL", "file-control-character", page("Te▶\0xt."), "Delete"),
    Case("escape character", "file-control-character", page("Te▶\x1bxt."), "Delete"),
    Case(
        "empty file",
        "file-empty",
        {**PAGE, "modules/b.md": ""},
        "delete the file",
        "modules/b.md:1:1",
        also=("module-untitled", "page-empty"),
    ),
    Case(
        "module is a link out of the course",
        "path-outside",
        PAGE,
        "Copy",
        "modules/b.md:1:1",
        links={"modules/b.md": "/etc/passwd"},
    ),
    Case(
        "module is a link to nothing",
        "file-missing",
        PAGE,
        "permissions",
        "modules/b.md:1:1",
        links={"modules/b.md": "nothing.md"},
    ),
    Case(
        "module is a link to itself",
        "file-missing",
        PAGE,
        "delete it",
        "modules/b.md:1:1",
        links={"modules/b.md": "b.md"},
    ),
    Case(
        "theme's style not UTF-8",
        "file-encoding",
        {**PAGE, "theme/style.css": b"a{color:red}\n/* caf\xe9 */"},
        "UTF-8",
        "theme/style.css:2:7",
    ),
    Case(
        "theme's template broken",
        "theme-template",
        {**PAGE, "theme/screens/home.html.jinja": "<p>\n▶{% if %}\n"},
        "theme's own",
    ),
    Case(
        "theme's template with an unknown word",
        "theme-template",
        {**PAGE, "theme/screens/home.html.jinja": "<p>\n▶{{ nothing }}\n"},
        "theme's own",
    ),
    # structure
    Case("nothing there", "course-empty", {"course.yml": "title: T\n"}, "modules/introduction.md", "course.yml:1:1"),
    Case("no title", "module-untitled", {**PAGE, "modules/a.md": "▶Text.\n"}, "# Title"),
    Case("no space after #", "module-untitled", {**PAGE, "modules/a.md": "▶#Title\n\nText.\n"}, "space"),
    Case("title not first", "module-untitled", {**PAGE, "modules/a.md": "Text.\n\n# ▶A\n"}, "top"),
    Case(
        "page file without a title",
        "module-untitled",
        {**PAGE, "modules/b/1.md": "# B\n\nText.", "modules/b/2.md": "▶Text."},
        "# Title",
    ),
    Case(
        "assessment without a title",
        "module-untitled",
        {"course.yml": "title: T\nassessment: q\n", "assessments/q.md": f"▶\n{QUESTION}"},
        "# Title",
    ),
    Case("second title", "module-second-title", page("Text.\n\n# ▶B\n\nText."), "##"),
    Case("second title of an assessment", "module-second-title", quiz(f"{QUESTION}\n# ▶B"), "##"),
    Case("heading without words", "heading-empty", page("Text.\n\n▶##\n\nText."), "Write them"),
    Case("page without text", "page-empty", page("Text.\n\n## ▶B"), "Write its text"),
    Case("module without text", "page-empty", {**PAGE, "modules/b.md": "# ▶B\n"}, "Write its pages"),
    Case("module unknown", "module-unknown", yml("title: T\nmodules: [a, ▶aa]\n"), "'a'"),
    Case("module listed twice", "id-duplicate", yml("title: T\nmodules: [a, ▶a]\n"), "once"),
    Case(
        "module not listed",
        "module-unlisted",
        {**yml("title: T\nmodules: [a]\n"), "modules/b.md": "# B\n\nText."},
        "'modules'",
        "modules/b.md:1:1",
    ),
    Case(
        "file and folder of one name",
        "id-duplicate",
        {**PAGE, "modules/a/1.md": "# A\n\nText."},
        "Keep one",
        "modules/a.md:1:1",
    ),
    Case(
        "assessment unknown",
        "assessment-unknown",
        {**quiz(QUESTION), "course.yml": "title: T\nassessment: ▶qu\n"},
        "'q'",
        also=("assessment-unused",),
    ),
    Case(
        "assessment unknown in a module",
        "assessment-unknown",
        {**PAGE, "modules/a.md": "---\nassessment: ▶q\n---\n# A\n\nText.\n"},
        "assessments/",
    ),
    Case(
        "assessment of two modules",
        "id-duplicate",
        {
            **quiz(QUESTION),
            "course.yml": "title: T\n",
            "modules/a.md": "---\nassessment: q\n---\n# A\n\nText.",
            "modules/b.md": "---\nassessment: ▶q\n---\n# B\n\nText.",
        },
        "one module",
    ),
    Case(
        "assessment unused",
        "assessment-unused",
        {**PAGE, "assessments/q.md": f"# Q\n\n{QUESTION}"},
        "assessment: q",
        "assessments/q.md:1:1",
    ),
    Case(
        "assessment without questions",
        "assessment-empty",
        {"course.yml": "title: T\nassessment: q\n", "assessments/q.md": "# ▶Q\n\nText.\n"},
        "## ",
    ),
    Case("heading skips a level", "heading-level", page("Text.\n\n▶#### Deep\n\nText."), "### "),
    Case("page id twice", "id-duplicate", page("Text.\n\n## B {#b}\n\nText.\n\n## C {▶#b}\n\nText."), "modules/a.md:5"),
    Case(
        "question id twice",
        "id-duplicate",
        quiz("## Q {#q}\n\n- (x) a\n- ( ) b\n\n## R {▶#q}\n\n- (x) a\n- ( ) b\n"),
        "assessments/q.md:3",
    ),
    Case(
        "objective twice",
        "id-duplicate",
        {
            **PAGE,
            "modules/a.md": f"---\nobjectives: {{o: a}}\n---\n# A\n\n:::question{{#x objectives=o}}\nWhat?\n\n{CHOICE}\n:::",
            "modules/b.md": "---\nobjectives: {▶o: b}\n---\n# B\n\nText.",
        },
        "modules/a.md:2",
    ),
    Case(
        "module id twice",
        "id-duplicate",
        {
            "course.yml": "title: T\n",
            "modules/a.md": "# A {#x}\n\n## X\n\nText.",
            "modules/b.md": "# ▶B {#x}\n\n## Y\n\nText.",
        },
        "{#name}",
    ),
    Case("block id twice", "id-duplicate", page(":::note{#n}\nOne.\n:::\n\n:::note{▶#n}\nTwo.\n:::"), "modules/a.md:3"),
    Case(
        "id of a module that the builder needs",
        "id-invalid",
        {**PAGE, "modules/results.md": "# ▶Results\n\nText."},
        "{#name}",
    ),
    Case("page id invalid", "id-invalid", page("## B {▶#straße}\n\nText."), "letters"),
    Case("question id a bare number", "id-invalid", quiz("## Q {▶#2030}\n\n- (x) a\n- ( ) b\n"), "letter"),
    Case("question id invalid", "id-invalid", quiz("## Q {▶#a/b}\n\n- (x) a\n- ( ) b\n"), "letters"),
    Case(
        "objective id invalid",
        "id-invalid",
        {
            **PAGE,
            "modules/a.md": f"---\nobjectives: {{▶o o: a}}\n---\n# A\n\n:::question{{#x}}\nWhat?\n\n{CHOICE}\n:::",
        },
        "letters",
        also=("objective-untested",),
    ),
    Case("page's option", "directive-option-unknown", page("## B {▶colour=red}\n\nText."), "{#id}"),
    Case("title's option", "directive-option-unknown", {**PAGE, "modules/a.md": "# A {▶colour=red}\n\nText."}, "{#id}"),
    Case(
        "assessment title's id",
        "directive-option-unknown",
        {**quiz(QUESTION), "assessments/q.md": f"# Q {{▶#x}}\n\n{QUESTION}"},
        "file",
    ),
    # directives
    Case("directive unclosed", "directive-unclosed", page("▶:::note\nText."), ":::"),
    Case("directive unclosed before a heading", "directive-unclosed", page("▶:::note\nText.\n\n## B\n\nText."), ":::"),
    Case("directive never opened", "directive-unopened", page("Text.\n\n▶:::"), "Delete"),
    Case("nested mix-up", "directive-unclosed", page("::::columns\n▶:::column\nText.\n::::"), "outer directive"),
    Case("closed with other colons", "directive-unopened", page(":::note\nText.\n▶::::"), "':::'"),
    Case("directive unknown", "directive-unknown", page("▶:::nota\nText.\n:::"), "'note'"),
    Case("attributes unreadable", "directive-attributes", page(":::note{#a ▶=b}\nText.\n:::"), "{#id"),
    Case("attribute twice", "directive-attributes", page(":::figure{credit=a ▶credit=b}\nText.\n:::"), "one of them"),
    Case("text behind a directive", "directive-attributes", page(":::note ▶Take care\nText.\n:::"), "next line"),
    Case("option unknown", "directive-option-unknown", page(":::figure{▶credits=a}\nText.\n:::"), "'credit'"),
    Case("option's value", "directive-option-value", page("Text.\n\n::gate[Go]{▶until=done}\n\nText."), "answered"),
    Case("question's option unknown", "directive-option-unknown", quiz(f"## Q {{▶point=2}}\n\n{CHOICE}"), "'points'"),
    Case("points negative", "directive-option-value", quiz(f"## Q {{▶points=-1}}\n\n{CHOICE}"), "weighs"),
    Case("points not a number", "directive-option-value", quiz(f"## Q {{▶points=many}}\n\n{CHOICE}"), "weighs"),
    Case("scoring unknown", "directive-option-value", quiz("## Q {▶scoring=some}\n\n- [x] a\n- [ ] b\n"), "all"),
    Case(
        "pool in a page",
        "directive-option-unknown",
        page(f":::question{{#q ▶pool=x}}\nWhat?\n\n{CHOICE}\n:::"),
        "assessments",
    ),
    Case("tries in an assessment", "directive-option-unknown", quiz(f"## Q {{▶tries=2}}\n\n{CHOICE}"), "attempts"),
    Case("column outside of columns", "directive-misplaced", page("▶:::column\nText.\n:::"), "columns"),
    Case("hint in a page", "directive-misplaced", page("▶:::hint\nText.\n:::"), "Delete"),
    Case(
        "step in a choice",
        "directive-misplaced",
        {
            **PAGE,
            "modules/a.md": f"# A\n\n::::question{{#q type=single}}\nWhat?\n\n{CHOICE}\n\n▶:::step{{#a}}\nText.\n:::\n::::\n",
        },
        "Delete",
    ),
    Case(
        "question in a question",
        "directive-misplaced",
        {
            **PAGE,
            "modules/a.md": f"# A\n\n::::question{{#q}}\nWhat?\n\n▶:::question{{#r}}\nWhat?\n:::\n\n{CHOICE}\n::::\n",
        },
        "Delete",
    ),
    Case(
        "nested too deeply",
        "directive-nested",
        page(
            "\n".join(":" * (20 - n) + "note" if n != 12 else "▶" + ":" * (20 - n) + "note" for n in range(14))
            + "\nText.\n"
            + "\n".join(":" * n for n in range(7, 21))
        ),
        "Take it out",
    ),
    Case("fence unclosed", "fence-unclosed", page("Text.\n\n▶```python\nx = 1\n"), "```"),
    Case("comment unclosed", "html-unclosed", page("Text.\n\n▶<!-- later\n"), "-->"),
    Case("HTML unclosed", "html-unclosed", page("▶<div>\n\nText.\n\n:::note\nMore.\n:::"), "Close it"),
    Case("tab below an option", "tab-indentation", quiz("## Q\n\n- (x) a\n▶\t> Yes.\n- ( ) b\n"), "spaces"),
    Case("footnote unknown", "footnote-unknown", page("Text.▶[^one]"), "[^one]:"),
    Case("formula with a brace too few", "math-syntax", page("So $▶\\frac{1$ it is."), "braces"),
    Case("formula with a part too few", "math-syntax", page("So $$▶\\frac{1}$$ it is."), "braces"),
    Case("formula with an unknown command", "math-syntax", page("So $▶\\fraction{1}{2}$ it is."), "commands"),
    Case("formula cut off", "math-syntax", page("So $▶x_$ it is."), "braces"),
    # questions
    Case("no right answer", "question-key-missing", quiz("## ▶Q\n\n- ( ) a\n- ( ) b\n"), "(x)"),
    Case("no right answer of several", "question-key-missing", quiz("## ▶Q\n\n- [ ] a\n- [ ] b\n"), "[x]"),
    Case("two right answers", "question-key-extra", quiz("## Q\n\n- (x) a\n- (x) ▶b\n"), "[x]"),
    Case("true and false", "question-key-extra", quiz("## Q\n\n- (x) True\n- (x) ▶False\n"), "one option"),
    Case("one option", "question-option-missing", quiz("## ▶Q\n\n- (x) a\n"), "Add"),
    Case(
        "option without text", "question-option-empty", quiz("## Q\n\n- (x) a\n- ( ) b\n▶- ( )\n"), "behind the marker"
    ),
    Case(
        "options alike", "question-option-duplicate", quiz("## Q\n\n- (x) One\n- ( ) Two\n- ( ) ▶**two**\n"), "option 2"
    ),
    Case("markers mixed", "question-marker", quiz("## Q\n\n- (x) a\n- ( ) b\n▶- [ ] c\n"), "( )"),
    Case(
        "marker misspelt",
        "question-marker",
        quiz("## Q\n\n- (x) a\n- ( ) b\n- ▶(  ) c\n"),
        "(x)",
    ),
    Case("marker without a space", "question-marker", quiz("## Q\n\n- (x) a\n- ▶( )b\n"), "( )"),
    Case(
        "options in two lists",
        "question-marker",
        quiz("## Q\n\n- ▶(x) a\n- ( ) b\n\nOr is it:\n\n- (x) c\n- ( ) d\n"),
        "one list",
    ),
    Case(
        "text below the options",
        "question-feedback-misplaced",
        quiz("## Q\n\n- (x) a\n- ( ) b\n\n▶That is all.\n"),
        "above them",
    ),
    Case("kind unknown", "question-kind-unknown", quiz("## ▶Q\n\nText.\n"), "- (x)"),
    Case("type unknown", "question-kind-unknown", quiz(f"## Q {{▶type=singel}}\n\n{CHOICE}"), "'single'"),
    Case("nothing asked", "question-prompt-missing", page(f"▶:::question\n{CHOICE}\n:::"), "above the options"),
    Case("gap in a choice", "question-gap", quiz(f"## What is ▶[[it]]?\n\n{CHOICE}"), "brackets"),
    Case("gap without an answer", "question-gap", quiz("## It is ▶[[ | ]].\n"), "[[answer]]"),
    Case("gap is no number", "question-gap", quiz("## It is ▶[[twenty]]. {type=number}\n"), "[[20]]"),
    Case("range reversed", "question-gap", quiz("## It is ▶[[20..10]].\n"), "[[10..20]]"),
    Case("pattern unreadable", "question-gap", quiz("## It is ▶[[/colou(r/]].\n"), "regular expressions"),
    Case(
        "pattern that browsers do not know",
        "question-gap",
        quiz("## It is ▶[[/(?i)colour/]].\n"),
        "regular expressions",
    ),
    Case("drop-down unreadable", "question-gap", quiz("## It is ▶[[( ) 5 | 9]].\n"), "(x) 9"),
    Case("drop-down without a right one", "question-key-missing", quiz("## It is ▶[[( ) 5 | ( ) 9]].\n"), "(x)"),
    Case("drop-down with two right ones", "question-key-extra", quiz("## It is ▶[[(x) 5 | (x) 9]].\n"), "one with (x)"),
    Case("drop-down with one option", "question-option-missing", quiz("## It is ▶[[(x) 5]].\n"), "( ) 12"),
    Case("cloze without gaps", "question-gap", quiz("## ▶It is. {type=cloze}\n"), "[[word]]"),
    Case("several gaps in a fill-in", "question-gap", quiz("## [[a]] ▶[[b]] {type=fill-in}\n"), "cloze"),
    Case("line to write on among gaps", "question-gap", quiz("## [[a]] ▶[[____]]\n"), "of its own"),
    Case("matching without a right side", "matching-pair", quiz("## Q\n\n- a -> b\n- c -> d\n▶- e\n"), "left -> right"),
    Case(
        "matching with one right side",
        "question-option-missing",
        quiz("## ▶Q\n\n- a -> b\n- c -> b\n"),
        "left -> right",
    ),
    Case(
        "matching a left side twice",
        "question-option-duplicate",
        quiz("## Q\n\n- a -> b\n- c -> d\n- ▶a -> d\n"),
        "one partner",
    ),
    Case("ordering of one", "question-option-missing", quiz("## ▶Q {type=ordering}\n\n1. a\n"), "numbered list"),
    Case(
        "ordering with two alike",
        "question-option-duplicate",
        quiz("## Q {type=ordering}\n\n1. a\n2. ▶a\n3. b\n"),
        "apart",
    ),
    Case(
        "hotspot without a picture",
        "hotspot-picture",
        quiz("## ▶Q\n\n- (x) [0, 0, 10, 10] a\n- ( ) [20, 20, 10, 10] b\n"),
        "above the options",
    ),
    Case(
        "hotspot outside of the picture",
        "hotspot-region",
        {
            **quiz(
                "## Q\n\n![x](../media/p.svg)\n\n- (x) [0, 0, 10, 10] a\n- ( ) [20, 20, 10, 10] b\n- ( ) ▶[95, 20, 10, 10] c\n"
            ),
            "media/p.svg": SVG,
        },
        "at most 100",
    ),
    Case(
        "hotspot without four numbers",
        "hotspot-region",
        {
            **quiz(
                "## Q\n\n![x](../media/p.svg)\n\n- (x) [0, 0, 10, 10] a\n- ( ) [20, 20, 10, 10] b\n- ( ) ▶[20, 10, 10] c\n"
            ),
            "media/p.svg": SVG,
        },
        "per cent",
    ),
    Case(
        "hotspot without a label",
        "question-option-empty",
        {
            **quiz(
                "## Q\n\n![x](../media/p.svg)\n\n- (x) [0, 0, 10, 10] a\n- ( ) [20, 20, 10, 10] b\n▶- ( ) [50, 20, 10, 10]\n"
            ),
            "media/p.svg": SVG,
        },
        "do not see",
    ),
    Case(
        "hotspot without a key",
        "question-key-missing",
        {
            **quiz("## ▶Q\n\n![x](../media/p.svg)\n\n- ( ) [0, 0, 10, 10] a\n- ( ) [20, 20, 10, 10] b\n"),
            "media/p.svg": SVG,
        },
        "(x)",
    ),
    Case("likert value twice", "question-option-duplicate", quiz("## Q\n\n▶- (1) a\n- (1) b\n"), "1, 2, 3"),
    Case(
        "essay marked without a model",
        "question-key-missing",
        quiz("## ▶Why? {marking=self}\n\n[[____]]\n"),
        ":::model",
    ),
    Case(
        "scenario without steps",
        "question-option-missing",
        quiz("## ▶S {type=scenario}\n\n:::ending{#a score=100}\nText.\n:::\n"),
        ":::step",
    ),
    Case(
        "scenario without an ending",
        "scenario-ending-missing",
        quiz("## ▶S {type=scenario}\n\n:::step{#a}\nWhat?\n\n- Go -> b\n:::\n\n:::step{#b}\nWhat?\n\n- Go -> a\n:::\n"),
        ":::ending",
    ),
    Case(
        "scenario that never ends",
        "scenario-ending-missing",
        quiz(
            "## ▶S {type=scenario}\n\n:::step{#a}\nWhat?\n\n- Go -> b\n:::\n\n:::step{#b}\nWhat?\n\n- Go -> a\n:::\n\n:::ending{#e score=100}\nText.\n:::\n"
        ),
        "ending",
        also=("scenario-step-unreachable",),
    ),
    Case(
        "scenario leads nowhere",
        "scenario-step-unknown",
        story("- Stay -> bad", "- Stay -> bad\n- Wait -> ▶godo"),
        "'good'",
    ),
    Case("choice without a target", "matching-pair", story("- Stay -> bad", "- Stay -> bad\n▶- Wait"), "-> step"),
    Case(
        "step never reached",
        "scenario-step-unreachable",
        story(":::ending{#good", "▶:::step{#lost}\nWhat?\n\n- Go -> good\n:::\n\n:::ending{#good"),
        "choice lead",
    ),
    Case(
        "step without choices",
        "question-option-missing",
        story("- Go -> good", "- Try -> more\n- Go -> good").copy()
        | story(":::ending{#good", "▶:::step{#more}\nWhat?\n:::\n\n:::ending{#good").copy()
        | {
            "assessments/q.md": "# Q\n\n"
            + SCENARIO.replace("▷", "")
            .replace("- Go -> good", "- Try -> more\n- Go -> good")
            .replace(":::ending{#good", "▶:::step{#more}\nWhat?\n:::\n\n:::ending{#good")
        },
        ":::ending",
    ),
    Case(
        "step without an id",
        "directive-attributes",
        story(":::ending{#good", "▶:::ending\nText.\n:::\n\n:::ending{#good"),
        "{#name}",
    ),
    Case(
        "step's id twice",
        "id-duplicate",
        story("#bad}", "▶#bad}\nText.\n:::\n\n:::ending{#bad}").copy()
        | {"assessments/q.md": "# Q\n\n" + SCENARIO.replace("▷", "") + "\n:::ending{▶#bad}\nText.\n:::\n"},
        "of its own",
    ),
    Case(
        "no ending scores",
        "question-key-missing",
        story("score=100", "score=0", mark=True).copy()
        | {"assessments/q.md": "# Q\n\n" + SCENARIO.replace("score=100", "score=0").replace("▷## ", "## ▶")},
        "score=100",
        also=("question-key-unproven",),
    ),
    Case(
        "every ending scores all",
        "question-key-unproven",
        {
            **quiz(""),
            "assessments/q.md": "# Q\n\n" + SCENARIO.replace("#bad}", "#bad score=100}").replace("▷## ", "## ▶"),
        },
        "score 0",
    ),
    Case("pattern that matches everything", "question-key-unproven", quiz("## ▶It is [[/.*/]].\n"), "right as well"),
    Case("pattern that matches nothing", "question-key-unproven", quiz("## ▶It is [[/a(?!b)b/]].\n"), "plain answer"),
    Case(
        "objective unknown",
        "objective-unknown",
        quiz(f"## ▶Q {{objectives=goal}}\n\n{CHOICE}", "objectives: {goals: To score}"),
        "'goals'",
        also=("objective-untested",),
    ),
    Case(
        "objective untested",
        "objective-untested",
        quiz(f"## Q\n\n{CHOICE}", "objectives: {▶goal: To score}"),
        "objectives=",
    ),
    Case(
        "more options than can be told",
        "choice-too-many",
        quiz("## ▶Q\n\n- (x) a\n" + many("- ( ) option N", 36)),
        "two questions",
    ),
    # quizzes
    Case(
        "pool unknown",
        "pool-unknown",
        quiz(f"## ▶Q {{pool=al}}\n\n{CHOICE}\n\n## R {{pool=all}}\n\n{CHOICE}", "pools: {all: {draw: 1}}"),
        "'all'",
    ),
    Case("pool without pools", "pool-unknown", quiz(f"## ▶Q {{pool=all}}\n\n{CHOICE}"), "front matter"),
    Case(
        "pool too small",
        "pool-too-small",
        quiz(f"## Q {{pool=all}}\n\n{CHOICE}", "pools: {▶all: {draw: 3}}"),
        "draw fewer",
    ),
    Case(
        "pool unused",
        "pool-unused",
        quiz(f"## Q {{pool=all}}\n\n{CHOICE}", "pools: {all: {draw: 1}, ▶other: {draw: 1}}"),
        "pool=other",
    ),
    Case(
        "question in no pool",
        "pool-missing",
        quiz(f"## Q {{pool=all}}\n\n{CHOICE}\n\n## ▶R\n\n{CHOICE}", "pools: {all: {draw: 1}}"),
        "pool=NAME",
    ),
    Case(
        "score feedback not from 0",
        "score-feedback-range",
        quiz(QUESTION, "▶score_feedback: [{from: 50, text: Good}]"),
        "at 0",
    ),
    Case(
        "score feedback out of order",
        "score-feedback-range",
        quiz(QUESTION, "▶score_feedback: [{from: 0, text: a}, {from: 80, text: b}, {from: 50, text: c}]"),
        "higher",
    ),
    Case("no time", "time-limit-short", quiz(many(f"## QN\n\n{CHOICE}\n", 7), "▶time_limit: 1 min"), "slowly"),
    # links and media
    Case("link broken", "link-broken", page("See [the other page](▶b.md)."), "a.md"),
    Case("link to a file that is not there", "link-broken", page("See [the table](▶../media/t.pdf)."), "relative"),
    Case(
        "link in wrong case",
        "link-broken",
        {**page("See [the other page](▶B.md)."), "modules/b.md": "# B\n\nText."},
        "'b.md'",
    ),
    Case("address unreadable", "link-broken", page("See [the page](▶http://[a)."), "brackets"),
    Case("anchor broken", "link-anchor", page("See [below](▶a.md#wehre).\n\n## Where\n\nText."), "'where'"),
    Case(
        "anchor of the same page broken", "link-anchor", page("See [below](▶#nowhere).\n\n## Where\n\nText."), "where"
    ),
    Case(
        "link out of the course",
        "path-outside",
        page("See [the other course](▶../../other/a.md)."),
        "file of the course",
    ),
    Case("file out of the course", "path-outside", page("See [the file](▶../../etc/passwd)."), "course"),
    Case("picture out of the course", "path-outside", page("![words](▶../../etc/passwd.png)"), "course"),
    Case("picture with an absolute path", "path-outside", page("![words](▶/etc/passwd.png)"), "media/"),
    Case("logo out of the course", "path-outside", yml("title: T\ntheme: {logo: ▶../../etc/passwd}\n"), "course"),
    Case(
        "picture is a link out of the course",
        "path-outside",
        page("![words](▶../media/p.png)"),
        "Copy",
        links={"media/p.png": "/etc/hostname"},
    ),
    Case("javascript", "link-scheme", page("See [the page](▶javascript:alert)."), "https:"),
    Case("data", "link-scheme", page("![words](▶data:image/png;base64,AAAA)"), "https:"),
    Case("insecure link", "link-external-insecure", page("See [the site](▶http://example.org/a)."), "https:"),
    Case(
        "link that says nothing",
        "link-text",
        page("To read more, [▶click here](https://example.org)."),
        "Name the page",
    ),
    Case(
        "picture missing",
        "picture-missing",
        {**page("![words](▶../media/cicle.svg)"), "media/cycle.svg": SVG},
        "'cycle.svg'",
    ),
    Case("picture with backslashes", "picture-missing", page("![words](▶..\\media\\cycle.svg)"), "/"),
    Case("picture's name far too long", "picture-missing", page(f"![words](▶../media/{'a' * 300}.svg)"), "relative"),
    Case(
        "picture in wrong case",
        "picture-missing",
        {**page("![words](▶../media/Cycle.svg)"), "media/cycle.svg": SVG},
        "'cycle.svg'",
    ),
    Case("logo missing", "picture-missing", yml("title: T\ntheme: {logo: ▶media/logo.svg}\n"), "relative"),
    Case("PNG damaged", "picture-format", {**page("![words](▶../media/p.png)"), "media/p.png": png()[:40]}, "again"),
    Case("not a picture", "picture-format", {**page("![words](▶../media/p.jpg)"), "media/p.jpg": b"words"}, "again"),
    Case(
        "SVG not well-formed", "picture-format", {**page("![words](▶../media/p.svg)"), "media/p.svg": "<svg>"}, "again"
    ),
    Case("not an SVG", "picture-format", {**page("![words](▶../media/p.svg)"), "media/p.svg": "<html/>"}, "again"),
    Case(
        "SVG with a script",
        "svg-unsafe",
        {**page("![words](▶../media/p.svg)"), "media/p.svg": SVG.replace("/>", "><script>x</script></svg>")},
        "plain SVG",
    ),
    Case(
        "SVG with a handler",
        "svg-unsafe",
        {**page("![words](▶../media/p.svg)"), "media/p.svg": SVG.replace("/>", ' onload="x()"/>')},
        "plain SVG",
    ),
    Case(
        "SVG that fetches",
        "svg-unsafe",
        {
            **page("![words](▶../media/p.svg)"),
            "media/p.svg": SVG.replace("/>", '><image href="https://example.org/a.png"/></svg>'),
        },
        "embedded",
    ),
    Case("picture from elsewhere", "picture-external", page("![words](▶https://example.org/p.png)"), "media/"),
    Case(
        "picture without words",
        "picture-alt-missing",
        {**page("![](▶../media/p.svg)"), "media/p.svg": SVG},
        "{.decorative}",
    ),
    Case(
        "picture too heavy",
        "picture-large",
        {**page("![words](▶../media/p.png)"), "media/p.png": noise()},
        "1,600 pixels",
    ),
    # look, language, limits
    Case("accent too light", "colour-contrast", yml('title: T\ntheme: {accent: "▶#ffee55"}\n'), "darker"),
    Case("language unknown", "language-unknown", yml("title: T\nlanguage: tlh\n"), "en", "course.yml:1:1"),
    Case(
        "state too large",
        "state-too-large",
        quiz(many("## QN\n\n- a -> b\n- c -> d\n- e -> f\n- g -> h\n", 700)),
        "two courses",
        "course.yml:1:1",
        outputs=("scorm12",),
    ),
    Case(
        "hardly room for typed texts",
        "state-text-short",
        quiz(many("## QN\n\n[[____]]\n", 150)),
        "sco: module",
        "course.yml:1:1",
        outputs=("scorm12",),
    ),
    Case(
        "link into another SCO",
        "output-cannot",
        {
            "course.yml": "title: T\noutputs: {scorm12: {sco: module}}\n",
            "modules/a.md": "# A\n\nSee [the next one](▶b.md).",
            "modules/b.md": "# B\n\nText.",
        },
        "sco: course",
        outputs=(),
    ),
    Case(
        "course.lock damaged", "lock-damaged", {**PAGE, "course.lock": '{\n  "screens": ▶oops\n}\n'}, "version control"
    ),
    Case(
        "course.lock merged by hand",
        "lock-damaged",
        {**PAGE, "course.lock": '{\n▶  "screens": {\n    "a": 0,\n    "b": 0\n  }\n}\n'},
        "merge",
    ),
    Case(
        "course.lock with a key twice",
        "lock-damaged",
        {**PAGE, "course.lock": '▶{\n  "screens": {\n    "a": 0,\n    "a": 1\n  }\n}\n'},
        "merge",
    ),
    Case(
        "course.lock with a conflict",
        "lock-damaged",
        {**PAGE, "course.lock": '{\n▶<<<<<<< ours\n  "screens": {}\n'},
        "merge",
    ),
]
