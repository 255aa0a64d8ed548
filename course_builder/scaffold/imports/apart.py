"""Questions that stand in one paragraph or in a table, as paragraphs: what asks, its options, and its key.

Only what has a key is taken apart, so that other tables and other sentences stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import pairwise

from lxml import html as lxml_html
from lxml.html import HtmlElement

from course_builder.scaffold.imports import keys
from course_builder.scaffold.imports.flow import Flow
from course_builder.scaffold.imports.options import by_looks, count_of, option

_FEWEST, _MOST = 2, 20
"""So many options has a question."""

_CANDIDATE = re.compile(rf"(?:(?<=\s)|^)(?:[*{keys.TICKS}]\s?)?(?=[(\[]?[^\W\d_]\u0640?[.)\]])")
_ASKS = re.compile(
    r"(?:the\s+)?(?:questions?|statements?|frage|preguntas?|perguntas?|domanda|vraag|вопрос|प्रश्न|soru|soal|問題|问题|السؤال|أسئلة)(?:\s+text)?",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"(?:(?:option|choice|answer|réponse|opción|antwort|choix|alternativa|خيار|الخيار|विकल्प)\s*)?(?P<by>[^\W\d_]|\d)\W*",
    re.IGNORECASE,
)


def apart(flows: Sequence[Flow], keyed: Mapping[int, str]) -> list[Flow]:
    """Put paragraphs in the place of tables and paragraphs that are questions with their options.

    Args:
        keyed: the keys of a list at the end, by the numbers of questions.
    """
    made: list[Flow] = []
    parted: list[Flow] = []
    for at, one in enumerate(flows):
        found = _of_table(one) if one.kind == "table" else _of_line(one)
        below = flows[at + 1].words if at + 1 < len(flows) else ""
        has_stem = bool(found) and _index(found[0]) < 0
        stem = found[0] if has_stem else (made or [one])[-1]
        rows = bool(found) and not has_stem and one.kind != "table"
        if found and (rows or _has_key(found, below) or count_of(stem)[0] in keyed):
            parted += found
            continue
        if parted and not found and one.kind == "text" and _index(one) > 0:
            # A row with one option alone.
            parted.append(one)
            continue
        made += [*_in_order(parted), one]
        parted = []
    return [*made, *_in_order(parted)]


def _has_key(found: Sequence[Flow], below: str) -> bool:
    """Whether it is said which of some options is right, by a key that names one or by how they look."""
    for words in (*(one.words for one in found), below):
        if answer := keys.ANSWER.fullmatch(words):
            said = answer["said"].strip(" .").casefold()
            named = {at for one in keys.letters(answer["said"])[0] for at in keys.places(one)}
            if keys.truth(said) is not None or named & set(map(_index, found)):
                return True
            if any(one.words.casefold().strip(" .").endswith(said) for one in found if _index(one) >= 0):
                return True
    options = [made for one in found if (index := _index(one)) >= 0 and (made := option(one, index))]
    return any(one.sign for one in options) or bool(by_looks(options))


def _index(flow: Flow) -> int:
    """Return which option a paragraph is by its letter; -1 where it is none."""
    text = re.sub(rf"^\s*[*{keys.TICKS}]\s*", "", str(flow.element.text_content()))
    found = keys.LETTER.match(text)
    return min(keys.places(found["letter"]), default=-1) if found else -1


def _in_order(found: Sequence[Flow]) -> Iterator[Flow]:
    """Yield paragraphs, options of two columns in the order of their letters."""
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and _index(found[end]) >= 0 and (end == at or _index(found[end]) > 0):
            end += 1
        run = sorted(found[at:end], key=_index)
        counted = [_index(one) for one in run] == list(range(len(run)))
        yield from run if counted else found[at:end]
        if end == at:
            yield found[at]
            end += 1
        at = end


def _of_line(flow: Flow) -> list[Flow]:
    """Return what asks and its options, if they stand in one line; or some options of a row of columns."""
    if flow.kind not in {"text", "item"}:
        return []
    text = str(flow.element.text_content())
    begins = len(text) - len(text.lstrip())
    found = [
        (one.start(), letter["letter"], text[letter.end("letter")])
        for one in _CANDIDATE.finditer(text)
        if (letter := keys.LETTER.match(text, one.end()))
    ]
    cuts = [at for at, _, _ in found if at <= begins or re.search(r"\t\s*$|\s{2}$", text[max(0, at - 9) : at])]
    if len(cuts) < _FEWEST or cuts[0] > begins:
        cuts, sign = [], ""
        for at, by, behind in found:
            if keys.counts(by, len(cuts)) and behind == (sign or behind):
                sign = behind
                cuts.append(at)
    starts = cuts[:1] == [begins]
    if not _FEWEST <= len(cuts) <= _MOST or (starts and flow.kind == "item"):
        return []
    pieces = [
        Flow(keys.cut(flow.element, start, len(text) - end), flow.place)
        for start, end in pairwise([*([] if starts else [0]), *cuts, len(text)])
    ]
    if not starts:
        pieces[0].kind, pieces[0].level = flow.kind, flow.level
        pieces[0].form, pieces[0].number = flow.form, flow.number
    return pieces


def _of_table(flow: Flow) -> list[Flow]:
    """Return the questions of a table."""
    if flow.element.find(".//table") is not None:
        return []
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in flow.element.iter("tr")]
    if found := _of_columns([row for row in rows if row], flow.place):
        return found
    found = _of_cells(rows, flow.place)
    return found if {0, 1} <= set(map(_index, found)) else []


def _of_columns(rows: Sequence[Sequence[HtmlElement]], place: int) -> list[Flow]:
    """Return the questions of a table with a question in each row, and columns for its options and its key."""
    head = [" ".join(str(one.text_content()).split()) for one in rows[0]] if rows else []
    asks = next((at for at, one in enumerate(head) if _ASKS.fullmatch(one)), -1)
    key = next((at for at, one in enumerate(head) if keys.ANSWER_BELOW.fullmatch(f"{one}:")), -1)
    why = next((at for at, one in enumerate(head) if keys.EXPLANATION.match(f"{one}: x")), -1)
    options = [
        (at, by["by"]) for at, one in enumerate(head) if at > asks and at != key and (by := _CHOICE.fullmatch(one))
    ]
    if asks < 0 or key < 0 or any(len(row) != len(head) for row in rows):
        return []
    if len(options) < _FEWEST and any(keys.truth(str(row[key].text_content())) is None for row in rows[1:]):
        return []
    letters = keys.ALPHABETS["upperLetter"].upper()
    signs = [letters[at] if by.isdecimal() else by for at, (_, by) in enumerate(options[:_MOST])]
    made = []
    for count, row in enumerate(rows[1:], start=1):
        number = next(
            (one.text_content().strip(" .") for one in row[:asks] if one.text_content().strip(" .").isdecimal()), ""
        )
        made.append(Flow(_paragraph(f"{number or count}. ", row[asks]), place))
        for sign, (at, _) in zip(signs, options, strict=False):
            if str(row[at].text_content()).strip() or row[at].find(".//img") is not None:
                made.append(Flow(_paragraph(f"{sign}) ", row[at]), place))
        said = " ".join(str(row[key].text_content()).split())
        named = next((sign for sign, (_, by) in zip(signs, options, strict=False) if by == said), "")
        made.append(Flow(_paragraph(f"Answer: {named}", *([] if named else [row[key]])), place))
        if why >= 0 and str(row[why].text_content()).strip():
            made.append(Flow(_paragraph("Explanation: ", row[why]), place))
    return made


def _of_cells(rows: Sequence[Sequence[HtmlElement]], place: int) -> list[Flow]:
    """Return the paragraphs of a table's cells; a letter or a word such as Answer in one of its own leads the next."""
    made = []
    for row in rows:
        before = ""
        for cell in row:
            words = " ".join(str(cell.text_content()).split())
            if re.fullmatch(r"[(\[]?[^\W\d_]\u0640?[.):\]]?", words):
                before = words if words[-1] in ".):]" else f"{words})"
            elif keys.ANSWER_BELOW.fullmatch(f"{words.rstrip(':')}:") or re.fullmatch(r"\d{1,3}[.)]?", words):
                before = f"{words.rstrip(':.)')}{'.' if words[0].isdecimal() else ':'}"
            elif words or cell.find(".//img") is not None:
                inner = [one for one in cell if one.tag == "p"] or [cell]
                made += [
                    Flow(_paragraph(f"{before} " if before and not at else "", one), place)
                    for at, one in enumerate(inner)
                ]
                before = ""
        if before:
            # A key that is only a letter was taken for one that leads.
            last = _paragraph("", row[-1])
            label = " ".join(str(row[-2].text_content()).split()) if len(row) > 1 else ""
            made.append(Flow(_paragraph(f"{label.rstrip(':')}: " if label else "", last), place))
    return [one for one in made if not one.is_empty]


def _paragraph(before: str, *cells: HtmlElement) -> HtmlElement:
    """Return what cells say as a paragraph, with something before it."""
    made: HtmlElement = lxml_html.fragment_fromstring("<p></p>")
    inner = [part for cell in cells for part in [one for one in cell if one.tag == "p"] or [cell]]
    made.text = before
    for at, one in enumerate(inner):
        text = (" " if at else "") + (one.text or "")
        if len(made):
            made[-1].tail = (made[-1].tail or "") + text
        else:
            made.text = (made.text or "") + text
        made.extend([deepcopy(child) for child in one])
    return made
