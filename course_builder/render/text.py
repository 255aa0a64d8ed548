"""All Markdown of a screen, converted in one go.

Templates run before anything is converted: where a run of Markdown belongs they write a token, and ``finish`` puts the
HTML in its place. So one call converts a screen, however many options its questions have, and what one run defines
(a footnote, a reference) is known in all others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup

from course_builder.model import GAP_CLOSE, GAP_OPEN, Prose
from course_builder.render.site import Converted
from course_builder.source.markdown import inline, plain

# The same characters as around gaps, which the loader refuses in sources; a letter tells tokens from gaps.
_TOKEN = re.compile(rf"{GAP_OPEN}([bip])(\d+){GAP_CLOSE}")
_GAP = re.compile(rf"{GAP_OPEN}(\d+){GAP_CLOSE}")


def safe(html: str) -> Markup:
    """Mark what our own templates made, which have escaped what authors wrote."""
    return Markup(html)  # noqa: S704


FOOTNOTES = safe(f"{GAP_OPEN}n{GAP_CLOSE}")
"""The token that stands where a screen's footnotes belong."""


class ScreenText:
    """The runs of Markdown of one screen, in reading order.

    Args:
        rewrite: given the HTML of a run, its source file, and how wide pictures are shown, returns it as it should
            stand in the page.
        file: the source file of the screen, in which its footnotes count as written.
    """

    def __init__(self, rewrite: Callable[[str, str, str], str], file: str = "") -> None:
        self._rewrite = rewrite
        self._file = file
        self._runs: list[Prose] = []
        self._fields: list[Sequence[str]] = []
        self._sizes: list[str] = []

    def block(self, run: Prose, fields: Sequence[str] = ()) -> Markup:
        """Return a token for the run's HTML. ``fields`` take the places of its gaps."""
        return self._token("b", run, fields)

    def inline(self, run: Prose, fields: Sequence[str] = (), *, sizes: str = "") -> Markup:
        """Return a token for the run's HTML without the paragraph around it.

        Args:
            sizes: how wide its pictures are shown, as HTML's ``sizes`` says it, where not as wide as text.
        """
        return self._token("i", run, fields, sizes)

    def plain(self, run: Prose) -> Markup:
        """Return a token for the run's text without any markup, fit for attributes and ``<option>``."""
        return self._token("p", run, ())

    def _token(self, form: str, run: Prose, fields: Sequence[str], sizes: str = "") -> Markup:
        self._runs.append(run)
        self._fields.append(fields)
        self._sizes.append(sizes)
        return safe(f"{GAP_OPEN}{form}{len(self._runs) - 1}{GAP_CLOSE}")

    def finish(self, page: str, convert: Callable[[Sequence[Prose]], Converted]) -> str:
        """Convert all runs and return ``page`` with every token replaced."""
        converted = convert(self._runs)
        fragments = converted.fragments
        rewrite = self._rewrite

        def replace(found: re.Match[str]) -> str:
            form, number = found[1], int(found[2])
            fragment = fragments[number]
            if form == "p":
                return str(Markup.escape(plain(fragment)))
            fragment = inline(fragment) if form == "i" else fragment
            fragment = rewrite(fragment, self._runs[number].span.file, self._sizes[number])
            fields = self._fields[number]
            if fields and GAP_OPEN in fragment:
                fragment = _GAP.sub(lambda gap: _TOKEN.sub(replace, fields[int(gap[1])]), fragment)
            return fragment

        # As plain text: what is put in is HTML, which ``Markup`` would escape.
        page = str(page).replace(
            str(FOOTNOTES), rewrite(converted.footnotes, self._file, "") if converted.footnotes else "", 1
        )
        return _TOKEN.sub(replace, page)
