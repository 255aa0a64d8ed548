"""Mistakes in decision trees, matrices, builders and banks."""

from __future__ import annotations

from tests.courses_on_disk import page
from tests.mistakes.case import Case, Files

END = ":::outcome[End]{#end}\nText.\n:::"


def tree(text: str, head: str = "::::decision-tree[T]{#t}") -> Files:
    return page(f"{head}\n{text}\n::::")


def matrix(
    attributes: str = "across=Impact down=Likelihood", inside: str = "", head: str = "| R | Likelihood | Impact |"
) -> Files:
    return page(f"::::matrix[M]{{#m {attributes}}}\n{head}\n|---|---|---|\n| a | | |\n\n{inside}\n::::")


def builder(table: str, inside: str = "") -> Files:
    return page(f'::::builder[B]{{#b goal="Aim"}}\n{table}\n\n{inside}\n::::')


def bank(
    attributes: str = 'facets="Kind" pick="Code, Name"',
    inside: str = "| Note |\n|---|\n| |",
    csv: str = "Code,Name,Kind\nA1,Ant,x;y\nB1,Bee,y\n",
) -> Files:
    return {**page(f"::::bank[B]{{#b src=../media/b.csv {attributes}}}\n{inside}\n::::"), "media/b.csv": csv}


QUADRANTS = "\n\n".join(
    f":::quadrant[{across} {down}]{{across={across} down={down}}}\nText.\n:::"
    for across in ("low", "high")
    for down in ("low", "high")
)

