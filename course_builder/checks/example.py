"""A text that a pattern matches, so that a key that is a pattern can be proven like any other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ESCAPED = {"d": "0", "D": "a", "w": "a", "W": "-", "s": " ", "S": "a", "b": "", "B": "", "n": "\n", "t": "\t"}
_CANDIDATES = "a0 -Ab1.,é"
_REPEAT = re.compile(r"(?:[?*]|(?P<once>\+)|\{(?P<least>\d+)(?:,\d*)?\})[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


def example(pattern: str) -> str:
    """Return the shortest text that a pattern surely asks for: the first of alternatives, nothing that is optional.

    Look-around is passed over, so the text may not match; whoever asks tries it out.
    """
    return _Reader(pattern).alternatives()


@dataclass(slots=True)
class _Reader:
    pattern: str
    at: int = 0
    groups: list[str] = field(default_factory=list)

    def alternatives(self) -> str:
        first = self.sequence()
        while self.take("|"):
            self.sequence()
        return first

    def take(self, text: str) -> bool:
        if not self.pattern.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def sequence(self) -> str:
        made: list[str] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            atom = self.atom()
            repeat = _REPEAT.match(self.pattern, self.at)
            if repeat:
                self.at = repeat.end()
                atom *= min(1000, int(repeat["least"] or 0)) if not repeat["once"] else 1
            made.append(atom)
        return "".join(made)

    def atom(self) -> str:
        character = self.pattern[self.at]
        if character == "(":
            return self.group()
        if character == "[" and (found := _CLASS.match(self.pattern, self.at)):
            self.at = found.end()
            return _member(found[0])
        self.at += 1
        if character == "\\" and self.at < len(self.pattern):
            escaped = self.pattern[self.at]
            self.at += 1
            if escaped.isdigit():
                number = int(escaped)
                return self.groups[number - 1] if 0 < number <= len(self.groups) else ""
            return _ESCAPED.get(escaped, escaped)
        return {".": "a", "^": "", "$": ""}.get(character, character)

    def group(self) -> str:
        self.at += 1
        around = any(self.take(mark) for mark in ("?=", "?!", "?<=", "?<!"))
        counted = not (around or self.take("?:"))
        if counted and (name := re.compile(r"\?P?<\w+>").match(self.pattern, self.at)):
            self.at = name.end()
        place = len(self.groups)
        if counted:
            self.groups.append("")
        made = self.alternatives()
        self.take(")")
        if counted:
            self.groups[place] = made
        return "" if around else made


def _member(written: str) -> str:
    """Return a character of a class such as ``[a-z]`` or ``[^,]``."""
    plain = re.match(r"\[([^\\^\]])", written)
    if plain:
        return plain[1]
    try:
        return next((one for one in _CANDIDATES if re.fullmatch(written, one)), "")
    except re.error:
        return ""
