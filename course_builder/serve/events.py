"""Telling open pages what changed, as server-sent events."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import Counter
from collections.abc import AsyncIterator

from course_builder.serve.preview import Preview, State

_RUN = secrets.token_hex(4)
"""Tells one run of the server from the next, for versions are counted from 1 in each."""

_ALIVE = 15.0
"""Seconds after which a line is sent that says nothing, so that a page that went away is noticed."""


class Events:
    """The streams of all open pages. Each tells what is true now; what came between is of no use to a page.

    Args:
        preview: whose state is told.
    """

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listening: set[asyncio.Event] = set()
        self._ended = False

    def open(self) -> None:
        """Begin; called in the loop that serves."""
        self._loop = asyncio.get_running_loop()

    def tell(self, _state: State | None = None) -> None:
        """Send the present state to all pages. May be called from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def end(self) -> None:
        """End all streams. May be called from any thread, and from a signal."""
        self._ended = True
        self.tell()

    async def stream(self) -> AsyncIterator[str]:
        """Yield the events for one page."""
        news = asyncio.Event()
        self._listening.add(news)
        try:
            # A page that lost the server tries again soon: the author may just have restarted it.
            yield "retry: 500\n\n"
            while not self._ended:
                news.clear()
                yield f"data: {json.dumps(event_data(self._preview.state))}\n\n"
                while not self._ended:
                    try:
                        await asyncio.wait_for(news.wait(), _ALIVE)
                        break
                    except TimeoutError:
                        yield ": alive\n\n"
            yield "event: ended\ndata: {}\n\n"
        finally:
            self._listening.discard(news)

    def _wake(self) -> None:
        for one in self._listening:
            one.set()


def event_data(state: State) -> dict[str, object]:
    """Return what a page needs to know of a state."""
    count = Counter(one["severity"] for one in state.problems)
    return {
        "version": f"{_RUN}-{state.version}",
        "structure": state.structure,
        "style": state.style,
        "problems": state.problems_fingerprint,
        "errors": count["error"],
        "warnings": count["warning"],
        "checked": state.checked,
    }
