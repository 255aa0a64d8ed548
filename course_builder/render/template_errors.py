"""Mistakes in the templates of a course's own theme."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from course_builder.diagnostics import Report, Span


def report_template_error(error: TemplateError, root: Path, sources: dict[str, str], report: Report) -> None:
    """Report a mistake in a template of the course's own theme, at the last place that rendering went through.

    Args:
        root: the course's folder.
        sources: the text of each source file; that of the template is added.
    """
    theme = root / "theme"
    places = [(Path(one.filename), one.lineno or 1) for one in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        places.append((Path(error.filename), error.lineno))
    path, line = next((one for one in reversed(places) if one[0].is_relative_to(theme)), (theme, 1))
    span = Span(path.relative_to(root).as_posix(), line)
    if path.is_file():
        sources[span.file] = path.read_text(encoding="utf-8", errors="replace")
    hint = "Compare it with the theme's own template of the same name, or delete it."
    report.add("theme-template", span, f"This template cannot be used: {error.message}.", hint)
