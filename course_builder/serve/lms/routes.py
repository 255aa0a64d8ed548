"""What the LMS answers: its page, the files of the packages, and the records.

Records change only by POST from a page of the same origin, so that no other site that the author has open can write.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from course_builder.packaging.zip import Zip
from course_builder.serve.answers import answer, content_type
from course_builder.serve.lms.packages import VERSIONS, NoPackage, Package, Packages, Version
from course_builder.serve.lms.records import Commit, Learner, Learners, Record, Records

BIGGEST = 8 * 1024 * 1024
"""Of what is posted, in bytes. The largest record that a course of 500 questions makes has under one million."""

_ATTEMPT_DIGITS = 4
"""A learner has 9,999 attempts at most."""

LONGEST = 5.0
"""How long the LMS takes to store at most where it is asked to be slow, in seconds."""

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

_ASSETS = {"lms.js": "text/javascript; charset=utf-8", "lms.css": "text/css; charset=utf-8"}
_PAGES = Environment(
    loader=PackageLoader("course_builder.serve.lms", "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
)

Data = TypeVar("Data", bound=BaseModel)
Act = Callable[[Request], Awaitable[Response]]


def routes(package: Callable[[str], bytes | Zip], state: Path) -> list[Route | Mount]:
    """Return the routes of the LMS, to be mounted under one path.

    Args:
        package: returns the zip of the course as it is now, for ``scorm12`` or ``scorm2004``; raises `NoPackage` where
            there is none. It is called often, from several threads.
        state: a folder for the records; made when there is something to keep.
    """
    lms = Lms(Packages(package), Records(state))
    place = "/api/{version}/records/{learner}"
    return [
        Route("/", lms.page),
        Route("/assets/{name}", asset),
        Route("/package/{version}/{name:path}", lms.file),
        Route("/api/learners", lms.learners),
        Route("/api/learners", posted(lms.rename), methods=["POST"]),
        Route("/api/{version}/course", lms.course),
        Route(place, lms.attempts),
        Route(place, posted(lms.begin), methods=["POST"]),
        Route(f"{place}/import", posted(lms.load), methods=["POST"]),
        Route(f"{place}/{{attempt}}", lms.export),
        Route(f"{place}/{{attempt}}/{{sco}}", posted(lms.commit), methods=["POST"]),
    ]


class Lms:
    """The answers. Those that are not ``async`` run in threads, for building and unzipping take a while."""

    def __init__(self, packages: Packages, records: Records) -> None:
        self._packages = packages
        self._records = records

    def page(self, request: Request) -> Response:  # noqa: ARG002
        """Return the LMS itself."""
        html = _PAGES.get_template("lms.html.jinja").render(learners=self._records.learners().learners)
        return Response(
            html, media_type="text/html; charset=utf-8", headers={**HEADERS, "Content-Security-Policy": POLICY}
        )

    def file(self, request: Request) -> Response:
        """Return a file of a package, or the part of it that a player of sound or video asks for."""
        if request.cookies.get(f"course-builder-network-{request.url.port}") == "down":
            return Response(
                "The network is down: the author has switched it off in the LMS.", 503, HEADERS, "text/plain"
            )
        name = request.path_params["name"]
        content = self._package(request).read(name)
        if content is None:
            raise HTTPException(404, f"The package has no file {name}.", HEADERS)
        return answer(request, content, content_type(name))

    def course(self, request: Request) -> Response:
        """Return what there is to launch."""
        package = self._package(request)
        scos = [
            {
                "id": one.id,
                "title": one.title,
                "href": one.href,
                "mastery": one.mastery_score,
                "launchData": one.launch_data,
                "measure": one.measure,
            }
            for one in package.scos
        ]
        return JSONResponse({"id": package.id, "title": package.title, "scos": scos}, headers=HEADERS)

    def learners(self, request: Request) -> Response:  # noqa: ARG002
        """Return everybody who can be chosen."""
        return as_json(self._records.learners())

    async def rename(self, request: Request) -> Response:
        """Change learners' names."""
        learners = await body(request, Learners)
        known = {one.id for one in self._records.learners().learners}
        if {one.id for one in learners.learners} != known:
            raise HTTPException(422, "Learners can be renamed, not added or removed.")
        await run_in_threadpool(self._records.rename, learners)
        return as_json(learners)

    def attempts(self, request: Request) -> Response:
        """Return a learner's attempts."""
        found = self._records.attempts(self._package(request).id, version(request), self._learner(request).id)
        return JSONResponse([one.model_dump(mode="json") for one in found], headers=HEADERS)

    async def begin(self, request: Request) -> Response:
        """Begin a new attempt."""
        package = await run_in_threadpool(self._package, request)
        return as_json(
            await run_in_threadpool(
                self._records.begin, package.id, package.title, version(request), self._learner(request)
            ),
            201,
        )

    async def commit(self, request: Request) -> Response:
        """Store what a SCO committed; so many seconds late where the LMS shall be slow."""
        commit = await body(request, Commit)
        package = await run_in_threadpool(self._package, request)
        sco = request.path_params["sco"]
        if sco not in {one.id for one in package.scos}:
            raise HTTPException(404, f"The package has no SCO {sco}.")
        if re.fullmatch(r"\d(\.\d+)?", slow := request.query_params.get("slow", "")):
            await asyncio.sleep(min(float(slow), LONGEST))
        try:
            record = await run_in_threadpool(
                self._records.store,
                package.id,
                version(request),
                self._learner(request).id,
                attempt(request),
                sco,
                commit,
            )
        except KeyError as error:
            raise HTTPException(404, "There is no such attempt.") from error
        except ValueError as error:
            raise HTTPException(413, str(error)) from error
        return as_json(record)

    def export(self, request: Request) -> Response:
        """Return one attempt as a file."""
        learner, number = self._learner(request), attempt(request)
        package = self._package(request)
        record = next(
            (one for one in self._records.attempts(package.id, version(request), learner.id) if one.attempt == number),
            None,
        )
        if record is None:
            raise HTTPException(404, "There is no such attempt.", HEADERS)
        name = f"{version(request)}-{learner.id}-attempt-{number}.json"
        return Response(
            record.model_dump_json(indent=1),
            media_type="application/json",
            headers={**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'},
        )

    async def load(self, request: Request) -> Response:
        """Take an exported attempt as a further attempt of the learner who is chosen."""
        given = await body(request, Record)
        package = await run_in_threadpool(self._package, request)
        if given.version != version(request):
            raise HTTPException(422, f"This record is of {given.version}; switch to that version first.")
        if given.course != package.id:
            raise HTTPException(422, f"This record is of another course: {given.title or given.course}.")
        learner = self._learner(request)
        return as_json(
            await run_in_threadpool(self._records.begin, package.id, package.title, given.version, learner, given.scos),
            201,
        )

    def _package(self, request: Request) -> Package:
        try:
            return self._packages[version(request)]
        except NoPackage as error:
            raise HTTPException(503, str(error), HEADERS) from error

    def _learner(self, request: Request) -> Learner:
        wanted = request.path_params["learner"]
        found = next((one for one in self._records.learners().learners if one.id == wanted), None)
        if found is None:
            raise HTTPException(404, "There is no such learner.", HEADERS)
        return found


def version(request: Request) -> Version:
    """Return which SCORM the address names."""
    found = next((one for one in VERSIONS if one == request.path_params["version"]), None)
    if found is None:
        raise HTTPException(404, f"Known versions: {', '.join(VERSIONS)}.", HEADERS)
    return found


def attempt(request: Request) -> int:
    """Return which attempt the address names."""
    written = request.path_params["attempt"]
    if not (written.isascii() and written.isdigit() and len(written) <= _ATTEMPT_DIGITS):
        raise HTTPException(404, "There is no such attempt.", HEADERS)
    return int(written)


def posted(act: Act) -> Act:
    """Let only pages of this very origin through; answer what is wrong as JSON."""

    async def guarded(request: Request) -> Response:
        if request.headers.get("origin") != f"{request.url.scheme}://{request.headers.get('host')}":
            return JSONResponse({"message": "Only pages of this server may write."}, 403, HEADERS)
        try:
            return await act(request)
        except HTTPException as error:
            return JSONResponse({"message": error.detail}, error.status_code, HEADERS)

    return guarded


async def body(request: Request, kind: type[Data]) -> Data:
    """Return what was posted, checked; no more is read than is allowed."""
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > BIGGEST:
            raise HTTPException(413, f"At most {BIGGEST // 1024 // 1024} MB can be taken.")
    try:
        return kind.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(one) for one in first["loc"])
        raise HTTPException(422, f"{place}: {first['msg']}" if place else first["msg"]) from error


def as_json(content: BaseModel, status: int = 200) -> Response:
    """Return data as an answer."""
    return Response(content.model_dump_json(), status, HEADERS, "application/json")


def asset(request: Request) -> Response:
    """Return the page's script or style."""
    name = request.path_params["name"]
    if name not in _ASSETS:
        raise HTTPException(404, "There is no such file.", HEADERS)
    return Response(bundled(name), media_type=_ASSETS[name], headers=HEADERS)


@cache
def bundled(name: str) -> bytes:
    """Return a file that the build hook has made."""
    file = files("course_builder.serve.lms") / "dist" / name
    if not file.is_file():
        raise RuntimeError("the scripts of the LMS are not built; run 'make build'")
    return file.read_bytes()
