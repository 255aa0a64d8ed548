"""Links between the pages of what is imported: where they lead is known when all pages have their places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from course_builder.scaffold.imports.files import Made, Piece
from course_builder.scaffold.imports.media import PAGE
from course_builder.scaffold.imports.outcome import Outcome
from course_builder.source.names import latin_slug, plain_text

_LINK = re.compile(
    rf"\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\](?:\([^()]*\))?+){{0,2000}})\]\({re.escape(PAGE)}(?P<address>[^()\s]*)\)"
)


@dataclass(slots=True)
class Links:
    """The links of an import.

    Args:
        pages: for each address the file and the title of the page that it means; no title where it is the whole file.
    """

    pages: dict[str, tuple[Made, Piece | None]] = field(default_factory=dict)
    _ids: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def put(self, files: Sequence[Made]) -> None:
        """Write the addresses of pages into all texts; a link to what was not read becomes its words."""
        for file in files:
            for piece in file.pieces:
                if PAGE in piece.text or PAGE in piece.otherwise:
                    piece.text = self._linked(piece.text, file, piece.outcome)
                    piece.otherwise = self._linked(piece.otherwise, file, piece.outcome)
            if file.outcome:
                # What is said of scores stands in the front matter.
                file.front = self._in_data(dict(file.front), file, file.outcome)

    def _in_data(self, data: Any, file: Made, outcome: Outcome) -> Any:
        if isinstance(data, dict):
            return {key: self._in_data(one, file, outcome) for key, one in data.items()}
        if isinstance(data, list):
            return [self._in_data(one, file, outcome) for one in data]
        return self._linked(data, file, outcome) if isinstance(data, str) else data

    def _linked(self, text: str, file: Made, outcome: Outcome) -> str:
        def link(found: re.Match[str]) -> str:
            target = self.pages.get(found["address"])
            if target is None:
                outcome.lost.append("A link to what is not in the file became its words.")
                return found["words"]
            to, title = target
            path = f"{to.name}.md" if to.folder == file.folder else f"../{to.folder}/{to.name}.md"
            return f"[{found['words']}]({path}{'#' + self._id(to, title) if title else ''})"

        return _LINK.sub(link, text)

    def _id(self, file: Made, title: Piece) -> str:
        """Return the id of a page, which is written behind its title."""
        if found := re.search(r" \{#([\w-]+)\}$", title.text):
            return found[1]
        # Pages that nothing leads to have the ids of their titles.
        others = (one for one in file.pieces if one.kind == "title" and one is not title)
        known = self._ids[file.path] | {_named(one) for one in others}
        stem = _named(title)
        made, count = stem, 1
        while made in known:
            count += 1
            made = f"{stem}-{count}"
        self._ids[file.path].add(made)
        title.text += f" {{#{made}}}"
        return made


def _named(title: Piece) -> str:
    return latin_slug(plain_text(title.text.lstrip("# "))) or "page"
