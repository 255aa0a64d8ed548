"""Reads Moodle XML, as ``question/format/xml/format.php`` of Moodle does, and refuses what no export holds."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from urllib.parse import quote

from lxml import etree

from course_builder.model import gap_marker
from course_builder.scaffold.imports.embedded import cloze
from course_builder.scaffold.imports.material import WHOLE, Answer, Asked, CannotError, Gap, RefusedError, number
from course_builder.scaffold.imports.media import Attached, Media
from course_builder.scaffold.imports.prose import Converter, escaped, line_start, one_language, one_line

MOST_ELEMENTS = 400_000
"""So many elements have some 20,000 questions."""

_MOST_PAIRS = 20_000
_PLACE = re.compile(r"\[\[(\d{1,4})\]\]")
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_STANDARD = frozenset({
    "Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.",
})  # fmt: skip
"""What Moodle puts where authors say nothing; the player has words of its own."""


def read(text: str, media: Media) -> Iterator[Asked]:
    """Yield the questions of a file, and what of it is no question.

    Raises:
        RefusedError: it is no Moodle XML, or far too much of it.
    """
    start = _PROLOG.match(text)
    if start and text.startswith("<!DOCTYPE", start.end()):
        raise RefusedError("It has a DOCTYPE, which Moodle XML never has and which can hide other files.")
    category: tuple[str, ...] = ()
    for element in _parsed(re.sub(r"^\s*<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL)):
        kind = (element.get("type") or "").strip()
        if kind == "category":
            category = category_of(_plain(element, "category"))
            if note := _plain(element, "info"):
                asked = Asked("text", "category", element.sourceline or 1, category=category)
                asked.prompt = _converter(element, media, asked).convert(note, _format(element.find("info")))
                yield asked
            continue
        yield question(element, kind, category, media)


def _parsed(text: str) -> Iterator[etree._Element]:
    """Return the questions; elements are counted while they are read, so that nothing large is kept."""
    seen = 0
    root: etree._Element | None = None
    try:
        events = etree.iterparse(
            io.BytesIO(text.encode()), events=("start",), resolve_entities=False, no_network=True, huge_tree=False,
            load_dtd=False, remove_comments=True, remove_pis=True, encoding="utf-8",
        )  # fmt: skip
        for _, element in events:
            if root is None:
                root = element
                if root.tag != "quiz":
                    raise RefusedError(
                        f"Its outermost element is <{str(root.tag)[:40]}>, and that of Moodle XML is <quiz>."
                    )
            seen += 1
            if seen > MOST_ELEMENTS:
                raise RefusedError(f"It has more than {MOST_ELEMENTS:,} elements.")
    except etree.XMLSyntaxError as error:
        raise RefusedError(f"It is no XML that can be read: {error.msg}.") from error
    return iter([]) if root is None else root.iterchildren("question")


def category_of(path: str) -> tuple[str, ...]:
    """Return the names in ``$course$/top/Default for X/Y``; a slash in a name is written twice."""
    names = [one.replace("\0", "/").strip() for one in path.replace("//", "\0").split("/")]
    return tuple(one for one in names if one and one != "top" and not re.fullmatch(r"\$\w+\$", one))


def question(
    element: etree._Element,
    kind: str,
    category: tuple[str, ...],
    media: Media,
    files: Mapping[str, bytes] | None = None,
) -> Asked:
    """Return a question.

    Args:
        kind: its type, as Moodle calls it.
        files: those of its texts that are not in the element, by name.
    """
    asked = Asked("", kind or "no type", element.sourceline or 1, category=category)
    convert = _converter(element, media, asked, files or {})
    try:
        _headers(asked, element, convert)
        _KINDS.get(kind, _unknown)(asked, element, convert)
    except (CannotError, ValueError) as error:
        asked.kind = ""
        asked.lost = [str(error)]
    return asked


def _converter(
    element: etree._Element, media: Media, asked: Asked, beside: Mapping[str, bytes] | None = None
) -> Converter:
    files: dict[str, str | bytes] = dict(beside or {})
    for one in element.iter("file"):
        name = (one.get("path") or "/").strip("/") + "/" + (one.get("name") or "")
        if (one.get("encoding") or "base64") == "base64":
            files[name.lstrip("/")] = one.text or ""
    if old := _plain(element, "image"):
        # Before Moodle 2.0 a question had one picture, below its text.
        files[_old(old)] = _plain(element, "image_base64")
    return Converter(Attached(media, files, asked.lost), asked.lost)


def _old(name: str) -> str:
    return name.replace("/", "_")


def _plain(element: etree._Element, *path: str) -> str:
    """Return the text at a path, with or without <text> around it; empty where there is none."""
    at: etree._Element | None = element
    for name in path:
        at = at.find(name) if at is not None else None
    if at is None:
        return ""
    inner = at.find("text")
    return ((inner if inner is not None else at).text or "").strip()


def _format(element: etree._Element | None, otherwise: str = "html") -> str:
    return otherwise if element is None else (element.get("format") or otherwise).strip()


def _said(element: etree._Element, name: str, convert: Converter) -> str:
    """Return the Markdown of a text with a format; that of the question holds where it has none."""
    found = element.find(name) if name else element
    if found is None:
        return ""
    return convert.convert(_plain(found), _format(found, _base(element)))


def _base(element: etree._Element) -> str:
    asked = next(element.iterancestors("question"), element)
    return _format(asked.find("questiontext"))


def _headers(asked: Asked, element: etree._Element, convert: Converter) -> None:
    name = one_language(html.unescape(_plain(element, "name")), [])
    asked.name = line_start(escaped(" ".join(name.split())))[:200]
    asked.identifier = _plain(element, "idnumber")
    if asked.called != "cloze":
        asked.prompt = _said(element, "questiontext", convert)
    if _plain(element, "image_base64") and (name := _plain(element, "image")):
        picture = f'<img src="@@PLUGINFILE@@/{quote(_old(name))}">'
        asked.prompt += f"\n\n{convert.html(picture)}"
    asked.explanation = _said(element, "generalfeedback", convert)
    for name in ("correct", "partial", "incorrect"):
        text = _said(element, {"partial": "partiallycorrect"}.get(name, name) + "feedback", convert)
        setattr(asked, name, "" if text in _STANDARD else text)
    asked.points = number(_plain(element, "defaultgrade"), Decimal(1))
    asked.penalty = number(_plain(element, "penalty"), Decimal(0))
    asked.hints = [text for one in element.findall("hint") if (text := _said(one, "", convert))]
    asked.hints += [text for one in element.findall("hint/hintcontent") if (text := _said(one, "", convert))]
    asked.tags = [text for one in element.findall("tags/tag") if (text := html.unescape(_plain(one)))]


def _answers(element: etree._Element, convert: Converter, *, typed: bool = False) -> list[Answer]:
    made = []
    for one in element.findall("answer"):
        text = _plain(one) if typed else _said(one, "", convert)
        share = number(one.get("fraction") or _plain(one, "fraction"), Decimal(0))
        made.append(Answer(text, share, _said(one, "feedback", convert), _plain(one, "tolerance")))
    if not made:
        raise CannotError("It has no answers.")
    return made


def _truth(element: etree._Element, name: str, otherwise: str) -> bool:
    return (_plain(element, name) or otherwise).lower() not in {"false", "0"}


def _choice(asked: Asked, element: etree._Element, convert: Converter) -> None:
    asked.kind = "choice"
    asked.several = asked.called == "multichoiceset" or not _truth(element, "single", "true")
    asked.exactly = asked.called == "multichoiceset"
    asked.shuffle = _truth(element, "shuffleanswers", "false")
    asked.answers = _answers(element, convert)


def _true_false(asked: Asked, element: etree._Element, convert: Converter) -> None:
    asked.kind = "true-false"
    found = _answers(element, convert)
    names = [one.text.casefold() for one in found[:2]]
    if len(found) != 2:
        raise CannotError("It has not two answers.")
    # Old files name them in the language of their site, the true one first.
    first = 1 if names[0] == "false" or names[1] == "true" else 0
    right = [one.share >= 100 for one in found]
    if right[0] == right[1]:
        raise CannotError("It is neither true nor false.")
    true, false = found[first], found[1 - first]
    asked.answers = [Answer("True", true.share, true.feedback), Answer("False", false.share, false.feedback)]


def _words(asked: Asked, element: etree._Element, convert: Converter) -> None:
    asked.kind = "words"
    asked.case = _truth(element, "usecase", "0")
    asked.answers = _answers(element, convert, typed=True)


def _number(asked: Asked, element: etree._Element, convert: Converter) -> None:
    asked.kind = "number"
    asked.answers = _answers(element, convert, typed=True)
    units = [
        (_plain(one, "unit_name"), number(_plain(one, "multiplier"), Decimal(1)))
        for one in element.findall("units/unit")
    ]
    own = [name for name, factor in units if factor == 1 and name]
    asked.unit = own[0][:40].replace('"', "") if own else ""
    if others := [name for name, _ in units if name and name != asked.unit]:
        asked.lost.append(f"Answers in other units are not taken: {', '.join(others)}.")
    if _plain(element, "unitgradingtype") not in {"", "0"}:
        asked.lost.append("A unit that is missing or wrong takes nothing away.")


def _matching(asked: Asked, element: etree._Element, convert: Converter) -> None:
    asked.kind = "matching"
    asked.shuffle = _truth(element, "shuffleanswers", "true")
    asked.pairs = [
        (_said(one, "", convert), _right_side(asked, one, convert)) for one in element.findall("subquestion")
    ]
    if not asked.pairs:
        raise CannotError("It has no pairs.")


def _right_side(asked: Asked, pair: etree._Element, convert: Converter) -> str:
    """Return the right side of a pair: plain text, and HTML where it is dragged (the plugin ddmatch)."""
    if asked.called == "ddmatch":
        return one_line(_said(pair, "answer", convert))
    return escaped(html.unescape(_plain(pair, "answer")))


def _ordering(asked: Asked, element: etree._Element, convert: Converter) -> None:
    asked.kind = "ordering"
    found = _answers(element, convert)
    places = [one.share for one in found]
    # The share is the place; files that were written by hand may leave it out.
    asked.answers = sorted(found, key=lambda one: one.share) if len(set(places)) == len(places) else found
    grading = _plain(element, "gradingtype").upper()
    asked.scoring = "all" if grading in {"ALL_OR_NOTHING", "-1"} else "per-option"
    if grading not in {"", "ALL_OR_NOTHING", "-1", "ABSOLUTE_POSITION", "0"}:
        asked.lost.append("Points are given for each item in its place, and not for what stands beside it.")
    if _plain(element, "selecttype").upper() not in {"", "ALL", "0"}:
        asked.lost.append("Learners get all items, and not some of them.")


def _essay(asked: Asked, element: etree._Element, convert: Converter) -> None:
    asked.kind = "essay"
    asked.graders = _said(element, "graderinfo", convert)
    if template := _said(element, "responsetemplate", convert):
        asked.lost.append(f"The text that the field began with is left out: {one_line(template)[:200]}")
    if _plain(element, "attachments") not in {"", "0"}:
        asked.lost.append("Files cannot be handed in.")


def _embedded(asked: Asked, element: etree._Element, convert: Converter) -> None:
    asked.kind = "cloze"
    text, asked.gaps = cloze(_plain(element, "questiontext"), lambda one: one_line(convert.convert(one, "html")))
    asked.prompt = convert.convert(text, _format(element.find("questiontext")))
    # Moodle's mark of such a question is the sum of its gaps' weights.
    asked.points = sum((one.weight for one in asked.gaps), Decimal(0))


def _selected(asked: Asked, element: etree._Element, convert: Converter) -> None:
    """Read gaps whose words are chosen from a list, or dragged into them: ``[[2]]`` is the second choice's place."""
    asked.kind = "cloze"
    choices = [
        (one_line(_said(one, "", convert)), _plain(one, "group") or "1")
        for one in element.iterchildren("selectoption", "dragbox")
    ]
    places: list[int] = []

    def place(found: re.Match[str]) -> str:
        places.append(int(found[1]) - 1)
        return gap_marker(len(places) - 1)

    text = _PLACE.sub(place, _plain(element, "questiontext"))
    if any(not 0 <= at < len(choices) for at in places):
        raise CannotError("A gap of it has no answer.")
    if len(places) * len(choices) > _MOST_PAIRS:
        raise CannotError("It has too many gaps and choices.")
    asked.gaps = [
        Gap(
            "choice",
            tuple(
                Answer(words, WHOLE if one == at else Decimal(0))
                for one, (words, group) in enumerate(choices)
                if group == choices[at][1]
            ),
        )
        for at in places
    ]
    asked.prompt = convert.convert(text, _format(element.find("questiontext")))
    if asked.called == "ddwtos":
        asked.lost.append("Words are chosen from lists, and not dragged.")


def _text(asked: Asked, _element: etree._Element, _convert: Converter) -> None:
    asked.kind = "text"


def _unknown(asked: Asked, _element: etree._Element, _convert: Converter) -> None:
    raise CannotError(f"There is no kind of question here like {asked.called!r}.")


_KINDS: dict[str, Callable[[Asked, etree._Element, Converter], None]] = {
    "multichoice": _choice, "multichoiceset": _choice, "truefalse": _true_false, "shortanswer": _words,
    "numerical": _number, "matching": _matching, "ddmatch": _matching, "ordering": _ordering, "essay": _essay,
    "cloze": _embedded, "multianswer": _embedded, "gapselect": _selected, "ddwtos": _selected, "description": _text,
}  # fmt: skip
