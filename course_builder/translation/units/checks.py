"""What is wrong with a wording: marks that were lost or added, structure that it would make, answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from course_builder.diagnostics import Report, Span
from course_builder.questions import Draft
from course_builder.questions.gaps import GapOptions, is_blank, is_menu, is_number, menu, number, text
from course_builder.questions.true_false import word
from course_builder.source.commonmark.blocks import Blocks
from course_builder.source.commonmark.nodes import Node
from course_builder.source.commonmark.told import Notes
from course_builder.source.directives import Text, scan
from course_builder.source.lines import FORBIDDEN, lines_of
from course_builder.source.literal import code_spans, without_code
from course_builder.source.question_text import Gap, QuestionText
from course_builder.translation import interface
from course_builder.translation.unit import Unit, Wording
from course_builder.translation.units.answers import TRUE_FALSE
from course_builder.translation.units.slots import NAMED_COLUMN, PLACEHOLDER

ANSWERS = frozenset({"answer", "drop-down", "number"})
_IN_LISTS = frozenset({NAMED_COLUMN, "value"})
_ONE_LINE = (
    "title", "page", "heading", "term", "column", "cell", "value", "picture", "abbreviation", "label", "description",
    "caption",
)  # fmt: skip
_MARKDOWN = re.compile(r"\.md(?:#\S*)? · ")
_TARGET = re.compile(r"\]\(\s*(<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)")
_TABLE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("link", _TARGET),
    ("link", re.compile(r"<(?:https?|mailto):[^<>\s]+>")),
    ("label of a link", re.compile(r"\]\[([^\[\]]+)\]")),
    ("footnote", re.compile(r"\[\^[^\[\]\s]+\]")),
    ("placeholder", PLACEHOLDER),
    ("formula", re.compile(r"\$\$.+?\$\$|\$[^$\s](?:[^$]*[^$\s])?\$|\\\(.+?\\\)", re.DOTALL)),
    ("attribute", re.compile(r"\{[#.:][^{}]*\}|\{[\w-]+=[^{}]*\}")),
    ("tag", re.compile(r"</?[A-Za-z][^<>]*>")),
)
_KINDS = ("piece of code", *(name for name, _ in _TABLE))
_SIGN = re.compile(r"[`\[\]<{$\\*_=~]")
"""What every mark has in it."""
_NAMES = {
    "paragraph": "several paragraphs",
    "heading": "a heading",
    "list": "a list",
    "quote": "a quotation",
    "directive": "a block",
    "fence": "code",
    "code": "code",
    "table": "a table",
    "rule": "a line across the page",
    "definitions": "a term with its meaning",
    "footnote": "a footnote",
}
_BRACKETS = re.compile(r"\\.|[\[\]]")
_STRONG = re.compile(r"\\.|\*\*|__|==|~~")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a wording: the rule's code, what is told, and what to write."""

    code: str
    message: str
    hint: str


def faults(unit: Unit, wording: Wording, language: str = "") -> list[Fault]:
    """Return what is wrong with a wording of a unit; nothing where it can be used.

    Args:
        language: of the wording; numbers are read by it, and words for true and false are known by it.
    """
    said = wording.text
    if not said.strip():
        return [Fault("translation-structure", "This wording is blank.", "Write it, or leave it empty to do it later.")]
    if found := sorted(FORBIDDEN.intersection(said)):
        message = f"The character U+{ord(found[0]):04X} cannot stand in a course."
        return [Fault("translation-structure", message, "Delete it.")]
    kind = unit.context.rpartition(" · ")[2]
    if TRUE_FALSE in unit.notes and language:
        return list(_true_false(unit.text, said, language))
    if kind in ANSWERS:
        return list(_answers(unit.text, wording, language))
    if not _MARKDOWN.search(unit.context):
        return list(_plain(unit.text, said, kind))
    return [*_marks(unit.text, said), *_structure(unit.text, said, kind)]


def _true_false(source: str, said: str, language: str) -> Iterator[Fault]:
    """Yield that a word does not say of a statement what its original says."""
    known = interface.true_false(language)
    side = int(all(word(source) != word(pair[0]) for pairs in interface.TRUE_FALSE.values() for pair in pairs))
    if word(said) not in {word(pair[side]) for pair in known}:
        meaning = ("true", "false")[side]
        yield Fault(
            "translation-answers",
            f"{said.strip()!r} is not known as a word for {meaning!r}, and {source!r} is.",
            f"Write  {known[0][side]}",
        )


def _plain(source: str, said: str, kind: str) -> Iterator[Fault]:
    """Yield what is wrong with text that is not Markdown."""
    if kind in _IN_LISTS and "," in said and "," not in source:
        yield _comma()
    if kind == "caption" and "-->" in said:
        yield Fault("translation-structure", "In captions --> stands between times.", "Write → or a word.")


def _comma() -> Fault:
    return Fault(
        "translation-structure",
        "This stands in a list whose entries are separated by commas, and has a comma.",
        "Write it without a comma.",
    )


def _marks(source: str, said: str) -> Iterator[Fault]:
    """Yield marks that the one has and the other has not."""
    if not (_SIGN.search(source) or _SIGN.search(said)):
        return
    # Nearly always they are the same, which is seen without counting them.
    for name, wanted, found in zip(_KINDS, _marks_in(source), _marks_in(said), strict=True):
        if wanted != found:
            yield from _compared(name, Counter(wanted), Counter(found))
    yield from _balance(without_code(source), without_code(said))


