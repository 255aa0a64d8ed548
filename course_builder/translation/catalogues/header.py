"""The header of a catalogue: the fields that gettext and the tools of translators ask for, and none that churns."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGE = "Language"

# `msgfmt --check` asks for each of these; a tool fills them when somebody translates.
_OF_TOOLS: Mapping[str, str] = {
    "Project-Id-Version": "",
    "PO-Revision-Date": "",
    "Last-Translator": "",
    "Language-Team": "",
}
FIXED: Mapping[str, str] = {
    LANGUAGE: "",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
"""Fields that are the same in every catalogue, besides the language."""


def fields(language: str, found: Mapping[str, str]) -> dict[str, str]:
    """Return all fields in their order.

    Args:
        found: those that tools have written.
    """
    begun = {name: found.get(name, value) for name, value in _OF_TOOLS.items()}
    return {**begun, **FIXED, LANGUAGE: language, **{name: one for name, one in found.items() if name not in begun}}
