"""Markdown that was converted before is not converted again, neither within an edition nor in the next of a preview."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import TypeAlias

from course_builder.diagnostics import Diagnostic, Report
from course_builder.model import Prose
from course_builder.source.commonmark.references import Target
from course_builder.source.markdown import Converted, convert

_References: TypeAlias = Mapping[str, Target]
_Notes: TypeAlias = Mapping[str, Prose]
_Key: TypeAlias = tuple[bool, tuple[Prose, ...], frozenset[tuple[str, Target]], frozenset[tuple[str, Prose]]]
_Kept: TypeAlias = dict[_Key, tuple[Converted, tuple[Diagnostic, ...]]]
_NONE: _References = {}
_NOTHING: _Notes = {}


class Conversions:
    """Converted screens, with what was wrong in them.

    Args:
        before: those of an earlier edition.
    """

    def __init__(self, before: Conversions | None = None) -> None:
        # An edition that was overtaken by the next save may have used only a few of them. It may still be at work in
        # another thread: its dictionaries are copied in one step each, for while two are joined their keys are
        # compared, which is Python code, and another thread may add to them meanwhile.
        self.old: _Kept = {**before.old.copy(), **before.kept.copy()} if before else {}
        self.kept: _Kept = {}

    def forget(self) -> None:
        """Let go of what earlier editions had: every page is rendered, and what they did not use is out of date."""
        self.old = {}

    def clear(self) -> None:
        """Let go of all."""
        self.old, self.kept = {}, {}

    def convert(
        self,
        runs: tuple[Prose, ...],
        report: Report,
        *,
        trusted: bool,
        references: _References = _NONE,
        elsewhere: _Notes = _NOTHING,
    ) -> Converted:
        """Convert the runs of a screen, or remember how they were converted.

        Args:
            report: told what is wrong in them.
            trusted: whether HTML of authors stays as it is.
            references: targets of reference links that other pages of the same files define.
            elsewhere: what footnotes say that these runs use and other pages define.
        """
        key = trusted, runs, frozenset(references.items()), frozenset(elsewhere.items())
        known = self.kept.get(key)
        if known is None:
            known = self.old.get(key) or _converted(runs, references, elsewhere, trusted=trusted)
            self.kept[key] = known
        report.diagnostics.extend(known[1])
        return known[0]


# There is one converter, and a preview renders pages while it checks the others.
_CONVERTER = Lock()


def _converted(
    runs: tuple[Prose, ...], references: _References, elsewhere: _Notes, *, trusted: bool
) -> tuple[Converted, tuple[Diagnostic, ...]]:
    own = Report()
    with _CONVERTER:
        made = convert(runs, own, trusted=trusted, references=references, elsewhere=elsewhere)
    return made, tuple(own.diagnostics)
