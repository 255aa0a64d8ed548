"""Mistakes in modules, pages, ids and directives."""

from __future__ import annotations

from tests.courses_on_disk import PAGE, QUESTION, page, quiz
from tests.mistakes.case import CHOICE, Case, yml

CASES = [
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
    Case("text behind a directive", "directive-attributes", page(":::columns ▶Take care\nText.\n:::"), "next line"),
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
]