CASES = [
    # decision trees
    Case("tree without an id", "block-id-missing", tree(f":::step[Q]{{#s}}\n- A -> end\n:::\n{END}", "▶::::decision-tree[T]"), "{#name}"),
    Case("tree without steps", "block-content", tree(f"Text.\n\n{END}", "▶::::decision-tree[T]{#t}"), ":::step"),
    Case("empty tree", "block-content", tree("", "▶::::decision-tree[T]{#t}"), ":::step"),
    Case("step of a tree without an id", "block-id-missing", tree(f"▶:::step[Q]\n- A -> end\n:::\n{END}"), ":::step[…]{#name}"),
    Case("step without a question", "block-content", tree(f"▶:::step{{#s}}\n- A -> end\n:::\n{END}"), ":::step["),
    Case("outcome without a title", "block-content", tree(":::step[Q]{#s}\n- A -> end\n:::\n▶:::outcome{#end}\nText.\n:::"), ":::outcome["),
    Case("step of a tree without choices", "block-content", tree(f":::step[Q]{{#s}}\n- A -> p\n- B -> end\n:::\n▶:::step[P]{{#p}}\nText.\n:::\n{END}"), ":::outcome"),
    Case("choice of a tree leads nowhere", "matching-pair", tree(f":::step[Q]{{#s}}\n- A -> end\n▶- B\n:::\n{END}"), "-> step"),
    Case("choice of a tree leads to nothing known", "scenario-step-unknown", tree(f":::step[Q]{{#s}}\n- A -> end\n- B -> ▶ent\n:::\n{END}"), "'end'"),
    Case("step that nothing leads to", "scenario-step-unreachable", tree(f":::step[Q]{{#s}}\n- A -> end\n:::\n▶:::step[P]{{#p}}\n- A -> end\n:::\n{END}"), "delete it"),
    Case("outcome that nothing leads to", "scenario-step-unreachable", tree(f":::step[Q]{{#s}}\n- A -> end\n:::\n{END}\n▶:::outcome[O]{{#o}}\nText.\n:::"), "delete it"),
    Case("tree in circles", "block-content", tree(f":::step[Q]{{#s}}\n- A -> p\n:::\n:::step[P]{{#p}}\n- A -> end\n- B -> ▶s\n:::\n{END}"), "button of their own"),
    Case("step that leads to itself", "block-content", tree(f":::step[Q]{{#s}}\n- A -> end\n- B -> ▶s\n:::\n{END}"), "button of their own"),
    Case("choices of a tree that say the same", "question-option-duplicate", tree(f":::step[Q]{{#s}}\n- A -> end\n- ▶A -> end\n:::\n{END}"), "different"),
    Case("choice of a tree with a link", "block-content", tree(f":::step[Q]{{#s}}\n- ▶See [this](a.md) -> end\n:::\n{END}"), "quote under"),
    Case("two steps with one id", "id-duplicate", tree(f":::step[Q]{{#s}}\n- A -> end\n:::\n:::step[P]{{▶#s}}\n- A -> end\n:::\n{END}"), "modules/a.md"),
    Case("step of no tree", "directive-misplaced", page("▶:::step[Q]{#s}\n- A -> end\n:::"), "question that can use it"),
    Case("outcome of no tree", "directive-misplaced", page("▶:::outcome[O]{#o}\nText.\n:::"), "decision-tree"),
    Case("answer that a tree does not know", "block-content", tree(f":::step[Q]{{#s}}\n- Again -> end\n- B -> end\n:::\n{END}\n:::example[E]\n▶1. Agan\n:::"), "'Again'"),
    Case("example of a tree goes on after its end", "block-content", tree(f":::step[Q]{{#s}}\n- A -> end\n:::\n{END}\n:::example[E]\n1. A\n▶2. B\n:::"), "further up"),
    Case("example of a tree without an end", "block-content", tree(f":::step[Q]{{#s}}\n- A -> p\n:::\n:::step[P]{{#p}}\n- A -> end\n:::\n{END}\n▶:::example[E]\n1. A\n:::"), "each question"),
    Case("example of a tree without answers", "block-content", tree(f":::step[Q]{{#s}}\n- A -> end\n:::\n{END}\n▶:::example[E]\nText.\n:::"), "each question"),
    Case("example of a tree without a name", "block-content", tree(f":::step[Q]{{#s}}\n- A -> end\n:::\n{END}\n▶:::example\n- A\n:::"), "Its name"),
    # matrices
    Case("matrix without a table", "block-content", page("▶::::matrix[M]{#m across=A down=B}\nText.\n::::"), "worksheet"),
    Case("matrix without a scale across", "directive-option-value", page("▶::::matrix[M]{#m down=B}\n| R | A | B |\n|---|---|---|\n| a | | |\n::::"), "across="),
    Case("matrix's column unknown", "directive-option-value", matrix("▶across=Impakt down=Likelihood"), "'Impact'"),
    Case("matrix with one column twice", "directive-option-value", matrix("across=Impact ▶down=Impact"), "two columns"),
    Case("matrix's values given", "block-content", page("::::matrix[M]{#m across=A down=B}\n| R | ▶A | B |\n|---|---|---|\n| a | 1 | |\n::::"), "empty"),
    Case("matrix's scale", "directive-option-value", matrix("across=Impact down=Likelihood ▶scale=big"), "highest number"),
    Case("nothing low", "directive-option-value", matrix("across=Impact down=Likelihood ▶high=1", QUADRANTS), "above 1"),
    Case("bands and quadrants", "block-content", matrix(inside=f":::band[All]{{to=25}}\nText.\n:::\n\n▶{QUADRANTS}"), "Keep one"),
    Case("bands that end early", "directive-option-value", matrix(inside="▶:::band[All]{to=20}\nText.\n:::"), "to=25"),
    Case("quadrant missing", "block-content", page(
        f"▶::::matrix[M]{{#m across=A down=B}}\n| R | A | B |\n|---|---|---|\n| a | | |\n\n{QUADRANTS.rsplit(':::quadrant', 1)[0]}\n::::"), "four combinations"),
    Case("quadrant twice", "block-content", matrix(inside=f"{QUADRANTS}\n\n▶:::quadrant[Again]{{across=low down=low}}\nText.\n:::"), "four combinations"),
    Case("quadrant without a name", "block-content", matrix(inside=QUADRANTS.replace(":::quadrant[low low]", "▶:::quadrant")), ":::quadrant["),
    Case("quadrant without a place", "directive-option-value", matrix(inside=QUADRANTS.replace("{across=low down=low}", "{▶across=left down=low}")), "low"),
    Case("quadrant of no matrix", "directive-misplaced", page("▶:::quadrant[Q]{across=low down=low}\nText.\n:::"), "matrix"),
    Case("point that the scale has not", "block-content", matrix(inside=":::example[E]\n| R | Likelihood | Impact |\n|---|---|---|\n| 1 | 2 | ▶6 |\n:::"), "5"),
    # builders
    Case("builder without a table", "block-content", page("▶::::builder[B]{#b}\nText.\n::::"), "If"),
    Case("builder with links", "block-content", builder("▶| If {long} | then {long} |\n|---|---|\n| | |\n| We sow | |".replace(" {long}", "")), "example"),
    Case("example of a builder without a table", "block-content", builder("| If {long} |\n|---|\n| |", "▶:::example[E]\n**Aim:** Text.\n:::"), "labels"),
    # banks
    Case("bank without a file", "block-content", page("▶::::bank[B]{#b}\n| Note |\n|---|\n| |\n::::"), "src="),
    Case("bank's file", "link-broken", page("::::bank[B]{#b ▶src=../media/c.csv}\n| Note |\n|---|\n| |\n::::"), "relative"),
    Case("bank's file empty", "data-file", {**bank(csv=""), "media/b.csv": ""}, "first row", place="media/b.csv:1:1"),
    Case("facet unknown", "directive-option-value", bank('▶facets="Kin" pick="Code"'), "'Kind'"),
    Case("picked column unknown", "directive-option-value", bank('▶pick="Kode"'), "'Code'"),
    Case("two entries with one name", "data-file", bank(csv="Code,Name,Kind\nA1,Ant,x\n▶a1,Bee,y\n"), "'Code'"),
    Case("entry without a name", "data-file", bank(csv="Code,Name,Kind\nA1,Ant,x\n,Bee,y\n"), "'Code'", place="media/b.csv:3:1"),
    Case("example of an entry unknown", "block-content", bank(inside="| Note |\n|---|\n| |\n\n:::example[E]\n| Code | Note |\n|---|---|\n| ▶A2 | x |\n:::"), "A1"),
    Case("bank with rows", "block-content", bank(inside="▶| Note | How |\n|---|---|\n| Mine | |"), "empty"),
    Case("bank with two tables", "block-content", bank(inside="| Note |\n|---|\n| |\n\nText.\n\n▶| More |\n|---|\n| |"), "filled in"),
]  # fmt: skip
