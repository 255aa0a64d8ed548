"""What is in a backup: its sections, their activities, and the files that their texts show.

The names are those of ``backup/moodle2/backup_stepslib.php`` of Moodle.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from course_builder.scaffold.imports.archive import parsed
from course_builder.scaffold.imports.material import RefusedError

_NOTHING = "$@NULL@$"
_FORMS = {"0": "moodle_auto_format", "1": "html", "2": "plain_text", "4": "markdown"}


def value(element: etree._Element | None, path: str) -> str:
    """Return the text at a path; empty where there is none."""
    found = element.findtext(path) if element is not None else None
    return "" if found is None or found == _NOTHING else found.strip()


def form(element: etree._Element, path: str) -> str:
    """Return the name of the format of a text, whose number stands at a path."""
    return _FORMS.get(value(element, path), "html")


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity.

    Args:
        number: by which the course knows it (``cmid``).
        kind: such as ``page`` or ``quiz``.
        element: what its XML says of it.
        folder: of its parts.
        context: by which its files are known.
        module: what the course says of it.
    """

    number: int
    kind: str
    element: etree._Element
    folder: str
    context: str
    module: etree._Element | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether learners do not see it."""
        return value(self.module, "visible") == "0"

    @property
    def name(self) -> str:
        """What it is called."""
        return html.unescape(value(self.element, "name"))


@dataclass(frozen=True, slots=True)
class Section:
    """A section.

    Args:
        number: its place in the course.
        element: what its XML says of it; None for activities that stand in no section.
    """

    number: int
    name: str
    element: etree._Element | None = None
    activities: tuple[Activity, ...] = ()


@dataclass
class Contents:
    """The parts of a backup.

    Args:
        parts: by their names.
    """

    parts: Mapping[str, bytes]
    about: etree._Element = field(init=False)
    _files: dict[tuple[str, str, str], dict[str, dict[str, bytes]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        about = self.part("moodle_backup.xml")
        found = about.find("information") if about is not None else None
        if found is None:
            raise RefusedError("It is no backup of a course: its list of contents says nothing of one.")
        self.about = found
        for one in self._all("files.xml", "file"):
            name = value(one, "filename")
            digest = value(one, "contenthash")
            data = self.parts.get(f"files/{digest[:2]}/{digest}")
            if name in {"", "."} or data is None:
                continue
            area = value(one, "contextid"), value(one, "component"), value(one, "filearea")
            path = f"{value(one, 'filepath')}{name}".lstrip("/")
            self._files.setdefault(area, {}).setdefault(value(one, "itemid"), {})[path] = data

    @property
    def title(self) -> str:
        """What the course is called."""
        return html.unescape(value(self.about, "original_course_fullname"))

    @cached_property
    def course(self) -> etree._Element | None:
        """What is said of the course; None where the backup is of a single activity."""
        return self.part("course/course.xml", needed=False)

    def part(self, name: str, *, needed: bool = True) -> etree._Element | None:
        """Return a part as a tree; None where it is not there and need not be.

        Raises:
            RefusedError: it is not there, or no XML.
        """
        data = self.parts.get(name)
        if data is None and needed:
            raise RefusedError(f"It is no backup of a Moodle course: {name} is not in it.")
        return parsed(data) if data is not None else None

    def _all(self, name: str, tag: str) -> Iterator[etree._Element]:
        found = self.part(name, needed=False)
        return iter(()) if found is None else found.iter(tag)

    def files(self, context: str, component: str, area: str, item: str = "") -> dict[str, bytes]:
        """Return the files of a text by the names under which it shows them.

        Args:
            item: the number of what the text belongs to; all if empty.
        """
        found = self._files.get((context, component, area), {})
        return {name: data for own, some in found.items() if item in {"", own} for name, data in some.items()}

    def contexts_of_course(self) -> list[str]:
        """Return the contexts of the texts of sections."""
        return [context for context, component, area in self._files if (component, area) == ("course", "section")]

    def of_questions(self, context: str, items: frozenset[str]) -> dict[str, bytes]:
        """Return the files of a question, whose texts and answers have these numbers."""
        made = {}
        for (where, component, _), areas in self._files.items():
            if where == context and component.startswith(("question", "qtype_")):
                for item in items & areas.keys():
                    made.update(areas[item])
        return made

    def sections(self) -> Iterator[Section]:
        """Yield the sections in their order, then activities that stand in none (a backup of a single activity)."""
        listed = {}
        for one in self.about.iterfind("contents/activities/activity"):
            made = self._activity(value(one, "directory"), value(one, "modulename"))
            if made:
                listed[made.number] = made
        sections = []
        for one in self.about.iterfind("contents/sections/section"):
            element = self.part(f"{value(one, 'directory')}/section.xml", needed=False)
            if element is not None:
                sections.append(element)
        for element in sorted(sections, key=lambda one: integer(value(one, "number"))):
            order = [integer(one) for one in value(element, "sequence").split(",") if one.strip()]
            own = tuple(listed.pop(one) for one in order if one in listed)
            yield Section(integer(value(element, "number")), html.unescape(value(element, "name")), element, own)
        if listed:
            yield Section(0, "", None, tuple(listed.values()))

    def _activity(self, folder: str, kind: str) -> Activity | None:
        root = self.part(f"{folder}/{kind}.xml", needed=False)
        element = next((one for one in root if one.tag == kind), None) if root is not None else None
        if root is None or element is None:
            return None
        module = self.part(f"{folder}/module.xml", needed=False)
        return Activity(
            integer(root.get("moduleid", "")),
            kind,
            element,
            folder,
            root.get("contextid", ""),
            module,
        )

    def grade_items(self, activity: Activity) -> list[etree._Element]:
        """Return what the gradebook has of an activity."""
        grades = self.part(f"{activity.folder}/grades.xml", needed=False)
        return [] if grades is None else list(grades.iterfind("grade_items/grade_item"))


def integer(written: str) -> int:
    """Return a whole number; 0 where it is none."""
    return int(written) if written.strip().isdecimal() and len(written) < 12 else 0
