r"""Formulas: ``$x$`` by Pandoc's rule (tex_math_dollars), ``$$ … $$``, LaTeX's ``\( … \)``, ``\[ … \]``, environments.

A dollar opens a formula only if no space follows it, and closes one only if no space stands before it and no digit
behind it; so money stays money.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

_ENVIRONMENT = re.compile(
    r"\\begin\{(equation|align|aligned|alignat|gather|gathered|multline|split|cases|matrix|[pbvBV]matrix|eqnarray|array)(\*?)\}"
)
_WORDS = re.compile(r"[A-Za-z0-9]")


def inline_html(source: str, *, display: bool = False) -> str:
    """Return the mark of a formula inside a paragraph, of which MathML is made later."""
    brackets = ("\\[", "\\]") if display else ("\\(", "\\)")
    return f'<span class="arithmatex">{brackets[0]}{html.escape(source, quote=False)}{brackets[1]}</span>'


def block_html(source: str) -> str:
    """Return the mark of a formula that stands by itself."""
    return f'<div class="arithmatex">\\[{html.escape(source, quote=False)}\\]</div>'


def dollars(text: str, position: int) -> tuple[str, int, bool] | None:
    """Read the formula that a dollar opens.

    Returns:
        The formula, where it ends, and whether it is displayed; None where the dollar is text.
    """
    if text.startswith("$$", position):
        end = _next(text, position + 2)
        if end > 0 and text.startswith("$$", end) and text[position + 2 : end].strip():
            return text[position + 2 : end], end + 2, True
        return None
    if text[position + 1 : position + 2].isspace():
        return None
    end = _next(text, position + 1)
    if end <= position + 1 or text[end - 1].isspace() or text[end + 1 : end + 2].isdecimal():
        return None
    return text[position + 1 : end], end + 1, False


def _next(text: str, position: int) -> int:
    """Return where the next dollar is that has no backslash before it."""
    while (end := text.find("$", position)) >= 0:
        backslashes = end
        while text[backslashes - 1] == "\\" and backslashes > position:
            backslashes -= 1
        if not (end - backslashes) % 2:
            return end
        position = end + 1
    return -1


def brackets(text: str, position: int) -> tuple[str, int] | None:
    r"""Read ``\( … \)``; None where the brackets are no formula's."""
    end = text.find("\\)", position + 2, position + 2000)
    source = text[position + 2 : end]
    return (source, end + 2) if end > 0 and _WORDS.search(source) and "\n\n" not in source else None


class Blocks:
    """Finds formulas that stand by themselves among lines. What was looked for in vain is not looked for again."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._in_vain: dict[str, int] = {}

    def end(self, index: int, text: str) -> tuple[int, str] | None:
        """Say where a formula ends that begins with ``text`` on the line ``index``.

        Returns:
            How many lines it has, and what its last line ends with.
        """
        if text.startswith("$$"):
            start, end = "$$", "$$"
        elif text.startswith("\\["):
            start, end = "\\[", "\\]"
        elif found := _ENVIRONMENT.match(text):
            start, end = "", f"\\end{{{found[1]}{found[2]}}}"
        else:
            return None
        if index < self._in_vain.get(end, -1):
            return None
        line = text[len(start) :]
        number = index
        while True:
            bare = line.rstrip()
            at = bare.find(end)
            if at >= 0:
                # Something behind it: then it is text with formulas in it.
                return (
                    (number - index + 1, end)
                    if at + len(end) == len(bare) and (number > index or bare[:at].strip())
                    else None
                )
            number += 1
            if number >= len(self._lines) or not self._lines[number].strip(" \t>"):
                self._in_vain[end] = number
                return None
            line = self._lines[number]


def for_library(source: str) -> str:
    """Return a formula with environments that latex2mathml does not know as those that it does."""
    if "\\begin" not in source:
        return source
    source = re.sub(r"\\(begin|end)\{(aligned|split|eqnarray\*?|flalign\*?|align)\}", r"\\\1{align*}", source)
    source = re.sub(r"\\(begin|end)\{(gather\*?|gathered|multline\*?)\}", r"\\\1{matrix}", source)
    source = re.sub(r"\\(begin|end)\{(?:equation\*?|displaymath)\}", "", source)
    source = re.sub(r"\\begin\{alignat\*?\}\{\d+\}|\\begin\{alignedat\}\{\d+\}", r"\\begin{align*}", source)
    return re.sub(r"\\end\{(?:alignat\*?|alignedat)\}", r"\\end{align*}", source)


def inner(lines: Sequence[str], end: str) -> str:
    """Return the formula that lines hold, without what stands around it."""
    text = "\n".join(lines).strip()
    if end.startswith("\\end"):
        return text
    return text.removeprefix("$$" if end == "$$" else "\\[").removesuffix(end).strip()
