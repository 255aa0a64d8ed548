"""Which languages of code are known by name: code in them gets colours."""

from __future__ import annotations

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound


def is_known(name: str) -> bool:
    """Whether there is a language of this name."""
    try:
        get_lexer_by_name(name)
    except ClassNotFound:
        return False
    return True
