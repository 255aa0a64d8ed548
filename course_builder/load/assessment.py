"""Reads an assessment: its front matter, its introduction, and a question for each ``##``."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.diagnostics import Report
from course_builder.load.banks import BankReader
from course_builder.load.content import title_from_name
from course_builder.load.front_matter import title_of, without_foreign
from course_builder.model import Assessment, Prose
from course_builder.model.settings import AssessmentSettings
from course_builder.questions import question
from course_builder.source.directives import Directive, Element, Heading, scan
from course_builder.source.files import Source
from course_builder.source.lines import lines_of
from course_builder.source.located import validated


class AssessmentReader(BankReader):
    """Reads assessments."""

    def with_banks(self, elements: Sequence[Element]) -> list[Element]:
        """Put the questions of a file that is included in the place of the line that includes it."""
        made: list[Element] = []
        for element in elements:
            written = element.attributes.data.data.get("src") if isinstance(element, Directive) else None
            if not (
                isinstance(element, Directive) and element.name == "include" and isinstance(written, str) and written
            ):
                made.append(element)
                continue
            files = self.included
            with self.included_file(written, element.attributes.data.value_span("src")) as found:
                told = Report()
                inside = scan(lines_of(found[1], found[0]), told) if found else []
                if any(isinstance(one, Heading) for one in inside):
                    self.report.diagnostics += told.diagnostics
                    made += self.with_banks(inside)
                    continue
            # Text without questions is a block, and read as such.
            self.included = files
            made += [element] if found else []
        return made

    def assessment_alone(self, name: str, identifier: str, source: Source) -> Assessment:
        """Read an assessment, whose module is not told yet."""
        settings = (
            validated(AssessmentSettings, without_foreign(source.front, AssessmentSettings, self.report), self.report)
            or AssessmentSettings()
        )
        elements = self.with_banks(scan(source.lines, self.report))
        title: Prose | None = None
        introduction: list[Element] = []
        starts: list[tuple[Heading, list[Element]]] = []
        for element in elements:
            if isinstance(element, Heading) and element.level == 1:
                if title is not None:
                    self.report.add(
                        "module-second-title",
                        element.text.span,
                        "This is a second # title.",
                        "Begin a question with ##.",
                    )
                for key, span in element.attributes.data.keys.items():
                    self.report.add(
                        "directive-option-unknown",
                        span,
                        f"A title has no option {key[0]!r}.",
                        "Options of an assessment stand in its front matter.",
                    )
                if element.attributes.id:
                    self.report.add(
                        "directive-option-unknown",
                        element.attributes.id_span or element.text.span,
                        "An assessment's title has no id.",
                        "Its id is the name of its file; link to the file.",
                    )
                title = title or element.text
            elif isinstance(element, Heading):
                starts.append((element, []))
            elif starts:
                starts[-1][1].append(element)
            else:
                introduction.append(element)
        title = title or title_of(source.front)
        if title is None:
            self.report.add(
                "module-untitled",
                source.start,
                "This assessment has no title.",
                "Begin it with a line '# Title'.",
            )
            title = Prose(text=title_from_name(name), span=source.start)
        objectives = self.objectives(settings.objectives, source.front)
        self.block_ids.clear()
        setting = self.setting("assessment")
        read = [
            question(heading.text, heading.attributes, body, heading.text.span, setting, self.report)
            for heading, body in starts
        ]
        questions = [one for one in read if one]
        questions += self.from_banks(
            name,
            settings.pools,
            lambda pool: source.front.keys.get(("pools", pool), source.front.span),
            lambda file, text: self.with_banks(scan(lines_of(text, file), self.report)),
        )
        if not starts and not any(pool.bank for pool in settings.pools.values()):
            self.report.add(
                "assessment-empty",
                title.span,
                "This assessment has no question.",
                "Begin a question with '## What is asked'.",
            )
        mark = settings.pass_mark if settings.pass_mark is not None else self.settings.pass_mark
        return Assessment(
            span=title.span,
            id=identifier,
            name=name,
            title=title,
            introduction=self.content(introduction, "page"),
            questions=tuple(questions),
            settings=settings,
            objectives=objectives,
            pass_mark=mark,
            places={".".join(map(str, path)): span for path, span in source.front.keys.items()},
        )
