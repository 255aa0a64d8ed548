"""The style sheet of a course: the theme's values, the accent in light and dark, and the pieces the course uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from course_builder.blocks import block_rooms, part_style
from course_builder.model import Block, Choice, Content, Course, Page, Part, Prose, Question, walk
from course_builder.render.colour import Accent
from course_builder.render.environment import THEME

_CSS = THEME / "css"
_ALWAYS = ("base", "layout", "content", "home")
# What a course uses → the pieces that it needs, in the order in which they stand in the style sheet.
_PIECES: dict[str, tuple[str, ...]] = {
    "code": ("code",),
    "question": ("question",),
    "choice": ("question", "choice"),
    "text": ("question", "choice", "text"),
    "number": ("question", "text"),
    "match": ("question", "match"),
    "order": ("question", "order"),
    "region": ("question", "region"),
    "scenario": ("question", "choice", "scenario"),
    "quiz": ("question", "quiz"),
}
_STRING = re.compile(r"""("[^"]*"|'[^']*')""")
_DARK = re.compile(r"@dark\s*\{([^}]*)\}")
# Grounds that text with links stands on.
_VALUE = re.compile(r"--(page|surface|[a-z]+-soft):\s*(#[0-9a-fA-F]{6})")


def stylesheet(accent: str, used: AbstractSet[str], values: str = "", extra: str = "") -> str:
    """Return the CSS of a course.

    Args:
        accent: ``#rrggbb``.
        used: what the course uses, as ``used_by`` returns it.
        values: of the course's own theme, which is a page of values first of all.
        extra: CSS of the course's own theme, put last.
    """
    wanted = {piece for name in used for piece in _PIECES.get(name, ())}
    order = dict.fromkeys(piece for pieces in _PIECES.values() for piece in pieces)
    rooms = block_rooms()
    # Blocks that share a room share its style.
    blocks = dict.fromkeys(rooms[name].style for name in sorted(used) if name in rooms and not rooms[name].parts)
    tokens = _read(_CSS / "tokens.css") + values
    pieces = [_read(_CSS / f"{name}.css") for name in (*_ALWAYS, *(piece for piece in order if piece in wanted))]
    return minified("\n".join([_with_dark(tokens, accent), *pieces, *blocks, _read(_CSS / "print.css"), extra]))


def part_sheet(name: str) -> str:
    """Return the CSS of a part, which only the pages that need it load."""
    return minified(part_style(name))


def used_by(course: Course) -> frozenset[str]:
    """Return the names of interactions, blocks and other pieces that a course uses."""
    return frozenset(_used(course))


def _used(course: Course) -> Iterator[str]:
    if course.assessments:
        yield "quiz"
    for screen in course.screens:
        if isinstance(screen, Page):
            yield from _in_content(screen.content)
        else:
            yield from _in_content(screen.introduction)
            for question in screen.questions:
                yield from _in_question(question)


def _in_content(content: Content) -> Iterator[str]:
    for node in walk(content):
        match node:
            case Prose():
                yield from _in_prose(node)
            case Block():
                yield node.name
            case Question():
                yield from _in_question(node)


def _in_prose(prose: Prose) -> Iterator[str]:
    if any(sign in prose.text for sign in ("```", "~~~", "\n    ", "\t", "<pre")) or prose.text.startswith("    "):
        yield "code"
    if "[!" in prose.text:
        # A callout inside a list; all five share a style.
        yield "note"


def _in_question(question: Question) -> Iterator[str]:
    yield "question"
    feedback = question.feedback
    contents = [question.prompt, feedback.correct, feedback.partial, feedback.incorrect, feedback.explanation]
    contents += [hint.text for hint in question.hints] + [ending.text for ending in question.endings]
    if question.endings:
        yield "scenario"
    for part in question.parts:
        yield part.interaction.type
        contents.append(part.prompt)
        for prose in _texts(part):
            yield from _in_prose(prose)
    for content in contents:
        yield from _in_content(content)


def _texts(part: Part) -> Iterator[Prose]:
    if isinstance(part.interaction, Choice):
        for option in part.interaction.options:
            yield option.text
            if option.feedback:
                yield option.feedback


def _with_dark(tokens: str, accent: str) -> str:
    """Give the tokens their accent, and write the dark values for both ways of being dark."""
    # The last value wins, as in CSS: a course's own tokens come after the theme's.
    dark = "".join(_DARK.findall(tokens))
    light = _DARK.sub("", tokens)
    light += f":root{{{_accent(accent, light)}}}"
    dark += _accent(accent, dark)
    system = f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
    return f"{light}{system}:root[data-theme=dark]{{{dark}}}"


def _accent(accent: str, tokens: str) -> str:
    grounds = dict(_VALUE.findall(tokens))
    variants = Accent.for_page(accent, grounds.pop("page"), *grounds.values())
    values = {"": variants.plain, "-strong": variants.strong, "-ink": variants.ink, "-soft": variants.soft}
    return "".join(f"--accent{name}:{value};" for name, value in values.items())


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def minified(css: str) -> str:
    """Return ``css`` without comments and needless white space. Strings stay as they are."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    pieces = _STRING.split(css)
    for index in range(0, len(pieces), 2):
        piece = re.sub(r"\s+", " ", pieces[index])
        piece = re.sub(r" ?([{};,]) ?", r"\1", piece)
        piece = re.sub(r": (?=\S|$)", ":", piece)
        pieces[index] = piece.replace(";}", "}").replace(" > ", ">").replace(" !important", "!important")
    return "".join(pieces).strip()
