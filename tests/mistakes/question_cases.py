"""Mistakes in questions."""

from __future__ import annotations

from tests.courses_on_disk import page, quiz
from tests.mistakes.case import CHOICE, SVG, Case, Files, repeated


def asks(text: str) -> Files:
    """A page with one question."""
    return page(f":::question{{#q}}\n{text}\n:::")


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
    Case("no right answer", "question-key-missing", quiz("## ▶Q\n\n- ( ) a\n- ( ) b\n"), "(x)"),
    Case("no right answer of several", "question-key-missing", quiz("## ▶Q\n\n- [ ] a\n- [ ] b\n"), "[x]"),
    Case("two right answers", "question-key-extra", quiz("## Q\n\n- (x) a\n- (x) ▶b\n"), "[x]"),
    Case("true and false", "question-key-extra", quiz("## Q\n\n- (x) True\n- (x) ▶False\n"), "one option"),
    Case("one option", "question-option-missing", quiz("## ▶Q\n\n- (x) a\n"), "Add"),
    Case(
        "option without text", "question-option-empty", quiz("## Q\n\n- (x) a\n- ( ) b\n▶- ( )\n"), "behind the marker"
    ),
    Case("one of two without text", "question-option-empty", quiz("## Q\n\n- (x) a\n▶- ( )\n"), "behind the marker"),
    Case(
        "options alike",
        "question-option-duplicate",
        quiz("## Q\n\n- (x) One\n- ( ) **Two**\n- ( ) ▶__Two__\n"),
        "option 2",
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
    Case("arrow of another kind", "matching-pair", quiz("## Q\n\n▶- a → b\n- c → d\n"), "Write  - a -> b"),
    Case("double arrow", "matching-pair", quiz("## Q\n\n▶- a => b\n- c => d\n"), "Write  - a -> b"),
    Case(
        "arrow of another kind among pairs",
        "matching-pair",
        quiz("## Q\n\n- a -> b\n- c -> d\n▶- e → f\n"),
        "Write  - e -> f",
    ),
    Case("gap in single brackets", "question-gap", quiz("## It is ▶[20].\n"), "[[20]]"),
    Case("gap half closed", "question-gap", quiz("## Q\n\nIt is ▶[[x].\n"), "[[x]]"),
    Case("gap half closed among others", "question-gap", quiz("## Q\n\nIt is [[a]] and ▶[[b].\n"), "[[b]]"),
    Case("options without bullets", "question-marker", quiz("## Q\n\n▶(x) a\n( ) b\n"), "Write  - (x) a"),
    Case(
        "option of a space",
        "question-option-empty",
        quiz("## Q\n\n- (x) a\n- ( ) b\n▶- ( ) &nbsp;\n"),
        "behind the marker",
    ),
    Case(
        "option of a comment",
        "question-option-empty",
        quiz("## Q\n\n- (x) a\n- ( ) b\n▶- ( ) <!-- c -->\n"),
        "behind the marker",
    ),
    Case("option without a space", "question-marker", quiz("## Q\n\n▶- (x)a\n- ( )b\n"), "Write  - (x) a"),
    Case("boxes with spaces", "question-marker", quiz("## Q\n\n▶- [ x ] a\n- [  ] b\n"), "Write  - [x] a"),
    Case("arrow without spaces", "matching-pair", quiz("## Q\n\n▶- a->b\n- c->d\n"), "Write  - a -> b"),
    Case("line instead of a gap", "question-gap", quiz("## Q\n\nIt is ▶____ there.\n"), "[[answer]]"),
    Case("braces instead of a gap", "question-gap", quiz("## Q\n\nIt is ▶{{a}} there.\n"), "[[a]]"),
    Case("options with boxes", "question-marker", quiz("## Q\n\n▶☐ a\n☑ b\n"), "Write  - [ ] a"),
    Case("options with numbers", "question-marker", quiz("## Q\n\n▶1. ( ) a\n2. (x) b\n"), "Write  - ( ) a"),
    Case("options of LiaScript", "question-marker", quiz("## Q\n\n▶[( )] a\n[(X)] b\n"), "Write  - ( ) a"),
    Case("several options of LiaScript", "question-marker", quiz("## Q\n\n▶[[ ]] a\n[[X]] b\n"), "Write  - [ ] a"),
    Case("hint of LiaScript", "question-gap", quiz("## Q\n\n[[a]]\n▶[[?]] Look.\n"), ":::hint"),
    Case("script of LiaScript", "question-gap", quiz("## Q\n\n▶[[!]]\n"), "[[answer]]"),
    Case("answer of Moodle", "question-kind-unknown", quiz("## Q\n\n▶{=4 ~3}\n"), "- (x) 4  - ( ) 3"),
    Case("answer of Moodle in lines", "question-kind-unknown", quiz("## Q\n\n▶{\n=4\n~3\n}\n"), "- (x) 4  - ( ) 3"),
    Case("number of Moodle", "question-kind-unknown", quiz("## How much?\n\n▶{#3.14:0.01}\n"), "[[3.14 +- 0.01]]"),
    Case("embedded answer of Moodle", "question-kind-unknown", quiz("## Q\n\nIt is ▶{1:SA:=a}.\n"), "[[a]]"),
    Case("options with letters", "question-marker", quiz("## Q\n\n▶a) one\nb) two\n"), "Write  - ( ) one"),
    Case("numbered list", "question-kind-unknown", quiz("## Q\n\n▶1. one\n2. two\n"), "type=ordering"),
    Case("list without markers", "question-kind-unknown", quiz("## Q\n\n▶- one\n- two\n"), "Write  - ( ) one"),
    Case("path or pattern", "question-gap", quiz("## It is ▶[[/etc/]].\n"), "[[`/etc/`]]"),
    Case("number of two readings", "question-gap", quiz("## It is ▶[[10.000]].\n"), "[[10]] or [[10000]]"),
    Case("range with a hyphen", "question-gap", quiz("## It is ▶[[280-282]].\n"), "[[280..282]]"),
    Case("option inside an option", "question-marker", quiz("## Q\n\n- (x) a\n      ▶- ( ) b\n- ( ) c\n"), "- ( ) b"),
    Case("type unknown", "question-kind-unknown", quiz(f"## Q {{▶type=singel}}\n\n{CHOICE}"), "'single'"),
    Case("nothing asked", "question-prompt-missing", page(f"▶:::question\n{CHOICE}\n:::"), "above the options"),
    Case("gap in a choice", "question-gap", quiz(f"## What is ▶[[it]]?\n\n{CHOICE}"), "brackets"),
    Case("gap without an answer", "question-gap", quiz("## It is ▶[[ | ]].\n"), "[[answer]]"),
    Case("gap is no number", "question-gap", quiz("## It is ▶[[twenty]]. {type=number}\n"), "[[20]]"),
    Case("range reversed", "question-gap", quiz("## It is ▶[[20..10]].\n"), "[[10..20]]"),
    Case("pattern that freezes", "pattern-slow", quiz("## It is ▶[[/(a+)+b/]].\n"), "Do not repeat"),
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
    Case("matching without a right side", "matching-pair", quiz("## Q\n\n- a -> b\n- c -> d\n▶- e\n"), "e -> right"),
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
        "hotspot at no number",
        "hotspot-region",
        {
            **quiz(
                "## Where? {type=hotspot}\n\n![x](../media/p.svg)\n\n- (x) [0, 0, 10, 10] a\n- ( ) [20, 20, 10, 10] b\n- ( ) ▶[nan, 1, 2, 3] c\n"
            ),
            "media/p.svg": SVG,
        },
        "per cent",
    ),
    Case(
        "gap in a heading above options",
        "question-gap",
        quiz("## A ▶[[gap]]\n\nText with a [[gap]].\n\n- (x) a\n- ( ) b\n"),
        "Take the brackets away",
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
        quiz("## ▶Q\n\n- (x) a\n" + repeated("- ( ) option N", 36)),
        "two questions",
    ),
]
