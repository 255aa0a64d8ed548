"""What stands in a line of text (CommonMark 0.31, chapter 6): one pass over the characters, then emphasis.

Beside CommonMark's: struck and marked text, sub- and superscript, formulas, footnotes, bare addresses (GitHub's 6.9)
and attributes in braces behind an element. What is nested without end is text, and told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from course_builder.source.attributes import BRACES
from course_builder.source.commonmark import maths
from course_builder.source.commonmark.emphasis import Run, Runs, run_at
from course_builder.source.commonmark.html import (
    VOID,
    Tags,
    is_unknown,
    name_of,
    tell_alone,
    tell_unknown,
    without_notes,
)
from course_builder.source.commonmark.references import Target, entity, inline_target, label_at, normalised
from course_builder.source.commonmark.told import DEEPEST, Notes

_NEXT = re.compile(r"[\\`*_\[\]!<&\n~=^$@]|(?<![A-Za-z0-9<])(?:https?://|www\.)|(?<! )  +(?=\n)", re.IGNORECASE)
_TICKS = re.compile("`+")
_SAME = {sign: re.compile(re.escape(sign) + "+") for sign in "*_~="}
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\x00-\x20<>]*)>")
_EMAIL = re.compile(
    r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)>"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_BARE = re.compile(r"(?:https?://|www\.)([A-Za-z0-9_.-]{1,255})", re.IGNORECASE)
# Longer addresses are none that anybody writes; trimming their ends would take for ever.
_PATH = re.compile(r"[^\s<\U000f0000-\U000fffff]{0,2000}")
_BEFORE_AT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$")
_AFTER_AT = re.compile(r"@([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.[A-Za-z0-9_-]*[A-Za-z0-9])")
_SMALL = {"~": re.compile(r"~([^\s~\\]{1,80})~(?!~)"), "^": re.compile(r"\^([^\s^\\]{1,80})\^(?!\^)")}
_HAS_WORD = re.compile(r"[^\W_]|[+−-]")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_LINE_START = re.compile(r"\n[ \t]*")
_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ATTRIBUTES = re.compile(
    r"\s*(?:#([^\s{}\"'=.#]+)|\.([^\s{}\"'=#.]+)|(download|hidden|inert|open|reversed|loop|muted|controls)(?=[\s}]|$)|([A-Za-z_][\w:.-]*)=(?:\"([^\"]*)\"|'([^']*)'|([^\s{}\"'=]+)))(?=[\s#.]|$)"
)
_COLON = re.compile(r"\{:?[ ]*(?=[#.A-Za-z_])")


def attributes_at(text: str, position: int) -> tuple[dict[str, str], int] | None:
    """Read attributes in braces.

    Only ids, classes, ``key=value`` and HTML's own flags count. Another word alone is text: ``the set {one}``.

    Returns:
        The attributes, and where the braces end; None where these are no attributes.
    """
    begin = _COLON.match(text, position)
    braces = BRACES.match(text, position)
    if not begin or not braces:
        return None
    inner, at = text[begin.end() : braces.end() - 1].rstrip(), 0
    made: dict[str, str] = {}
    while at < len(inner):
        found = _ATTRIBUTES.match(inner, at)
        if not found:
            return None
        if found[1]:
            made["id"] = found[1]
        elif found[2]:
            made["class"] = f"{made['class']} {found[2]}" if "class" in made else found[2]
        elif found[3]:
            made[found[3]] = found[3]
        else:
            made[found[4]] = next((one for one in found.group(5, 6, 7) if one is not None), "")
        at = found.end()
    return (made, braces.end()) if made else None


@dataclass(slots=True, eq=False)
class _Piece:
    """A piece of what a text becomes: text, an element that opens or closes, one without content, or a run of signs."""

    kind: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    run: Run | None = None
    line: int = 0


@dataclass(slots=True, eq=False)
class _Bracket:
    piece: int
    position: int
    picture: bool
    bottom: Run | None
    line: int


@dataclass(slots=True)
class Context:
    """What the texts of one document share.

    Args:
        references: the targets of reference links, by their labels in normal form.
        store: keeps HTML that stays as it is, and returns what stands in its place.
        footnote: returns the HTML of a footnote's mark, or None where there is no such footnote.
        notes: what is told.
        trusted: whether the author's HTML stays as it is, elements of other names and instructions too.
    """

    references: Mapping[str, Target]
    store: Callable[[str], str]
    footnote: Callable[[str], str | None]
    notes: Notes
    trusted: bool = False


class Inline:
    """Turns one text into what it means.

    Args:
        line: of the document on which it begins.
    """

    def __init__(self, text: str, context: Context, line: int) -> None:
        self.text, self.context, self.line = text, context, line
        self.pieces: list[_Piece] = []
        self.runs = Runs()
        self.brackets: list[_Bracket] = []
        # Brackets below this number stand around a link, and cannot become one.
        self.around_link = 0
        self.tags = Tags(text)
        self.ticks: dict[int, int] | None = None

    def into(self, element: Element) -> None:
        """Put what the text means into an element."""
        text = self.text
        if not _NEXT.search(text):
            element.text = text.replace("&", "&amp;")
            return
        self._read()
        self.runs.resolve(None)
        if "<" in text:
            self._pair_tags()
        self._build(element)

    def _say(self, text: str) -> None:
        if text:
            self.pieces.append(_Piece("text", text.replace("&", "&amp;")))

    def _raw(self, html: str) -> None:
        self.pieces.append(_Piece("raw", self.context.store(html)))

    def _read(self) -> None:
        text, position, length = self.text, 0, len(self.text)
        while position < length:
            found = _NEXT.search(text, position)
            if not found:
                self._say(text[position:])
                break
            start = found.start()
            if start > position:
                self._say(text[position:start])
            position = self._sign(start, found[0])

    def _sign(self, at: int, sign: str) -> int:
        """Read what begins with a special sign; return where it ends."""
        text = self.text
        match sign[0]:
            case "\\":
                return self._backslash(at)
            case "`":
                return self._code(at)
            case "*" | "_" | "~" | "=":
                end = _SAME[sign].match(text, at).end()  # type: ignore[union-attr]
                if sign == "~" and end == at + 1 and (small := self._small(at, "sub")):
                    return small
                self.runs.add(run := run_at(text, at, end, self.line))
                attributes, behind = self._attributes(end) if run.can_close else ({}, end)
                self.pieces.append(_Piece("run", text[end:behind].replace("&", "&amp;"), attributes, run, self.line))
                return behind
            case "^":
                return self._small(at, "sup") or self._plain(at, 1)
            case "[":
                return self._open_bracket(at)
            case "!":
                if text.startswith("[", at + 1) and not text.startswith("[^", at + 1):
                    self.brackets.append(_Bracket(len(self.pieces), at + 2, True, self.runs.last, self.line))
                    return self._plain(at, 2)
                return self._plain(at, 1)
            case "]":
                return self._close_bracket(at)
            case "<":
                return self._angle(at)
            case "&":
                found = _ENTITY.match(text, at)
                character = entity(found[0]) if found else None
                if found and character:
                    self._say(character)
                    return found.end()
                return self._plain(at, 1)
            case "\n":
                self._say("\n")
                self.line += 1
                return _LINE_START.match(text, at).end()  # type: ignore[union-attr]
            case " ":
                self.pieces.append(_Piece("void", "br"))
                return at + len(sign)
            case "$":
                return self._formula(at)
            case "@":
                return self._email(at)
            case _:
                return self._bare(at)

    def _plain(self, at: int, count: int) -> int:
        self._say(self.text[at : at + count])
        return at + count

    def _backslash(self, at: int) -> int:
        following = self.text[at + 1 : at + 2]
        if following == "\n":
            self.pieces.append(_Piece("void", "br"))
            return at + 1
        if following == "(" and (formula := maths.brackets(self.text, at)):
            self._raw(maths.inline_html(formula[0]))
            self.line += formula[0].count("\n")
            return formula[1]
        if following and following in _SIGNS:
            self._say(following)
            return at + 2
        return self._plain(at, 1)

    def _code(self, at: int) -> int:
        """Read code (6.1); where nothing closes it, the backticks are text."""
        text = self.text
        behind = _TICKS.match(text, at).end()  # type: ignore[union-attr]
        length = behind - at
        if self.ticks is None:
            # The last run of each length: behind it there is nothing to look for.
            self.ticks = {found.end() - found.start(): found.start() for found in _TICKS.finditer(text)}
        position = behind
        if self.ticks[length] < position:
            return self._plain(at, length)
        closing = next(one for one in _TICKS.finditer(text, position) if one.end() - one.start() == length)
        source = text[behind : closing.start()]
        code = source.replace("\n", " ")
        if code.startswith(" ") and code.endswith(" ") and code.strip(" "):
            code = code[1:-1]
        self.line += source.count("\n")
        end = closing.end()
        attributes, end = self._attributes(end)
        self.pieces.append(_Piece("code", code.replace("&", "&amp;"), attributes))
        return end

    def _attributes(self, at: int) -> tuple[dict[str, str], int]:
        found = attributes_at(self.text, at) if self.text.startswith("{", at) else None
        return found or ({}, at)

    def _small(self, at: int, tag: str) -> int:
        found = _SMALL[self.text[at]].match(self.text, at)
        if not found or not _HAS_WORD.search(found[1]) or (tag == "sup" and self.text[at - 1 : at] == "["):
            return 0
        self.pieces.append(_Piece("open", tag, line=self.line))
        self._say(found[1])
        self.pieces.append(_Piece("close"))
        return found.end()

    def _open_bracket(self, at: int) -> int:
        text = self.text
        if text.startswith("^", at + 1) and (found := _FOOTNOTE.match(text, at)):
            mark = self.context.footnote(found[1])
            if mark:
                self._raw(mark)
                return found.end()
        self.brackets.append(_Bracket(len(self.pieces), at + 1, False, self.runs.last, self.line))
        return self._plain(at, 1)

    def _close_bracket(self, at: int) -> int:
        if not self.brackets:
            return self._plain(at, 1)
        bracket = self.brackets.pop()
        found = None
        number = len(self.brackets)
        if bracket.picture or number >= self.around_link:
            found = self._target(bracket, at)
        self.around_link = min(self.around_link, number)
        if not found:
            return self._plain(at, 1)
        target, end = found
        self.line += self.text.count("\n", at, end)
        self.runs.resolve(bracket.bottom)
        attributes, end = self._attributes(end)
        if bracket.picture:
            alt = "".join(_alt(piece) for piece in self.pieces[bracket.piece + 1 :])
            del self.pieces[bracket.piece :]
            made = {"alt": alt, "src": target.href}
            if target.title is not None:
                made["title"] = target.title.replace("&", "&amp;")
            made["src"] = made["src"].replace("&", "&amp;")
            self.pieces.append(_Piece("void", "img", made | _escaped(attributes)))
            return end
        made = {"href": target.href.replace("&", "&amp;")}
        if target.title is not None:
            made["title"] = target.title.replace("&", "&amp;")
        self.pieces[bracket.piece] = _Piece("open", "a", made | _escaped(attributes), line=bracket.line)
        for piece in self.pieces[bracket.piece + 1 :]:
            # There are no links in links: an address in a link's words is text.
            if piece.kind == "bare":
                piece.kind, piece.attributes = "text", {}
        self.pieces.append(_Piece("close"))
        self.around_link = len(self.brackets)
        return end

    def _target(self, bracket: _Bracket, at: int) -> tuple[Target, int] | None:
        """Return where the link leads whose text ends at ``at``, and where all of it ends."""
        text = self.text
        if text.startswith("(", at + 1) and (found := inline_target(text, at + 1)):
            return found
        written, end = text[bracket.position : at] if at - bracket.position < 1000 else "", at + 1
        if text.startswith("[", at + 1) and (label := label_at(text, at + 1)):
            end = label[1]
            if label[0]:
                written = label[0]
            elif "[" in written.replace("\\[", ""):
                return None
        elif re.search(r"(?<!\\)\[", written):
            return None
        target = self.context.references.get(normalised(written)) if written.strip() else None
        return (target, end) if target else None

    def _angle(self, at: int) -> int:
        text = self.text
        for pattern, scheme in ((_AUTOLINK, ""), (_EMAIL, "mailto:")):
            found = pattern.match(text, at)
            if found:
                self.pieces.append(
                    _Piece("link", found[1].replace("&", "&amp;"), {"href": scheme + found[1].replace("&", "&amp;")})
                )
                return found.end()
        end = self.tags.at(at)
        if not end:
            return self._plain(at, 1)
        tag = text[at:end]
        line, self.line = self.line, self.line + text.count("\n", at, end)
        if tag.startswith(("<!", "<?")):
            self._raw(without_notes(tag, trusted=self.context.trusted))
        elif is_unknown(tag, custom=self.context.trusted):
            tell_unknown(tag, line, self.context.notes)
            self._say(tag)
        else:
            self.pieces.append(_Piece("tag", tag, line=line))
        return end

    def _pair_tags(self) -> None:
        """Make text of tags that no other tag of this text closes, or opens; of those that may stand alone, HTML."""
        opened: dict[str, list[_Piece]] = {}
        alone: list[_Piece] = []
        for piece in self.pieces:
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
        for piece in (*alone, *(one for pieces in opened.values() for one in pieces)):
            tell_alone(piece.text, piece.line, self.context.notes)
            piece.kind, piece.text = "text", piece.text.replace("&", "&amp;")
        for piece in self.pieces:
            if piece.kind == "tag":
                piece.kind, piece.text = "raw", self.context.store(piece.text)

    def _formula(self, at: int) -> int:
        found = maths.dollars(self.text, at)
        if not found:
            return self._plain(at, 2 if self.text.startswith("$$", at) else 1)
        source, end, display = found
        self._raw(maths.inline_html(source, display=display))
        self.line += source.count("\n")
        return end

    def _bare(self, at: int) -> int:
        """Read an address without any brackets (GitHub's 6.9)."""
        found = _BARE.match(self.text, at)
        domain = found[1].strip(".") if found else ""
        www = self.text[at] in "wW"
        if not found or (not www and "." not in domain) or not domain or "_" in "".join(domain.split(".")[-2:]):
            return self._plain(at, 4 if www else 1)
        written = _PATH.match(self.text, at)[0]  # type: ignore[index]
        while True:
            bare = written.rstrip("?!.,:*_~'\"$")
            if bare.endswith(")") and bare.count(")") > bare.count("("):
                bare = bare[:-1]
            elif bare.endswith(";") and (reference := re.search(r"&[A-Za-z0-9]{1,32};$", bare)):
                bare = bare[: reference.start()]
            elif bare.endswith(("]", "}", "`", "|", "\\", ";")):
                bare = bare[:-1]
            elif bare == written:
                break
            written = bare
        # A bracket that is open here belongs to a link around it.
        if "](" in written or ("]" in written and self.brackets):
            written = written[: written.index("]")]
        shown = written.replace("&", "&amp;")
        href = shown if written[0] in "hH" else f"http://{shown}"
        self.pieces.append(_Piece("bare", shown, {"href": href}))
        return at + len(written)

    def _email(self, at: int) -> int:
        after = _AFTER_AT.match(self.text, at)
        last = self.pieces[-1] if self.pieces else None
        before = _BEFORE_AT.search(last.text, max(0, len(last.text) - 65)) if last and last.kind == "text" else None
        if not after or not last or not before:
            return self._plain(at, 1)
        address = before[0] + after[0]
        last.text = last.text[: before.start()]
        self.pieces.append(_Piece("bare", address, {"href": f"mailto:{address}"}))
        return after.end()

    def _build(self, root: Element) -> None:
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
                self.context.notes.too_deep(line)
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

        for piece in self.pieces:
            match piece.kind:
                case "text" | "raw":
                    text.append(piece.text)
                case "run" if run := piece.run:
                    meant = bool(piece.attributes and run.closes and not run.left and not run.opens)
                    for number in range(run.closes):
                        if meant and number == run.closes - 1 and not beyond:
                            flush()
                            stack[-1].attrib.update(_escaped(piece.attributes))
                        end()
                    text.append(run.sign * run.left + ("" if meant else piece.text))
                    for tag in reversed(run.opens):
                        begin(tag, {}, piece.line)
                case "open":
                    begin(piece.text, piece.attributes, piece.line)
                case "close":
                    end()
                case "void":
                    flush()
                    SubElement(stack[-1], piece.text, piece.attributes)
                case "code":
                    flush()
                    SubElement(stack[-1], "code", _escaped(piece.attributes)).text = piece.text
                case _:
                    flush()
                    SubElement(stack[-1], "a", piece.attributes).text = piece.text
        flush()


def _escaped(attributes: dict[str, str]) -> dict[str, str]:
    return {name: value.replace("&", "&amp;") for name, value in attributes.items()}


def _alt(piece: _Piece) -> str:
    """Return what is said of a piece in the words that stand for a picture."""
    if piece.run:
        return piece.run.sign * piece.run.left + piece.text * (not piece.run.closes)
    if piece.kind == "void":
        return piece.attributes.get("alt", "\n" if piece.text == "br" else "")
    return piece.text if piece.kind in {"text", "code", "link", "bare"} else ""
