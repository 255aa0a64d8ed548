"""How people mark what is right in a document: by signs, by how it looks, and by what stands below or at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml.html import HtmlElement

_RIGHT = (
    r"(?:correct(?:\s+answer)?|right(?:\s+answer)?|answer|true\s+answer|key|richtig|korrekt|juste|bonne\s+réponse|correcte?"
    r"|correct[oa]|respuesta\s+correcta|certo|certa|giust[oa]|corrett[oa]|juist|верно|правильно|सही|doğru|benar|đúng|正确|صحيح)"
)
_WRONG = r"(?:incorrect[oa]?|wrong|false|falsch|faux|errad[oa]|sbagliat[oa]|fout|неверно|गलत|yanlış|salah|sai|错误|خطأ)"
TICKS = "✓✔√✅☑☒🗸"
_EMPTY = "☐□○◯❏❑⬜"
_FULL = "☑☒■●◉⦿✅"
BEFORE = re.compile(
    rf"\s*(?P<box>[{_EMPTY}{_FULL}]|\[\s?[xX✓]?\s?\]|\(\s?[xX]?\s?\)(?=\s))?\s*(?P<sign>[*{TICKS}→]|=>|->)?\s*"
)
_BEHIND = re.compile(
    rf"\s*(?:(?P<right>[*{TICKS}]|(?:[-–—←]|<-+)?\s*[(\[]\s*{_RIGHT}!?\s*[)\]]|(?:[-–—←]|<-+)\s*{_RIGHT}!?)"
    rf"|(?P<wrong>[✗✘❌]|(?:[-–—←]\s*)?[(\[]\s*{_WRONG}!?\s*[)\]]))\s*$",
    re.IGNORECASE,
)
_LETTER = r"[^\W\d_]\u0640?"
"""A letter of any script; in Arabic with the line that makes it longer."""

LETTER = re.compile(
    rf"\s*(?:(?:option|choice)\s+)?[(\[]?(?P<letter>{_LETTER})\s*(?:[.):\]．、：）](?=\s|\S{{2}}|\S$)|[.)]?\s?[-–](?=\s))\s*",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\s*\(?(?P<digit>\d{1,2})\s*[.):．、）](?=\s|\D)\s*")
QUESTION = re.compile(
    r"\s*(?:(?:Q(?:uestion|n)?|Frage|Pregunta|Pergunta|Questão|Domanda|Vraag|Soru|Soal|Câu(?:\s+hỏi)?|Вопрос|Питання|السؤال|سؤال"
    r"|س|प्रश्न)\s*(?:[.:#]|n[°º.])?\s*(?P<named>\d{1,3})\s*[.:)：．\-–]?"
    r"|\(?(?P<number>\d{1,3})\s*(?:[.):．、）](?:[-–](?=\s))?(?!\d)|[-–]\s(?=[^\W\d])))\s*",
    re.IGNORECASE,
)
_ANSWER = (
    r"(?:the\s+)?(?:(?:correct|right|best)\s+(?:answers?|option|choice|key)|answers?|ans|key|answer\s+key|correct|bonnes?\s+réponses?"
    r"|réponses?(?:\s+(?:correcte|juste)s?)?|respuestas?(?:\s+correctas?)?|rta\.?|r(?=\s?:)|(?:richtige\s+)?antwort(?:en)?|lösung"
    r"|solution|(?:respostas?|gabarito)(?:\s+corretas?)?|risposta(?:\s+(?:corretta|esatta))?|(?:juiste\s+)?antwoord"
    r"|(?:правильн(?:ый|ые)\s+)?ответы?|(?:правильна\s+)?відповідь|(?:सही\s+)?(?:उत्तर|जवाफ)|(?:doğru\s+)?cevap"
    r"|(?:kunci\s+)?jawaban|đáp\s+án(?:\s+đúng)?|(?:正确|參考|参考)?答案|(?:σωστή\s+)?απάντηση|(?:poprawna\s+)?odpowiedź"
    r"|ال(?:إ|ا)جابة(?:\s+الصحيحة)?|الجواب(?:\s+الصحيح)?)"
)
ANSWER = re.compile(
    rf"\s*(?P<open>[\[(]\s*)?{_ANSWER}"
    rf"\s*(?:[:=：→]|->|\b(?:is|are|est|es|ist|è|هي|هو)\b\s*:?|[-–—]\s|\.?(?=\s?(?<=[\s.])\(?{_LETTER}\)?\s*$))"
    r"\s*(?P<said>\S.*?)\s*(?(open)[\])]\s*)$",
    re.IGNORECASE,
)
ANSWER_BELOW = re.compile(rf"\s*{_ANSWER}\s*[:：]\s*$", re.IGNORECASE)
"""Stands above a key in a line of its own."""

EXPLANATION = re.compile(
    r"\s*(?:explanations?|rationale|feedback|reason|justification|comment|explication|explicación|erklärung|begründung|explicação"
    r"|spiegazione|uitleg|пояснение|объяснение|व्याख्या|açıklama|pembahasan|giải\s+thích|解析|الشرح|التفسير|التوضيح)"
    r"\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
POINTS = re.compile(
    r"\s*[\[(]\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:points?|pts?\.?|marks?|punkte?|puntos?|pontos?|punti|punten|балл(?:а|ов)?|अङ्क|puan"
    r"|poin|درجات|درجة|نقاط|نقطة)\s*[\])]\s*$",
    re.IGNORECASE,
)
BLANK = re.compile(r"_{3,}|\.{5,}|…{3,}")
LIST_OF_KEYS = re.compile(
    r"\s*(?:the\s+)?(?:answers?(?:\s+(?:key|sheet|list))?|(?:answer\s+)?keys?|correct\s+answers|solutions?|lösungen|corrigé|réponses"
    r"|respuestas|gabarito|clave(?:\s+de\s+respuestas)?|risposte|antwoorden|ответы|ключи?|відповіді|उत्तर(?:हरू|माला|\s+कुञ्जी)?"
    r"|cevap(?:lar|\s+anahtarı)|kunci\s+jawaban|đáp\s+án|答案|الإجابات|مفتاح\s+الإجابات?)"
    r"(?:\s+to\s+(?:the\s+)?(?:questions|quiz|test))?\s*(?:[:：]\s*(?P<keys>\S.*)?)?$",
    re.IGNORECASE,
)
_TRUE = {
    "true", "t", "vrai", "v", "verdadero", "wahr", "richtig", "verdadeiro", "vero", "waar", "верно", "правда",
    "правильно", "सही", "ठीक", "doğru", "benar", "đúng", "正确", "对", "σωστό", "prawda", "صحيح", "صح", "صحيحة", "yes",
}  # fmt: skip
_FALSE = {
    "false", "f", "faux", "falso", "falsch", "onwaar", "неверно", "ложь", "неправильно", "गलत", "बेठीक", "yanlış",
    "salah", "sai", "错误", "错", "λάθος", "fałsz", "خطأ", "خاطئة", "no",
}  # fmt: skip
TRUTHS = frozenset({*_TRUE, *_FALSE} - {"t", "f", "v", "yes", "no"})
_WORDS_TRUE, _WORDS_FALSE = _TRUE - {"t", "v", "yes", "richtig"}, _FALSE - {"f", "no"}

ALPHABETS = {
    "upperLetter": "abcdefghijklmnopqrstuvwxyz", "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "russianLower": "абвгдежзиклмн", "russianUpper": "абвгдежзиклмн", "hindiConsonants": "कखगघङचछजझञटठडढ",
    "hindiVowels": "अआइईउऊऋएऐओऔ", "arabicAbjad": "أبجدهوزحطي", "arabicAlpha": "أبتثجحخدذر", "hebrew1": "אבגדהוזחטי",
}  # fmt: skip
"""With which letters options are counted, by what Office calls the forms of its lists (ECMA-376-1, 17.18.59)."""

_BY_HAND = ("αβγδεζηθ", "কখগঘঙচছজ", "กขคงจฉช", "авсdе", "абвгґдеє")
"""Alphabets that Office does not count with; of the last but one the letters only look like those of Latin."""


_TAIL = 80
"""So many characters from its end a sign stands behind a text, spaces left out."""


def behind(text: str, start: int) -> re.Match[str] | None:
    """Return the sign behind an option that says whether it is right; ``start`` is where the option begins."""
    bare = text.rstrip()
    # A long run of spaces would be tried from each of its places.
    return _BEHIND.search(bare, max(start, len(bare) - _TAIL))


def letter(written: str) -> str:
    """Return a letter as letters are compared: small, and the Arabic ones without what is written above or below."""
    return re.sub("[اآإ]", "أ", written.rstrip("\u0640").casefold())


_PLACES: dict[str, frozenset[int]] = {
    sign: frozenset(one.index(sign) for one in (*ALPHABETS.values(), *_BY_HAND) if sign in one)
    for sign in "".join((*ALPHABETS.values(), *_BY_HAND))
}


def places(written: str) -> frozenset[int]:
    """Return at which places, from 0, a letter stands in the alphabets."""
    return _PLACES.get(letter(written), frozenset())


def counts(written: str, index: int) -> bool:
    """Whether a letter is the one that stands at a place in one of the alphabets."""
    return index in places(written)


FIELDS = re.compile(
    r"\s*\b(?P<name>PTS|DIF|REF|OBJ|NAT|STA|TOP|KEY|MSC|BLM|LOC|NOT):\s*(?P<said>.*?)(?=\s*\b[A-Z]{3}:|$)"
)
"""What ExamView writes beside and below a key."""

LOOKS = {
    "strong": "bold", "b": "bold", "u": "underlined", "mark": "highlighted", "span": "coloured",
}  # fmt: skip


MONOSPACED = re.compile(r"courier|consolas|menlo|monaco|mono|lucida console|source code", re.IGNORECASE)
"""Names of fonts in which code is written."""


def is_colour(value: str) -> bool:
    """Whether somebody sees that it is coloured: neither black nor grey."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", value):
        return False
    red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) > 60


