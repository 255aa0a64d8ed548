"""The pages as the preview sends them: what is built, with one script more."""

from __future__ import annotations

import hashlib
import html
import json
import re

from course_builder.serve.events import event_data
from course_builder.serve.preview import State

_INJECTED = re.compile(r'<script type="module" src="/-/preview\.js" data-state="[^"]*"></script>\n')


def injected(page: str, state: State, *, lms: bool) -> str:
    """Return a page with the preview's script.

    Args:
        state: which the page is from.
        lms: whether there is an LMS to try the course in.
    """
    own = hashlib.sha256(page.encode()).hexdigest()[:12]
    data = html.escape(json.dumps({**event_data(state), "page": own, "lms": lms}))
    script = f'<script type="module" src="/-/preview.js" data-state="{data}"></script>\n'
    head, found, rest = page.partition("</head>")
    return f"{head}{script}{found}{rest}" if found else script + page


def as_built(page: str) -> str:
    """Return a page without the preview's script."""
    return _INJECTED.sub("", page, count=1)


def notice(title: str, text: str) -> str:
    """Return a page that stands where no page of the course can be shown."""
    title, text = html.escape(title), html.escape(text)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{title}</title>\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        "<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem}</style>\n"
        f"</head>\n<body>\n<main data-preview-notice>\n<h1>{title}</h1>\n<p>{text}</p>\n"
        '<p><a href="/course/index.html">The first page of the course</a></p>\n'
        "</main>\n</body>\n</html>\n"
    )
