"""Makes ``docs/llms.txt``: the whole language on one page, for assistants that write courses for people.

What can be written comes from the reference, which the code makes; the examples are those of the guide, which are built.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from course_builder.diagnostics import RULES
from course_builder.load import load
from course_builder.translation import interface
from tests.docs import reference
from tests.docs.blocks import ROOT, Block, blocks, examples, write

FILE = ROOT / "docs" / "llms.txt"
GUIDE = ROOT / "docs" / "guide"

HEAD = """# course-builder

> Compiles training modules and quizzes written in Markdown into SCORM packages and HTML courses. This page holds the whole
> language: files, settings, Markdown, blocks, questions, outputs, commands, and every message. Nothing else is understood.

Write a course as text files in UTF-8, then run `course-builder check`, which tells every mistake with its line and how it
is written rightly. Mend what it tells until it says `No mistakes.`; warnings are seldom meant, too.

## What to keep in mind

- `#` stands once in a module: its title. Each `##` begins a new page of the module, with text below it. Headings inside a page begin with `###`.
- In an assessment `#` is its title and each `##` begins a question. In a module a question is a block, `:::question{#id}` … `:::`.
- The kind of a question follows from what is written: `- ( )` with one `- (x)`, `- [ ]` with `- [x]`, `[[gap]]`, `- left -> right` …
- Give every question and every important page an id: `## Title {#id}`, Latin letters, digits and hyphens. Learners' progress hangs on it.
- What is said about an option stands below it as a quotation, indented; what is said about the question stands below all options, as a quotation.
- A block is opened by three colons and a name, and closed by three colons. A block around other blocks has more colons than they have.
- Paths are relative to the file that they stand in: `../media/picture.svg`. Nothing is fetched from other sites; every picture needs words that say what it tells.
- Links between pages name files: `[the facts](education.md#facts)`.
- In YAML put quotes around values with a colon or a `#` in them: `accent: "#0b6e4f"`.
"""


def made() -> str:
    """Return the page."""
    return "\n".join([HEAD, *_parts()]).rstrip() + "\n"


def _parts() -> Iterator[str]:
    yield "## A whole course\n"
    for block in blocks(ROOT / "README.md"):
        if block.title:
            yield f"`{block.title.removeprefix('first-aid/')}`:\n\n{_fence(block)}"
    yield _part("Settings", reference.settings(), {})
    yield "## Text\n"
    yield from (_fence(block) for block in blocks(GUIDE / "3-pages.md") if "page" in block.words)
    yield _part("Questions", reference.questions(), _of_questions())
    yield _part("Blocks", reference.blocks(), _of_blocks())
    yield _part("Outputs", reference.output_formats(), {})
    yield _part("Commands", reference.command_line(), {})
    yield "## Messages\n"
    yield "| code | | what is wrong |\n|---|---|---|"
    yield from (f"| `{rule.code}` | {rule.severity} | {reference.cell(rule.summary)} |" for rule in RULES.values())


def _part(title: str, page: str, shown: Mapping[str, str]) -> str:
    """Return a page of the reference as a part of this one.

    Args:
        shown: an example for each of its sections that has one.
    """
    introduction, *sections = re.split(r"^## ", _after_heading(page), flags=re.MULTILINE)
    lines = [
        f"## {title}",
        re.sub(r"(?:The same for editors is|With examples|With more words):[^\n]*", "", introduction).strip(),
    ]
    for section in sections:
        name = section.partition("\n")[0]
        lines.append("### " + re.sub(r"^###", "####", section.strip(), flags=re.MULTILINE))
        if name in shown:
            lines.append(shown[name].strip())
    # Links lead to other pages of the documentation, which are not at hand here.
    return (
        re.sub(r"\[([^\]\n]+)\]\((?:#|[\w./-]+\.(?:md|json))[^)\n]*\)", r"\1", "\n\n".join(filter(None, lines))) + "\n"
    )


def _after_heading(page: str) -> str:
    return re.split(r"^# .*\n", page, maxsplit=1, flags=re.MULTILINE)[1].strip()


def _fence(block: Block) -> str:
    ticks = "````" if "```" in block.text else "```"
    title = block.title.removeprefix("first-aid/")
    said = [block.language, *([f'title="{title}"'] if title else []), *sorted(block.words)]
    return f"{ticks}{' '.join(said)}\n{block.text}{ticks}\n"


def _of_questions() -> dict[str, str]:
    """Return the guide's first example of each kind of question."""
    found: dict[str, str] = {}
    shown = {block.line: block for block in blocks(GUIDE / "5-questions.md")}
    for example in examples(GUIDE / "5-questions.md"):
        block = shown[int(example.name.rpartition(":")[2])]
        if example.mistake or not block.words & {"question", "page"}:
            continue
        with tempfile.TemporaryDirectory() as folder:
            write(example, Path(folder))
            course = load(Path(folder), interface.true_false).course
        for question in course.questions if course else ():
            # A page's last question is that of the quiz around the example.
            if question.span.file.startswith("modules/") or "question" in block.words:
                found.setdefault(question.kind, _fence(block))
    return found


def _of_blocks() -> dict[str, str]:
    """Return the guide's first example of each block, once, by the heading that the reference has for it."""
    shown: dict[str, str] = {}
    for page in sorted((GUIDE / "blocks").glob("*.md")):
        here = blocks(page)
        for example in examples(page):
            first = int(example.name.rpartition(":")[2])
            parts = [
                one for one in here if one.line == first or (one.title and example.files.get(one.title) == one.text)
            ]
            shown[f"{page.stem}:{first:04}"] = "\n".join(map(_fence, parts))
    found: dict[str, list[str]] = {}
    told: set[str] = set()
    for heading in re.findall(r"^## (.+)$", reference.blocks(), re.MULTILINE):
        for name in heading.split(", "):
            opens = re.compile(rf"^ *:{{2,}}{name}\b(?!-)", re.MULTILINE)
            having = [key for key, text in shown.items() if opens.search(text)]
            # The block's own page shows it best.
            having.sort(key=lambda key: key.partition(":")[0] != name)
            if having and told.isdisjoint(having):
                told.add(having[0])
                found.setdefault(heading, []).append(shown[having[0]])
    return {heading: "\n".join(texts) for heading, texts in found.items()}


def write_file() -> None:
    """Write the page."""
    FILE.write_text(made(), encoding="utf-8", newline="\n")
