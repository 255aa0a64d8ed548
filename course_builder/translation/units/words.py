"""Whether a text has words to translate: code, formulas, addresses, tags, numbers and signs have none."""

from __future__ import annotations

import re

from course_builder.source.literal import without_code

_NO_WORDS = re.compile(
    r"<!--.*?-->|<[A-Za-z/][^<>]*>|https?://[^\s)>]+|&#?\w+;|\[\^[^\]\s]+\]|\$\$.*?\$\$|\$[^$\s](?:[^$]*[^$\s])?\$"
    r"|\\\(.*?\\\)|\\\[.*?\\\]|\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\s*\)|\{[#.][^{}]*\}|\{:?[\w-]+=[^{}]*\}|\[\[\d+\]\]",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]")


def has_words(markdown: str) -> bool:
    """Whether anything in a run of Markdown is for a translator."""
    if not _WORD.search(markdown):
        return False
    return bool(_WORD.search(_NO_WORDS.sub(" ", without_code(markdown))))
