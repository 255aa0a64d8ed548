"""A place in a line, in characters and in columns (CommonMark 0.31, 2.2: tabs go to the next fourth column)."""

from __future__ import annotations


class Cursor:
    """Goes through a line.

    ``position`` counts characters and ``column`` columns; a tab may be left half used. ``next`` is the first character
    behind the spaces, ``indent`` how many columns it is away, and ``blank`` whether there is none.
    """

    def _at(self, text: str) -> None:
        self.text, self.position, self.column, self.in_tab = text, 0, 0, False
        self.next, self.next_column, self.blank = -1, 0, False

    def _look(self) -> None:
        """Find what stands behind the spaces; what was found of a line is still true further on in them."""
        if self.next < self.position:
            text, position, column = self.text, self.position, self.column
            length = len(text)
            while position < length:
                character = text[position]
                if character == " ":
                    column += 1
                elif character == "\t":
                    column += 4 - column % 4
                else:
                    break
                position += 1
            self.next, self.next_column = position, column
            self.blank = position >= length
        self.indent = self.next_column - self.column

    def _advance(self, columns: int) -> None:
        """Go on by columns of spaces and tabs; a tab may be left half used."""
        text, length = self.text, len(self.text)
        while columns > 0 and self.position < length:
            if text[self.position] == "\t":
                to_stop = 4 - self.column % 4
                self.in_tab = to_stop > columns
                used = min(columns, to_stop)
                self.column += used
                self.position += not self.in_tab
                columns -= used
            else:
                self.in_tab = False
                self.position += 1
                self.column += 1
                columns -= 1

    def _to_next(self) -> None:
        self.position, self.column, self.in_tab = self.next, self.next_column, False

    def _jump(self, position: int) -> None:
        """Go to a character further on, with no tabs between."""
        self.column += position - self.position
        self.position, self.in_tab = position, False

    def _rest(self) -> str:
        if self.in_tab:
            # What is left of a tab are spaces.
            return " " * (4 - self.column % 4) + self.text[self.position + 1 :]
        return self.text[self.position :]

    def _optional_space(self) -> None:
        if self.text[self.position : self.position + 1] in {" ", "\t"}:
            self._advance(1)
