"""Formulas in MathML as LaTeX: what editors such as WIRIS put into questions."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree
from lxml import html as lxml_html

from course_builder.scaffold.imports.formulas import FUNCTIONS, UnknownError, signs

_ACCENTS = {
    "^": "hat",
    "~": "tilde",
    "˜": "tilde",
    "¯": "overline",
    "‾": "overline",
    "→": "vec",
    "˙": "dot",
    "¨": "ddot",
}
_WRITTEN = str.maketrans("«»¨§`", "<>\"&'")
"""How WIRIS writes signs of XML in an attribute (``data-mathml``)."""

_DEEPEST = 40
"""Elements inside of one another: no formula that somebody reads has more."""


def latex(element: etree._Element) -> str:
    """Return a formula as LaTeX.

    Raises:
        UnknownError: there is none for it.
    """
    depth = 0
    for event, _ in etree.iterwalk(element, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise UnknownError("nested too deeply")
    return re.sub(r"\s+", " ", _row(element)).strip()


def written(text: str) -> etree._Element:
    """Return the formula that WIRIS keeps beside its picture."""
    return lxml_html.fragment_fromstring(text.translate(_WRITTEN), create_parent="div")


def _row(element: etree._Element) -> str:
    return "".join(_one(one) for one in element if isinstance(one.tag, str))


def _one(element: etree._Element) -> str:
    name = str(element.tag).rpartition("}")[2].rpartition(":")[2]
    text = " ".join("".join(str(one) for one in element.itertext()).split())
    if name in {"math", "mrow", "mstyle", "mpadded", "mtd", "menclose"}:
        return _row(element)
    if name == "semantics":
        return _one(element[0]) if len(element) else ""
    if name in {"mi", "mo", "mn"}:
        if text in FUNCTIONS:
            return f"\\{text} "
        return signs(text) if len(text) < 2 or name != "mi" else rf"\mathrm{{{signs(text)}}}"
    if name in {"mtext", "ms"}:
        words = re.sub(r"([%#&_${}])", r"\\\1", text)
        return rf"\text{{{words}}}" if words else r"\ "
    if name == "mspace":
        return r"\ "
    if name in _KINDS:
        return _KINDS[name](element)
    raise UnknownError(name)


def _parts(element: etree._Element, count: int) -> list[str]:
    found = [_one(one).strip() for one in element if isinstance(one.tag, str)]
    if len(found) != count:
        raise UnknownError(str(element.tag))
    return found


def _filled(pattern: str) -> Callable[[etree._Element], str]:
    """Return what puts the parts of an element into the places of a pattern: ``@1``, ``@2`` and on."""
    count = pattern.count("@")

    def made(element: etree._Element) -> str:
        parts = _parts(element, count)
        return re.sub(r"@(\d)", lambda found: parts[int(found[1]) - 1], pattern)

    return made


def _over(element: etree._Element) -> str:
    base, above = _parts(element, 2)
    text = " ".join("".join(str(one) for one in element[1].itertext()).split())
    return rf"\{_ACCENTS[text]}{{{base}}}" if text in _ACCENTS else f"{base}^{{{above}}}"


def _fenced(element: etree._Element) -> str:
    inner = [_one(one) for one in element if isinstance(one.tag, str)]
    left, right = (signs(element.get(name, usual)).strip() or "." for name, usual in (("open", "("), ("close", ")")))
    return rf"\left{left} {(element.get('separators') or ',')[0].join(inner)} \right{right}"


def _table(element: etree._Element) -> str:
    rows = [" & ".join(_one(cell) for cell in row) for row in element]
    return r"\begin{matrix} " + r" \\ ".join(rows) + r" \end{matrix}"


_KINDS: dict[str, Callable[[etree._Element], str]] = {
    "mfrac": _filled(r"\frac{@1}{@2}"), "mroot": _filled(r"\sqrt[@2]{@1}"), "msup": _filled("{@1}^{@2}"),
    "msub": _filled("{@1}_{@2}"), "msubsup": _filled("{@1}_{@2}^{@3}"), "munder": _filled("@1_{@2}"),
    "munderover": _filled("@1_{@2}^{@3}"), "mover": _over, "mfenced": _fenced, "mtable": _table,
    "msqrt": lambda element: rf"\sqrt{{{_row(element)}}}",
}  # fmt: skip
