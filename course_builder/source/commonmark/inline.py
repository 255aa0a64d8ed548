"""What stands in a line of text (CommonMark 0.31, chapter 6): one pass over the characters, then emphasis.

Beside CommonMark's: struck and marked text, sub- and superscript, formulas, footnotes, bare addresses (GitHub's 6.9)
and attributes in braces behind an element. What is nested without end is text, and told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from course_builder.source.commonmark import addresses, maths
from course_builder.source.commonmark.attributes import attributes_at
from course_builder.source.commonmark.elements import Piece, build, escaped, pair_tags, said_of
from course_builder.source.commonmark.emphasis import Run, Runs, run_at
from course_builder.source.commonmark.html import (
    Tags,
    is_unknown,
    tell_unknown,
    without_notes,
)
from course_builder.source.commonmark.references import Target, entity, inline_target, label_at, normalised
from course_builder.source.commonmark.told import Notes

_NEXT = re.compile(r"[\\`*_\[\]!<&\n~=^$@]|(?<![A-Za-z0-9<])(?:https?://|www\.)|(?<! )  +(?=\n)", re.IGNORECASE)
_TICKS = re.compile("`+")
_SAME = {sign: re.compile(re.escape(sign) + "+") for sign in "*_~="}
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_SMALL = {"~": re.compile(r"~([^\s~\\]{1,80})~(?!~)"), "^": re.compile(r"\^([^\s^\\]{1,80})\^(?!\^)")}
_HAS_WORD = re.compile(r"[^\W_]|[+−-]")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_LINE_START = re.compile(r"\n[ \t]*")
_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


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


def read_into(element: Element, text: str, context: Context, line: int) -> None:
    """Put what a text means into an element.

    Args:
        line: of the document on which it begins.
    """
    # Most texts are cells, items and options, and have no sign in them.
    if _NEXT.search(text):
        Inline(text, context, line).into(element)
    else:
        element.text = text.replace("&", "&amp;")


class Inline:
    """Turns one text into what it means.

    Args:
        line: of the document on which it begins.
    """

    def __init__(self, text: str, context: Context, line: int) -> None:
        self.text, self.context, self.line = text, context, line
        self.pieces: list[Piece] = []
        self.runs = Runs()
        self.brackets: list[_Bracket] = []
        # Brackets below this number stand around a link, and cannot become one.
        self.around_link = 0
        self.tags = Tags(text)
        self.ticks: dict[int, int] | None = None
        # How many times each tag was read in each line.
        self.seen: Counter[tuple[int, str]] = Counter()

    def into(self, element: Element) -> None:
        """Put what the text means into an element."""
        self._read()
        self.runs.resolve(None)
        if "<" in self.text:
            pair_tags(self.pieces, self.context.notes, self.context.store)
        build(self.pieces, element, self.context.notes)

    def _say(self, text: str) -> None:
        if text:
            self.pieces.append(Piece("text", text.replace("&", "&amp;") if "&" in text else text))

    def _raw(self, html: str) -> None:
        self.pieces.append(Piece("raw", self.context.store(html)))

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
                self.pieces.append(Piece("run", text[end:behind].replace("&", "&amp;"), attributes, run, self.line))
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
                self.pieces.append(Piece("void", "br"))
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
            self.pieces.append(Piece("void", "br"))
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
        self.pieces.append(Piece("code", code.replace("&", "&amp;"), attributes))
        return end

    def _attributes(self, at: int) -> tuple[dict[str, str], int]:
        found = attributes_at(self.text, at) if self.text.startswith("{", at) else None
        return found or ({}, at)

    def _small(self, at: int, tag: str) -> int:
        found = _SMALL[self.text[at]].match(self.text, at)
        if not found or not _HAS_WORD.search(found[1]) or (tag == "sup" and self.text[at - 1 : at] == "["):
            return 0
        self.pieces.append(Piece("open", tag, line=self.line))
        self._say(found[1])
        self.pieces.append(Piece("close"))
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
            alt = "".join(said_of(piece) for piece in self.pieces[bracket.piece + 1 :])
            del self.pieces[bracket.piece :]
            made = {"alt": alt, "src": target.href}
            if target.title is not None:
                made["title"] = target.title.replace("&", "&amp;")
            made["src"] = made["src"].replace("&", "&amp;")
            self.pieces.append(Piece("void", "img", made | escaped(attributes)))
            return end
        made = {"href": target.href.replace("&", "&amp;")}
        if target.title is not None:
            made["title"] = target.title.replace("&", "&amp;")
        self.pieces[bracket.piece] = Piece("open", "a", made | escaped(attributes), line=bracket.line)
        for piece in self.pieces[bracket.piece + 1 :]:
            # There are no links in links: an address in a link's words is text.
            if piece.kind == "bare":
                piece.kind, piece.attributes = "text", {}
        self.pieces.append(Piece("close"))
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
        if address := addresses.in_angles(text, at):
            shown, href, end = address
            self.pieces.append(Piece("link", shown.replace("&", "&amp;"), escaped({"href": href})))
            return end
        end = self.tags.at(at)
        if not end:
            return self._plain(at, 1)
        tag = text[at:end]
        before = self.seen[self.line, tag]
        self.seen[self.line, tag] += 1
        line, self.line = self.line, self.line + text.count("\n", at, end)
        if tag.startswith(("<!", "<?")):
            self._raw(without_notes(tag, trusted=self.context.trusted))
        elif is_unknown(tag, custom=self.context.trusted):
            tell_unknown(tag, line, self.context.notes, before)
            self._say(tag)
        else:
            self.pieces.append(Piece("tag", tag, line=line, before=before))
        return end

    def _formula(self, at: int) -> int:
        found = maths.dollars(self.text, at)
        if not found:
            return self._plain(at, 2 if self.text.startswith("$$", at) else 1)
        source, end, display = found
        self._raw(maths.inline_html(source, display=display))
        self.line += source.count("\n")
        return end

    def _bare(self, at: int) -> int:
        written = addresses.bare(self.text, at, in_brackets=bool(self.brackets))
        if not written:
            return self._plain(at, 4 if self.text[at] in "wW" else 1)
        shown = written.replace("&", "&amp;")
        # GitHub writes http: for them, as all sites did then.
        href = shown if written[0] in "hH" else f"https://{shown}"
        self.pieces.append(Piece("bare", shown, {"href": href}))
        return at + len(written)

    def _email(self, at: int) -> int:
        last = self.pieces[-1] if self.pieces else None
        found = addresses.email(last.text, self.text, at) if last and last.kind == "text" else None
        if not last or not found:
            return self._plain(at, 1)
        name, host = found
        last.text = last.text[: -len(name)]
        self.pieces.append(Piece("bare", name + host, {"href": f"mailto:{name}{host}"}))
        return at + len(host)
