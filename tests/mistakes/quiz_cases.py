"""Mistakes in quizzes, in languages and the look, and where a limit is passed."""

from __future__ import annotations

from tests.courses_on_disk import PAGE, QUESTION, quiz
from tests.mistakes.case import CHOICE, Case, repeated, yml

PO = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'

CASES = [
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
        "no pool of the route",
        "pool-route",
        quiz(f"## Q {{pool=all}}\n\n{CHOICE}", "▶from: route\npools: {all: {draw: 1}}"),
        "required: 1",
    ),
    Case(
        "question in no pool",
        "pool-missing",
        quiz(f"## Q {{pool=all}}\n\n{CHOICE}\n\n## ▶R\n\n{CHOICE}", "pools: {all: {draw: 1}}"),
        "pool=NAME",
    ),
    Case(
        "bank that is not there",
        "bank-missing",
        yml("title: T\nbanks:\n  own: ▶../banks/health\n"),
        "../banks/health",
    ),
    Case(
        "folder of the disk that is no bank",
        "bank-missing",
        yml("title: T\nbanks:\n  own: ▶/etc\n"),
        "from the course's folder",
    ),
    Case(
        "bank that the course does not name",
        "bank-unknown",
        {**quiz("", "pools:\n  ▶easy: {bank: helth, draw: 1}"), "course.yml": "title: T\nassessment: q\n"},
        "banks:",
    ),
    Case(
        "questions chosen from no bank",
        "bank-unknown",
        quiz("## Q {pool=easy}\n\n- (x) a\n- ( ) b\n", "pools:\n  ▶easy: {draw: 1, tag: water}"),
        "bank: NAME",
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
    Case("no time", "time-limit-short", quiz(repeated(f"## QN\n\n{CHOICE}\n", 7), "▶time_limit: 1 min"), "slowly"),
    Case("extra time without a limit", "extra-time-unused", quiz(QUESTION, "▶extra_time: 50%"), "time_limit: 20 min"),
    Case(
        "extra time in words", "yaml-value", quiz(QUESTION, "time_limit: 20 min\nextra_time: ▶a little"), "10 x 5 min"
    ),
    Case("no extra time", "yaml-value", quiz(QUESTION, "time_limit: 20 min\nextra_time: ▶0%"), "50%"),
    # look, language, limits
    Case("accent too light", "colour-contrast", yml('title: T\ntheme: {accent: "▶#ffee55"}\n'), "darker"),
    Case(
        "icon unknown",
        "icon-unknown",
        {**yml("title: T\n"), "modules/a.md": "---\nicon: ▶cofee\n---\n\n# A\n\nText."},
        "icon: coffee",
    ),
    Case(
        "part asks for too much",
        "yaml-value",
        {**yml("title: T\nparts:\n  - {title: P, modules: [a, b], required: ▶3}\n"), "modules/b.md": "# B\n\nText."},
        "below 2",
    ),
    Case("modules twice", "yaml-value", yml("title: T\nmodules: ▶[a]\nparts: [{title: P, modules: [a]}]\n"), "Delete"),
    Case(
        "module of a part unknown", "module-unknown", yml("title: T\nparts: [{title: P, modules: [a, ▶aa]}]\n"), "'a'"
    ),
    Case(
        "certificate for nothing",
        "directive-option-value",
        {"course.yml": "title: T\n", "modules/a.md": "# A\n\n▶:::certificate{for=aa}\nText.\n:::\n"},
        "'a'",
    ),
    Case("language unknown", "language-unknown", yml("title: T\nlanguage: ▶tlh\n"), "translations/tlh.yml"),
    Case(
        "language without a catalogue",
        "translation-none",
        yml("title: T\nlanguages: [▶fr]\n"),
        "course-builder translate init fr",
    ),
    Case("language of the course itself", "translation-none", yml("title: T\nlanguages: [▶en]\n"), "Delete it"),
    Case(
        "language that is translated in part",
        "translation-missing",
        {**yml("title: T\nlanguages: [fr]\n"), "translations/fr.po": f"▶{PO}"},
        "translate status",
    ),
    Case(
        "catalogue with a text that does not end",
        "catalogue-syntax",
        {**yml("title: T\nlanguages: [fr]\n"), "translations/fr.po": f'{PO}\nmsgid "T"\n▶msgstr "T\n'},
        'written  \\"',
    ),
    Case(
        "catalogue with a conflict of git",
        "catalogue-syntax",
        {**yml("title: T\nlanguages: [fr]\n"), "translations/fr.po": f"{PO}\n▶<<<<<<< HEAD\n"},
        "one of the two sides",
    ),
    Case(
        "catalogue that is no catalogue",
        "catalogue-syntax",
        {**yml("title: T\nlanguages: [fr]\n"), "translations/fr.po": "▶<html>\n"},
        "Mend this line",
    ),
    Case(
        "catalogue of another language",
        "catalogue-header",
        {
            **yml("title: T\nlanguages: [fr]\n"),
            "translations/fr.po": 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n▶"Language: es\\n"\n',
        },
        "es.po",
        also=("translation-missing",),
    ),
    Case(
        "entry that stands there twice",
        "catalogue-entry",
        {
            **yml("title: T\nlanguages: [fr]\n"),
            "translations/fr.po": f'{PO}\nmsgid "T"\nmsgstr "U"\n\nmsgid "T"\n▶msgstr "V"\n',
        },
        "Delete one",
    ),
    Case(
        "options that are the same in a language",
        "translation-shape",
        {
            "course.yml": "title: T\nlanguages: [fr]\n",
            "modules/a.md": "# A\n\n:::question[Which?]\n- Money -> Bank\n- Water -> River\n:::\n",
            "translations/fr.po": f'{PO}\nmsgctxt "modules/a.md#which · left side"\nmsgid "Money"\nmsgstr "Banque"\n'
            '\nmsgctxt "modules/a.md#which · right side"\nmsgid "Bank"\n▶msgstr "Banque"\n',
        },
        "tell them apart",
    ),
    Case(
        "language with few words",
        "language-unknown",
        {**yml("title: T\nlanguage: ▶tlh\n"), "translations/tlh.yml": "close: SoQmoH\n"},
        "Add them to translations/tlh.yml",
    ),
    Case(
        "word without its value",
        "yaml-value",
        {**PAGE, "translations/en.yml": "module.number: ▶Lesson\n"},
        "Module {number}",
    ),
    Case("word with another value", "yaml-value", {**PAGE, "translations/en.yml": "close: ▶Shut {it}\n"}, "Close"),
    Case("word that is a list", "yaml-value", {**PAGE, "translations/en.yml": "close: ▶[a]\n"}, "close: Close"),
    Case("word that there is not", "yaml-unknown-key", {**PAGE, "translations/en.yml": "▶clsoe: Shut\n"}, "'close'"),
    Case(
        "state too large",
        "state-too-large",
        quiz(repeated("## QN\n\n- a -> b\n- c -> d\n- e -> f\n- g -> h\n", 700)),
        "two courses",
        "course.yml:1:1",
        outputs=("scorm12",),
    ),
    Case(
        "hardly room for typed texts",
        "state-text-short",
        quiz(repeated("## QN\n\n[[____]]\n", 150)),
        "sco: module",
        "course.yml:1:1",
        outputs=("scorm12",),
    ),
    Case(
        "choice that an LMS cannot make",
        "output-cannot",
        {
            "course.yml": "title: T\noutputs:\n  scorm12: {sco: module}\n"
            "parts:\n  - ▶{title: Drinks, modules: [a, b], required: 1}\n",
            "modules/a.md": "# A\n\nText.\n",
            "modules/b.md": "# B\n\nText.\n",
        },
        "sco: course",
        outputs=(),
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
