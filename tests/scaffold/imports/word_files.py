"""Small Word files, in the dialects that public files show, each with the keys that it says."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph


@dataclass(frozen=True)
class P:
    """A paragraph.

    Args:
        look: of the whole of it: ``bold``, ``underlined``, ``highlighted``, ``red``, ``mono``.
        plain: what stands before it without that look.
        numbered: the level and the form of an item that Word counts.
    """

    text: str
    look: str = ""
    plain: str = ""
    style: str = "Normal"
    numbered: tuple[int, str] | None = None


Part = P | str | list[list[str]]


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word(*parts: Part) -> bytes:
    """Return a file of paragraphs, and of tables given as rows."""
    document = docx.Document()
    _lists(document)
    for part in parts:
        if isinstance(part, list):
            table = document.add_table(len(part), len(part[0]))
            for row, cells in zip(table.rows, part, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        else:
            add(document, part)
    return saved(document)


def add(document: Document, part: P | str) -> Paragraph:
    one = part if isinstance(part, P) else P(part)
    made = document.add_paragraph(style=one.style)
    made.add_run(one.plain)
    run = made.add_run(one.text)
    run.bold = one.look == "bold" or None
    run.underline = one.look == "underlined" or None
    if one.look == "highlighted":
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    if one.look == "red":
        run.font.color.rgb = RGBColor(255, 0, 0)
    if one.look == "mono":
        run.font.name = "Courier New"
    if one.numbered:
        level, form = one.numbered
        number = {"decimal": 901, "letters": 902}[form]
        made._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        )
    return made


def _lists(document: Document) -> None:
    """Add a list of questions with options below, and one of options alone."""
    numbering = document.part.numbering_part.element
    forms = {901: ("decimal", "lowerLetter"), 902: ("upperLetter", "decimal")}
    for number, levels in forms.items():
        inner = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%{at + 1}."/></w:lvl>'
            for at, form in enumerate(levels)
        )
        abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>')
        numbering.insert(0, abstract)
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )


def heading(text: str, level: int = 1) -> P:
    return P(text, style=f"Heading {level}")


FILES: Mapping[str, tuple[bytes, tuple[str, ...]]] = {
    "bold": (word("1. Which?", "a) one", P("b) two", "bold"), "c) three"), ("two",)),
    "bold-behind-letter": (word("1. Which?", "a. one", P("two", "bold", "b. "), "c. three"), ("two",)),
    "bold-questions-too": (
        word(P("1. Which?", "bold"), "A. one", P("B. two", "bold"), "C. three", P("2. And?", "bold"), P("A. x", "bold"), "B. y"),
        ("two", "x"),
    ),
    "underlined": (word("Which is it?", "A) one", "B) two", P("C) three", "underlined")), ("three",)),
    "highlighted": (word("1) Which?", P("(a) one", "highlighted"), "(b) two", "(c) three"), ("one",)),
    "red": (word("1. Which?", "a) one", "b) two", P("c) three", "red")), ("three",)),
    "star-before": (word("1. Which?", "*a) one", "b) two", "c) three"), ("one",)),
    "star-before-space": (word("1. Which?", "a) one", "* b) two", "c) three"), ("two",)),
    "star-behind-letter": (word("1. Which?", "a) one", "b) *two", "c) three"), ("two",)),
    "star-behind": (word("1. Which?", "a) one", "b) two", "c) three *"), ("three",)),
    "tick": (word("1. Which?", "a) one", "b) two ✓", "c) three"), ("two",)),
    "tick-before": (word("1. Which?", "a) one", "✔ b) two", "c) three"), ("two",)),
    "word-behind": (word("1. Which?", "a) one", "b) two", "c) three (correct)"), ("three",)),
    "words-behind": (word("1. Which?", "a) one (incorrect)", "b) two (Correct answer)", "c) three (incorrect)"), ("two",)),
    "arrow-behind": (word("Which one?", "a) one", "b) two ← correct", "c) three"), ("two",)),
    "answer-below": (word("1. Which?", "a) one", "b) two", "c) three", "Answer: B"), ("two",)),
    "aiken": (word("Which one is it?", "A. one", "B. two", "C. three", "ANSWER: C", "And this?", "A. x", "B. y", "ANSWER: A"), ("three", "x")),
    "answer-with-words": (word("1. Which?", "a) one", "b) two", "c) three", "Correct answer: b) two"), ("two",)),
    "answer-in-words": (word("1. Which?", "a) one", "b) two", "c) three", "Answer: three"), ("three",)),
    "answer-and-why": (word("1. Which?", "a) one", "b) two", "Ans: A. Because it is the first."), ("one",)),
    "answer-is": (word("1. Which?", "a) one", "b) two", "The correct answer is B."), ("two",)),
    "several-below": (word("1. Which two?", "a) one", "b) two", "c) three", "Answers: A and C"), ("one; three",)),
    "several-bold": (word("1. Which two are even?", "a) 1", P("b) 2", "bold"), "c) 3", P("d) 4", "bold"), "e) 5"), ("2; 4",)),
    "key-at-the-end": (
        word(heading("Test"), "1. Which?", "a) one", "b) two", "2. And?", "a) x", "b) y", heading("Answer key"), "1. b", "2. a"),
        ("two", "x"),
    ),
    "key-in-a-line": (
        word("1. Which?", "A. one", "B. two", "2. And?", "A. x", "B. y", "3. So?", "A. p", "B. q", "Answers:", "1-B  2-A  3-B"),
        ("two", "x", "q"),
    ),
    "key-in-a-table": (
        word("1. Which?", "a) one", "b) two", "2. And?", "a) x", "b) y", "Key", [["Question", "Answer"], ["1", "b"], ["2", "a"]]),
        ("two", "x"),
    ),
    "key-with-words": (word("1. Which?", "a) one", "b) two", "Answer Key", "1. B – two"), ("two",)),
    "key-of-truths": (
        word(heading("True or false?"), "1. Water is wet.", "2. Fire is cold.", "Answers", "1. True", "2. False"),
        ("True", "False"),
    ),
    "counted-by-word": (
        word(
            P("Which?", numbered=(0, "decimal")), P("one", numbered=(1, "decimal")), P("two", "bold", numbered=(1, "decimal")),
            P("And?", numbered=(0, "decimal")), P("x", "bold", numbered=(1, "decimal")), P("y", numbered=(1, "decimal")),
        ),
        ("two", "x"),
    ),
    "counted-with-key": (
        word(
            P("Which?", numbered=(0, "decimal")), P("one", numbered=(1, "decimal")), P("two", numbered=(1, "decimal")),
            "Answer Key", "1. b",
        ),
        ("two",),
    ),
    "letters-by-word": (
        word("Which is it?", P("one", numbered=(0, "letters")), P("two (correct)", numbered=(0, "letters"))), ("two",)
    ),
    "boxes": (word("Which is it?", "☐ one", "☒ two", "☐ three"), ("two",)),
    "boxes-of-signs": (word("1. Which are even?", "[ ] 1", "[x] 2", "[ ] 3", "[x] 4"), ("2; 4",)),
    "circles": (word("Which is it?", "○ one", "● two", "○ three"), ("two",)),
    "bullets": (
        word("Which is it?", P("one", style="List Bullet"), P("two (correct)", style="List Bullet"), P("three", style="List Bullet")),
        ("two",),
    ),
    "digits": (word("Which is it?", "1) one", "2) two", "3) three", "Answer: 2"), ("two",)),
    "breaks": (word("1. Which?\na) one\nb) two\nc) three\nAnswer: c"), ("three",)),
    "tabs": (word("1. Which?", "a) one\tb) two\tc) three", "Answer: b"), ("two",)),
    "true-false-bold": (word("1. Water is wet.", P("True", "bold"), "False"), ("True",)),
    "true-false-letters": (word("1. Fire is cold.", "A. True", "B. False", "Answer: B"), ("False",)),
    "true-false-below": (word("1. Fire is cold. (True/False)", "Answer: False"), ("False",)),
    "blank": (word("1. The capital of Nepal is ______.", "Answer: Kathmandu"), ("Kathmandu",)),
    "blank-or": (word("The sea has a ______.", "Answer: colour or color"), ("colour; color",)),
    "blanks": (word("1. ____ and ____ are primary colours.", "Answers: red, blue"), ("red / blue",)),
    "number": (word("1. How much is 6 × 7?", "Answer: 42"), ("42",)),
    "number-in-blank": (word("1. A week has ____ days.", "Answer: 7"), ("7",)),
    "french": (word("1. Laquelle ?", "a) un", "b) deux", "c) trois", "Réponse : b"), ("deux",)),
    "french-truth": (word("1. L’eau est sèche.", "Vrai", P("Faux", "bold")), ("False",)),
    "spanish": (word("1. ¿Cuál es?", "a) uno", "b) dos", "Respuesta correcta: a"), ("uno",)),
    "german": (word("Frage 1: Welche?", "a) eins", "b) zwei", "Antwort: b"), ("zwei",)),
    "portuguese": (word("1. Qual é?", "a) um", "b) dois", "Resposta: b"), ("dois",)),
    "arabic": (word("1. ما هي؟", "A. واحد", "B. اثنان", "الإجابة: B"), ("اثنان",)),
    "named": (word("Question 1: Which?", "A. one", "B. two", "Answer: A", "Question 2: And?", "A. x", "B. y", "Answer: B"), ("one", "y")),
    "named-alone": (word("Question 1", "Which is it?", "A. one", "B. two", "Answer: A"), ("one",)),
    "named-headings": (
        word(heading("Quiz"), heading("Question 1", 2), "Which?", "A. one", "B. two", "Answer: A", heading("Question 2", 2), "And?", "A. x", "B. y", "Answer: B"),
        ("one", "y"),
    ),
    "short-named": (word("Q1. Which?", "(A) one", "(B) two", "Key: B"), ("two",)),
    "explained": (word("1. Which?", "a) one", "b) two", "Answer: b", "Explanation: It comes second."), ("two",)),
    "points": (word("1. Which? (2 points)", "a) one", "b) two*"), ("two",)),
    "arabic-letters": (
        word("1. ما هو النهر؟", "أ) النيل", "ب) الجبل", "ج) البحر", "الإجابة: أ", "س ٢: كم؟", "أ- واحد", "ب- اثنان", "الإجابة الصحيحة هي ب"),
        ("النيل", "اثنان"),
    ),
    "arabic-truth": (word("٣. الماء سائل.", "صح", "خطأ", "الجواب: صح"), ("صحيح",)),
    "nepali": (
        word("१. यो के हो?", "क) खोला", "ख) पहाड", "ग) बाटो", "उत्तर: ख", "प्रश्न २: कति?", "(क) एक", P("(ख) दुई", "bold")),
        ("पहाड", "दुई"),
    ),
    "russian": (
        word("1. Что это?", "а) река", "б) гора", "в) море", "Ответ: в", "Вопрос 2. Вода мокрая.", "Верно", "Неверно", "Правильный ответ: верно"),
        ("море", "True"),
    ),
    "greek": (word("1. Ποιο;", "α) ένα", "β) δύο", "Απάντηση: β"), ("δύο",)),
    "chinese": (word("1、哪个？", "A、一", "B、二", "C、三", "正确答案：C"), ("三",)),
    "vietnamese": (word("Câu 1: Cái nào?", "A. một", "B. hai", "Đáp án: B"), ("hai",)),
    "italian-dutch-turkish": (
        word("1. Quale?", "a) uno", "b) due", "Risposta: b", "2. Welke?", "a) een", "b) twee", "Antwoord: a", "3. Hangi?", "a) bir", "b) iki", "Cevap: b"),
        ("due", "een", "iki"),
    ),
    "spanish-signs": (word("1.- ¿Cuál?", "a.- uno", "b.- dos", "R: b"), ("dos",)),
    "answer-without-colon": (word("1. Which?", "a) one", "b) two", "Answer b"), ("two",)),
    "answer-in-brackets": (word("1. Which?", "a) one", "b) two", "[Answer: a]", "2. And?", "a) x", "b) y", "(Answer: b)"), ("one", "y")),
    "answer-on-its-own-line": (word("1. Which?", "a) one", "b) two", "Answer:", "b"), ("two",)),
    "answer-option": (word("1. Which?", "Option A: one", "Option B: two", "Correct Answer: Option B"), ("two",)),
    "answer-of-letters": (word("1. Which are even?", "A. 2", "B. 3", "C. 4", "D. 5", "Answer: AC"), ("2; 4",)),
    "answer-and-in-spanish": (word("1. ¿Cuáles?", "a) uno", "b) dos", "c) tres", "Respuesta: a y c"), ("uno; tres",)),
    "correct-alone": (word("1. Which?", "a) one", "b) two", "Correct: b"), ("two",)),
    "examview": (
        word("TRUE/FALSE", "\t1.\tWater boils at 100 °C.", "ANS:\tT\tPTS:\t1\tDIF:\tEasy", "MULTIPLE CHOICE", "\t2.\tWhich gas?",
             "a.\toxygen\tc.\targon", "b.\tnitrogen\td.\tneon", "ANS:\tB\tPTS:\t2\tREF:\tp. 12", "OBJ:\tAir", "COMPLETION",
             "\t3.\tThe sea is ____________________.", "ANS:\tsalty"),
        ("True", "nitrogen", "salty"),
    ),
    "in-one-line": (
        word("1. Which gas? a) oxygen b) nitrogen c) argon", "Answer: b", "2. Which? (A) one (B) two", "Answer: A"), ("nitrogen", "one")
    ),
    "in-one-line-with-list": (word("1. Which? a) one b) two", "2. And? a) x b) y", "Answers: 1. b, 2. a"), ("two", "x")),
    "table-of-questions": (
        word([["No.", "Question", "A", "B", "C", "Correct answer", "Explanation"], ["1", "Which?", "one", "two", "three", "B", "It is."],
              ["2", "And?", "x", "y", "", "A", ""]]),
        ("two", "x"),
    ),
    "table-of-options": (word("1. Which gas?", [["A. oxygen", "C. argon"], ["B. nitrogen", "D. neon"]], "Answer: B"), ("nitrogen",)),
    "table-of-one-column": (word([["1. Which?"], ["a) one"], ["b) two"], ["Answer: b"]]), ("two",)),
    "table-with-labels": (word([["1", "Which is it?"], ["A", "one"], ["B", "two"], ["Answer", "B"]]), ("two",)),
    "table-of-truths": (word([["Statement", "Answer"], ["Water is wet.", "True"], ["Fire is cold.", "False"]]), ("True", "False")),
    "table-in-arabic": (
        word([["الرقم", "السؤال", "أ", "ب", "الإجابة"], ["1", "ما هو؟", "واحد", "اثنان", "ب"]]), ("اثنان",)
    ),
    "table-in-nepali": (word([["क्र.सं.", "प्रश्न", "क", "ख", "उत्तर"], ["१", "कुन हो?", "एक", "दुई", "ख"]]), ("दुई",)),
    "table-in-french": (
        word([["N°", "Question", "A", "B", "Réponse"], ["1", "Laquelle ?", "un", "deux", "B"], ["2", "Et ?", "x", "y", "A"]]), ("deux", "x")
    ),
    "columns-by-spaces": (word("1. Which?", "A. one     B. two     C. three", "Answer: three"), ("three",)),
    "table-with-numbers": (
        word([["Question", "Option 1", "Option 2", "Option 3", "Correct"], ["Which?", "x", "y", "z", "2"], ["And?", "p", "q", "r", "r"]]),
        ("y", "r"),
    ),
    "bold-without-its-stop": (word("1. Which?", "a) one", P("two", "bold", "b) "), "c) three", "2. And?", "a) x", P("y.", "bold", "b) ")), ("two", "y.")),
    "without-spaces": (word("1.Which?", "a.one", "b.two", "Ans.B"), ("two",)),
    "signs-of-direction": (word("\u200f2. ما هو؟", "\u200fأ) واحد\u200f", "\u200fب) اثنان", "\u200fالإجابة: ب\u200f"), ("اثنان",)),
    "key-in-rows": (
        word("1. Which?", "a) one", "b) two", "2. And?", "a) x", "b) y", "Answer key", [["1", "2"], ["B", "A"]]), ("two", "x")
    ),
    "long": (
        word("1. Read this.", "A bus has 40 seats, and 12 are empty.", [["a", "b"], ["c", "d"]], "How many are taken?", "a) 12", "b) 28", "Answer: b"),
        ("28",),
    ),
}  # fmt: skip
"""By the name of the file: the file, and the key of each question."""

UNCLEAR: Mapping[str, tuple[bytes, str]] = {
    "unmarked": (word("1. Which?", "a) one", "b) two"), "None of its options is marked as right. It stands as text."),
    "all": (word("1. Which?", P("a) one", "bold"), P("b) two", "bold")), "None of its options is marked as right. It stands as text."),
    "two-ways": (
        word("1. Which?", "*a) one", "b) two", "Answer: b"),
        "Its options are marked as right in two ways, which are not the same. It stands as text.",
    ),
    "no-such-option": (word("1. Which?", "a) one", "b) two", "Answer: d"), "Its key names an option that is not there. It stands as text."),
    "either": (word("1. Which?", "a) one", "b) two", "Answer: a or b"), "Its key, “a or b”, names none of its options. It stands as text."),
    "two-options": (
        word("1. Which?", "a) one", "b) two", "Answer: a) two"),
        "Its key, “a) two”, names two different options. It stands as text.",
    ),
    "pairs": (
        word("1. Match.", "a) cat", "b) dog", "Answer: a-2, b-1"),
        "Its key, “a-2, b-1”, names none of its options. It stands as text.",
    ),
    "essay": (
        word("1. Why is it so?", "Answer: Because the sun heats the sea and the air above it rises."),
        "Its answer is a text of its own, which no machine can compare. It stands as text.",
    ),
    "too-few": (word("____ and ____ are colours.", "Answer: red"), "It has 2 blanks, and its key has not as many answers. It stands as text."),
    "two-keys": (
        word("1. Which?", "a) one", "b) two", "Answer: a", "Answer key", "1. b"),
        "Its options are marked as right in two ways, which are not the same. It stands as text.",
    ),
}  # fmt: skip
"""Where it is not said clearly what is right: the file, and what is told."""
