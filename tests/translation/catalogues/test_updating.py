"""A course changes in every way that courses do; no wording is lost, and each that went stale is found."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_builder.translation.catalogues import Catalogue, Changes, text, updated
from course_builder.translation.catalogues.entry import wordings
from course_builder.translation.unit import Unit
from tests.translation.catalogues.made import (
    PAGE,
    empty,
    entry,
    of,
    on_disk,
    read_again,
    sound,
    translated,
    unit,
    wordings_in,
)

WALK = "The walk to the clinic takes two hours for most families in the valley."
WATER = "Clean water is the first thing that a new settlement needs to have."
NURSE = "A nurse comes by every second week and looks after the children."
TITLE = unit("Health", "modules/health.md · title")
OPTIONS = [unit(one, "modules/health.md#q-walk · option, wrong") for one in ("One hour", "Three hours")]
RIGHT = unit("Two hours", "modules/health.md#q-walk · option, right")
COURSE = [TITLE, unit(WALK), unit(WATER), unit(NURSE), *OPTIONS, RIGHT]


def renamed(one: Unit, old: str, new: str) -> Unit:
    return replace(one, context=one.context.replace(old, new))


CHANGED = WALK.replace("two", "three")
WAYS: dict[str, tuple[list[Unit], set[str]]] = {
    "a word is changed": ([unit(CHANGED) if one.text == WALK else one for one in COURSE], {CHANGED}),
    "a paragraph moves to another page": (
        [*(one for one in COURSE if one.text != WATER), unit(WATER, "modules/health-water.md#start · paragraph")],
        set(),
    ),
    "a page is renamed": ([renamed(one, "#walk", "#long-walk") for one in COURSE], set()),
    "a paragraph is wrapped anew": ([replace(one, text=one.text.replace(" ", "\n", 3)) for one in COURSE], set()),
    "a list is turned round": (COURSE[::-1], set()),
    "an option is added": ([*COURSE, unit("Four hours and a half", OPTIONS[0].context)], set()),
    "an option becomes the right one": (
        [renamed(one, "wrong", "right") if one == OPTIONS[0] else one for one in COURSE],
        set(),
    ),
    "a paragraph is deleted": ([one for one in COURSE if one.text != NURSE], set()),
    "a heading is changed": ([unit("Healthy", TITLE.context), *COURSE[1:]], {"Healthy"}),
    "a paragraph stands there twice": ([*COURSE, unit(WALK)], set()),
    "a file is renamed": ([renamed(one, "health.md", "health-and-care.md") for one in COURSE], set()),
    "a paragraph is moved and changed": (
        [*(one for one in COURSE if one.text != WALK), unit(CHANGED, "modules/health-water.md#start · paragraph")],
        {CHANGED},
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_lost_and_what_is_stale_is_found(way: str, tmp_path: Path) -> None:
    units, stale = WAYS[way]
    old = of(*COURSE)
    new, _ = updated(old, units)
    assert wordings_in(new) == wordings_in(old)
    assert {one.text for one in new.living if one.fuzzy} == stale
    assert [one.key for one in new.living] == list(dict.fromkeys((one.context, one.text) for one in units))
    sound(on_disk(new, tmp_path))


@pytest.mark.parametrize("way", WAYS)
def test_a_second_update_changes_no_byte(way: str, tmp_path: Path) -> None:
    units, _ = WAYS[way]
    path = on_disk(updated(of(*COURSE), units)[0], tmp_path)
    again, report = read_again(path)
    assert report.diagnostics == []
    assert again
    assert text(updated(again, units)[0]).encode() == path.read_bytes()


@pytest.mark.parametrize("way", WAYS)
def test_the_way_back_leads_where_it_began(way: str) -> None:
    old = of(*COURSE)
    there, _ = updated(old, WAYS[way][0])
    assert updated(there, COURSE)[0] == old


def test_all_ways_at_once() -> None:
    """Each on a page of its own."""
    pages = [[renamed(one, "health", f"m{number}") for one in COURSE] for number in range(len(WAYS))]
    after = [[renamed(one, "health", f"m{number}") for one in units] for number, (units, _) in enumerate(WAYS.values())]
    old = of(*(one for page in pages for one in page))
    new, _ = updated(old, [one for page in after for one in page])
    assert wordings_in(new) == wordings_in(old)
    for number, (_, stale) in enumerate(WAYS.values()):
        found = {one.text for one in new.living if one.fuzzy and re.search(rf"/m{number}\b", one.context)}
        assert found == stale


def test_what_is_said_of_it() -> None:
    units = [unit(CHANGED), unit(WATER, "modules/b.md · paragraph"), unit("Something that is wholly new: bread.")]
    _, changes = updated(of(unit(WALK), unit(WATER), unit(NURSE)), units)
    assert changes == Changes(kept=0, moved=1, changed=1, new=1, obsolete=1)
    assert updated(of(*COURSE), COURSE)[1] == Changes(kept=len(COURSE))


def test_a_text_that_changes_again_keeps_the_one_its_wording_was_written_for() -> None:
    once, _ = updated(of(unit(WALK)), [unit(CHANGED)])
    assert entry(once, CHANGED).previous == WALK
    again = CHANGED.replace("most", "many")
    twice, _ = updated(once, [unit(again)])
    assert entry(twice, again).previous == WALK
    assert entry(twice, again).wording == WALK.upper()
    assert wordings(twice)(unit(again)).stale  # type: ignore[union-attr]
    back, _ = updated(twice, [unit(WALK)])
    assert back == of(unit(WALK))


def test_a_fuzzy_one_that_is_deleted_comes_back_as_it_was() -> None:
    fuzzy, _ = updated(of(unit(WALK), unit(WATER)), [unit(CHANGED), unit(WATER)])
    without, _ = updated(fuzzy, [unit(WATER)])
    assert [(one.text, one.fuzzy) for one in without.entries if one.obsolete] == [(WALK, False)]
    back, _ = updated(without, [unit(CHANGED), unit(WATER)])
    assert back == fuzzy


def test_a_fuzzy_one_that_moves_stays_fuzzy_and_says_where_it_stood() -> None:
    fuzzy, _ = updated(of(unit(WALK)), [unit(CHANGED)])
    moved, _ = updated(fuzzy, [unit(CHANGED, "modules/b.md · paragraph")])
    found = entry(moved, CHANGED, "modules/b.md · paragraph")
    assert (found.fuzzy, found.previous, found.previous_context) == (True, WALK, PAGE)


def test_what_a_translator_doubts_stays_in_doubt() -> None:
    old = of(unit(WALK))
    doubted = replace(old, entries=(replace(old.entries[0], fuzzy=True),))
    moved, _ = updated(doubted, [unit(WALK, "modules/b.md · paragraph")])
    assert moved.entries[0].fuzzy
    assert updated(doubted, [unit(WALK)])[0] == doubted


def test_comments_and_flags_stay() -> None:
    old = of(unit(WALK), unit(NURSE))
    first, second = old.entries
    old = replace(
        old,
        entries=(
            replace(first, comment="Ask the clinic.", flags=("no-wrap",)),
            replace(second, wording="", comment="Which nurse?"),
        ),
    )
    changed, _ = updated(old, [unit(CHANGED), unit(NURSE)])
    assert (entry(changed, CHANGED).comment, entry(changed, CHANGED).flags) == ("Ask the clinic.", ("no-wrap",))
    assert entry(changed, NURSE).comment == "Which nurse?"
    without, _ = updated(changed, [unit(WATER)])
    assert {one.comment for one in without.entries if one.obsolete} == {"Ask the clinic.", "Which nurse?"}
    back, _ = updated(without, [unit(WALK), unit(NURSE)])
    assert entry(back, NURSE).comment == "Which nurse?"


def test_notes_are_those_of_the_course() -> None:
    old = of(unit(WALK, PAGE, "old"))
    assert updated(old, [unit(WALK, PAGE, "new")])[0].entries[0].notes == ("new",)
    both, _ = updated(old, [unit(WALK, PAGE, "a"), unit(WALK, PAGE, "b")])
    assert [one.notes for one in both.entries] == [("a", "b")]


def test_the_same_words_in_another_place_are_translated_once() -> None:
    yes = [unit("Yes", f"modules/a.md#q{number} · option, right") for number in range(3)]
    first, *rest = updated(empty(), yes)[0].entries
    old = replace(empty(), entries=(replace(first, wording="Oui"), *rest))
    new, changes = updated(old, yes)
    assert [one.wording for one in new.entries] == ["Oui"] * 3
    assert changes.moved == 2
    assert not any(one.fuzzy for one in new.entries)


def test_the_same_words_are_not_the_same_kind_of_thing() -> None:
    heading = unit("Right", "modules/a.md#b · heading")
    new, _ = updated(of(unit("Right", "modules/a.md#q · option, right")), [*of_option(), heading])
    assert entry(new, "Right", heading.context).wording == ""


def test_two_wordings_of_the_same_words_are_not_chosen_from() -> None:
    one, two, three = (unit("Right", f"modules/a.md#q{number} · option, right") for number in range(3))
    old = of(one, two)
    old = replace(old, entries=(replace(old.entries[0], wording="Juste"), replace(old.entries[1], wording="Droite")))
    assert updated(old, [one, two, three])[0].entries[2].wording == ""


def test_a_fuzzy_wording_is_not_taken_to_another_place() -> None:
    one, other = (unit(CHANGED, f"modules/{name}.md · paragraph") for name in "ab")
    fuzzy, _ = updated(of(unit(WALK, one.context)), [one])
    assert updated(fuzzy, [one, other])[0].entries[1].wording == ""


def test_what_is_obsolete_has_an_order_of_its_own() -> None:
    """Whichever is deleted first, two branches come to the same file."""
    old = of(*COURSE)
    first, _ = updated(updated(old, COURSE[2:])[0], COURSE[4:])
    second, _ = updated(updated(old, [*COURSE[:2], *COURSE[4:]])[0], COURSE[4:])
    assert first == second
    assert sum(one.obsolete for one in first.entries) == 4


def of_option() -> list[Unit]:
    return [unit("Right", "modules/a.md#q · option, right")]


def test_a_whole_other_text_in_the_same_place_is_new() -> None:
    new, changes = updated(of(unit(WALK)), [unit("Quinoa grows above 3,000 metres.")])
    assert (changes.new, changes.changed, changes.obsolete) == (1, 0, 1)
    assert wordings_in(new) == {WALK.upper()}


def test_the_nearest_text_is_taken() -> None:
    a, b = "The bus leaves at seven in the morning.", "The boat leaves at eight in the morning."
    new, _ = updated(of(unit(a), unit(b)), [unit(b.replace("eight", "nine")), unit(a.replace("seven", "six"))])
    assert [one.previous for one in new.entries] == [b, a]
    near, nearer = a.replace("bus", "large bus or car"), a.replace("bus", "tram")
    new, _ = updated(of(unit(a)), [unit(near), unit(nearer)])
    assert [one.previous for one in new.entries] == [None, a]


TEXTS = st.lists(
    st.builds(
        unit,
        st.sampled_from([WALK, CHANGED, WATER, NURSE, "Yes", "No", "a b", "a\nb", "水は命です", "水は命です。"]),
        st.sampled_from([PAGE, "modules/b.md · paragraph", "modules/b.md#q · option, right", "course.yml · title"]),
    ),
    max_size=8,
)


@given(st.lists(TEXTS, max_size=4))
def test_whatever_becomes_of_a_course(versions: list[list[Unit]]) -> None:
    """No wording is ever lost, a second update changes nothing, and only what was looked at is not fuzzy."""
    catalogue: Catalogue = empty()
    for units in versions:
        before = wordings_in(catalogue)
        catalogue, _ = updated(catalogue, units)
        assert wordings_in(catalogue) == before
        assert updated(catalogue, units)[0] == catalogue
        for one in catalogue.living:
            right = " ".join(one.wording.split()) == " ".join(one.text.upper().split())
            assert one.fuzzy == (bool(one.wording) and not right)
        catalogue = translated(catalogue)
