"""Reads what comes back from translators. It comes from outside, so nothing in it is followed or unfolded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from course_builder.diagnostics import Report, Span
from course_builder.source.files import Files
from course_builder.translation.catalogues.exchange import xliff1, xliff2
from course_builder.translation.catalogues.exchange.marks import identifier
from course_builder.translation.catalogues.reading import read

LARGEST = 200_000_000
"""Bytes of a file that is read."""

_DONE_2 = frozenset({"translated", "reviewed", "final"})
_DONE_1 = frozenset({"translated", "signed-off", "final"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording that came back.

    Args:
        id: of its text, as of ``marks.identifier``.
        source: the text as the file has it.
        text: the wording.
        done: whether its translators call it finished.
        line: where it stands in the file.
    """

    id: str
    source: str
    text: str
    done: bool
    line: int


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back.

    Args:
        file: its name.
        language: of the wordings.
        wordings: those that are not empty.
    """

    file: str
    language: str
    wordings: tuple[Wording, ...]


def returned(path: Path, report: Report) -> Returned | None:
    """Read a file of any format that is exported; None where it cannot be used, and then the report says why."""
    name = path.name
    try:
        size = path.stat().st_size if path.is_file() else -1
        raw = path.read_bytes() if 0 <= size <= LARGEST else b""
    except OSError as error:
        report.add("returned-damaged", Span(name), f"This file cannot be read: {error.strerror}.", "Ask for it again.")
        return None
    if size < 0:
        report.add("returned-damaged", Span(name), "There is no such file.", "Look at how its name is written.")
        return None
    if size > LARGEST:
        report.add(
            "returned-damaged",
            Span(name),
            f"This file has {size / 1e6:.0f} MB; at most {LARGEST / 1e6:.0f} MB are read.",
            "Nobody translates as much: ask what is in it.",
        )
        return None
    if path.suffix.lower() == ".po":
        return _po(path, report)
    return _xliff(raw, name, report)


def _po(path: Path, report: Report) -> Returned | None:
    catalogue = read(path, Files(path.parent, report), named=False)
    if catalogue is None:
        return None
    found = tuple(
        Wording(identifier(one), one.text, one.wording, not one.fuzzy, one.line)
        for one in catalogue.living
        if one.wording
    )
    return Returned(path.name, catalogue.language, found)


def _xliff(raw: bytes, name: str, report: Report) -> Returned | None:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        said = str(error).partition(", line")[0]
        report.add("returned-damaged", Span(name, line), f"This is no XML: {said}.", "Ask for the file again.")
        return None
    if root.getroottree().docinfo.doctype:
        report.add(
            "returned-damaged",
            Span(name),
            "This file declares a document type, by which XML can be made to read other files. XLIFF has none.",
            "Ask for a file without  <!DOCTYPE …>",
        )
        return None
    kind = etree.QName(root)
    if kind.localname == "xliff" and kind.namespace == xliff2.NAMESPACE:
        return Returned(name, root.get("trgLang", ""), tuple(_of_2(root)))
    if kind.localname == "xliff" and kind.namespace == xliff1.NAMESPACE:
        first = root.find(f"{{{xliff1.NAMESPACE}}}file")
        return Returned(name, "" if first is None else first.get("target-language", ""), tuple(_of_1(root)))
    report.add(
        "returned-damaged",
        Span(name),
        "This is neither XLIFF 2 nor XLIFF 1.2.",
        "What  course-builder translate export  writes comes back in the same format.",
    )
    return None


def _of_2(root: etree._Element) -> Iterator[Wording]:
    mark = f"{{{xliff2.NAMESPACE}}}"
    for unit in root.iter(f"{mark}unit"):
        # One text may come back in several segments.
        pieces = [one for one in unit if one.tag in {f"{mark}segment", f"{mark}ignorable"}]
        targets = [one.find(f"{mark}target") for one in pieces]
        if not any(target is not None and _text(target).strip() for target in targets):
            continue
        sources = [one.find(f"{mark}source") for one in pieces]
        said = [target if target is not None else source for target, source in zip(targets, sources, strict=True)]
        segments = [one for one in pieces if one.tag == f"{mark}segment"]
        # A tool that says nothing of its state has written it; `initial` is the default of the standard, though.
        done = all(
            one.get("state", "translated") in _DONE_2 and one.find(f"{mark}target") is not None for one in segments
        )
        yield Wording(
            unit.get("id", ""),
            "".join(_text(one) for one in sources if one is not None),
            "".join(_text(one) for one in said if one is not None),
            done,
            _line(next(one for one in targets if one is not None)),
        )


def _of_1(root: etree._Element) -> Iterator[Wording]:
    mark = f"{{{xliff1.NAMESPACE}}}"
    for unit in root.iter(f"{mark}trans-unit"):
        target, source = unit.find(f"{mark}target"), unit.find(f"{mark}source")
        if target is None or not _text(target).strip():
            continue
        state, approved = target.get("state"), unit.get("approved")
        done = approved == "yes" or state in _DONE_1 or (state is None and approved is None)
        text = "" if source is None else _text(source)
        yield Wording(unit.get("id", ""), text, _text(target), done, _line(target))


def _text(element: etree._Element) -> str:
    return "".join(element.itertext())


def _line(element: etree._Element) -> int:
    return int(element.sourceline or 1)
