"""The Content-Security-Policy of a page: what a browser may run and fetch for it.

Scripts inside the page are known by their hashes, so nothing that got into the page by mistake runs. A page opened by
double-click has no host of its own; there ``file:`` stands for the folder.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

PLACE = "\U000f0001policy\U000f0002"
"""Where the policy stands in a page until its scripts are known. Sources cannot hold these characters."""

_SCRIPT = re.compile(
    r"<script(?![^>]*\s(?:src=|type=\"application/json\"))[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE
)
_OWN = "'self' file:"
_RULES = {
    # Pictures, sound, fonts and what the player fetches; what is saved on the device comes from the page itself.
    "default-src": f"{_OWN} data: blob:",
    # Styles of single elements carry colours and sizes that the builder computed.
    "style-src": f"{_OWN} 'unsafe-inline'",
    # Films and maps of other hosts, once a learner has asked for them.
    "frame-src": "https:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def with_policy(page: str, inside: Iterable[str] = ()) -> str:
    """Return a page with its policy in the place that was left for it.

    Args:
        inside: HTML that is put into the page later on, piece by piece.
    """
    before, found, after = page.partition(PLACE)
    return f"{before}{policy(after, *inside)}{after}" if found else page


def policy(*pieces: str) -> str:
    """Return the policy of a page.

    Args:
        pieces: its HTML, from the first script on.
    """
    scripts = dict.fromkeys(found[1] for piece in pieces for found in _SCRIPT.finditer(piece))
    hashes = [f"'sha256-{_hash(script)}'" for script in scripts]
    rules = {**_RULES, "script-src": " ".join([_OWN, *hashes])}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(script: str) -> str:
    # Browsers read every line end as \n before they hash.
    text = script.replace("\r\n", "\n").replace("\r", "\n")
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
