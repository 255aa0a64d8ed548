"""What looks like markup: each sign with what it seems to be, and how that is written here.

It is also the table of what other tools write in the text itself (Jekyll, Hugo, MkDocs, MyST, Quarto, Obsidian,
LiaScript, mdBook, MDX, word processors). Their containers are in ``source/dialects``, their questions in ``unasked``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that looks like markup.

    Args:
        seen: what stands in the page's text wherever the sign does; a page without it is not looked at.
        bare: what of it is left where letters and spaces are taken out.
        pattern: how it is written in a source, one line.
        seems: what it seems to be.
        instead: how that is written here.
        once: whether it is told once in a paragraph, as it stands on many lines.
        alone: whether its pattern can be looked for in the page's text, too, as ``seen`` stands in most pages. Where a
            pattern begins with its sign, that is soon done.
    """

    seen: str
    bare: str
    pattern: re.Pattern[str]
    seems: str
    instead: str
    once: bool = False
    alone: bool = False


def _sign(seen: str, pattern: str, seems: str, instead: str, *, once: bool = False, alone: bool = False) -> Sign:
    return Sign(seen, without_letters(seen), re.compile(pattern, re.MULTILINE), seems, instead, once, alone)


def without_letters(text: str) -> str:
    """Return what of a text is neither a letter nor what stands beside letters in any text."""
    return text.encode().translate(None, _LETTERS).decode()


# In no sign.
_LETTERS = bytes(code for code in range(256) if code > 0x7F or chr(code).isalnum() or chr(code) in " \n\t.,;\"'/_")


_QUESTION = "Write ':::question{#name}' on the line above what is asked, and ':::' on the line below the last option."
_GAP = "This looks like a question: write ':::question{#name}' on the line above it, and ':::' on the line below."
_LINK = "A link is [its text](page.md)."
_PAGES = "Pages and menus are made of files and headings, so nothing is needed in its place."
_INCLUDE = "Write ::include{src=file.md} on a line of its own."

