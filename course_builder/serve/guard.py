"""Who may ask: only pages of the preview itself, by the address that it listens to.

Any site that an author has open can send requests to this machine, and can by a change of its DNS record make them
look like its own (DNS rebinding). Then the Host header still has that site's name, and a page of another origin says so
itself.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from course_builder.serve.answers import HEADERS


class Guard:
    """Refuses requests for another host, and changes that a page of another origin asks for.

    What is answered to others has the headers that keep it from pages of other origins.

    Args:
        app: what answers the others.
        port: that the server listens to.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            refused = PlainTextResponse("This server answers only under its own address.", 421, HEADERS)
        elif scope["method"] not in {"GET", "HEAD"} and origins != [f"http://{hosts[0]}"]:
            refused = PlainTextResponse("Only the preview's own pages may ask for this.", 403, HEADERS)
        else:
            await self._app(scope, receive, _with_headers(send))
            return
        await refused(scope, receive, send)


def _with_headers(send: Send) -> Send:
    """Return what sends an answer with the headers that every answer has, whoever made it."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
