"""A text with pieces replaced that knows where each place of the new text stood in the old one."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Edits:
    """Replacements in a text, none of which overlap.

    Args:
        text: as it was.
    """

    text: str
    _made: dict[int, tuple[int, str]] = field(default_factory=dict)

    def replace(self, start: int, end: int, piece: str) -> None:
        """Put ``piece`` in the place of ``text[start:end]``."""
        self._made[start] = end, piece

    @property
    def edited(self) -> str:
        """The new text."""
        pieces, position = [], 0
        for start, (end, piece) in sorted(self._made.items()):
            pieces += [self.text[position:start], piece]
            position = end
        return "".join([*pieces, self.text[position:]])

    def before(self, line: int, column: int) -> tuple[int, int]:
        """Return line and column in the old text of a place in the new one; inside a new piece, of its start."""
        new = self.edited
        lines = new.split("\n")
        offset = sum(len(one) + 1 for one in lines[: line - 1]) + column - 1
        shift = 0
        for start, (end, piece) in sorted(self._made.items()):
            if offset < start + shift:
                break
            if offset < start + shift + len(piece):
                offset = start + shift
                break
            shift += len(piece) - (end - start)
        old = min(max(0, offset - shift), len(self.text))
        return self.text.count("\n", 0, old) + 1, old - (self.text.rfind("\n", 0, old) + 1) + 1
