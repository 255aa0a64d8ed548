"""Mistakes in ``course.yml``, front matter, and the files of a course."""

from __future__ import annotations

from tests.courses_on_disk import PAGE, QUESTION, page, quiz
from tests.mistakes.case import Case, yml

CASES = [
    Case(
        "folder with the name of a file",
        "file-kind",
        {"course.yml": "title: T\nassessment: q\n", "modules/a.md": "# A\n\nText.\n", "assessments/q.md/x": ""},
        "another name",
        place="assessments/q.md:1:1",
    ),
    Case(
        "file without end",
        "file-large",
        {**page("Text."), "modules/b.md": b"# B\n\n" + b"x" * 10_000_000},
        "into parts",
        place="modules/b.md:1:1",
    ),
    Case(
        "includes too deep",
        "include-limit",
        {
            **page("::include{src=../shared/0.md}"),
            **{f"shared/{number}.md": f"::include{{src={number + 1}.md}}\n" for number in range(30)},
            "shared/30.md": "Text.\n",
        },
        "20 levels",
        place="shared/19.md:1:11",
    ),
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
    Case(
        "colour without quotes",
        "yaml-value",
        yml("title: T\ntheme:\n  accent: ▶#0b6e4f\n"),
        'accent: "#0b6e4f"',
    ),
    Case(
        "colour without quotes in braces",
        "yaml-syntax",
        yml("title: T\ntheme: {accent: ▶#b3261e}\n"),
        'accent: "#b3261e"',
    ),
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
        {**PAGE, "modules/a.md": "▶---\nsummary: x\n\n# A\n\nText.\n"},
        "'---' above line 3",
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
]
