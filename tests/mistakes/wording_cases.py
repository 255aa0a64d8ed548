"""Mistakes in wordings: they are told at their line in the catalogue."""

from __future__ import annotations

from tests.mistakes.case import Case

_HEAD = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def _course(text: str, *entries: tuple[str, str, str]) -> dict[str, str | bytes]:
    """Return a course of one page in two languages, with the contexts, texts and wordings of the page."""
    every = [("course.yml · title", "T", "T"), ("modules/a.md · title", "A", "A"), *entries]
    written = []
    for context, source, said in every:
        before, mark, behind = said.rpartition("▶")
        written.append(f'\nmsgctxt "{context}"\nmsgid "{source}"\n{mark}msgstr "{before}{behind}"\n')
    return {
        "course.yml": "title: T\nlanguages: [fr]\n",
        "modules/a.md": f"# A\n\n{text}\n",
        "translations/fr.po": _HEAD + "".join(written),
    }


_LINK = "Read [the first page](https://example.org/)."
_QUESTION = ":::question{#q}\nHow much is [[20 km|5]]?\n:::"
_ASKED = ("modules/a.md#q · question", "How much is [[1]]?", "Combien font [[1]] ?")
_MENU = ":::question{#q}\nIt is [[( ) five | (x) nine]].\n:::"
_CHOICE = ":::question{#q}\nIs it so?\n\n- (x) True\n- ( ) False\n:::"

CASES = [
    Case(
        "wording without the link",
        "translation-marks",
        _course(_LINK, ("modules/a.md · text", _LINK, "▶Lisez ceci.")),
        "Put https://example.org/ where it belongs",
    ),
    Case(
        "wording with a mark that is not closed",
        "translation-marks",
        _course("Read.", ("modules/a.md · text", "Read.", "▶Lisez **ceci.")),
        "Write **words**",
    ),
    Case(
        "wording that would be a heading",
        "translation-structure",
        _course("Read.", ("modules/a.md · text", "Read.", "▶# Lisez.")),
        "Begin with a word",
    ),
    Case(
        "number whose wording is none",
        "translation-answers",
        _course(_QUESTION, _ASKED, ("modules/a.md#q · number", "20 km|5", "▶vingt km")),
        "Write  20 km|5",
    ),
    Case(
        "drop-down in another order",
        "translation-answers",
        _course(
            _MENU,
            ("modules/a.md#q · question", "It is [[1]].", "C’est [[1]]."),
            ("modules/a.md#q · drop-down", "( ) five | (x) nine", "▶(x) neuf | ( ) cinq"),
        ),
        "in the same order",
    ),
    Case(
        "word that is neither true nor false",
        "translation-answers",
        _course(
            _CHOICE,
            ("modules/a.md#q · question", "Is it so?", "En est-il ainsi ?"),
            ("modules/a.md#q · option, right", "True", "▶Exact"),
            ("modules/a.md#q · option, wrong", "False", "Faux"),
        ),
        "Write  Vrai",
    ),
]
