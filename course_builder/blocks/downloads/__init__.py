"""Files to take along: ``:::downloads[Label]`` around a list of links ``- [Name](../media/x.pdf) what it is``.

What kind of file each is, and how large, is added when the course is built.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from course_builder.blocks import BlockRoom, Reading
from course_builder.diagnostics import Report
from course_builder.model import Block, Prose
from course_builder.source.lines import part_of
from course_builder.source.pieces import ItemList, pieces

_LINK = re.compile(r"\[(?P<name>(?:[^\[\]]|\[[^\[\]]*\])+)\]\(\s*<?(?P<address>[^\s<>]+?)>?\s*\)\s*")
_KINDS = {
    "pdf": "pdf",
    **dict.fromkeys(("doc", "docx", "odt", "rtf"), "text"),
    **dict.fromkeys(("xls", "xlsx", "ods"), "sheet"),
    **dict.fromkeys(("ppt", "pptx", "odp"), "slides"),
    **dict.fromkeys(("csv", "tsv"), "data"),
    "txt": "plain",
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp", "avif", "svg"), "picture"),
    **dict.fromkeys(("mp3", "m4a", "ogg", "oga", "opus", "wav"), "sound"),
    **dict.fromkeys(("mp4", "m4v", "webm"), "video"),
    "zip": "archive",
    "epub": "book",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file to download.

    Args:
        address: as written.
        file: the name under which it is saved.
        kind: of which there is a word ``downloads.KIND``; empty where there is none.
    """

    name: Prose
    address: str
    file: str
    kind: str
    ending: str
    about: Prose | None


def _read(block: Block, reading: Reading) -> Block:
    found = [piece for node in block.content if isinstance(node, Prose) for piece in pieces(node, reading.report)]
    rest = tuple(piece for piece in found if isinstance(piece, Prose))
    items = [item for piece in found if isinstance(piece, ItemList) for item in piece.items]
    if not items:
        reading.report.add(
            "block-content",
            block.span,
            "There is no list of files in these downloads.",
            "Write one a line: - [Name](../media/file.pdf) what it is.",
        )
    downloads = [made for item in items if item.text and (made := _download(item.text, reading.report))]
    return block.model_copy(update={"data": tuple(downloads), "content": rest})


def _download(text: Prose, report: Report) -> Download | None:
    link = _LINK.match(text.text)
    address = link["address"] if link else ""
    path = PurePosixPath(unquote(urlsplit(address).path)) if link and "://" not in address else None
    # An address that ends with .md is that of a page.
    if link is None or path is None or path.suffix in {"", ".md"}:
        report.add(
            "block-content",
            text.span,
            "This is not a link to a file of the course.",
            "Write - [Name](../media/file.pdf) what it is; links to pages and sites stand in the text.",
        )
        return None
    ending = path.suffix.removeprefix(".").lower()
    about = text.text[link.end() :].strip()
    return Download(
        part_of(text, link["name"], link.start("name")),
        address,
        path.name,
        _KINDS.get(ending, ""),
        ending.upper(),
        part_of(text, about, text.text.find(about, link.end())) if about else None,
    )


room = BlockRoom("downloads", Path(__file__).parent, read=_read)
