"""The style sheet: readable accents in both modes, only what is used, small enough."""

import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from course_builder.blocks import block_rooms
from course_builder.render.colour import ENOUGH, Accent, contrast
from course_builder.render.style import minified, stylesheet, used_by

from . import model

COLOURS = some.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
MODES = [("#ffffff", "#f5f6f7"), ("#14181b", "#1e2327")]


@pytest.mark.parametrize(
    ("a", "b", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59)],
)
def test_contrast(a: str, b: str, ratio: float) -> None:
    assert contrast(a, b) == pytest.approx(ratio, abs=0.01)
    assert contrast(b, a) == contrast(a, b)


@given(COLOURS)
def test_every_accent_can_be_read(colour: str) -> None:
    for page, surface in MODES:
        made = Accent.for_page(colour, page, surface)
        assert contrast(made.plain, page) >= ENOUGH
        assert contrast(made.plain, surface) >= ENOUGH
        assert contrast(made.plain, made.soft) >= ENOUGH
        assert contrast(made.ink, made.plain) >= ENOUGH
        assert contrast(made.ink, made.strong) >= ENOUGH


def test_an_accent_that_can_be_read_stays_as_it_is() -> None:
    assert Accent.for_page("#0b6e4f", *MODES[0]).plain == "#0b6e4f"


def values(css: str, selector: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for body in re.findall(re.escape(selector) + r"\{([^}]*)\}", css):
        found.update(re.findall(r"(--[a-z-]+):(#[0-9a-f]{6})", body))
    return found


@pytest.mark.parametrize("selector", [":root", ":root[data-theme=dark]"])
def test_the_theme_s_own_colours_can_be_read(selector: str) -> None:
    found = values(stylesheet("#14615a", {"code"}), selector)
    for name in ("text", "muted", "good", "bad", "part", "info", "weighty"):
        assert contrast(found[f"--{name}"], found["--page"]) >= ENOUGH, name
    for name in ("text", "muted"):
        assert contrast(found[f"--{name}"], found["--surface"]) >= ENOUGH, name
    for name in ("good", "bad", "part", "info", "weighty"):
        assert contrast(found[f"--{name}"], found[f"--{name}-soft"]) >= ENOUGH, name
        assert contrast(found["--accent"], found[f"--{name}-soft"]) >= ENOUGH, name
        assert contrast(found["--text"], found[f"--{name}-soft"]) >= ENOUGH, name
    assert contrast(found["--text"], found["--mark"]) >= ENOUGH
    for name in ("keyword", "string", "name", "number", "comment"):
        assert contrast(found[f"--code-{name}"], found["--code-page"]) >= ENOUGH, name
    for ground in ("page", "surface", "good-soft", "bad-soft", "part-soft", "info-soft", "weighty-soft"):
        assert contrast(found["--accent"], found[f"--{ground}"]) >= ENOUGH, ground
    # The edges of controls (WCAG 2.2, 1.4.11).
    assert contrast(found["--control"], found["--page"]) >= 3


def test_only_what_is_used() -> None:
    plain = stylesheet("#14615a", frozenset())
    for own in (".callout{", ".option{", ".highlight ", ".field{"):
        assert own not in plain
    assert ".pair{" in stylesheet("#14615a", {"match"})
    assert ".pair{" not in stylesheet("#14615a", {"choice"})


def test_used_by() -> None:
    used = used_by(model.course())
    assert used >= {
        "choice",
        "text",
        "number",
        "match",
        "order",
        "region",
        "scenario",
        "quiz",
        "code",
        "note",
        "columns",
        "gate",
    }


def test_callouts_share_one_style() -> None:
    css = stylesheet("#14615a", {"note", "tip", "caution"})
    assert css.count(".callout{") == 1


def test_small_enough() -> None:
    css = stylesheet("#14615a", used_by(model.course()) | set(block_rooms()))
    assert len(gzip.compress(css.encode(), 9)) < 12_000


def test_every_property_that_is_used_is_defined() -> None:
    css = stylesheet("#14615a", used_by(model.course()) | set(block_rooms()))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", css)) <= set(re.findall(r"(--[a-z0-9-]+):", css))


def test_right_to_left_needs_no_style_of_its_own() -> None:
    css = Path(__file__).parents[2] / "course_builder" / "render" / "theme" / "css"
    physical = re.compile(r"(?:margin|padding|border)-(?:left|right)|[{;]\s*(?:left|right):|float:\s*(?:left|right)")
    assert [path.name for path in css.rglob("*.css") if physical.search(path.read_text("utf-8"))] == []


def test_minified() -> None:
    css = 'a > b , c :hover { color : red ; content: "  /  ; }" }\n/* gone */ @media (min-width: 1px) { d { e: calc(1px + 2px) !important; } }'
    assert (
        minified(css)
        == 'a>b,c :hover{color :red;content:"  /  ; }"}@media (min-width:1px){d{e:calc(1px + 2px)!important}}'
    )


def test_a_course_brings_its_own_values(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "tokens.css").write_text(
        ":root { --page: #fff8e7; --measure: 30rem; } @dark { --page: #101010; }", encoding="utf-8"
    )
    css = stylesheet("#777777", frozenset(), values=(tmp_path / "css" / "tokens.css").read_text())
    accent = values(css, ":root")["--accent"]
    assert contrast(accent, "#fff8e7") >= ENOUGH
    assert "--measure:30rem" in css
