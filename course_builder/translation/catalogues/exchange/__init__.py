"""What goes to agencies and comes back: a catalogue in the formats that their tools read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from course_builder.translation.catalogues import writing
from course_builder.translation.catalogues.entry import Catalogue
from course_builder.translation.catalogues.exchange import xliff1, xliff2

Export = Callable[[Catalogue, str], bytes]


def _po(catalogue: Catalogue, source: str) -> bytes:  # noqa: ARG001 -- gettext does not say the source's language
    return writing.text(catalogue).encode()


FORMATS: Mapping[str, Export] = {"xliff": xliff2.exported, "xliff1": xliff1.exported, "po": _po}
"""By name, what gives a catalogue's bytes; it is told the language of the course."""
