"""The pages on which both laws hold, as nearly all do. It is known when a page is made, in whichever process that is.

Where it does not, or may not, the laws look at the page again together with all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from course_builder.checks.left_over import signs_on
from course_builder.checks.lost import Pieces, beside, missing, pieces_of
from course_builder.checks.words import main_of, page_text, page_words
from course_builder.model import Course, files_of


class Laws:
    """The laws of what is lost and what is left over, for one page at a time.

    Args:
        sources: the text of each source file, by path.
    """

    def __init__(self, course: Course, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._screens = {screen.id: screen for screen in course.screens}
        self._last: tuple[str, Mapping[str, Pieces]] = "", {}

    def texts(self, screens: Iterable[str]) -> dict[str, str]:
        """Return the sources of screens, by path; none of what the builder makes."""
        known = (self._screens[screen] for screen in screens if screen in self._screens)
        return {file: self._sources.get(file, "") for screen in known for file in files_of(screen)}

    def hold(self, screen: str, html: str) -> bool:
        """Whether nothing is lost on a page, and nothing left over.

        Args:
            html: the whole page.
        """
        if screen not in self._screens:
            return True
        files = files_of(self._screens[screen])
        read = page_text(main_of(html))
        if signs_on(read, files, self._sources):
            return False
        words = page_words(read)
        pieces = [
            self._own(files[0])[screen],
            *(beside(self._screens[screen], file, self._sources.get(file, "")) for file in files[1:]),
        ]
        return not any(True for one in pieces for _ in missing(one, words))

    def _own(self, file: str) -> Mapping[str, Pieces]:
        """Return the pieces of all screens of a file, of which one comes after the other."""
        if self._last[0] != file:
            screens = [one for one in self._screens.values() if one.span.file == file]
            self._last = file, pieces_of(screens, self._sources.get(file, ""))
        return self._last[1]
