"""No word of the interface stands outside of the catalogues, and no sentence is put together from several of their texts.

What is put together cannot be translated: languages differ in the order of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import course_builder

PACKAGE = Path(course_builder.__file__).parent
TEMPLATES = sorted(
    path for folder in ("render/theme", "blocks", "questions") for path in (PACKAGE / folder).rglob("*.jinja")
)
SCRIPTS = sorted((PACKAGE / "player" / "src").rglob("*.ts"))

_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_CODE = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
# Attributes that are read to people.
_SAID = re.compile(r'\b(?:aria-label|title|alt|placeholder|aria-description|aria-roledescription)="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")
# One text right after another, with nothing but a space or a mark between them.
_PIECES = re.compile(r"\{\{-? *t\([^{}]*\}\}[\s,;.–-]*\{\{-? *t\(")
_PIECES_IN_SCRIPT = re.compile(
    r"\$\{(?:core\.)?[tn]\([^()]*\)\}[\s,;.–-]*\$\{(?:core\.)?[tn]\(|\bt\([^()]*\) \+ (?:core\.)?t\("
)
_SAID_IN_SCRIPT = re.compile(
    r"""(?:'aria-label'|'aria-description'|placeholder|\balt|\btitle): ['"`]([^'"`$]*)['"`]|\.(?:textContent|innerText|title) = ['"`]([^'"`$]*)['"`]"""
)


def words_outside(template: str) -> Iterator[str]:
    """Yield the words of a template that come from no catalogue."""
    bare = _CODE.sub(" ", _EXPRESSION.sub("", template))
    for said in _SAID.findall(bare):
        yield from _WORD.findall(said)
    yield from _WORD.findall(re.sub(r"&\w+;", " ", _TAG.sub(" ", bare)))


def test_what_is_looked_for_is_found() -> None:
    assert list(words_outside('<p title="Close {{ t("x") }}">{{ t("y") }} pages</p>')) == ["Close", "pages"]
    assert not list(words_outside('<p class="note">{% if a %}{{ t("y") }}&nbsp;{% endif %}</p>'))
    assert _PIECES.search('{{ t("a") }}, {{ t("b") }}')
    assert _PIECES_IN_SCRIPT.search("`${t('a')} ${t('b')}`")
    assert _SAID_IN_SCRIPT.search("el('p', { 'aria-label': 'Close' })")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_templates_say_nothing_of_their_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not list(words_outside(text))
    assert not _PIECES.search(text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_scripts_say_nothing_of_their_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = [said for pair in _SAID_IN_SCRIPT.findall(text) for said in pair if _WORD.search(said)]
    assert not found
    assert not _PIECES_IN_SCRIPT.search(text)
