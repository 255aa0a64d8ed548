"""Formulas of Office (OMML) as LaTeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

FUNCTIONS = frozenset({
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "log", "ln", "exp",
    "lim", "max", "min", "sup", "inf", "det", "dim", "gcd",
})  # fmt: skip
_SIGNS = {
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon", "ϵ": r"\epsilon",
    "θ": r"\theta",
    "λ": r"\lambda", "μ": r"\mu", "π": r"\pi", "ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau", "φ": r"\varphi",
    "ω": r"\omega", "Δ": r"\Delta", "Σ": r"\Sigma", "Ω": r"\Omega", "×": r"\times", "÷": r"\div", "±": r"\pm",
    "∓": r"\mp",
    "·": r"\cdot", "⋅": r"\cdot", "≤": r"\leq", "≥": r"\geq", "≠": r"\neq", "≈": r"\approx", "∞": r"\infty",
    "→": r"\to", "⇒": r"\Rightarrow", "∈": r"\in", "∂": r"\partial", "∑": r"\sum", "∏": r"\prod", "∫": r"\int",
    "∪": r"\cup", "∩": r"\cap", "∀": r"\forall", "∃": r"\exists", "−": "-", "∇": r"\nabla", "…": r"\dots",
    "°": r"^\circ",
    "%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_", "$": r"\$", "{": r"\{", "}": r"\}", "\\": r"\backslash",
    "~": r"\sim",
}  # fmt: skip
_ACCENTS = {"\u0302": "hat", "\u0303": "tilde", "\u0307": "dot", "\u0308": "ddot", "\u20d7": "vec", "\u0305": "bar"}
_BRACKETS = {"{": r"\{", "}": r"\}", "": ".", "|": "|", "‖": r"\|", "⟨": r"\langle", "⟩": r"\rangle",
             "⌊": r"\lfloor", "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil"}  # fmt: skip


class UnknownError(Exception):
    """A formula holds what has no LaTeX here."""


def latex(element: etree._Element) -> str:
    """Return a formula as LaTeX.

    Raises:
        UnknownError: there is none for it.
    """
    return re.sub(r"\s+", " ", "".join(_one(one) for one in element)).strip()


def _one(element: etree._Element) -> str:
    name = str(element.tag).removeprefix(M)
    if name in _KINDS:
        return _KINDS[name](element)
    if name in {"oMath", "e", "num", "den", "sup", "sub", "deg", "fName", "lim", "box", "borderBox"}:
        return latex(element)
    if name.endswith("Pr") or not str(element.tag).startswith(M):
        return ""
    raise UnknownError(name)


def _part(element: etree._Element, name: str) -> str:
    found = element.find(f"{M}{name}")
    return "" if found is None else latex(found)


def _property(element: etree._Element, name: str, otherwise: str = "") -> str:
    found = element.find(f"{M}{str(element.tag).removeprefix(M)}Pr/{M}{name}")
    return otherwise if found is None else found.get(f"{M}val", otherwise)


def _run(element: etree._Element) -> str:
    text = unicodedata.normalize("NFKC", "".join(one.text or "" for one in element.iter(f"{M}t")))
    if element.find(f"{M}rPr/{M}nor") is not None and re.search(r"[^\W\d]", text):
        words = re.sub(r"([%#&_${}])", r"\\\1", text)
        return rf"\text{{{words}}}" if text.strip() else text
    if text.strip() in FUNCTIONS:
        return f"\\{text.strip()} "
    return signs(text)


def signs(text: str) -> str:
    """Return the signs of a formula as LaTeX."""
    return "".join(f"{_SIGNS[one]} " if _SIGNS.get(one, "").startswith("\\") else _SIGNS.get(one, one) for one in text)


def _fraction(element: etree._Element) -> str:
    top, bottom = _part(element, "num"), _part(element, "den")
    return f"{{{top}}}/{{{bottom}}}" if _property(element, "type") == "lin" else rf"\frac{{{top}}}{{{bottom}}}"


def _scripts(element: etree._Element) -> str:
    base, below, above = (_part(element, one) for one in ("e", "sub", "sup"))
    return f"{{{base}}}" + (f"_{{{below}}}" if below else "") + (f"^{{{above}}}" if above else "")


def _before(element: etree._Element) -> str:
    return f"{{}}_{{{_part(element, 'sub')}}}^{{{_part(element, 'sup')}}}{{{_part(element, 'e')}}}"


def _root(element: etree._Element) -> str:
    degree = _part(element, "deg")
    return r"\sqrt" + (f"[{degree}]" if degree else "") + f"{{{_part(element, 'e')}}}"


def _large(element: etree._Element) -> str:
    sign = _SIGNS.get(_property(element, "chr", "∫"))
    if not sign:
        raise UnknownError(_property(element, "chr"))
    below, above = _part(element, "sub"), _part(element, "sup")
    return sign + (f"_{{{below}}}" if below else "") + (f"^{{{above}}}" if above else "") + f" {_part(element, 'e')}"


def _brackets(element: etree._Element) -> str:
    left, right = _property(element, "begChr", "("), _property(element, "endChr", ")")
    between = _property(element, "sepChr", "|")
    inner = f" {between} ".join(latex(one) for one in element.findall(f"{M}e"))
    return rf"\left{_BRACKETS.get(left, left)} {inner} \right{_BRACKETS.get(right, right)}"


def _accent(element: etree._Element) -> str:
    name = _ACCENTS.get(_property(element, "chr", "\u0302"))
    if not name:
        raise UnknownError(_property(element, "chr"))
    return rf"\{name}{{{_part(element, 'e')}}}"


def _bar(element: etree._Element) -> str:
    over = _property(element, "pos") == "top"
    return rf"\{'overline' if over else 'underline'}{{{_part(element, 'e')}}}"


def _function(element: etree._Element) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


def _limit(element: etree._Element) -> str:
    sign = "_" if str(element.tag).endswith("limLow") else "^"
    return f"{_part(element, 'e').strip()}{sign}{{{_part(element, 'lim')}}} "


def _matrix(element: etree._Element) -> str:
    rows = [" & ".join(latex(one) for one in row.findall(f"{M}e")) for row in element.findall(f"{M}mr")]
    return r"\begin{matrix} " + r" \\ ".join(rows) + r" \end{matrix}"


def _lines(element: etree._Element) -> str:
    return r"\begin{aligned} " + r" \\ ".join(latex(one) for one in element.findall(f"{M}e")) + r" \end{aligned}"


_KINDS: dict[str, Callable[[etree._Element], str]] = {
    "r": _run, "f": _fraction, "sSup": _scripts, "sSub": _scripts, "sSubSup": _scripts, "sPre": _before, "rad": _root,
    "nary": _large, "d": _brackets, "acc": _accent, "bar": _bar, "func": _function, "limLow": _limit, "limUpp": _limit,
    "m": _matrix, "eqArr": _lines,
}  # fmt: skip
