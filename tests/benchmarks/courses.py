"""Courses as large as real ones get, and larger: always the same words, for they come of a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

_WORDS = [
    "migration",
    "programme",
    "movement",
    "people",
    "district",
    "school",
    "water",
    "health",
    "policy",
    "local",
    "region",
    "community",
    "support",
    "capacity",
    "partner",
    "ministry",
    "data",
    "plan",
    "risk",
    "season",
    "market",
    "labour",
    "remittance",
    "diaspora",
    "climate",
    "drought",
    "return",
    "training",
    "service",
    "border",
    "rural",
    "urban",
    "housing",
    "land",
    "income",
    "family",
    "teacher",
    "clinic",
    "budget",
    "measure",
    "question",
    "result",
    "indicator",
    "baseline",
    "survey",
    "interview",
    "access",
    "right",
    "law",
    "service",
    "provider",
    "cooperation",
    "development",
    "assess",
    "design",
    "monitor",
    "evaluate",
    "adapt",
    "include",
    "protect",
    "strengthen",
    "reduce",
    "prepare",
    "respond",
    "coordinate",
    "finance",
    "report",
    "learn",
    "share",
    "between",
    "during",
    "because",
    "therefore",
    "however",
    "often",
    "rarely",
    "across",
    "beyond",
    "within",
    "under",
    "over",
    "with",
    "without",
    "before",
    "after",
    "while",
    "where",
    "when",
    "which",
    "these",
    "those",
    "several",
    "many",
    "few",
    "most",
    "some",
    "other",
    "new",
    "early",
    "late",
    "strong",
    "weak",
    "open",
    "safe",
    "common",
    "public",
    "private",
    "mobile",
]
_MARKS = ("*{}*", "**{}**", "`{}`", "[{}](https://example.org/{})", "{}[^n]", "H~2~O of {}", "x^2^ {}")


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(_WORDS) for _ in range(chance.randint(9, 22))]
    if chance.random() < 0.4:
        at = chance.randrange(1, len(words))
        words[at] = chance.choice(_MARKS[:4]).replace("{}", words[at])
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(4, 8)))


def page_text(module: int, page: int) -> str:
    """Return a page of some 4,400 bytes, as pages are that say something: prose, lists, a table, a picture, a note."""
    chance = random.Random(f"{module}/{page}")
    items = "\n".join(f"- {_sentence(chance)}" for _ in range(4))
    steps = "\n".join(f"{number}. {_sentence(chance)}" for number in range(1, 4))
    cells = "\n".join(
        f"| {chance.choice(_WORDS)} | {chance.randint(1, 999)} | {chance.choice(_WORDS)} |" for _ in range(5)
    )
    parts = (
        f"## Page {page} of {module} {{#page-{module}-{page}}}",
        _paragraph(chance),
        _paragraph(chance),
        items,
        f"![A bar](../media/drawing-{module}.svg)",
        f"### {_sentence(chance).removesuffix('.')}",
        _paragraph(chance),
        f"| Place | Number | Kind |\n|---|--:|---|\n{cells}",
        f"> [!NOTE]\n> Look at the [next page](#page-{module}-{page}). {_sentence(chance)}",
        f"### {_sentence(chance).removesuffix('.')}",
        steps,
        f"{_paragraph(chance)}[^{page}]",
        f"[^{page}]: {_sentence(chance)}",
    )
    return "\n\n".join(parts) + "\n"


def question_text(number: int) -> str:
    """Return a question, of every kind in turn."""
    head = f"## What is asked in question {number}? {{#q{number}}}\n\n"
    kinds = (
        "- ( ) The first answer\n- (x) The second answer\n      > Yes, because of *this*.\n- ( ) The third answer\n- ( ) The fourth one\n\n> The explanation.\n",
        "- [x] Trade unions\n- [x] Diaspora associations\n- [ ] Only ministries\n- [ ] Nobody\n",
        "- ( ) True\n- (x) False\n",
        "The word is [[behind|after]].\n",
        "The number is [[281 +- 1]] million.\n",
        "A score of [[( ) 5 | (x) 9 | ( ) 12]] is medium.\n",
        "- Situation -> What is happening?\n- Problem -> Why?\n- Stakeholder -> Who?\n- -> When?\n",
        "- ( ) One\n- (x) Two\n- ( ) Three\n- ( ) Four\n",
    )
    return head + kinds[number % len(kinds)]


def big_course(folder: Path, modules: int = 50, questions: int = 500, pages: int = 5) -> Path:
    """Write a course.

    Args:
        questions: of the course; each module has a quiz with its share.
        pages: of each module, beside its first.
    """
    for name in ("modules", "assessments", "media"):
        (folder / name).mkdir(parents=True)
    (folder / "course.yml").write_text("title: A large course\noutputs: [html]\n", encoding="utf-8")
    each = questions // modules
    for module in range(modules):
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200">'
            f'<title>{module}</title><rect width="40" height="{module + 1}"/></svg>'
        )
        (folder / "media" / f"drawing-{module}.svg").write_text(drawing, encoding="utf-8")
        quiz = f"assessment: quiz-{module}\n" if each else ""
        head = f"---\n{quiz}duration: 20 min\n---\n\n# Module {module}\n"
        text = "\n".join([head, *(page_text(module, page) for page in range(pages))])
        (folder / "modules" / f"{module:03}-module.md").write_text(text, encoding="utf-8")
        if each:
            text = "\n".join(["# Quiz\n", *(question_text(module * each + one) for one in range(each))])
            (folder / "assessments" / f"quiz-{module}.md").write_text(text, encoding="utf-8")
    return folder


def thousand(folder: Path) -> Path:
    """Write the course that most figures are about: 1,000 pages, 500 questions, 4.4 MB of Markdown."""
    return big_course(folder, pages=20)


def catalogue(folder: Path, courses: int = 100, pages: int = 20) -> Path:
    """Write many courses."""
    for number in range(courses):
        big_course(folder / f"course-{number:03}", modules=2, questions=10, pages=pages // 2)
    return folder


def sources(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what a course says, page by page, with a name for each: what other tools are given to convert."""
    for file in sorted((folder / "modules").glob("*.md")):
        text = file.read_text(encoding="utf-8").partition("---\n\n")[2]
        first, *pages = text.split("\n## ")
        yield f"{file.stem}.md", first
        for number, page in enumerate(pages):
            yield f"{file.stem}-{number}.md", f"## {page}"
    for file in sorted((folder / "assessments").glob("*.md")):
        yield file.name, file.read_text(encoding="utf-8")


def bank_course(folder: Path, entries: int = 200) -> Path:
    """Write a course with a bank as large as they get."""
    (folder / "modules").mkdir(parents=True)
    (folder / "media").mkdir()
    (folder / "course.yml").write_text("title: A bank\n", encoding="utf-8")
    (folder / "modules" / "bank.md").write_text(
        '# A bank\n\n::::bank[Indicators]{#all src=../media/bank.csv facets="Kind, Target" pick="Code, Name"}\n'
        "Pick some.\n\n| Baseline |\n|---|\n| |\n::::\n",
        encoding="utf-8",
    )
    rows = (
        f"I-{one},Indicator {one},{('road', 'school')[one % 2]},{one % 17}.{one % 5},Words about {one}\n"
        for one in range(entries)
    )
    (folder / "media" / "bank.csv").write_text(f"Code,Name,Kind,Target,Note\n{''.join(rows)}", encoding="utf-8")
    return folder