# Of two signs at one place the first is told, so what is longer stands above.
SIGNS = (
    _sign(
        "![[",
        r"!\[\[[^\]\n]*",
        "a picture or a page of Obsidian",
        "Write ![What it shows](../media/picture.png), or ::include{src=file.md}.",
    ),
    _sign(
        "{{",
        r"\{\{[<%][ \t]*/?[\w-]*",
        "a shortcode of Hugo or Quarto",
        "Write the block: a picture ![What it shows](../media/picture.png), a film ::embed{src=https://…}.",
    ),
    _sign(
        "{%", r"\{%[^\n]*", "a tag of Liquid or Jinja, as Jekyll has them", f"There are no such tags here. {_INCLUDE}"
    ),
    _sign("{{#", r"\{\{#(?:include|rustdoc_include|playground)[^\n]*", "an include of mdBook", _INCLUDE),
    _sign(
        "{{",
        r"-{2,}\{\{[^}\n]*\}\}(?:-{2,})?",
        "an animation of LiaScript",
        "Text is not spoken or shown step by step here; delete it, or write ::gate between two parts.",
    ),
    _sign(
        "{{", r"\{\{\d[^\n}]*(?:\}\})?", "an animation of LiaScript", "Delete it, or write ::gate between two parts."
    ),
    _sign("{{", r"\{\{[^\n]*", "a variable of another tool", "Write its value."),
    _sign(
        "@import",
        r"^[ \t>]*@import\b[^\n]*",
        "an import",
        "Styles stand in theme/style.css; text is included by ::include{src=file.md}.",
    ),
    _sign(
        "[[!]]",
        r"\[\[!\]\]",
        "a question of LiaScript whose answer is checked by a script",
        f"{_GAP} The answer stands between the brackets.",
    ),
    _sign(
        "[[?]]",
        r"\[\[\?\]\][^\n]*",
        "a hint of LiaScript",
        "In a question write :::hint on a line of its own above it, and ::: below it.",
    ),
    _sign("[[", r"\[\[_?(?:TOC|toc)_?\]\]", "a table of contents", _PAGES),
    _sign("[TOC]", r"^[ \t>]*\[TOC\][ \t]*$", "a table of contents", _PAGES),
    _sign(
        "[!",
        r"\[![\w-]*\]?",
        "the kind of a callout",
        "Write > [!NOTE] (or TIP, IMPORTANT, WARNING, CAUTION) as the first line of a quotation, or :::note[Title].",
    ),
    _sign("( )", r"^[ \t>]*[-*+][ \t]+(?P<of>\([ ]?\))", "the options of a question", _QUESTION),
    _sign("(x)", r"^[ \t>]*[-*+][ \t]+(?P<of>\([xX]\))", "the options of a question", _QUESTION),
    _sign(
        "[[",
        # What opens many brackets closes none of them: nothing is looked for behind the next one.
        r"\[\[(?![^\[\]\n]*\([xX ]?\))"
        r"(?=[^\[\]\n]*(?:[#^]|\.md\b|[^\W\d][|]\w)|[^\W\d_a-z][^\[\]\n]* )[^\[\]\n]*(?:\]\])?",
        "a link of a wiki",
        f"{_LINK} A gap stands in a question: ':::question{{#name}}' above it and ':::' below.",
    ),
    _sign("[[", r"\[\[[^\]\n]*(?:\]\])?", "a gap of a question, or a link of a wiki", f"{_GAP} {_LINK}"),
    _sign(
        "](",
        r"\]\(",
        "a link or a picture",
        "Write [text](address); an address with spaces or brackets stands in < and >.",
    ),
    _sign(
        "|",
        r"^[ \t>]*\|?[ \t]*:?-{3,}:?[ \t]*\|[^\n]*|\|[ \t]*:?-{3,}[^\n]*",
        "a table",
        "A table stands alone, with a blank line above it, and its first line has as many cells as the line of dashes.",
    ),
    _sign(
        "```",
        r"`{3,}",
        "a fence around code",
        "A fence opens and closes on a line of its own, with as many signs at its end as at its beginning.",
    ),
    _sign(
        "~~~",
        r"~{3,}",
        "a fence around code",
        "A fence opens and closes on a line of its own, with as many signs at its end as at its beginning.",
    ),
    _sign(
        "::",
        r"^[ \t>]*:{2,}[^\n]*",
        "a block",
        "Write :::name[Label]{key=value} on a line of its own, and close it with a line :::.",
        once=True,
    ),
    _sign(
        ":::",
        r":{3,}",
        "a block",
        "Write :::name[Label]{key=value} on a line of its own, and close it with a line :::.",
        once=True,
    ),
    _sign("{:", r"\{:[ \t]*toc[^\n}]*\}?", "a table of contents", _PAGES),
    _sign("{::", r"\{::[^\n}]*\}?", "an option of kramdown", "Delete it."),
    _sign(
        "{:",
        r"\{:[^\n}]*\}?",
        "attributes",
        "Attributes stand right behind what they are of, or on the line below a paragraph: {: .name}.",
    ),
    _sign(
        "{",
        r"\{[#.][A-Za-z][^\n}]*\}",
        "attributes",
        "Attributes stand right behind what they are of: *word*{.name}, or on the line below a paragraph.",
    ),
    _sign(
        "!!!",
        r"^[ \t>]*!!!\+?[ \t]+[^\n]*",
        "a callout of MkDocs",
        "Write :::note[Title] above its text, and ::: below it.",
    ),
    _sign(
        "???",
        r"^[ \t>]*\?\?\?\+?[ \t]+[^\n]*",
        "folded text of MkDocs",
        "Write :::reveal[Title] above its text, and ::: below it.",
    ),
    _sign(
        "--8<--",
        r"-+8<-+[^\n]*",
        "a snippet of MkDocs",
        _INCLUDE,
    ),
    _sign(
        "import ",
        r"^[ \t>]*(?:import[ \t]+[\w{*][^\n]*|export[ \t]+(?:const|default|function)\b[^\n]*)(?<=[;'\")}])",
        "code of MDX, as Docusaurus has it",
        "There is no code in pages; write a block, such as ::::tabs or :::steps.",
    ),
    _sign("{/*", r"\{/\*[^\n]*", "a comment of MDX", "Write <!-- comment -->; learners never see it."),
    _sign(
        "{",
        r"\{(?:abbr|any|cite(?::\w+)?|doc|download|eq|index|kbd|keyterm|math|numref|ref|sub|sup|term)\}",
        "a role of MyST",
        f"{_LINK} Formulas are $x^2$, keys <kbd>Ctrl</kbd>, H~2~O and x^2^ small figures.",
        alone=True,
    ),
    _sign(
        ")=",
        r"^[ \t>]*\([\w.-]+\)=[ \t]*$",
        "a label of MyST",
        "Write it behind the heading below: ## Heading {#name}.",
    ),
    _sign(
        "@",
        r"@(?<![\w.]@)(?:eq|fig|lst|sec|tbl|thm)[:-][\w-]+",
        "a reference of Quarto",
        "A link is [its text](page.md#name), where the heading or the block has {#name}.",
        alone=True,
    ),
    _sign(
        "[@",
        r"\[-?@[\w:.-]+[^\]\n]*\]?",
        "a citation of Pandoc",
        "Write a footnote: [^name] here, and [^name]: Author, title, year  on a line of its own.",
        alone=True,
    ),
    _sign("%%", r"%%[^\n%]*(?:%%)?", "a comment of Obsidian", "Write <!-- comment -->; learners never see it."),
    _sign(
        "% ", r"^[ \t>]*%[ \t][^\n]*", "a comment of MyST or LaTeX", "Write <!-- comment -->; learners never see it."
    ),
    _sign(
        "+++",
        r"^[ \t>]*\+{3}[ \t]*(?:\{[^\n]*\})?$",
        "front matter of Hugo, or a break between cells of MyST",
        "Front matter stands at the beginning, between two lines ---; else delete it.",
        once=True,
    ),
    _sign(
        "^",
        r"(?<=[ \t])\^[A-Za-z0-9-]{3,}(?=[ \t]*$)",
        "the id of a paragraph in Obsidian",
        "Delete it; a heading can have an id: ### Heading {#name}.",
    ),
    _sign(
        "{",
        r"\{(?:--|\+\+|==|>>|~~)[^\n]*",
        "a mark of CriticMarkup",
        "Accept the change, and write its text: ~~deleted~~, ==marked==, or <!-- a comment -->.",
        alone=True,
    ),
    _sign(
        "++",
        r"(?<![\w+])\+\+[a-z\"][\w+\"-]*\+\+",
        "keys of MkDocs",
        "Write <kbd>Ctrl</kbd> + <kbd>P</kbd>.",
    ),
    _sign(
        ":",
        r":(?<![\w:/]:)(?:[a-z][a-z0-9_]*[a-z0-9]|\+1|-1|(?:material|fontawesome|octicons|simple)-[\w-]+):(?![\w:])",
        "the name of an emoji or an icon",
        "Write the emoji itself.",
        alone=True,
    ),
    *(
        _sign(
            bullet,
            rf"^[ \t>]*{bullet}[ \t\u00a0]*(?=\S)",
            "a list of a word processor",
            "Write  -  and a space at the beginning of the line; a list inside of it begins four spaces further.",
            once=True,
        )
        for bullet in "•▪◦●‣·"
    ),
    _sign("$$", r"\$\$", "a formula", "Write $$ before and behind a formula; a plain dollar is \\$."),
    _sign("**", r"\*\*", "strong words", "Write **word** without a space inside of the signs."),
    _sign("~~", r"~~(?!~)", "deleted words", "Write ~~word~~ without a space inside of the signs."),
    _sign("==", r"(?<!=)==(?=\w)", "marked words", "Write ==word== without a space inside of the signs."),
    _sign(
        "#",
        r"^[ \t>]*#{2,6}[ \t]+(?=\S)",
        "a heading",
        "A heading stands on a line of its own, with a blank line above it.",
    ),
    _sign("<!--", r"<!--", "a comment", "Close it with -->."),
    _sign(
        "&",
        r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);",
        "the name of a sign",
        "No sign has this name; write the sign itself.",
    ),
    _sign("\\", r"\\[ \t]*$", "a line that breaks", "End the line with two spaces, or write <br>."),
)
