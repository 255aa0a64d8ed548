"""Mistakes in blocks that are made of pictures, and in those that keep or fetch something."""

from __future__ import annotations

from tests.courses_on_disk import page
from tests.mistakes.case import SVG, Case, Files

PICTURE = "![A square](../media/p.svg)"
SQUARE = SVG.replace("0 0 10 10", "0 0 320 320").replace("<svg", '<svg width="320" height="320"')


def labelled(points: str, picture: str = PICTURE, before: str = "") -> Files:
    """A page with a labelled picture, 320 by 320."""
    return {**page(f"{before}:::labelled-picture[Square]\n{picture}\n\n{points}\n:::"), "media/p.svg": SQUARE}


def listed(name: str, lines: str, before: str = "") -> Files:
    """A page with a block around a list of pictures."""
    flat = SQUARE.replace('height="320"', 'height="160"')
    return {
        **page(f"{before}:::{name}[Squares]\n{lines}\n:::"), "media/p.svg": SQUARE, "media/flat.svg": flat,
    }  # fmt: skip


def embed(attributes: str) -> Files:
    """A page with something of another host."""
    return page(f":::embed[Map]{{{attributes}}}\nA map.\n:::")


def drawing(text: str, before: str = "") -> Files:
    """A page with a drawing 900 wide, with a text of these attributes."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 90">{before}<text y="40" {text}>Words</text></svg>'
    return {**page("![A text](▶../media/d.svg)"), "media/d.svg": svg}


FLAT = "![Half a square](../media/flat.svg)"

CASES = [
    Case("small text in a drawing", "picture-text-small", drawing('font-size="12"'), "2.5 times"),
    Case(
        "small text by a style", "picture-text-small", drawing('style="fill:red;font: bold 12px sans-serif"'), "times"
    ),
    Case(
        "small text by a rule",
        "picture-text-small",
        drawing('class="s"', "<style>.s, .t {font-size: 12px}</style>"),
        "times",
    ),
    Case("small text by its scale", "picture-text-small", drawing('font-size="24" transform="scale(.5)"'), "times"),
    Case("labelled: no picture", "block-content", labelled("- [1, 2] **A** text", "Text.", "▶"), "![what it shows]"),
    Case("labelled: no points", "block-content", labelled("", before="▶"), "[30, 45] **Name**"),
    Case("labelled: no place", "block-content", labelled("- [1, 2] **A**\n▶- **B** text"), "per cent"),
    Case("labelled: no name", "block-content", labelled("▶- [1, 2] text"), "**Name**"),
    Case("labelled: outside", "block-content", labelled("- ▶[1, 102] **A**"), "per cent"),
    Case("labelled: one number", "block-content", labelled("- ▶[1] **A**"), "per cent"),
    Case("labelled: words for numbers", "block-content", labelled("- ▶[left, top] **A**"), "per cent"),
    Case("labelled: endless number", "block-content", labelled("- ▶[NaN, 1] **A**"), "per cent"),
    Case("labelled: a quote", "block-content", labelled("- [1, 2] **A**\n  > ▶why"), "'>'"),
    Case("labelled: a table", "block-content", labelled("- [1, 2] **A**\n\n▶| a |\n|---|\n| b |"), "**Name**"),
    Case("labelled: close", "picture-points-close", labelled("- [10, 10] **A**\n▶- [14, 12] **B**"), "by 4 per cent"),
    Case("gallery: empty", "block-content", listed("gallery", "", "▶"), "![what it shows]"),
    Case("gallery: words only", "block-content", listed("gallery", f"- {PICTURE} One\n▶- Two"), "![what it shows]"),
    Case(
        "gallery: a table",
        "block-content",
        listed("gallery", f"- {PICTURE}\n\n▶| a |\n|---|\n| b |"),
        "one picture a line",
    ),
    Case(
        "gallery: no alternative text", "picture-alt-missing", listed("gallery", "- ![](▶../media/p.svg) A"), "brackets"
    ),
    Case("before-after: one", "block-content", listed("before-after", f"- {PICTURE} A", "▶"), "two lines"),
    Case(
        "before-after: three", "block-content", listed("before-after", f"- {PICTURE}\n- {PICTURE}\n- ▶{PICTURE}"), "two"
    ),
    Case(
        "before-after: sizes", "picture-sizes-differ", listed("before-after", f"- {PICTURE}\n- ▶{FLAT} B"), "same shape"
    ),
    Case("reflection: no id", "block-id-missing", page("▶:::reflection[Why?]\nText.\n:::"), ":::reflection{#name}"),
    Case(
        "reflection: an id twice",
        "id-duplicate",
        {
            "course.yml": "title: T\n",
            "modules/a.md": "# A\n\n:::reflection{#x}\n:::\n",
            "modules/b.md": "# B\n\n:::reflection{▶#x}\n:::\n",
        },
        "modules/a.md:3",
    ),
    Case("embed: no address", "directive-option-value", embed("▶ratio=1:1"), "https://"),
    Case("embed: not encrypted", "directive-option-value", embed("▶src=http://a.org/x"), "https://"),
    Case("embed: a script", "directive-option-value", embed('▶src="javascript:alert(1)"'), "https://"),
    Case("embed: a file", "directive-option-value", embed("▶src=../media/x.html"), "https://"),
    Case("embed: two hosts", "directive-option-value", embed("▶src=https://un.org@a.org/"), "https://"),
    Case("embed: no such port", "directive-option-value", embed("▶src=https://a.org:99999/"), "https://"),
    Case("embed: ratio", "directive-option-value", embed("src=https://a.org/ ▶ratio=wide"), "16:9"),
    Case("embed: nothing said", "block-content", page("▶:::embed[Map]{src=https://a.org/}\n:::"), "for paper"),
    # The rule on what is fetched from other hosts knows no exception.
    Case("embed: raw", "html-unsafe", page('▶<iframe src="https://a.org/" title="Map"></iframe>'), "::embed"),
    Case("raw script", "html-unsafe", page("Text.\n\n▶<script>x()</script>"), "trust all authors"),
    Case("raw handler", "html-unsafe", page('<p ▶onclick="x()">Text.</p>'), "trust all authors"),
    Case("handler in braces", "html-unsafe", page('*Text*{▶onclick="x()"} and more.'), "trust all authors"),
    Case(
        "embed: raw and trusted",
        "picture-external",
        {**page('<iframe src="▶https://a.org/" title="Map"></iframe>'), "course.yml": "title: T\nhtml: trusted\n"},
        "media/",
    ),
    Case("certificate: too long", "block-content", page("▶:::certificate\n" + "- Word\n" * 15 + ":::"), "shorter"),
    Case(
        "certificate: orientation",
        "directive-option-value",
        page(":::certificate{▶orientation=up}\n:::"),
        "sheet of A4",
    ),
]
