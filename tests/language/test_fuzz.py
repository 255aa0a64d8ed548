"""Whatever stands in a source: nothing is raised, and every mistake has a place that is there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from course_builder import check
from course_builder.diagnostics import RULES, Report, Span, as_data, as_text
from course_builder.model import Prose
from course_builder.source.literal import markup
from course_builder.source.markdown import _converter, convert, inline
from course_builder.source.names import ID, plain_text, slug
from tests.courses_on_disk import PAGE, write

pytestmark = pytest.mark.long

PIECES = [
    "\n", "\n\n", " ", "    ", "\t", "a", "word", "é", "مرحبا", "👍🏽", "\u0301", "\u2028", "\x85", "\0", "\ufeff", "0", "12.", "1.5",
    "#", "# T", "## Q", "### H", "{#id}", "{#id points=2}", "{type=ordering}", "{pool=p}", "{", "}", "=====", "---", "...", ":::", "::::", ":::note",
    ":::question{#q}", ":::step{#s}", ":::ending{#e score=100}", ":::hint", ":::model", "::::columns", ":::column", "::gate[Go]", "[", "]", "[Label]",
    "- ( ) a", "- (x) b", "- [ ] c", "- [x] d", "- (1) e", "- a -> b", "- -> c", "1. one", "2. two", "- (x) [1, 2, 3, 4] f", "      > said", "> quote", "> [!NOTE]",
    "[[", "]]", "[[word]]", "[[1..2]]", "[[2 +- 1]]", "[[/a(b/]]", "[[( ) 1 | (x) 2]]", "[[____]]", "`", "```", "~~~", "<!--", "-->", "<div>", "</div>", "<b", ">", "&", "&amp;", "<",
    "![alt](../media/p.svg)", "[text](a.md#x)", "[x](http://e.org)", "[x](javascript:y)", "[x][ref]", "[ref]: b.md", "[^1]", "[^1]: note", "*[LMS]: long", "LMS", "$x^", "$$", "$\\frac{1}{2}$", "\\", "*", "**", "_", "==",
    "| a | b |", "|---|---|", ": definition", "!!! note", "- ", "* * *", "title: T", "key: [", "key: {a: &a *a}", "pools: {p: {draw: 1}}", "assessment: q", "objectives: {o: x}", "'", '"',
]  # fmt: skip
MARKDOWN = st.lists(st.one_of(st.sampled_from(PIECES), st.just("\n"), st.text(max_size=8)), max_size=60).map("".join)
FUZZ = settings(max_examples=60, suppress_health_check=list(HealthCheck))


def told(files: dict[str, str | bytes]) -> Iterator[str]:
    """Check a course; yield what is wrong with its diagnostics."""
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), files)
        result = check(root, ["html"])
        as_text(result.diagnostics, result.sources)
        as_data(result.diagnostics, result.sources)
        for one in result.diagnostics:
            lines = result.sources.get(one.span.file, "").split("\n")
            if one.code not in RULES or not one.message:
                yield f"{one}: no rule, or nothing said"
            if not 1 <= one.span.line <= len(lines):
                yield f"{one}: no such line of {len(lines)}"
            elif not 1 <= one.span.column <= len(lines[one.span.line - 1]) + 1 or one.span.length < 1:
                yield f"{one}: no such column in {lines[one.span.line - 1]!r}"


@FUZZ
@given(MARKDOWN)
@example("---\na: [\n---")
@example("---\n- x\n---\n# A")
@example(":::question\n- (x)\n:::")
@example("## Q {type=hotspot}\n\n- (x) [1,2,3] a")
def test_module(text: str) -> None:
    assert list(told({**PAGE, "modules/a.md": f"# A\n\n{text}", "modules/b.md": text})) == []


@FUZZ
@given(MARKDOWN)
def test_assessment(text: str) -> None:
    assert (
        list(told({**PAGE, "course.yml": "title: T\nassessment: q\n", "assessments/q.md": f"# A\n\n## Q\n\n{text}"}))
        == []
    )


@FUZZ
@given(MARKDOWN)
def test_front_matter(text: str) -> None:
    assert (
        list(
            told(
                {
                    **PAGE,
                    "course.yml": "title: T\nassessment: q\n",
                    "assessments/q.md": f"---\n{text}\n---\n# A\n\n## Q\n\n- (x) a\n- ( ) b",
                }
            )
        )
        == []
    )


@FUZZ
@given(
    st.one_of(
        MARKDOWN,
        st.lists(
            st.tuples(
                st.sampled_from(["title", "language", "theme", "outputs", "modules", "completion", "x"]), MARKDOWN
            )
        ).map(lambda pairs: "\n".join(f"{a}: {b}" for a, b in pairs)),
    )
)
def test_course_yml(text: str) -> None:
    assert list(told({**PAGE, "course.yml": text})) == []


@FUZZ
@given(st.binary(max_size=200))
def test_bytes(raw: bytes) -> None:
    assert list(told({"course.yml": raw, "modules/a.md": raw, "assessments/q.md": raw, "course.lock": raw})) == []


@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from(["png", "svg", "jpg", "webp", "avif", "gif"]))
@example(b'<svg xmlns="http://www.w3.org/2000/svg" width="1.2.3" viewBox="0 0 1e400 1"/>', "svg")
@example(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan inf"/>', "svg")
@example(b'<!DOCTYPE svg [<!ENTITY a "&b;"><!ENTITY b "&a;">]><svg>&a;</svg>', "svg")
def test_pictures(raw: bytes, ending: str) -> None:
    from course_builder.assets.pictures import Fault, inspect

    found = inspect(raw, f".{ending}", f"p.{ending}")
    assert isinstance(found, Fault) or all(0 <= size < 1e7 for size in found)


COURSES = Path(__file__).parent.parent / "courses"
SOURCES = {
    course.name: {
        path.relative_to(course).as_posix(): path.read_text("utf-8")
        for path in sorted(course.rglob("*"))
        if path.is_file()
    }
    for course in sorted(COURSES.iterdir())
}


@FUZZ
@given(st.data())
def test_courses_with_pieces_missing_or_too_many(data: st.DataObject) -> None:
    files = dict(SOURCES[data.draw(st.sampled_from(sorted(SOURCES)))])
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from(sorted(files)))
        text = files[name]
        start = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.sampled_from([0, 0, 1, 2, 20, 200]))
        files[name] = text[:start] + data.draw(st.sampled_from(["", "", *PIECES])) + text[start + gone :]
    assert list(told(dict(files))) == []


# One-line texts as authors write most options, with everything that might be Markdown after all.
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [*PIECES, "http://e.org", "a@b.org", "(c)", "--", "+ ", "5) ", "; ", "'q'", "…", "/", "%", "%%"]
        ),
        st.text(max_size=6),
    ),
    min_size=1,
    max_size=8,
).map("".join)


@settings(max_examples=800)
@given(LINES)
@example("a\tb")
@example("word  ")
@example("12) twelve")
@example("a -- b")
def test_plain_text_needs_no_converter(text: str) -> None:
    text = "".join(one for one in text if one.isprintable() or one in "\t\u2028\x85").strip("\n")
    text = text.rstrip()
    if not _plain(text):
        return
    converter, _ = _converter()
    converter.reset()
    assert convert([Prose(text=text, span=Span("f"))], Report()).fragments[0] == converter.convert(text)


def _plain(text: str) -> bool:
    from course_builder.source import markdown

    return bool(markdown._PLAIN.fullmatch(text))


def test_most_options_are_plain() -> None:
    # If the test above never got so far, it would prove nothing.
    assert all(
        _plain(text)
        for text in ("Yes, it is.", "Diaspora associations", "مرحبا", "25 % (of all)", "It's 5.5 km; or more?")
    )


@settings(max_examples=300)
@given(MARKDOWN)
def test_blanking_code_moves_nothing(text: str) -> None:
    blanked = markup(text)
    assert [len(line) for line in blanked.split("\n")] == [len(line) for line in text.split("\n")]
    assert all(new in (old, " ") for old, new in zip(text, blanked, strict=True))


@settings(max_examples=300)
@given(MARKDOWN)
def test_names(text: str) -> None:
    line = text.replace("\n", " ")
    assert "\n" not in plain_text(line)
    assert ID.fullmatch(slug(line))
    inline(f"<p>{line}</p>")


@pytest.mark.parametrize(
    "name", ["a b.md", "é.md", "#.md", "&.md", "a'b.md", "%41.md", "10.md", "..md", "a.b.md", "x" * 200 + ".md"]
)
def test_names_of_files(tmp_path: Path, name: str) -> None:
    result = check(write(tmp_path, {**PAGE, f"modules/{name}": f"# B\n\nSee [it]({name.replace(' ', '%20')}).\n"}))
    assert not [one for one in result.diagnostics if one.code not in {"link-broken", "link-anchor", "link-scheme"}], (
        result.diagnostics
    )
    assert result.course
    assert len(result.course.modules) == 2 - name.startswith(".")
