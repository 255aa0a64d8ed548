"""The languages of a course: which it names, and what reads it in each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from course_builder.cache import NO_CACHE, Cache
from course_builder.diagnostics import Diagnostic, Report, did_you_mean
from course_builder.model import Course
from course_builder.source.files import Files
from course_builder.translation import catalogues, interface
from course_builder.translation.reader import Reader


def readers(
    root: Path, course: Course, only: Collection[str] | None = None, cache: Cache = NO_CACHE
) -> Iterator[Reader | Diagnostic]:
    """Yield what reads a course in each of its languages, or why it cannot be read in it.

    Args:
        root: the course's folder.
        only: the languages that are wanted; all if None.
        cache: what earlier builds read of catalogues.
    """
    settings, known = course.settings, catalogues.catalogues(root)
    own = (settings.language, *settings.languages)
    for language in dict.fromkeys(only or ()):
        if language not in own:
            yield Diagnostic(
                "translation-none",
                course.places.get("languages", course.span),
                f"The course has no language {language!r}; it has {', '.join(dict.fromkeys(own))}.",
                did_you_mean(language, own),
                language,
            )
    for place, language in enumerate(settings.languages):
        if language == settings.language or language in settings.languages[:place]:
            yield Diagnostic(
                "translation-none",
                course.places.get(f"languages.{place}", course.span),
                f"The course is in {language!r} already.",
                "Delete it here.",
                language,
            )
        elif only is not None and language not in only:
            continue
        elif language not in known:
            yield Diagnostic(
                "translation-none",
                course.places.get(f"languages.{place}", course.span),
                f"There is no {catalogues.FOLDER}/{language}.po.",
                f"Run 'course-builder translate init {language}', or delete {language!r} here.",
                language,
            )
        else:
            files = Files(root, Report())
            found = catalogues.wordings_of(known[language], files, cache)
            wrong = [replace(one, language=language) for one in files.report.diagnostics]
            yield from wrong
            if found is not None and not any(one.severity == "error" for one in wrong):
                yield Reader(language, settings.language, found)


def name_of(language: str, words: Mapping[str, str]) -> str:
    """Return what a language calls itself; its tag where nobody has said it.

    Args:
        words: interface words of the course's own in the language.
    """
    key = "languages.own"
    if key in words:
        return words[key]
    return interface.words(language)[key] if interface.is_translated(key, language) else language
