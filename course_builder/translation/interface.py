"""The interface's words, by key, in the course's language, and what else follows from that language.

Catalogues are in ``locale/``: ``msgid`` is the key, ``msgstr`` the text. Keys that a catalogue lacks come from the next
more general language and in the end from English, so a new word of the interface never breaks a course.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import polib

FOLDER = Path(__file__).parent / "locale"

ENGLISH = "en"

# Languages that are written from right to left, unless a tag names another script (Unicode CLDR, script metadata).
RIGHT_TO_LEFT = frozenset({
    "ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "khw", "ks", "lrc", "mzn", "nqo",
    "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi",
})  # fmt: skip
RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})

# The words that make a choice between two options a true/false question.
TRUE_FALSE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "am": (("እውነት", "ሐሰት"),),
    "ar": (("صحيح", "خطأ"), ("صح", "خطأ"), ("صواب", "خطأ"), ("صحيح", "غير صحيح")),
    "bn": (("সত্য", "মিথ্যা"), ("সঠিক", "ভুল")),
    "cs": (("Pravda", "Nepravda"), ("Správně", "Špatně")),
    "da": (("Sandt", "Falsk"), ("Rigtigt", "Forkert")),
    "de": (("Richtig", "Falsch"), ("Wahr", "Falsch")),
    "el": (("Σωστό", "Λάθος"),),
    "en": (("True", "False"), ("Right", "Wrong")),
    "es": (("Verdadero", "Falso"), ("Cierto", "Falso"), ("Correcto", "Incorrecto")),
    "fa": (("درست", "نادرست"), ("صحیح", "غلط"), ("درست", "غلط")),
    "fi": (("Oikein", "Väärin"), ("Totta", "Tarua")),
    "fr": (("Vrai", "Faux"),),
    "he": (("נכון", "לא נכון"),),
    "hi": (("सही", "गलत"), ("सत्य", "असत्य"), ("सच", "झूठ")),
    "hu": (("Igaz", "Hamis"),),
    "id": (("Benar", "Salah"),),
    "it": (("Vero", "Falso"), ("Giusto", "Sbagliato")),
    "ja": (("正しい", "間違い"), ("正", "誤")),
    "ko": (("참", "거짓"),),
    "mg": (("Marina", "Diso"),),
    "ms": (("Benar", "Salah"), ("Betul", "Salah")),
    "nb": (("Sant", "Usant"), ("Riktig", "Galt")),
    "ne": (("सही", "गलत"), ("ठीक", "बेठीक"), ("साँचो", "झुटो")),
    "nl": (("Waar", "Onwaar"), ("Juist", "Onjuist")),
    "no": (("Sant", "Usant"), ("Riktig", "Galt")),
    "pl": (("Prawda", "Fałsz"),),
    "pt": (("Verdadeiro", "Falso"), ("Certo", "Errado")),
    "ro": (("Adevărat", "Fals"),),
    "ru": (("Верно", "Неверно"), ("Правда", "Ложь")),
    "sv": (("Sant", "Falskt"), ("Rätt", "Fel")),
    "sw": (("Kweli", "Si kweli"), ("Sahihi", "Si sahihi")),
    "ta": (("சரி", "தவறு"),),
    "tr": (("Doğru", "Yanlış"),),
    "uk": (("Правильно", "Неправильно"), ("Правда", "Неправда")),
    "ur": (("درست", "غلط"), ("صحیح", "غلط")),
    "vi": (("Đúng", "Sai"),),
    "zh": (("对", "错"), ("正确", "错误"), ("對", "錯"), ("正確", "錯誤")),
}


@cache
def words(language: str) -> Mapping[str, str]:
    """Return all words of the interface by key. ``{name}`` in a text stands for a value.

    Keys of things that are counted end in a plural category of CLDR (``.one``, ``.other`` …). A language has those that
    it needs; ``.other`` is always there.

    Args:
        language: a BCP 47 tag such as ``fr-CA``: its catalogue, then that of ``fr``, then English. One that has no
            catalogue at all gets English.
    """
    found: dict[str, str] = {}
    for tag in reversed(chain(language)):
        found |= _catalogue(tag)
    return MappingProxyType(found)


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction a language is written in: by its script where the tag names one, else by the language."""
    primary, *rest = language.lower().replace("_", "-").split("-")
    # RFC 5646, section 2.1: a script is four letters. What follows a singleton belongs to an extension.
    scripts = [part for part in rest[: _singleton(rest)] if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in RIGHT_TO_LEFT else "ltr"


@cache
def languages() -> tuple[str, ...]:
    """Return the tags of the languages that have a catalogue, in order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.po")))


def true_false(language: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of words for true and false: those of the language, then the English ones."""
    tags = [*chain(language), ENGLISH]
    return tuple(dict.fromkeys(pair for tag in tags for pair in TRUE_FALSE.get(tag.lower(), ())))


def chain(language: str) -> tuple[str, ...]:
    """Return the tag and what it can be shortened to, most special first, then English (RFC 4647, section 3.4)."""
    parts = language.replace("_", "-").split("-")
    tags = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return tuple(dict.fromkeys([*(tag for tag in tags if len(tag.rpartition("-")[2]) > 1), ENGLISH]))


def is_translated(key: str, language: str) -> bool:
    """Whether the catalogues have a word in a language, so that it is not shown in English."""
    tags = [tag for tag in chain(language) if tag != ENGLISH]
    return language.lower().startswith(ENGLISH) or any(key in _catalogue(tag) for tag in tags)


def _singleton(parts: list[str]) -> int:
    return next((place for place, part in enumerate(parts) if len(part) == 1), len(parts))


@cache
def _catalogue(tag: str) -> Mapping[str, str]:
    """Return the texts of one catalogue; those that are not translated yet, or are marked fuzzy, are left out."""
    names = {name.lower(): name for name in languages()}
    if tag.lower() not in names:
        return {}
    entries = polib.pofile(str(FOLDER / f"{names[tag.lower()]}.po"), encoding="utf-8")
    return {entry.msgid: entry.msgstr for entry in entries.translated_entries()}
