"""The names of alerts: GitHub's five, and which of them Obsidian's other names of callouts are.

https://docs.github.com/en/get-started/writing-on-github (Alerts), https://help.obsidian.md/callouts
"""

from __future__ import annotations

_NAMES = {
    "note": "note info abstract summary tldr todo question help faq example quote cite",
    "tip": "tip hint success check done",
    "important": "important",
    "warning": "warning attention",
    "caution": "caution danger error bug failure fail missing",
}

ALERTS = {name: block for block, names in _NAMES.items() for name in names.split()}
"""The callout that each name stands for."""
