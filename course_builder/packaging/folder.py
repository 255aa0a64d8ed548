"""The files of a course as a folder: what a SCORM package and the HTML output have in common."""

from __future__ import annotations

from collections.abc import Mapping

from course_builder import player
from course_builder.model import Course
from course_builder.packaging.schemas import licence as schema_licence
from course_builder.render import behaviours
from course_builder.render.data import TrackerKind, as_json, course_data
from course_builder.render.edition import Edition, Rendered
from course_builder.render.site import ScreenLink


def course_script(
    edition: Edition,
    course: Course,
    screens: tuple[ScreenLink, ...],
    *,
    tracker: TrackerKind,
    characters: int,
    text_bytes: int,
    search: str = "",
    single: bool = False,
    identifier: str = "",
) -> str:
    """Return the script with the course's data (``CourseData`` of the player's contract)."""
    data = course_data(
        course,
        edition.lock,
        screens,
        player_words(edition),
        tracker=tracker,
        characters=characters,
        text_bytes=text_bytes,
        search=search,
        single=single,
    )
    if identifier:
        data["id"] = identifier
    # Inside a script element of a page `</script>` would end it; as an escape it is the same character.
    return f"window.courseBuilderData={as_json(data).replace('<', chr(92) + 'u003c')};\n"


def player_words(edition: Edition) -> Mapping[str, str]:
    """Return the interface words that the player uses; the theme's own are in the pages already."""
    # A plural has forms (`.one`, `.few` …) that differ by language, so keys are compared without them as well.
    keys = player.words()
    families = {key.removesuffix(".other") for key in keys if key.endswith(".other")}
    return {key: text for key, text in edition.words.items() if key in keys or key.rpartition(".")[0] in families}


def pages_and_data(
    edition: Edition,
    rendered: Rendered,
    course: Course,
    *,
    tracker: TrackerKind,
    characters: int,
    text_bytes: int,
    identifier: str = "",
) -> dict[str, bytes]:
    """Return pages, course data and search index of the course or a part of it, without what parts share."""
    files = {name: html.encode() for name, html in rendered.html.items()}
    search = ""
    if any(link.kind == "page" for link in rendered.screens):
        search = "search.js"
        index = edition.search_index(rendered).replace("<", "\\u003c")
        files[search] = f"window.courseBuilderSearch={index};\n".encode() + player.search_script()
    script = course_script(
        edition,
        course,
        rendered.screens,
        tracker=tracker,
        characters=characters,
        text_bytes=text_bytes,
        search=search,
        identifier=identifier,
    )
    files["course.js"] = script.encode()
    return files


def shared_files(edition: Edition, tracker: TrackerKind) -> dict[str, bytes]:
    """Return style sheet, player, licences and media."""
    files = {
        "style.css": edition.style.encode(),
        "player.js": player.script(behaviours.used(edition.course), tracker),
        **edition.media.used(),
    }
    files["licences.txt"] = licences(schemas=tracker != "local").encode()
    return files


def licences(*, schemas: bool) -> str:
    """Return the licences of what a package carries inside.

    Args:
        schemas: whether the standard's schema files are inside.
    """
    texts = dict(player.licences())
    if schemas:
        texts["Schema files of the standard"] = schema_licence()
    return "\n\n".join(f"{name}\n{'=' * len(name)}\n\n{text.strip()}" for name, text in sorted(texts.items())) + "\n"


def whole(edition: Edition, *, tracker: TrackerKind, characters: int, text_bytes: int) -> dict[str, bytes]:
    """Return all files of the course as one folder."""
    pages = pages_and_data(
        edition, edition.folder, edition.course, tracker=tracker, characters=characters, text_bytes=text_bytes
    )
    return {**pages, **shared_files(edition, tracker)}
