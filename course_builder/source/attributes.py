"""Attributes in braces: ``{#id .class key=value key="two words" flag}``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from course_builder.diagnostics import Report, Span
from course_builder.source.located import LocatedData, Path

_TOKEN = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s{}"'=]+)
      | \.(?P<class>[^\s{}"'=#.]+)
      | (?P<key>[A-Za-z_][\w.-]*)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s{}"']+))
      | (?P<flag>[A-Za-z_][\w.-]*)(?=[\s}]|$)
    )""",
    re.VERBOSE,
)
BRACES = re.compile(r"\{(?:[^{}\"']|\"[^\"]*\"|'[^']*')*\}")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stood in a pair of braces. ``data`` holds keys and flags (a flag's value is ``yes``)."""

    id: str = ""
    id_span: Span | None = None
    classes: tuple[str, ...] = ()
    data: LocatedData = field(default_factory=lambda: LocatedData({}, Span("")))


def may_be_attributes(text: str) -> bool:
    """Whether what stands between braces begins as attributes do; ``the set {1, 2}`` is text."""
    return not text.strip() or bool(_TOKEN.match(text))


def parse_attributes(text: str, span: Span, report: Report) -> Attributes:
    """Read attributes.

    Args:
        text: what stands between the braces, without them; one line.
        span: the place of the first character of ``text``.
    """
    id_, id_span, classes = "", None, []
    data: dict[str, str] = {}
    keys: dict[Path, Span] = {}
    values: dict[Path, Span] = {}
    position = 0
    while text[position:].strip():
        found = _TOKEN.match(text, position)
        if not found:
            rest = text[position:]
            column = span.column + position + len(rest) - len(rest.lstrip())
            report.add(
                "directive-attributes",
                Span(span.file, span.line, column, max(1, len(rest.strip()))),
                f"These attributes cannot be read: {rest.strip()!r}.",
                'Write {#id .class key=value key="two words"}.',
            )
            break
        start = span.column + found.end() - len(found[0].lstrip())
        place = Span(span.file, span.line, start, max(1, len(found[0].strip())))
        if found["id"]:
            id_, id_span = found["id"], place
        elif found["class"]:
            classes.append(found["class"])
        else:
            key = found["key"] or found["flag"]
            if key in data:
                report.add(
                    "directive-attributes",
                    place,
                    f"The attribute {key!r} stands here a second time.",
                    "Keep one of them.",
                )
            value = next((found[name] for name in ("double", "single", "bare") if found[name] is not None), "yes")
            data[key] = value
            keys[(key,)] = Span(span.file, span.line, start, len(key))
            values[(key,)] = place
        position = found.end()
    whole = Span(span.file, span.line, span.column, max(1, len(text)))
    return Attributes(id_, id_span, tuple(classes), LocatedData(dict(data), whole, keys, values))
