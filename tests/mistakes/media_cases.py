"""Mistakes in links and media."""

from __future__ import annotations

import io

from PIL import Image

from tests.courses_on_disk import page
from tests.mistakes.case import SVG, Case, png, yml


def noise() -> bytes:
    """Return a picture that weighs more than half a megabyte."""
    stream = io.BytesIO()
    Image.effect_noise((900, 900), 100).save(stream, "PNG")
    return stream.getvalue()


CASES = [
    Case("link broken", "link-broken", page("See [the other page](▶b.md)."), "a.md"),
    Case("link to a file that is not there", "link-broken", page("See [the table](▶../media/t.pdf)."), "relative"),
    Case(
        "link in wrong case",
        "link-broken",
        {**page("See [the other page](▶B.md)."), "modules/b.md": "# B\n\nText."},
        "'b.md'",
    ),
    Case(
        "link with a step up too many",
        "link-broken",
        {**page("See [the other page](▶../b.md#c)."), "modules/b.md": "# B\n\nText.\n\n### C\n\nText."},
        "Write  b.md#c",
    ),
    Case(
        "link to a page outside of modules",
        "link-broken",
        {**page("See [the other page](▶../b.md)."), "b.md": "# B\n\nText."},
        "move b.md there",
    ),
    Case(
        "link counted from the course's folder",
        "link-broken",
        {**page("See [the other page](▶modules/b.md)."), "modules/b.md": "# B\n\nText."},
        "Write  b.md",
    ),
    Case(
        "link with the ending of a site",
        "link-broken",
        {**page("See [the other page](▶b.html#c)."), "modules/b.md": "# B\n\nText.\n\n### C\n\nText."},
        "Write  b.md#c",
    ),
    Case("address unreadable", "link-broken", page("See [the page](▶http://[a)."), "brackets"),
    Case("anchor broken", "link-anchor", page("See [below](▶a.md#wehre).\n\n## Where\n\nText."), "'where'"),
    Case(
        "anchor of the same page broken", "link-anchor", page("See [below](▶#nowhere).\n\n## Where\n\nText."), "where"
    ),
    Case(
        "link out of the course",
        "path-outside",
        page("See [the other course](▶../../other/a.md)."),
        "file of the course",
    ),
    Case("file out of the course", "path-outside", page("See [the file](▶../../etc/passwd)."), "course"),
    Case("picture out of the course", "path-outside", page("![words](▶../../etc/passwd.png)"), "course"),
    Case("picture with an absolute path", "path-outside", page("![words](▶/etc/passwd.png)"), "media/"),
    Case(
        "picture counted from the course's folder",
        "path-outside",
        {**page("![words](▶/media/p.png)"), "media/p.png": png()},
        "Write  ../media/p.png",
    ),
    Case(
        "picture counted from the course's folder that is not there",
        "picture-missing",
        {**page("![words](▶/media/q.png)"), "media/p.png": png()},
        "'p.png'",
    ),
    Case(
        "picture with a space in its address",
        "picture-missing",
        {**page("Text.\n\nMore ![words](▶../media/a%20pictures.png)"), "media/a picture.png": png()},
        "'a picture.png'",
    ),
    Case(
        "picture with a space in brackets",
        "picture-missing",
        {**page("Text.\n\nMore ![words](<▶../media/a pictures.png>)"), "media/a picture.png": png()},
        "'a picture.png'",
    ),
    Case(
        "picture with a space and without words",
        "picture-alt-missing",
        {**page("Text.\n\nMore ![](▶../media/a%20picture.png)"), "media/a picture.png": png()},
        "between the brackets",
    ),
    Case("logo out of the course", "path-outside", yml("title: T\ntheme: {logo: ▶../../etc/passwd}\n"), "course"),
    Case(
        "picture is a link out of the course",
        "path-outside",
        page("![words](▶../media/p.png)"),
        "Copy",
        links={"media/p.png": "/etc/hostname"},
    ),
    Case("javascript", "link-scheme", page("See [the page](▶javascript:alert)."), "https:"),
    Case("data", "link-scheme", page("![words](▶data:image/png;base64,AAAA)"), "https:"),
    Case("insecure link", "link-external-insecure", page("See [the site](▶http://example.org/a)."), "https:"),
    Case(
        "link that says nothing",
        "link-text",
        page("To read more, [▶click here](https://example.org)."),
        "Name the page",
    ),
    Case(
        "picture missing",
        "picture-missing",
        {**page("![words](▶../media/cicle.svg)"), "media/cycle.svg": SVG},
        "'cycle.svg'",
    ),
    Case("picture with backslashes", "picture-missing", page("![words](▶..\\media\\cycle.svg)"), "/"),
    Case("picture's name far too long", "picture-missing", page(f"![words](▶../media/{'a' * 300}.svg)"), "relative"),
    Case(
        "picture in wrong case",
        "picture-missing",
        {**page("![words](▶../media/Cycle.svg)"), "media/cycle.svg": SVG},
        "'cycle.svg'",
    ),
    Case("logo missing", "picture-missing", yml("title: T\ntheme: {logo: ▶media/logo.svg}\n"), "relative"),
    Case("PNG damaged", "picture-format", {**page("![words](▶../media/p.png)"), "media/p.png": png()[:40]}, "again"),
    *(
        Case(
            f"picture as {ending}",
            "picture-format",
            {**page(f"![words](▶../media/p.{ending})"), f"media/p.{ending}": b"x"},
            "p.png",
        )
        for ending in ("heic", "TIFF", "tif", "bmp", "pdf")
    ),
    Case("not a picture", "picture-format", {**page("![words](▶../media/p.jpg)"), "media/p.jpg": b"words"}, "again"),
    Case(
        "SVG not well-formed", "picture-format", {**page("![words](▶../media/p.svg)"), "media/p.svg": "<svg>"}, "again"
    ),
    Case("not an SVG", "picture-format", {**page("![words](▶../media/p.svg)"), "media/p.svg": "<html/>"}, "again"),
    Case(
        "SVG with a script",
        "svg-unsafe",
        {**page("![words](▶../media/p.svg)"), "media/p.svg": SVG.replace("/>", "><script>x</script></svg>")},
        "plain SVG",
    ),
    Case(
        "SVG with a handler",
        "svg-unsafe",
        {**page("![words](▶../media/p.svg)"), "media/p.svg": SVG.replace("/>", ' onload="x()"/>')},
        "plain SVG",
    ),
    Case(
        "SVG that fetches",
        "svg-unsafe",
        {
            **page("![words](▶../media/p.svg)"),
            "media/p.svg": SVG.replace("/>", '><image href="https://example.org/a.png"/></svg>'),
        },
        "embedded",
    ),
    Case("picture from elsewhere", "picture-external", page("![words](▶https://example.org/p.png)"), "media/"),
    Case(
        "picture without words",
        "picture-alt-missing",
        {**page("![](▶../media/p.svg)"), "media/p.svg": SVG},
        "{.decorative}",
    ),
    Case(
        "picture too heavy",
        "picture-large",
        {**page("![words](▶../media/p.png){.original}"), "media/p.png": noise()},
        "{.original}",
    ),
]
