"""What the converter has to tell an author, at the line of the text that it was given."""

from __future__ import annotations

from dataclasses import dataclass, field

DEEPEST = 60
"""How deep lists, quotes and emphasis can be nested. Readers see no difference after six; browsers stop at 512."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to tell.

    Args:
        line: of the converted text, from 0.
        piece: the characters that it is about, as they stand in that line; empty where it is the whole line.
        before: how many times they stand in that line before, outside of code.
    """

    code: str
    line: int
    piece: str
    message: str
    hint: str
    before: int = field(default=0, compare=False)


@dataclass(slots=True)
class Notes:
    """Gathers what is told while a text is converted."""

    found: list[Note] = field(default_factory=list)
    _known: set[Note] = field(default_factory=set)
    _deep: bool = False

    def add(self, code: str, line: int, piece: str, message: str, hint: str, before: int = 0) -> None:
        """Note one thing."""
        note = Note(code, line, piece, message, hint, before)
        # The same of the same line is told once.
        if note not in self._known:
            self._known.add(note)
            self.found.append(note)

    def too_deep(self, line: int) -> None:
        """Note that something is nested too deeply, at the first place of the document."""
        if not self._deep:
            self._deep = True
            self.add(
                "nested-too-deeply",
                line,
                "",
                f"This is nested too deeply: more than {DEEPEST} lists, quotes or marks stand around it.",
                "Take it out of some of them.",
            )
