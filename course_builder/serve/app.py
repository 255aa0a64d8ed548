"""What the preview answers: the course's pages, what is wrong with them, and what the pages' own script asks for."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from jinja2 import TemplateError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route

from course_builder.serve.answers import HEADERS, answer, content_type
from course_builder.serve.editor import Editor, address
from course_builder.serve.events import Events
from course_builder.serve.guard import Guard
from course_builder.serve.pages import injected, notice
from course_builder.serve.preview import Preview

_OWN = (
    "preview.js",
    "overlay.js",
    "swap.js",
    "editor.js",
    "overlay.css",
    "view.html",
    "view.js",
    "view.css",
    "paper.js",
    "texts.html",
    "texts.js",
    "texts.css",
)
"""The preview's own files, in the folder ``static``."""

_LONGEST = 10_000
"""Bytes of what is posted."""

_FURTHEST = 1_000_000_000
"""The last line or column that is asked an editor for."""


def application(
    preview: Preview,
    events: Events,
    *,
    port: int,
    editor: Editor,
    start: str = "/course/index.html",
    lms: list[BaseRoute] | None = None,
) -> Starlette:
    """Return the application.

    Args:
        preview: the course.
        events: the streams of open pages.
        port: that it is served at.
        editor: opens source files.
        start: where ``/`` leads.
        lms: the routes of the LMS, to be found under ``/lms``.
    """
    answers = _Answers(preview, events, editor, lms=bool(lms))

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        events.open()
        yield

    routes: list[BaseRoute] = [
        Route("/", lambda _: RedirectResponse(start, 307, HEADERS)),
        Route("/course/{name:path}", answers.course),
        Route("/slow/course/{name:path}", answers.slow_course),
        Route("/-/events", answers.stream),
        Route("/-/problems", answers.problems),
        Route("/-/open", answers.open, methods=["POST"]),
        Route("/-/view", answers.view),
        Route("/-/texts", answers.texts),
        Route("/-/texts/{name:path}", answers.texts_of),
        Route("/-/{name}", answers.own),
    ]
    if lms:
        routes.append(Mount("/lms", routes=lms))
    return Starlette(routes=routes, lifespan=lifespan, middleware=[Middleware(Guard, port=port)])


class _Answers:
    """The answers. Those that are not ``async`` run in threads."""

    def __init__(self, preview: Preview, events: Events, editor: Editor, *, lms: bool) -> None:
        self._preview = preview
        self._events = events
        self._editor = editor
        self._lms = lms

    def course(self, request: Request) -> Response:
        """Return a file of the course."""
        return self._file(request, slow=False)

    def slow_course(self, request: Request) -> Response:
        """Return a file of the course as over a slow network."""
        return self._file(request, slow=True)

    def _file(self, request: Request, *, slow: bool) -> Response:
        name = request.path_params["name"]
        if name in {"", "index.html"} or name.endswith(".html"):
            return self._page(request, name or "index.html", slow=slow)
        content = self._preview.file(name)
        if content is None:
            raise HTTPException(404, "The course has no such file.", HEADERS)
        return answer(request, content, content_type(name), slow=slow)

    def _page(self, request: Request, name: str, *, slow: bool) -> Response:
        # Taken first: a page that is newer than it says is only fetched once more.
        state, status = self._preview.state, 200
        try:
            page = self._preview.page(name)
        except TemplateError as error:
            page, status = (
                notice("This page cannot be made", f"A template of the course's theme has a mistake: {error.message}."),
                500,
            )
        if page is None:
            page, status = self._missing(name), 404
        response = answer(request, injected(page, state, lms=self._lms).encode(), content_type("page.html"), slow=slow)
        response.status_code = status if status != 200 else response.status_code
        return response

    def _missing(self, name: str) -> str:
        if self._preview.state.pages is None:
            return notice(
                "This course cannot be shown yet",
                "What is wrong is listed below. The course comes as soon as it is mended.",
            )
        return notice(
            "This page is not in the course", f"There is no page {name}. It comes back by itself when its source does."
        )

    async def stream(self, _request: Request) -> Response:
        """Tell a page of every change."""
        return StreamingResponse(self._events.stream(), headers=HEADERS, media_type="text/event-stream")

    def problems(self, _request: Request) -> Response:
        """Return what is wrong with the course."""
        state = self._preview.state
        return JSONResponse({"version": state.version, "problems": list(state.problems)}, headers=HEADERS)

    async def open(self, request: Request) -> Response:
        """Open a source file in the author's editor, or say where it is."""
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > _LONGEST:
                raise HTTPException(413, "Too long.", HEADERS)
        place = self._place(body)
        if place is None:
            raise HTTPException(404, "The course has no such file.", HEADERS)
        file, line, column = place
        path = self._preview.root / file
        opened = await run_in_threadpool(self._editor.open, path, line, column)
        told = {
            "opened": opened,
            "place": f"{file}:{line}:{column}",
            "address": "" if opened else address(path, line, column),
        }
        return JSONResponse(told, headers=HEADERS)

    def _place(self, body: bytes) -> tuple[str, int, int] | None:
        """Return file, line and column of a mistake or of a page; None where the course has no such file."""
        try:
            asked = json.loads(body)
            if "page" in asked:
                return self._source(asked["page"])
            file, line, column = str(asked["file"]), int(asked["line"]), int(asked["column"])
        except (OverflowError, RecursionError) as error:
            raise HTTPException(400, "No file has such a place.", HEADERS) from error
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        if max(line, column) > _FURTHEST:
            raise HTTPException(400, "No file has such a place.", HEADERS)
        # The names are those that the course itself has told; nothing is looked up by what is asked.
        told = self._preview.state
        known = {*told.sources, *self._preview.catalogues, *(one["file"] for one in told.problems)} - {""}
        if file not in known or not _inside(self._preview.root, file):
            return None
        return file, max(1, line), max(1, column)

    def _source(self, page: str) -> tuple[str, int, int] | None:
        state = self._preview.state
        if state.course is None:
            return None
        span = next((screen.span for screen in state.course.screens if screen.id == page), state.course.span)
        return span.file, span.line, span.column

    def view(self, _request: Request) -> Response:
        """Return the page that shows the course as others see it."""
        return Response(_own("view.html"), headers=HEADERS, media_type=content_type("view.html"))

    def texts(self, _request: Request) -> Response:
        """Return the page that shows a page of the course beside its translation."""
        return Response(_own("texts.html"), headers=HEADERS, media_type=content_type("texts.html"))

    def texts_of(self, request: Request) -> Response:
        """Return the texts of a page beside their translations."""
        found = self._preview.side_by_side(request.path_params["name"])
        if found is None:
            raise HTTPException(404, "There is no such page with a translation.", HEADERS)
        return JSONResponse(found, headers=HEADERS)

    def own(self, request: Request) -> Response:
        """Return a file of the preview itself."""
        name = request.path_params["name"]
        if name not in _OWN:
            raise HTTPException(404, "The preview has no such file.", HEADERS)
        return answer(request, _own(name), content_type(name))


def _inside(root: Path, file: str) -> bool:
    return (root / file).resolve().is_relative_to(root)


def _own(name: str) -> bytes:
    return (files("course_builder.serve") / "static" / name).read_bytes()
