"""HTML of authors: what could harm learners is taken out and told, the rest stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_builder import build
from course_builder.diagnostics import Report, Span
from course_builder.model import Prose
from course_builder.source.markdown import convert
from course_builder.source.sanitize import cleaned
from tests.courses_on_disk import page, write


def html(text: str, *, trusted: bool = False) -> tuple[str, list[str]]:
    report = Report()
    made = convert([Prose(text=text, span=Span("a.md"))], report, trusted=trusted)
    return "".join(made.fragments) + made.footnotes, [one.code for one in report.diagnostics]


STAYS = [
    "Press <kbd>Ctrl</kbd>.", 'A <span class="x" data-z="1" style="color: red" lang="fr">mot</span>.', "<details>\n<summary>More</summary>\n\nText.\n\n</details>",
    '<div markdown="1">\n\n**Bold** and `<script>`\n\n</div>', '<svg viewBox="0 0 9 9"><linearGradient id="g"></linearGradient><path d="M0 0" stroke-width="2"></path></svg>',
    "<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>", '<a href="b.md#x" target="_blank">b</a>', '<video controls src="../media/v.mp4"></video>', "- [x] done <br> so", "`<script>alert(1)</script>`",
    '<table><tr><td colspan="2" align="left">a</td></tr></table>', "a < b and c > d", "x<sub>2</sub>", '```html\n<iframe src="x"></iframe>\n```', 'A [link](b.md){title="t" .c #i}.',
]  # fmt: skip
GOES = [
    "<script>x()</script>", '<p onclick="x()">a</p>', '<a href="javascript:x()">a</a>', '<a href=" java\tscript:x()">a</a>', '<iframe src="https://a.org"></iframe>', "<object data='x'></object>",
    '<embed src="x">', '<form action="https://a.org"><input name="x"></form>', '<svg onload="x()"></svg>', '<svg><a href="javascript:x()"><text>a</text></a></svg>', "<style>@import 'x'</style>",
    "<svg><style>*{color:red}</style></svg>", '<base href="//a.org">', '<meta http-equiv="refresh" content="0">', '<img src="x" onerror="x()">', '<img src="data:image/svg+xml,x">', '<img src="x" name="body">',
    '<p style="background:url(https://a.org/x)">a</p>', '*a*{onclick="x()"}', 'A[^1]\n\n[^1]: <img src="x" onerror="x()">', '<div markdown="1" onclick="x()">\n\na\n\n</div>', "<math><mtext><script>x()</script></mtext></math>",
    '<svg><foreignObject><b onclick="x()">a</b></foreignObject></svg>', '<a href="data:text/html,x">a</a>', "<template><p>a</p></template>", "<textarea>a</textarea>", "<SCRIPT\n>x()</SCRIPT >",
]  # fmt: skip


@pytest.mark.parametrize("text", STAYS)
def test_stays(text: str) -> None:
    safe, told = html(text)
    trusted, _ = html(text, trusted=True)
    assert told == []
    # The same page, however it is written.
    assert safe == cleaned(trusted) or safe == trusted


@pytest.mark.parametrize("text", GOES)
def test_goes(text: str) -> None:
    safe, told = html(text)
    assert told
    assert set(told) == {"html-unsafe"}
    assert not any(
        one in safe.lower() for one in ("x()", "a.org", "<iframe", "<form", "<style", "data:", "onclick", 'name="body"')
    )
    trusted, told = html(text, trusted=True)
    assert "html-unsafe" not in told
    assert trusted != safe


@pytest.mark.parametrize(
    "text",
    [
        "<svg><p><style><!--</style><img src=x onerror=x()>--></style>",
        "<math><mtext><table><mglyph><style><img src=x onerror=x()>",
        "<noscript><p title='</noscript><img src=x onerror=x()>'>",
    ],
)
def test_what_reads_differently_the_second_time(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert "<img" not in once or "onerror" not in once.split("<img", 1)[1].split(">")[0]


def test_a_course_with_both(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        page("Text.\n\n<p onclick='x()'>Click</p>\n\n$\\frac{1}{2}$\n\n:::note\n<b onclick='x()'>Bold</b>\n:::"),
    )
    result = build(root, ["html"])
    assert [str(one.span) for one in result.diagnostics] == ["modules/a.md:5:4", "modules/a.md:10:4"]
    text = (root / "output/t-html/a.html").read_text("utf-8")
    assert "onclick" not in text
    assert "<math" in text
    (root / "course.yml").write_text("title: T\nhtml: trusted\n")
    assert build(root, ["html"]).diagnostics == []
    text = (root / "output/t-html/a.html").read_text("utf-8")
    assert text.count("onclick") == 2
    assert "Content-Security-Policy" not in text