def truth(text: str, *, short: bool = True) -> bool | None:
    """Return whether a text says true or false; None where it says neither."""
    word = text.strip(" .!()[]*").casefold()
    if word in (_TRUE - {"yes"} if short else _WORDS_TRUE):
        return True
    return False if word in (_FALSE - {"no"} if short else _WORDS_FALSE) else None


_AND = r"(?:\s*[,;&+/،、]\s*(?:(?:and|et|y|und|e|و|и)\s+)?|\s+(?:and|et|y|und|e|و|и|र|ve|dan|en)\s+)"


def letters(said: str) -> tuple[list[str], str]:
    """Return the letters that a key names, and what stands behind; none where it names none clearly."""
    said = re.sub(r"^(?:option|choice|letter|الخيار)\s+", "", said, flags=re.IGNORECASE)
    if re.fullmatch(r"[A-H]{2,6}", said) and "".join(sorted(set(said))) == said:
        return [letter(one) for one in said], ""
    one = rf"[(\[]?{_LETTER}[)\]]?"
    found = re.match(rf"({one}(?:{_AND}{one})*)(?=[\s.):,]|[-–]\s|$)", said, re.IGNORECASE)
    if not found:
        return [], ""
    rest = said[found.end() :].lstrip(" .):-–,")
    named = [letter(one.strip("()[] ")) for one in re.split(_AND, found[1], flags=re.IGNORECASE)]
    if re.match(r"(?:or|ou|oder|o|أو|или)\b", rest, re.IGNORECASE):
        return [], ""
    return list(dict.fromkeys(named)), rest


