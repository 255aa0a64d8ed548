"""Opening a source file at its line in the author's editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import threading
from pathlib import Path
from urllib.parse import quote


class Editor:
    """The editor that an author named, or none.

    Args:
        command: such as ``code -g {file}:{line}:{column}``; ``{file}`` is added where it is not in it. No shell reads
            it. Empty: files are opened by the address that VS Code listens to.

    Raises:
        ValueError: the command's quotes do not match.
    """

    def __init__(self, command: str = "") -> None:
        # Backslashes separate folders on Windows.
        self._words = shlex.split(command, posix=os.name != "nt")
        if self._words and not any("{file}" in word for word in self._words):
            self._words.append("{file}")

    def arguments(self, path: Path, line: int, column: int) -> list[str]:
        """Return the program and its arguments for a place; empty where no editor was named."""
        values = {"{file}": str(path), "{line}": str(line), "{column}": str(column)}
        return [_with_values(word, values) for word in self._words]

    def open(self, path: Path, line: int, column: int) -> bool:
        """Open a file; False where no editor was named or it cannot be run."""
        arguments = self.arguments(path, line, column)
        if not arguments:
            return False
        try:
            started = subprocess.Popen(  # noqa: S603 -- the author's own command, and a file of the course
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return False
        # Nobody waits for an editor, but somebody has to hear of its end.
        threading.Thread(target=started.wait, daemon=True).start()
        return True


def address(path: Path, line: int, column: int) -> str:
    """Return the address by which VS Code opens a place."""
    return f"vscode://file/{quote(path.as_posix().lstrip('/'))}:{line}:{column}"


def _with_values(word: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        # The path comes first and is never looked through again: it may have braces of its own.
        head, found, tail = word.partition(name)
        if found:
            return _with_values(head, values) + value + _with_values(tail, values)
    return word
