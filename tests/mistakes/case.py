"""What a mistake that authors make is: a tiny course, and what must be told of it. The tables stand beside this.

``▶`` in a course's text stands right before the place that must be named; it is taken out before the course is read.
A place that cannot be marked so (the file is not text, or not there) is given in words.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from PIL import Image

from tests.courses_on_disk import PAGE

Files = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Case:
    """A mistake.

    Args:
        code: the rule it breaks.
        hint: a part of what the hint must say.
        place: ``file:line:column`` where no ``▶`` marks it.
        also: codes of what else is told, because it follows.
        links: symbolic links to make: name → target.
        outputs: what is built.
    """

    name: str
    code: str
    files: Files
    hint: str
    place: str = ""
    also: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    outputs: tuple[str, ...] = ("html",)


def png(width: int = 2, height: int = 2) -> bytes:
    """Return a picture."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(stream, "PNG")
    return stream.getvalue()


def yml(text: str) -> Files:
    """The smallest course with another ``course.yml``."""
    return {**PAGE, "course.yml": text}


def repeated(question: str, count: int) -> str:
    """Return a question so many times, each with its number for ``N``."""
    return "\n".join(question.replace("N", str(number)) for number in range(count))


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>'
CHOICE = "- (x) One\n- ( ) Two"
