"""Opens archives (Office files, backups) so that what is in them costs no more than a large file that is honest."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import partial

from lxml import etree

from course_builder.scaffold.imports.material import RefusedError

MOST_PARTS = 20_000
LARGEST_TOGETHER = 400_000_000
"""Bytes of all that is in a file, unpacked."""

LARGEST_XML = 60_000_000
"""Bytes of all its XML, unpacked; the text of a book has a tenth of that."""

MOST_TAGS = 1_500_000
"""Opening and closing tags of all its XML: a thousand pages have half of it."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/presentationml/main", b"http://schemas.openxmlformats.org/presentationml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)  # fmt: skip
"""What ISO's strict form calls the vocabularies, and what everybody else does."""


def parts(content: bytes, program: str, main: str, ending: str) -> dict[str, bytes]:
    """Return the parts of a file by their names.

    Args:
        program: whose file it should be.
        main: where the content types have the part that holds the text: a word of the type.
        ending: what such a file ends in.

    Raises:
        RefusedError: it is no such file, or one that no author has.
    """
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise RefusedError("It is protected by a password. Take the password away and save it again.")
        raise RefusedError(f"It is a file of an old {program}. Save it there as {ending} and try again.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            made = _gathered(_of_zip(packed))
    except _DAMAGED as error:
        raise RefusedError(f"It is no {ending} that can be read: it is damaged or not complete.") from error
    if main.encode() not in made.get("[Content_Types].xml", b""):
        raise RefusedError(f"It is no {ending}: it has no text that {program} knows.")
    return made


def of_backup(content: bytes) -> dict[str, bytes]:
    """Return the parts of a backup of Moodle by their names: a zip, or a tar that is compressed.

    Raises:
        RefusedError: it is neither, or one that no site makes.
    """
    try:
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                return _gathered(_of_zip(packed))
        with tarfile.open(fileobj=io.BytesIO(content), mode="r|gz") as stream:
            return _gathered(_of_tar(stream))
    except (tarfile.TarError, *_DAMAGED) as error:
        raise RefusedError("It is no backup that can be read: it is damaged or not complete.") from error


_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


def _of_zip(packed: zipfile.ZipFile) -> Iterable[tuple[str, int, Callable[[], bytes]]]:
    found = [one for one in packed.infolist() if not one.is_dir()]
    if any(one.flag_bits & 1 for one in found):
        raise RefusedError("It is protected by a password. Take the password away and save it again.")
    # All names and sizes are looked at before anything is unpacked.
    _gathered((one.filename, one.file_size, bytes) for one in found)
    return ((one.filename, one.file_size, partial(packed.read, one)) for one in found)


def _of_tar(stream: tarfile.TarFile) -> Iterable[tuple[str, int, Callable[[], bytes]]]:
    for one in stream:
        if one.isdir():
            continue
        inside = stream.extractfile(one) if one.isreg() else None
        if inside is None:
            raise RefusedError("It holds links or devices, which no site puts there.")
        yield one.name.removeprefix("./"), one.size, inside.read


def _gathered(found: Iterable[tuple[str, int, Callable[[], bytes]]]) -> dict[str, bytes]:
    """Return the content of parts by their names.

    Args:
        found: of each its name, its size, and what reads it.
    """
    made: dict[str, bytes] = {}
    together = xml = tags = 0
    for name, size, read in found:
        together += size
        if len(made) == MOST_PARTS or together > LARGEST_TOGETHER:
            raise RefusedError(
                f"It has more than {MOST_PARTS:,} parts, or more than {LARGEST_TOGETHER:,} bytes in them."
            )
        if name in made or ".." in name.split("/") or name.startswith(("/", "\\")):
            raise RefusedError("Its parts have names that no program gives them.")
        is_xml = name.lower().endswith((".xml", ".rels", ".vml"))
        xml += size if is_xml else 0
        if xml > LARGEST_XML:
            raise RefusedError(f"It has more than {LARGEST_XML:,} bytes of XML in it.")
        data = read()
        if is_xml:
            data = _plain(data)
            tags += data.count(b"<")
            if tags > MOST_TAGS:
                raise RefusedError(f"It has more than {MOST_TAGS:,} tags in it.")
        made[name] = data
    return made


def _plain(data: bytes) -> bytes:
    """Return a part in UTF-8, in the vocabularies that everybody uses."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = re.sub(r"^\s*<\?xml.*?\?>", "", data.decode("utf-16"), count=1, flags=re.DOTALL).encode()
    if b"\0" in data or re.search(rb"<!(?:DOCTYPE|ENTITY)", data):
        raise RefusedError("A part of it has a DOCTYPE, which such files never have and which can hide other files.")
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return data


def packed(made: dict[str, bytes]) -> io.BytesIO:
    """Return parts as a file again."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as into:
        for name, data in made.items():
            into.writestr(name, data)
    file.seek(0)
    return file


def parsed(data: bytes) -> etree._Element:
    """Return a part as a tree.

    Raises:
        RefusedError: it is no XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RefusedError(f"A part of it is no XML that can be read: {error.msg}.") from error
