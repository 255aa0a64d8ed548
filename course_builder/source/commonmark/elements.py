"""The pieces that a text was read into, and the elements that they become (CommonMark 0.31, appendix: phase 2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement

from course_builder.source.commonmark.emphasis import Run
from course_builder.source.commonmark.html import VOID, name_of, tell_alone
from course_builder.source.commonmark.told import DEEPEST, Notes

_NONE: dict[str, str] = {}


class Piece:
    """A piece of what a text becomes: text, an element that opens or closes, one without content, or a run of signs."""

    # A page has thousands of them.
    __slots__ = ("attributes", "before", "kind", "line", "run", "text")

    def __init__(
        self,
        kind: str,
        text: str = "",
        attributes: dict[str, str] = _NONE,
        run: Run | None = None,
        line: int = 0,
        before: int = 0,
    ) -> None:
        self.kind, self.text, self.attributes = kind, text, attributes
        self.run, self.line, self.before = run, line, before


def pair_tags(pieces: Sequence[Piece], notes: Notes, store: Callable[[str], str]) -> None:
    """Make text of tags that no other tag of this text closes, or opens; of those that may stand alone, HTML."""
    opened: dict[str, list[Piece]] = {}
    alone: list[Piece] = []
    for piece in pieces:
        if piece.kind != "tag":
            continue
        tag = piece.text
        name = name_of(tag)
        if tag.startswith("</"):
            if opened.get(name):
                opened[name].pop()
            else:
                alone.append(piece)
        elif name not in VOID and not tag.endswith("/>"):
            opened.setdefault(name, []).append(piece)
    for piece in (*alone, *(one for left in opened.values() for one in left)):
        tell_alone(piece.text, piece.line, notes, piece.before)
        piece.kind, piece.text = "text", piece.text.replace("&", "&amp;")
    for piece in pieces:
        if piece.kind == "tag":
            piece.kind, piece.text = "raw", store(piece.text)


def build(pieces: Sequence[Piece], root: Element, notes: Notes) -> None:
    """Make elements of the pieces."""
    stack = [root]
    # How many elements are open beyond what is made: their content stands in the last one that is.
    beyond = 0
    text: list[str] = []

    def flush() -> None:
        if not text:
            return
        said = "".join(text)
        text.clear()
        top = stack[-1]
        if len(top):
            top[-1].tail = (top[-1].tail or "") + said
        else:
            top.text = (top.text or "") + said

    def begin(tag: str, attributes: dict[str, str], line: int) -> None:
        nonlocal beyond
        if len(stack) > DEEPEST:
            beyond += 1
            notes.too_deep(line)
            return
        flush()
        stack.append(SubElement(stack[-1], tag, attributes))

    def end() -> None:
        nonlocal beyond
        if beyond:
            beyond -= 1
        else:
            flush()
            stack.pop()

    for piece in pieces:
        match piece.kind:
            case "text":
                text.append(piece.text)
            case "raw":
                text.append(piece.text)
            case "run" if run := piece.run:
                meant = bool(piece.attributes and run.closes and not run.left and not run.opens)
                for number in range(run.closes):
                    if meant and number == run.closes - 1 and not beyond:
                        flush()
                        stack[-1].attrib.update(escaped(piece.attributes))
                    end()
                if run.left or piece.text:
                    text.append(run.sign * run.left + ("" if meant else piece.text))
                for tag in reversed(run.opens):
                    begin(tag, _NONE, piece.line)
            case "open":
                begin(piece.text, piece.attributes, piece.line)
            case "close":
                end()
            case "void":
                flush()
                SubElement(stack[-1], piece.text, piece.attributes)
            case "code":
                flush()
                SubElement(stack[-1], "code", escaped(piece.attributes)).text = piece.text
            case _:
                flush()
                SubElement(stack[-1], "a", piece.attributes).text = piece.text
    flush()


def escaped(attributes: dict[str, str]) -> dict[str, str]:
    return {name: value.replace("&", "&amp;") for name, value in attributes.items()} if attributes else attributes


def said_of(piece: Piece) -> str:
    """Return what is said of a piece in the words that stand for a picture."""
    if piece.run:
        return piece.run.sign * piece.run.left + piece.text * (not piece.run.closes)
    if piece.kind == "void":
        return piece.attributes.get("alt", "\n" if piece.text == "br" else "")
    return piece.text if piece.kind in {"text", "code", "link", "bare"} else ""