# Those of an original are asked for once in each language.
@lru_cache(maxsize=20_000)
def _marks_in(markdown: str) -> tuple[tuple[str, ...], ...]:
    """Return the marks of each of the ``_KINDS``, in their order in a text."""
    code = tuple(markdown[start:end] for start, end in code_spans(markdown))
    plain = without_code(markdown) if code else markdown
    return code, *(tuple(_found(pattern, plain)) for _, pattern in _TABLE)


def _found(pattern: re.Pattern[str], markdown: str) -> Iterator[str]:
    for found in pattern.finditer(markdown):
        yield found[1] if pattern.groups and pattern is not PLACEHOLDER else found[0]


def _compared(name: str, wanted: Counter[str], found: Counter[str]) -> Iterator[Fault]:
    for one in (wanted - found).elements():
        yield Fault(
            "translation-marks", f"The {name} {one} of the original is missing.", f"Put {one} where it belongs."
        )
    for one in (found - wanted).elements():
        if not wanted - found:
            yield Fault("translation-marks", f"The original has no {name} {one}.", f"Delete {one}.")


def _balance(source: str, said: str) -> Iterator[Fault]:
    """Yield brackets and signs of emphasis that are opened and not closed."""
    if _open_brackets(said) and not _open_brackets(source):
        yield Fault(
            "translation-marks", "A square bracket stands here without its partner.", "Close it, or write \\[ or \\]."
        )
    signs, known = (Counter(one for one in _STRONG.findall(text) if one[0] != "\\") for text in (said, source))
    for sign, count in signs.items():
        if count % 2 and not known[sign] % 2:
            yield Fault("translation-marks", f"{sign} is opened and not closed.", f"Write {sign}words{sign}.")


def _open_brackets(markdown: str) -> bool:
    depth = 0
    for one in _BRACKETS.findall(markdown):
        depth += {"[": 1, "]": -1}.get(one, 0)
        if depth < 0:
            return True
    return depth > 0


def _structure(source: str, said: str, kind: str) -> Iterator[Fault]:
    """Yield what a wording would become that its original is not."""
    if kind in _IN_LISTS and "," in said and "," not in source:
        yield _comma()
    if kind.startswith(_ONE_LINE) or (", " in kind and not kind.startswith(("option", "feedback"))):
        return
    was, now = _shape(source), _shape(said)
    if was != now:
        begins = said.lstrip()[:3].strip()
        yield Fault(
            "translation-structure",
            f"This would be {_named(now, was)}, and the original is not.",
            f"Begin with a word, or write \\ before {begins!r}; keep it one paragraph, without a blank line.",
        )


# That of an original is asked for once in each language.
@lru_cache(maxsize=20_000)
def _shape(markdown: str) -> tuple[str, ...]:
    """Return which blocks a text makes, each with those inside of it."""
    if markdown[:1].isalpha() and "\n" not in markdown:
        return ("paragraph",)  # no other block begins with a letter and is one line
    return tuple(_blocks_in(markdown))


def _blocks_in(markdown: str) -> list[str]:
    found: list[str] = []
    for element in scan(lines_of(markdown, ""), Report()):
        if not isinstance(element, Text):
            found.append(type(element).__name__.lower())
            continue
        document = Blocks(Notes(), {}).read([line.text for line in element.lines])
        waiting: list[Node] = list(document.children)
        while waiting:
            node = waiting.pop(0)
            found.append(node.kind)
            waiting += node.children
    return found


def _named(shape: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Return what the one is that the other is not."""
    more = Counter(shape) - Counter(other)
    first = next((one for one in shape if more[one]), "")
    return _NAMES.get(first, "another kind of block")


def _answers(source: str, wording: Wording, language: str) -> Iterator[Fault]:
    """Yield why an answer cannot be read, or is of another kind."""
    was, now = (Gap(text.strip(), wording.span) for text in (source, wording.text))
    if "[[" in now.text or "]]" in now.text or "\n" in now.text:
        yield Fault("translation-answers", "An answer stands without its brackets.", "Write what is between [[ and ]].")
        return
    report = Report()
    options = GapOptions()
    draft = Draft(QuestionText(None), (), options, Span("", 1), (), lambda _elements: (), report, language)
    if is_menu(was):
        right = [bool(re.match(r"\s*\([xX]\)", one)) for one in was.text.split("|")]
        here = [bool(re.match(r"\s*\([xX]\)", one)) for one in now.text.split("|")]
        if not is_menu(now) or right != here:
            yield Fault(
                "translation-answers",
                f"The drop-down has {len(right)} options, of which number {right.index(True) + 1} is right."
                if any(right)
                else f"The drop-down has {len(right)} options.",
                f"Write them in the same order: {source}",
            )
            return
        menu(now, draft)
    elif is_number(was):
        if not is_number(now):
            yield Fault(
                "translation-answers", f"{now.text!r} is not a number, and the original is.", f"Write  {source}"
            )
            return
        number(now, draft)
    elif is_blank(now) or is_menu(now) or is_number(now):
        yield Fault(
            "translation-answers", f"{now.text!r} is not words, and the original is.", "Write the words that are right."
        )
        return
    else:
        text(now, draft)
    for told in report.diagnostics:
        yield Fault("translation-answers", told.message, told.hint)
