"""Mistakes in charts, tables, glossaries, recordings and the files that they name."""

from __future__ import annotations

from tests.courses_on_disk import page
from tests.mistakes.case import Case, png


def csv(text: str, block: str = "::chart[C]{src=../media/x.csv}") -> dict[str, str | bytes]:
    return {**page(block), "media/x.csv": text}


WEBM = b"\x1a\x45\xdf\xa3"
GOOD = "WEBVTT\n\n00:01.000 --> 00:02.000\nText\n"
VIDEO = "::video[V]{src=../media/a.webm captions=../media/a.vtt}"


def vtt(text: str, block: str = VIDEO) -> dict[str, str | bytes]:
    return {**page(block), "media/a.vtt": text, "media/a.webm": WEBM}


CASES = [
    Case("chart without a caption", "block-content", csv("A,B\nx,1\n", "▶::chart{src=../media/x.csv}"), "[Caption]"),
    Case("chart without data", "block-content", page("▶::chart[C]"), "src="),
    Case("chart with a list", "block-content", page("▶:::chart[C]\n- 1\n:::"), "src="),
    Case(
        "chart with a file and a table",
        "block-content",
        csv("A,B\nx,1\n", "▶:::chart[C]{src=../media/x.csv}\n| A | B |\n|---|---|\n| x | 1 |\n:::"),
        "::chart",
    ),
    Case("chart's file", "link-broken", csv("A,B\nx,1\n", "::chart[C]{▶src=../media/y.csv}"), "x.csv"),
    Case("chart's file outside", "path-outside", page("::chart[C]{▶src=../../x.csv}"), "media/"),
    Case(
        "chart's type", "directive-option-value", csv("A,B\nx,1\n", "::chart[C]{src=../media/x.csv ▶type=bars}"), "bar"
    ),
    Case(
        "chart's column",
        "directive-option-value",
        csv("A,Bee\nx,1\n", "::chart[C]{src=../media/x.csv ▶columns=Be}"),
        "Bee",
    ),
    Case("number in a chart", "data-file", csv('A,B\nx,"▶1.5.2"\n'), "1234.5"),
    Case(
        "number in a chart's table",
        "block-content",
        page(":::chart[C]\n| A | B |\n|---|---|\n| x | ▶1 % |\n:::"),
        "unit=",
    ),
    Case("chart of no figures", "block-content", csv("A,B\nx,\n", "▶::chart[C]{src=../media/x.csv}"), "Write numbers"),
    Case("chart of one column", "block-content", csv("A\nx\n", "▶::chart[C]{src=../media/x.csv}"), "first column"),
    Case(
        "chart of forty names",
        "block-content",
        csv("A,B\n" + "".join(f"A long name {n},1\n" for n in range(40)), "▶::chart[C]{src=../media/x.csv}"),
        "::table",
    ),
    Case("ragged rows", "data-file", csv("A,B\nx,1\n▶y,1,2\n"), "quotation marks"),
    Case("open quotation", "data-file", csv('A,B\nx,1\n▶"y,1\n'), "quoted"),
    Case("empty data", "data-file", csv("▶"), "names the columns"),
    Case(
        "data in another encoding",
        "file-encoding",
        csv("A,B\nx,1\n") | {"media/x.csv": "A,B\né,1\n".encode("latin-1")},
        "UTF-8",
        place="media/x.csv:2:1",
    ),
    Case("table without a caption", "block-content", csv("A,B\nx,1\n", "▶::table{src=../media/x.csv}"), "[Caption]"),
    Case(
        "table's column",
        "directive-option-value",
        csv("A,B\nx,1\n", "::table[C]{src=../media/x.csv ▶text=C}"),
        "Known here: A, B",
    ),
    Case("two columns of one name", "data-file", csv("A,▶a\nx,1\n", "::table[C]{src=../media/x.csv}"), "another name"),
    Case("include of nothing", "directive-option-value", page("▶::include"), "Markdown file"),
    Case(
        "include with text",
        "block-content",
        {**page("▶:::include{src=../x.md}\nText.\n:::"), "x.md": "Text.\n"},
        "one line",
    ),
    Case("included file", "link-broken", {**page("::include{▶src=../y.md}"), "x.md": "Text.\n"}, "x.md"),
    Case(
        "mistake in an included file",
        "directive-unknown",
        {**page("::include{src=../x.md}"), "x.md": "Text.\n\n▶:::nota\nText.\n:::\n"},
        "note",
    ),
    Case(
        "include loop",
        "include-loop",
        {**page("::include{src=../x.md}"), "x.md": "Text.\n\n::include{▶src=x.md}\n"},
        "Take",
    ),
    Case("meaning without a term", "block-content", page(":::glossary\n:   ▶B.\nA\n:   C.\n:::"), "Write a term"),
    Case("glossary without terms", "block-content", page("▶:::glossary\n- IDP: a person\n:::"), "next"),
    Case(
        "term twice", "block-content", page(":::glossary\nAsylum\n:   A.\n\nRefuge / ▶asylum\n:   B.\n:::"), "also at"
    ),
    Case("downloads without a list", "block-content", page("▶:::downloads\nText.\n:::"), "- [Name]"),
    Case("download of a page", "block-content", page(":::downloads\n- ▶[A](a.md) it\n:::"), "stand in the text"),
    Case(
        "download from elsewhere", "block-content", page(":::downloads\n- ▶[A](https://a.org/a.pdf)\n:::"), "../media"
    ),
    Case("download that is not there", "link-broken", page(":::downloads\n- [A](▶../media/a.pdf)\n:::"), "Paths"),
    Case("video without a file", "directive-option-value", page("▶::video[V]"), "MP4"),
    Case("video of a kind", "media-format", page("::video[V]{▶src=a.avi}"), "mp4"),
    Case("sound as video", "media-format", page("::video[V]{▶src=a.mp3 captions=a.vtt}"), "webm"),
    Case(
        "damaged sound",
        "media-format",
        {**page(":::audio[A]{src=▶../media/a.mp3}\nText.\n:::"), "media/a.mp3": b"no"},
        "MP3",
    ),
    Case("no recording", "link-broken", page(":::audio[A]{src=▶../media/a.mp3}\nText.\n:::"), "Paths"),
    Case(
        "video without captions",
        "media-captions",
        {**page("▶::video[V]{src=../media/a.webm}"), "media/a.webm": WEBM},
        ".vtt",
    ),
    Case(
        "sound without words",
        "media-captions",
        {**page("▶::audio[V]{src=../media/a.mp3}"), "media/a.mp3": b"ID3"},
        "said",
    ),
    Case(
        "video without a title",
        "block-content",
        vtt(GOOD, "▶::video{src=../media/a.webm captions=../media/a.vtt}"),
        "[Title]",
    ),
    Case(
        "heavy video",
        "media-large",
        {
            **vtt(GOOD, "::video[V]{src=▶../media/a.webm captions=../media/a.vtt}"),
            "media/a.webm": WEBM + bytes(21_000_000),
        },
        "parts",
    ),
    Case("captions that are none", "data-file", vtt("▶1\n00:00:01,000 --> 00:00:02,000\nText\n"), "SubRip"),
    Case("captions of another kind", "data-file", vtt("▶{}\n"), "first line"),
    Case("captions without text", "data-file", vtt("▶WEBVTT\n"), "-->"),
    Case("captions' times", "data-file", vtt("WEBVTT\n\n▶00:01,000 --> 00:02.000\nText\n"), "thousandths"),
    Case("captions that end first", "data-file", vtt("WEBVTT\n\n▶00:03.000 --> 00:02.000\nText\n"), "thousandths"),
    Case(
        "captions' file", "link-broken", vtt(GOOD, "::video[V]{src=../media/a.webm ▶captions=../media/b.vtt}"), "a.vtt"
    ),
    Case(
        "figure without a credit",
        "credit-missing",
        {**page("::credits\n\n▶:::figure[F]\n![A vessel](../media/p.png)\n:::"), "media/p.png": png()},
        "licence=",
    ),
    Case(
        "video's poster",
        "directive-option-value",
        vtt(GOOD, "::video[V]{src=../media/a.webm captions=../media/a.vtt ▶poster=../media/a.webm}"),
        "PNG",
    ),
    Case(
        "title in an included file",
        "heading-level",
        {**page("::include{src=../x.md}"), "x.md": "▶# Title\n\nText.\n"},
        "###",
    ),
]
