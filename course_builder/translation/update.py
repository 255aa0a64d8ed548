"""Brings the interface's catalogues up to date with the words that the player and the theme use.

Run by contributors: ``python -m course_builder.translation.update``. The English catalogue is made from the two lists
of words; the others keep their texts, get new keys (empty, so English is shown), lose those that nothing uses, and show
what each key means in English. Translators may then use any tool that knows gettext's catalogues.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import polib

from course_builder.translation.interface import ENGLISH, FOLDER, languages
from course_builder.translation.locales import CATEGORIES, plurals

ROOT = Path(__file__).parents[1]

SOURCES = (ROOT / "player" / "words.en.json", ROOT / "render" / "words.en.json")


def sources(paths: Sequence[Path] = SOURCES) -> dict[str, str]:
    """Return the English words of all lists, by key.

    Raises:
        ValueError: where two lists have different words under one key.
    """
    found: dict[str, str] = {}
    for path in paths:
        for key, text in json.loads(path.read_text(encoding="utf-8")).items():
            if found.setdefault(key, text) != text:
                raise ValueError(f"{key!r} is {found[key]!r} in one list and {text!r} in another")
    return found


def keys(english: Mapping[str, str], language: str) -> dict[str, str]:
    """Return the keys that a catalogue of ``language`` has, in order, each with its English text.

    Where English tells one from other, another language tells what its own grammar does. What English has it has too,
    or the English text would be shown.
    """
    found: dict[str, str] = {}
    for key in sorted(english):
        stem, _, category = key.rpartition(".")
        if category in CATEGORIES and f"{stem}.other" in english:
            # English has categories that its grammar does not ask for: `zero`, to say that there is nothing.
            asked = [one for one in CATEGORIES if one in plurals(language) or f"{stem}.{one}" in english]
            found |= {f"{stem}.{one}": english.get(f"{stem}.{one}", english[f"{stem}.other"]) for one in asked}
        else:
            found[key] = english[key]
    return found


def updated(language: str, english: Mapping[str, str], texts: Mapping[str, str]) -> str:
    """Return the catalogue of a language as text.

    Args:
        english: the words that the interface uses, by key.
        texts: what is already translated, by key.
    """
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for key, meaning in keys(english, language).items():
        text = meaning if language == ENGLISH else texts.get(key, "")
        catalogue.append(polib.POEntry(msgid=key, msgstr=text, comment="" if language == ENGLISH else meaning))
    return f"{catalogue}\n"


def main(folder: Path = FOLDER) -> None:
    """Rewrite every catalogue."""
    english = sources()
    for language in languages():
        path = folder / f"{language}.po"
        before = {entry.msgid: entry for entry in polib.pofile(str(path), encoding="utf-8")}
        after = updated(language, english, {key: entry.msgstr for key, entry in before.items()})
        path.write_text(after, encoding="utf-8", newline="\n")
        if language != ENGLISH:
            wanted = keys(english, language)
            missing = [key for key in wanted if key not in before or not before[key].msgstr]
            changed = [key for key in wanted if key not in missing and before[key].comment != wanted[key]]
            sys.stdout.write(f"{path.name}: to translate: {', '.join(missing) or 'nothing'}\n")
            sys.stdout.write(f"{path.name}: to look at again, the English changed: {', '.join(changed) or 'nothing'}\n")


if __name__ == "__main__":
    main()
