"""Requests as they are written: no address is tidied up, and all of one goes out at once."""

from __future__ import annotations

import http.client
from typing import Any


class OnePiece(http.client.HTTPConnection):
    """A connection to this machine that sends headers and body together, when the answer is asked for.

    A server that refuses by the headers alone hangs up. A body that came after that would be answered by a reset, which
    takes the answer with it before it is read.
    """

    def __init__(self, port: int) -> None:
        super().__init__("127.0.0.1", port, timeout=20)
        self._pieces: list[bytes] = []

    def send(self, data: Any) -> None:
        """Keep a piece of the request."""
        self._pieces.append(bytes(data))

    def getresponse(self) -> http.client.HTTPResponse:
        """Send the request, and return the answer."""
        super().send(b"".join(self._pieces))
        self._pieces.clear()
        return super().getresponse()