def looks(element: HtmlElement, start: int) -> set[str]:
    """Return how all that is said from a character on looks: bold, underlined, highlighted, coloured."""
    found: list[set[str]] = []

    def add(text: str | None, inside: frozenset[str]) -> None:
        # Signs at the end of what is bold are often not.
        found.extend(set(inside) if one.isalnum() else {"-"} for one in text or "")

    def walk(one: HtmlElement, inside: frozenset[str]) -> None:
        own = inside | ({LOOKS[one.tag]} if one.tag in LOOKS else set())
        add(one.text, own)
        for child in one:
            walk(child, own)
            add(child.tail, own)

    walk(element, frozenset())
    seen = [one for one in found[start:] if "-" not in one]
    return set.intersection(*seen) if seen else set()


def cut(element: HtmlElement, start: int, end: int = 0, plain: Sequence[str] = ()) -> HtmlElement:
    """Return an element without some characters at its start and its end, and without some looks."""
    made: HtmlElement = deepcopy(element)
    made.tail = None
    for tag, look in LOOKS.items():
        if look in plain:
            for one in list(made.iter(tag)):
                if one is not made:
                    one.drop_tag()
    for one, tail in _texts(made):
        text = (one.tail if tail else one.text) or ""
        left, start = text[start:], max(0, start - len(text))
        _set(one, tail, left)
        if not start:
            break
    for one, tail in reversed(_texts(made)):
        text = (one.tail if tail else one.text) or ""
        kept = text[: max(0, len(text) - end)] if end else text
        end = max(0, end - len(text))
        _set(one, tail, kept)
        if not end:
            break
    return made


def _texts(element: HtmlElement) -> list[tuple[HtmlElement, bool]]:
    made: list[tuple[HtmlElement, bool]] = [(element, False)]
    for one in element:
        made += [*_texts(one), (one, True)]
    return made


def _set(element: HtmlElement, tail: bool, text: str) -> None:
    if tail:
        element.tail = text
    else:
        element.text = text
