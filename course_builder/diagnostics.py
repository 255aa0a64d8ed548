"""What is wrong with a course, as values: where it is, what it is, and what to do about it.

Every stage returns its diagnostics beside its result instead of raising, so that all mistakes of a
course come out of one run. The table of rules is in ``RULES``; a code, once published, keeps its meaning.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source file.

    Args:
        file: path of the file, relative to the course, with forward slashes.
        line: line, counted from 1.
        column: column in characters, counted from 1.
        length: how many characters on that line are meant; at least 1.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of mistake: its stable code, how bad it is, and what it is in one sentence."""

    code: str
    severity: Severity
    summary: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake at one place.

    Args:
        code: the rule's code, a key of ``RULES``.
        span: where it is.
        message: what is wrong, in this very case.
        hint: what to do about it.
        language: the one translation that it is wrong in; empty where it is wrong in the course itself.
    """

    code: str
    span: Span
    message: str
    hint: str = ""
    language: str = ""

    @property
    def severity(self) -> Severity:
        """``error`` or ``warning``, from the table of rules."""
        return RULES[self.code].severity


@dataclass(slots=True)
class Report:
    """Gathers diagnostics while a stage runs."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Note one mistake. ``code`` must stand in ``RULES``."""
        if code not in RULES:
            raise KeyError(f"no rule has the code {code!r}")
        self.diagnostics.append(Diagnostic(code, span, message, hint))


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics by place, each once."""
    return sorted(set(diagnostics), key=lambda one: (one.span, one.code, one.message))


FEW = 8
"""So many names are listed where none is near; nobody reads more of them."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the one of ``known`` that ``word`` may have meant, or empty."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)), "")


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return ``Did you mean …?`` with the nearest of ``known``; else the few that are known, or some of the many.

    Args:
        otherwise: what is said instead where nothing is near and the names are many.
    """
    names = sorted(known)
    if near := nearest(word, names):
        return f"Did you mean {near!r}?"
    if len(names) <= FEW:
        return f"Known here: {', '.join(names)}." if names else ""
    some = difflib.get_close_matches(word, names, n=3, cutoff=0.3) or names[:3]
    return otherwise or f"{len(names)} are known here, such as {', '.join(some)}."


def as_text(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> str:
    """Format diagnostics for a person at a terminal.

    Args:
        diagnostics: what to print, in any order.
        sources: the text of each source file, by ``Span.file``; a file that is not there has its line left out.
    """
    parts: list[str] = []
    for one in in_order(diagnostics):
        lines = [f"{one.span}: {one.severity}[{one.code}]: {one.message}"]
        text = source_line(one.span, sources)
        if text.strip():
            number = str(one.span.line)
            # Tabs become one space each, so that the caret stands under its character.
            lines.append(f"  {number} | {text.replace(chr(9), ' ')}")
            caret = "^" * max(1, min(one.span.length, len(text) - one.span.column + 1))
            lines.append(f"  {' ' * len(number)} | {' ' * (one.span.column - 1)}{caret}")
        if one.hint:
            lines.append(f"  hint: {one.hint}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


MOST_OF_ONE_KIND = 20
"""So many messages of one rule are shown; more of them hide the others."""


def as_report(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> str:
    """Format diagnostics for a person at a terminal: what blocks first, then the rest, and few of each kind.

    Args:
        diagnostics: what to print, in any order.
        sources: as of ``as_text``.
    """
    parts: list[str] = []
    ordered = in_order(diagnostics)
    for severity in ("error", "warning"):
        found = [one for one in ordered if one.severity == severity]
        counts = Counter(one.code for one in found)
        shown: Counter[str] = Counter()
        for one in found:
            shown[one.code] += 1
            if shown[one.code] <= MOST_OF_ONE_KIND:
                parts.append(as_text([one], sources))
            if shown[one.code] == MOST_OF_ONE_KIND < counts[one.code]:
                parts.append(f"… and {counts[one.code] - MOST_OF_ONE_KIND} more like this: {severity}[{one.code}]")
    return "\n\n".join(parts)


def source_line(span: Span, sources: Mapping[str, str]) -> str:
    """Return the source line that ``span`` is on, or an empty string."""
    lines = sources.get(span.file, "").split("\n")
    return lines[span.line - 1] if 0 < span.line <= len(lines) else ""


def as_data(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> list[dict[str, object]]:
    """Return diagnostics as plain data, for ``check --format json``."""
    return [
        {
            "file": one.span.file,
            "line": one.span.line,
            "column": one.span.column,
            "length": one.span.length,
            "severity": one.severity,
            "code": one.code,
            "message": one.message,
            "hint": one.hint,
            "source": source_line(one.span, sources),
        }
        for one in in_order(diagnostics)
    ]


def _rules(*rows: tuple[str, Severity, str]) -> dict[str, Rule]:
    return {code: Rule(code, severity, summary) for code, severity, summary in rows}


# fmt: off
RULES: Mapping[str, Rule] = _rules(
    # files and text
    ("file-missing", "error", "A file or folder that the course needs is not there."),
    ("file-kind", "error", "What should be a file is a folder, a pipe or a device."),
    ("file-large", "error", "A source file is far larger than anybody writes."),
    ("file-encoding", "error", "A source file is not UTF-8."),
    ("file-control-character", "error", "A source file holds a character that cannot be shown or stored."),
    ("file-empty", "warning", "A source file has no content."),
    ("file-unread", "warning", "A file stands among the sources, and nothing reads it."),
    ("path-outside", "error", "A path leads out of the course's folder."),
    # YAML
    ("yaml-syntax", "error", "course.yml or front matter is not valid YAML."),
    ("yaml-duplicate-key", "error", "A key stands twice in the same mapping."),
    ("yaml-unknown-key", "error", "A key is not one that can stand here."),
    ("yaml-missing-key", "error", "A key that is required is not there."),
    ("yaml-value", "error", "A value has the wrong type or is out of its range."),
    ("front-matter-unclosed", "error", "Front matter is opened with --- and never closed."),
    ("front-matter-foreign", "warning", "Front matter says something for another tool, or says it twice."),
    # structure
    ("course-empty", "error", "The course has no module and no assessment."),
    ("module-untitled", "error", "A module or assessment has no # title."),
    ("module-second-title", "error", "A module has a second # title."),
    ("module-unknown", "error", "course.yml names a module that is not there."),
    ("module-unlisted", "warning", "A file in modules/ is not among course.yml's modules."),
    ("assessment-unknown", "error", "A module or course.yml names an assessment that is not there."),
    ("assessment-unused", "warning", "A file in assessments/ belongs to no module and is not the final assessment."),
    ("assessment-empty", "error", "An assessment has no question."),
    ("page-empty", "warning", "A page has a title and nothing else."),
    ("heading-empty", "error", "A heading has no words."),
    ("heading-in-block", "error", "A heading that begins a page or a question stands inside a block."),
    ("heading-space", "warning", "Signs of a heading stand before a word without a space."),
    ("heading-level", "warning", "A heading skips a level."),
    ("table-head-empty", "warning", "A column of a table has no heading."),
    ("id-duplicate", "error", "Two things have the same id."),
    ("id-invalid", "error", "An id has characters that some LMS refuses."),
    # directives
    ("directive-unclosed", "error", "A directive is opened and never closed."),
    ("directive-unopened", "error", "A closing ::: has no directive to close."),
    ("directive-unknown", "error", "No block, question or output has this directive name."),
    ("container-unknown", "warning", "A container has a name that is not known here, and is left away."),
    ("directive-attributes", "error", "The attributes in braces cannot be read."),
    ("directive-option-unknown", "error", "A directive or question has no such option."),
    ("directive-option-value", "error", "An option's value cannot be used."),
    ("directive-misplaced", "error", "A directive stands where it has no meaning."),
    ("block-id-missing", "error", "A block under which something is kept has no id."),
    ("block-content", "error", "What stands inside a block is not what it is made of."),
    ("include-loop", "error", "A file includes itself."),
    ("include-limit", "error", "Files are included too deeply, or far too much of them."),
    ("data-file", "error", "A file of data cannot be read."),
    ("directive-nested", "error", "Directives are nested too deeply."),
    ("fence-unclosed", "error", "A code fence is opened and never closed."),
    ("fence-diagram", "warning", "A fence holds the text of a drawing that is not made here."),
    ("fence-options", "warning", "Options of MyST stand in code, which shows them."),
    ("tab-indentation", "warning", "A list or option is indented with tabs."),
    ("nested-too-deeply", "warning", "Lists, quotes or marks are nested more deeply than anybody reads."),
    ("table-cells", "warning", "A row of a table has more or fewer cells than its head."),
    ("html-unclosed", "error", "Raw HTML is opened and never closed."),
    ("html-text", "warning", "A tag is shown as text: HTML has no such element, or its other half is missing."),
    ("html-unsafe", "warning", "HTML that could run a script, ask another host or send input elsewhere was taken out."),
    ("footnote-unknown", "error", "A footnote is used that is not defined."),
    ("math-syntax", "error", "A formula cannot be read."),
    # questions
    ("question-kind-unknown", "error", "What kind of question this is cannot be told."),
    ("question-unmarked", "warning", "Something looks like a question and stands outside of one."),
    ("question-prompt-missing", "error", "A question asks nothing."),
    ("question-option-missing", "error", "A question has too few options to choose from."),
    ("question-key-missing", "error", "A question has no right answer."),
    ("question-key-extra", "error", "A single choice has more than one right answer."),
    ("question-option-duplicate", "error", "Two options of a question say the same."),
    ("question-option-empty", "error", "An option has no text."),
    ("question-marker", "error", "An option's marker cannot be read."),
    ("question-gap", "error", "A gap [[…]] cannot be read."),
    ("pattern-slow", "error", "A pattern of an answer can make a browser stand still."),
    ("question-key-unproven", "error", "The key does not score 100 %, or a wrong answer does not score 0."),
    ("question-feedback-misplaced", "error", "Text stands below the options, where it belongs to none."),
    ("matching-pair", "error", "A matching line has no left or no right side where it needs one."),
    ("hotspot-region", "error", "A region's coordinates cannot be used."),
    ("hotspot-picture", "error", "A hotspot question has no picture."),
    ("scenario-step-unknown", "error", "A choice leads to a step that is not there."),
    ("scenario-step-unreachable", "error", "No choice leads to a step or an outcome."),
    ("scenario-ending-missing", "error", "A scenario has no ending that can be reached."),
    ("objective-unknown", "error", "A question names an objective that is not defined."),
    ("objective-untested", "warning", "An objective is tested by no question."),
    # quizzes
    ("pool-unknown", "error", "A question names a pool that its assessment does not have."),
    ("pool-too-small", "error", "A pool holds fewer questions than are drawn from it."),
    ("pool-unused", "error", "A pool holds no question."),
    ("pool-missing", "warning", "An assessment draws from pools, and a question belongs to none."),
    ("bank-missing", "error", "A question bank that course.yml names is not there, or is none."),
    ("bank-unknown", "error", "A pool names a question bank that course.yml does not have."),
    ("pool-route", "warning", "An assessment draws from the learner's route, and no pool belongs to a module on it."),
    ("score-feedback-range", "error", "Score feedback does not start at 0 or is out of order."),
    ("extra-time-unused", "warning", "An assessment has extra time and no time limit."),
    ("time-limit-short", "warning", "The time limit gives less than ten seconds a question."),
    # links and media
    ("link-broken", "error", "A link leads to a page or file that is not there."),
    ("link-anchor", "error", "A link leads to a place that the page does not have."),
    ("link-external-insecure", "warning", "A link uses http: instead of https:."),
    ("link-scheme", "error", "A link uses a scheme that a course must not use."),
    ("link-text", "warning", "A link's text says nothing about where it leads."),
    ("picture-missing", "error", "A picture is not there."),
    ("picture-format", "error", "A picture is damaged or of a format that browsers do not show."),
    ("picture-external", "error", "A picture would be fetched from another host."),
    ("picture-alt-missing", "warning", "A picture has no alternative text."),
    ("picture-large", "warning", "A picture is heavier than slow connections bear."),
    ("picture-text-small", "warning", "Text in a drawing is too small to be read on a phone, even where it scrolls."),
    ("picture-points-close", "warning", "Two points of a labelled picture cover each other on a phone."),
    ("picture-sizes-differ", "warning", "Two pictures that lie over one another differ in shape."),
    ("media-format", "error", "A sound or video is damaged or of a format that browsers do not play."),
    ("media-captions", "warning", "A video has no captions, or a sound no transcript."),
    ("media-large", "warning", "A sound or video is heavier than slow connections bear."),
    ("credit-missing", "warning", "A course that lists its credits has something without one."),
    ("svg-unsafe", "error", "An SVG picture carries scripts or fetches from another host."),
    # what becomes of the words
    ("text-lost", "warning", "A word of the source does not stand on the page."),
    ("markup-shown", "warning", "Learners see what looks like markup."),
    # look and language
    ("theme-template", "error", "A template of the course's own theme cannot be used."),
    ("theme-unused", "warning", "A file in theme/ is used by nothing."),
    ("icon-unknown", "error", "A module names an icon that there is not."),
    ("colour-contrast", "warning", "The accent colour is too light to be read."),
    ("language-unknown", "warning", "Interface words are missing in the course's language."),
    # translations
    ("catalogue-syntax", "error", "A catalogue of a translation cannot be read."),
    ("catalogue-header", "warning", "The header of a catalogue is missing, or says what is not so."),
    ("catalogue-entry", "error", "An entry of a catalogue stands there twice, or is none that a course can have."),
    # translations
    ("translation-none", "error", "A language of the course has no catalogue."),
    ("translation-shape", "error", "A translation is not built as its source is."),
    ("translation-missing", "warning", "A part of the course is not translated yet."),
    ("translation-marks", "error", "A wording has other links, placeholders or marks than its original."),
    ("translation-structure", "error", "A wording would become something else on the page than its original."),
    ("translation-answers", "error", "An answer in another language cannot be read as the original can."),
    ("translation-term", "warning", "A term of the glossary is called otherwise in a wording."),
    ("returned-damaged", "error", "A file that came back from translators cannot be read."),
    ("returned-unknown", "warning", "A wording came back for a text that the course does not have."),
    ("returned-differs", "warning", "A wording came back for a text that is translated already, in other words."),
    # limits and packages
    ("state-too-large", "error", "The saved state of the course does not fit the LMS."),
    ("state-text-short", "warning", "The LMS has room for only a little of each typed answer."),
    ("choice-too-many", "error", "A question has more options than the standard can report."),
    ("lock-damaged", "error", "course.lock cannot be read."),
    ("manifest-invalid", "error", "A manifest does not obey the standard's schemas."),
    ("output-unknown", "error", "No output has this name."),
    ("output-cannot", "warning", "An output cannot express something that the course uses."),
)
# fmt: on
