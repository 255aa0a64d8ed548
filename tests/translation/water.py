"""A small course and its translations, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polib

from course_builder.translation.units import course_units
from tests.courses_on_disk import write

WATER: Mapping[str, str | bytes] = {
    "course.yml": "title: Water\nid: water\ndescription: How wells are dug.\nlanguages: [fr, ar]\nassessment: final\n",
    "modules/a.md": """\
# Wells

A well is dug by hand. See [the tools](b.md#the-tools).

## Digging

Dig deep.

### How deep

As deep as water.

:::question[Which is deep?]
- (x) A well
- ( ) A puddle
:::
""",
    "modules/b.md": "# Pumps\n\nA pump has a handle.\n\n### The tools\n\nA spade.\n",
    "assessments/final.md": """\
# The end

## Is water wet?

- (x) True
- ( ) False

## Which digs?

- ( ) A spoon
- (x) A spade

## What is in a well?

[[water]]
""",
}

FRENCH: Mapping[str, str] = {
    "Water": "Eau",
    "How wells are dug.": "Comment on creuse un puits.",
    "Wells": "Puits",
    "A well is dug by hand. See [the tools](b.md#the-tools).": "Un puits se creuse. Voir [les outils](b.md#the-tools).",
    "Digging": "Creuser",
    "Dig deep.": "Creusez loin.",
    "How deep": "La profondeur",
    "As deep as water.": "Aussi loin que l’eau.",
    "Which is deep?": "Lequel est profond ?",
    "A well": "Un puits",
    "A puddle": "Une flaque",
    "Pumps": "Pompes",
    "A pump has a handle.": "Une pompe a un bras.",
    "The tools": "Les outils",
    "A spade.": "Une bêche.",
    "The end": "La fin",
    "Is water wet?": "L’eau est-elle mouillée ?",
    "True": "Vrai",
    "False": "Faux",
    "Which digs?": "Qu’est-ce qui creuse ?",
    "A spoon": "Une cuillère",
    "A spade": "Une bêche",
    "What is in a well?": "Qu’y a-t-il dans un puits ?",
    "water": "eau",
}
ARABIC: Mapping[str, str] = {"Water": "ماء", "Wells": "آبار", "Digging": "الحفر"}


def translate(root: Path, language: str, said: Mapping[str, str]) -> Path:
    """Write the catalogue of a language with these wordings, for every unit that has one of the texts."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {"Language": language, "Content-Type": "text/plain; charset=UTF-8"}
    for unit in (unit for _, found in course_units(root) for unit in found):
        if unit.text in said:
            catalogue.append(polib.POEntry(msgctxt=unit.context, msgid=unit.text, msgstr=said[unit.text]))
    path = root / "translations" / f"{language}.po"
    path.parent.mkdir(exist_ok=True)
    catalogue.save(str(path))
    return path


def water(root: Path, changes: Mapping[str, str | bytes] | None = None) -> Path:
    """Write the course and its translations."""
    write(root, {**WATER, **(changes or {})})
    translate(root, "fr", FRENCH)
    translate(root, "ar", ARABIC)
    return root
