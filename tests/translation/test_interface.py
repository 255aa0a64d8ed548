"""The interface's words: every key in every language, with the same values in it, and none that nothing uses."""

from __future__ import annotations

import re

import polib
import pytest

from course_builder.translation import interface, update
from course_builder.translation.interface import direction, languages, true_false, words
from course_builder.translation.locales import CATEGORIES

OTHERS = [language for language in languages() if language != "en"]

# These categories stand for one number, which a language may say in a word.
SINGLE = {"ar": {"zero", "one", "two"}}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return update.sources()


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(interface.FOLDER / f"{language}.po"), encoding="utf-8")


def values(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_there_are_catalogues() -> None:
    assert set(languages()) == {"ar", "en", "es", "fr", "mg", "ne", "pt"}


@pytest.mark.parametrize("language", languages())
def test_catalogues_are_up_to_date_with_the_player_and_the_theme(language: str, english: dict[str, str]) -> None:
    present = {entry.msgid: entry.msgstr for entry in catalogue(language)}
    text = (interface.FOLDER / f"{language}.po").read_text(encoding="utf-8")
    assert text == update.updated(language, english, present), "run: python -m course_builder.translation.update"


@pytest.mark.parametrize("language", OTHERS)
def test_every_key_is_translated_and_none_is_left_over(language: str, english: dict[str, str]) -> None:
    translated = {entry.msgid for entry in catalogue(language).translated_entries()}
    assert translated == set(update.keys(english, language))


@pytest.mark.parametrize("language", OTHERS)
def test_values_are_the_same_in_every_language(language: str, english: dict[str, str]) -> None:
    for key, meaning in update.keys(english, language).items():
        wanted, found = values(meaning), values(words(language)[key])
        if key.rpartition(".")[2] in SINGLE.get(language, ()):
            wanted, found = wanted - {"count"}, found - {"count"}
        assert found == wanted, key


@pytest.mark.parametrize("language", languages())
def test_texts_are_clean(language: str) -> None:
    for key, text in words(language).items():
        assert text == text.strip(), key
        assert "  " not in text, key
        assert "..." not in text, key
        assert text.count("{") == text.count("}") == len(re.findall(r"\{\w+\}", text)), key


@pytest.mark.parametrize("language", OTHERS)
def test_texts_end_as_the_english_ones_do(language: str, english: dict[str, str]) -> None:
    ends = {"?": "?؟", ".": ".।", ":": ":", "…": "…", "!": "!"}
    for key, meaning in update.keys(english, language).items():
        text = words(language)[key]
        assert (text[-1] in ends[meaning[-1]]) if meaning[-1] in ends else (text[-1] not in ".।?؟:…!"), key


def test_french_spaces_before_marks_do_not_break() -> None:
    for key, text in words("fr").items():
        assert not re.search(r"[^\u00a0\u202f][:?!;»%]", text.replace("://", "")), key
        assert not re.search(r"«[^\u00a0\u202f]", text), key
        assert "'" not in text, key


def test_arabic_is_written_in_arabic() -> None:
    for key, text in words("ar").items():
        assert re.search(r"[\u0600-\u06ff]", re.sub(r"\{\w+\}", "", text)) or not re.search(
            "[A-Za-z]", re.sub(r"\{\w+\}", "", text)
        ), key
        assert not re.search("[,;?]", text), key


def test_arabic_has_all_plural_categories(english: dict[str, str]) -> None:
    counted = [key.removesuffix(".other") for key in english if key.endswith(".other")]
    assert counted
    for key in counted:
        assert {f"{key}.{category}" for category in CATEGORIES} <= set(words("ar"))


@pytest.mark.parametrize(
    ("tag", "like"),
    [("fr-CA", "fr"), ("FR", "fr"), ("es_MX", "es"), ("tlh", "en"), ("ne-NP", "ne"), ("ar-Latn-x-a", "ar")],
)
def test_languages_fall_back_to_what_is_more_general_and_then_to_english(tag: str, like: str) -> None:
    assert words(tag) == words(like)


def test_the_chain_goes_from_special_to_general() -> None:
    assert interface.chain("zh-Hant-TW") == ("zh-Hant-TW", "zh-Hant", "zh", "en")
    assert interface.chain("fr-x-private") == ("fr-x-private", "fr", "en")
    assert interface.chain("en-GB") == ("en-GB", "en")


def test_keys_without_a_translation_are_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        interface, "_catalogue", lambda tag: {"en": {"a": "A", "b": "B"}, "fr": {"a": "Â"}}.get(tag, {})
    )
    assert dict(words.__wrapped__("fr")) == {"a": "Â", "b": "B"}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "ltr"), ("ar", "rtl"), ("ar-EG", "rtl"), ("AR", "rtl"), ("he", "rtl"), ("fa-AF", "rtl"), ("ur", "rtl"), ("ne", "ltr"),
        ("ar-Latn", "ltr"), ("pa-Arab-PK", "rtl"), ("uz-Cyrl", "ltr"), ("ff-Adlm", "rtl"), ("en-x-arab", "ltr"), ("zh-Hant", "ltr"),
    ],
)  # fmt: skip
def test_direction_follows_the_script(tag: str, expected: str) -> None:
    assert direction(tag) == expected


def test_true_and_false_are_known_in_the_language_and_in_english() -> None:
    assert true_false("fr-CA") == (("Vrai", "Faux"), ("True", "False"), ("Right", "Wrong"))
    assert ("सही", "गलत") in true_false("ne")
    assert true_false("xx")[0] == ("True", "False")
    assert set(languages()) <= set(interface.TRUE_FALSE)


def test_new_keys_are_added_and_old_ones_dropped() -> None:
    english = {"a": "A", "n.one": "{count} thing", "n.other": "{count} things", "n.zero": "no things"}
    text = update.updated("ar", english, {"a": "أ", "old": "قديم"})
    found = {entry.msgid: (entry.msgstr, entry.comment) for entry in polib.pofile(text)}
    assert found["a"] == ("أ", "A")
    assert "old" not in found
    assert found["n.few"] == ("", "{count} things")
    assert found["n.one"] == ("", "{count} thing")
    assert [entry.msgid for entry in polib.pofile(update.updated("en", english, {}))] == [
        "a",
        "n.zero",
        "n.one",
        "n.other",
    ]
    assert found["n.zero"] == ("", "no things")
    assert list(update.keys(english, "fr")) == ["a", "n.zero", "n.one", "n.many", "n.other"]


def test_two_lists_may_share_a_key_only_with_the_same_words(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("words")
    for name, text in (("one", '{"a": "A"}'), ("same", '{"a": "A", "b": "B"}'), ("other", '{"a": "Å"}')):
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    assert update.sources([folder / "one.json", folder / "same.json"]) == {"a": "A", "b": "B"}
    with pytest.raises(ValueError, match="'a' is 'A' in one list"):
        update.sources([folder / "one.json", folder / "other.json"])
