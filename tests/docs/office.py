"""Makes the Word and PowerPoint files that the guide shows as text.

``#`` begins a heading or the title of a slide, ``*`` an item, ``>`` what a speaker says, and ``**words**`` are bold.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import docx
import pptx


def write_file(path: Path, text: str) -> None:
    """Write a file that the guide shows."""
    lines = [line for line in text.split("\n") if line]
    if path.suffix == ".docx":
        _word(lines).save(str(path))
    elif path.suffix == ".pptx":
        _slides(lines).save(str(path))
    else:
        path.write_text(text, encoding="utf-8", newline="\n")


def _runs(paragraph: Any, line: str) -> None:
    for piece in re.split(r"(\*\*.+?\*\*)", line):
        run = paragraph.add_run()
        run.text = piece.strip("*") if piece.startswith("**") else piece
        run.font.bold = piece.startswith("**") or None


def _word(lines: list[str]) -> Any:
    document = docx.Document()
    for line in lines:
        signs = re.match(r"(\*(?!\*)|#*) ?", line)
        assert signs
        style = "List Bullet" if signs[1] == "*" else f"Heading {len(signs[1])}" if signs[1] else "Normal"
        _runs(document.add_paragraph(style=style), line[signs.end() :])
    return document


def _slides(lines: list[str]) -> Any:
    deck = pptx.Presentation()
    slide: Any = None
    for line in lines:
        sign, _, rest = line.partition(" ")
        if sign == "#":
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            slide.shapes.title.text = rest
        elif sign == ">":
            slide.notes_slide.notes_text_frame.text = rest
        else:
            frame = slide.placeholders[1].text_frame
            paragraph = frame.add_paragraph() if frame.text else frame.paragraphs[0]
            _runs(paragraph, rest if sign == "*" else line)
    return deck
