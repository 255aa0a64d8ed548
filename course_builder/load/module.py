"""Reads a module: its front matter, and its pages, from one file or a folder of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from course_builder.blocks import NoOptions
from course_builder.load.content import ContentReader, next_free_id, title_from_name
from course_builder.load.front_matter import title_of, without_foreign
from course_builder.load.released import named
from course_builder.model import Module, Page, Prose
from course_builder.model.settings import ModuleSettings
from course_builder.source.attributes import Attributes
from course_builder.source.directives import Element, Heading, Text, scan
from course_builder.source.files import Source
from course_builder.source.located import LocatedData, validated

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
RESERVED = frozenset({"home", "results", "index"})
"""Ids of screens that the builder makes."""


@dataclass(slots=True)
class _PageDraft:
    """A page's heading, or None for what stands before the first one, and what stands below."""

    heading: Heading | None
    body: list[Element] = field(default_factory=list)


def _is_comment(element: Element) -> bool:
    """Whether nothing but comments stands in an element."""
    return isinstance(element, Text) and not _COMMENT.sub("", "\n".join(line.text for line in element.lines)).strip()


class ModuleReader(ContentReader):
    """Reads modules."""

    def module_alone(self, name: str, default: str, texts: Sequence[tuple[Path, str]]) -> tuple[Module, LocatedData]:
        """Read a module without its assessment. Returns its front matter as well.

        Args:
            name: of its file or folder, without the number before it.
            default: its id, if its title has none.
        """
        sources = [self.files.source(one, text) for one, text in texts]
        first = sources[0]
        settings = (
            validated(ModuleSettings, without_foreign(first.front, ModuleSettings, self.report), self.report)
            or ModuleSettings()
        )
        for other in sources[1:]:
            for key in without_foreign(other.front, NoOptions, self.report).data:
                self.report.add(
                    "yaml-unknown-key",
                    other.front.keys[(key,)],
                    f"There is no key {key!r} here.",
                    f"The module's front matter stands in {first.file}.",
                )
        title, identifier, pages = self.pages(sources, default)
        if title is None:
            self.report.add(
                "module-untitled",
                first.start,
                "This module has no title.",
                "Begin it with a line '# Title', with a space after the #.",
            )
            title = Prose(text=title_from_name(name), span=first.start)
        if identifier in RESERVED:
            self.report.add(
                "id-invalid",
                title.span,
                f"The id {identifier!r} is taken by a page that the builder makes.",
                "Give the title another id: # Title {#name}.",
            )
            identifier = f"{identifier}-module"
        if identifier in self.ids.modules:
            self.report.add(
                "id-duplicate",
                title.span,
                f"Two modules have the id {identifier!r}.",
                f"The other is at {self.ids.modules[identifier]}. Give this title an id of its own: # Title {{#name}}.",
            )
        self.ids.modules.setdefault(identifier, title.span)
        objectives = self.objectives(settings.objectives, first.front)
        module = Module(
            span=title.span,
            id=identifier,
            title=title,
            pages=tuple(pages),
            settings=settings,
            objectives=objectives,
        )
        return module, first.front

    def pages(self, sources: Sequence[Source], default: str) -> tuple[Prose | None, str, list[Page]]:
        """Split a module's files into pages. Returns its title, id and pages."""
        title: Prose | None = None
        identifier = default
        pages: list[Page] = []
        said = title_of(sources[0].front)
        for number, source in enumerate(sources):
            drafts = [_PageDraft(None)]
            for element in scan(source.lines, self.report):
                if not isinstance(element, Heading):
                    drafts[-1].body.append(element)
                    continue
                if len(drafts) == 1 and all(map(_is_comment, drafts[0].body)):
                    # A note to other authors, such as a licence, stands above a title and belongs to no page.
                    drafts[0].body.clear()
                first = len(drafts) == 1 and not drafts[0].body
                if element.level == 1 and number == 0 and title is None:
                    title, identifier = element.text, self.module_id(element, default)
                    if not first:
                        self.report.add(
                            "module-untitled", title.span, "The title does not come first.", "Move it to the top."
                        )
                    continue
                if element.level == 1 and not (number > 0 and first):
                    self.report.add(
                        "module-second-title",
                        element.text.span,
                        "This is a second # title.",
                        "Begin a page with ## instead; a module has one # title.",
                    )
                drafts.append(_PageDraft(element))
            for draft in drafts:
                if draft.heading or draft.body:
                    own = title or said if number == 0 else title_of(source.front)
                    pages.append(self.page(draft, source, own, identifier, first=not pages))
        if title and said and title.text.strip() != said.text:
            self.report.add(
                "front-matter-foreign",
                said.span,
                f"The title is said twice, and the heading is used: {title.text!r}.",
                "Delete one of them, or let both say the same.",
            )
        return title or said, identifier, pages

    def module_id(self, heading: Heading, default: str) -> str:
        for key, span in heading.attributes.data.keys.items():
            self.report.add(
                "directive-option-unknown", span, f"A title has no option {key[0]!r}.", "It can have an id: {#id}."
            )
        return self.checked_id(heading.attributes, default)

    def page(self, draft: _PageDraft, source: Source, of: Prose | None, module: str, *, first: bool) -> Page:
        """Make a page.

        Args:
            of: the module's title, which a page without a heading has too if it is the ``first``; for a further file
                the title in its front matter.
        """
        attributes = draft.heading.attributes if draft.heading else Attributes()
        title = draft.heading.text if draft.heading else of or Prose(text=title_from_name(module), span=source.start)
        if not (draft.heading or first or of):
            self.report.add(
                "module-untitled", source.start, "This page has no title.", "Begin the file with a line '# Title'."
            )
        first = first and not draft.heading
        self.block_ids.clear()
        default = named(title.text, self.released, f"{module}/{{}}")
        identifier = module if first else f"{module}/{self.checked_id(attributes, default)}"
        if identifier in self.ids.pages:
            if attributes.id or first:
                self.report.add(
                    "id-duplicate",
                    attributes.id_span or title.span,
                    f"The id {identifier!r} stands twice.",
                    f"It is also at {self.ids.pages[identifier]}.",
                )
            identifier = next_free_id(identifier, self.ids.pages)
        self.ids.pages[identifier] = title.span
        for key in attributes.data.data:
            self.report.add(
                "directive-option-unknown",
                attributes.data.keys[(key,)],
                f"A page has no option {key!r}.",
                "A page's heading can have an id: {#id}.",
            )
        content = self.content(draft.body, "page")
        if not content and not first:
            self.report.add(
                "page-empty",
                title.span,
                "This page has a title and nothing else.",
                "Write its text, or delete the heading.",
            )
        return Page(span=title.span, id=identifier, title=title, content=content)
