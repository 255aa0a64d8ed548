"""A course is built in all of its languages, each with the ids and numbers of the source."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from course_builder import assets
from course_builder.building import build, check
from course_builder.cache import NO_CACHE
from course_builder.commands import main
from course_builder.load import load
from course_builder.result import Result
from course_builder.translation.shape import ShapeError, with_ids
from tests.courses_on_disk import write
from tests.translation.water import FRENCH, WATER, translate, water


def codes(result: Result) -> list[tuple[str, str]]:
    return [(one.code, one.span.file) for one in result.diagnostics]


def page(root: Path, name: str) -> str:
    return (root / "output" / "water-html" / name).read_text("utf-8")


def data(root: Path, folder: str) -> dict[str, object]:
    script = page(root, f"{folder}course.js")
    found, _ = json.JSONDecoder().raw_decode(script.removeprefix("window.courseBuilderData="))
    assert isinstance(found, dict)
    return found


def numbers(html: str) -> list[tuple[str, int]]:
    questions = re.findall(r"data-question-data>(.*?)</script>", html)
    parts = [json.loads(one)["parts"][0]["interaction"] for one in questions]
    return [(option["id"], option["slot"]) for part in parts for option in part.get("options", ())]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = water(tmp_path_factory.mktemp("languages") / "course")
    result = build(root, ["html", "single", "scorm12", "scorm2004"], cache=NO_CACHE)
    assert codes(result) == [("translation-missing", "translations/ar.po")]
    assert result.ok
    assert [one.output for one in result.built][:3] == ["html", "single", "single-fr"]
    return root


def test_each_language_has_its_pages(built: Path) -> None:
    assert '<html lang="en" dir="ltr"' in page(built, "a.html")
    french = page(built, "fr/a.html")
    assert '<html lang="fr" dir="ltr"' in french
    assert "<h1>Puits</h1>" in french
    assert '<html lang="ar" dir="rtl"' in page(built, "ar/a.html")


def test_addresses_are_those_of_the_source(built: Path) -> None:
    folder = built / "output" / "water-html"
    names = {path.name for path in folder.glob("*.html")}
    for language in ("fr", "ar"):
        assert {path.name for path in (folder / language).glob("*.html")} == names


def test_links_lead_to_headings_by_the_words_of_the_source(built: Path) -> None:
    assert 'href="b.html#the-tools"' in page(built, "fr/a.html")
    assert '<h2 id="the-tools">Les outils</h2>' in page(built, "fr/b.html")


def test_numbers_are_those_of_the_source(built: Path) -> None:
    for name in ("a-digging.html", "quiz-final.html"):
        assert numbers(page(built, f"fr/{name}")) == numbers(page(built, name)) != []
    english, french = data(built, ""), data(built, "fr/")
    for key in ("id", "screens", "questions", "assessments"):
        mine, theirs = json.dumps(english[key]), json.dumps(french[key])
        for word, said in (("Wells", "Puits"), ("Digging", "Creuser"), ("Pumps", "Pompes"), ("The end", "La fin")):
            mine = mine.replace(f'"{word}"', f'"{said}"')
        if key != "screens":  # the start and the results have titles of the interface
            assert mine == theirs
    assert not {"fr", "ar"} & set(json.loads((built / "course.lock").read_text("utf-8"))["screens"])


def test_numbers_do_not_go_by_order(tmp_path: Path) -> None:
    root = water(tmp_path / "course")
    build(root, ["html"], cache=NO_CACHE)
    module = root / "modules" / "a.md"
    text = module.read_text("utf-8")
    module.write_text(text.replace("- (x) A well\n- ( ) A puddle", "- ( ) A puddle\n- (x) A well"), "utf-8")
    build(root, ["html"], cache=NO_CACHE)
    assert [slot for _, slot in numbers(page(root, "a-digging.html"))] == [1, 0]
    assert numbers(page(root, "fr/a-digging.html")) == numbers(page(root, "a-digging.html"))


def test_the_switch_leads_to_the_same_page(built: Path) -> None:
    html = page(built, "fr/a-digging.html")
    links = re.findall(r'<a href="([^"]+)" lang="(\w+)" hreflang="\2"( aria-current="true")?>([^<]+)</a>', html)
    assert links == [
        ("../a-digging.html", "en", "", "English"),
        ("../fr/a-digging.html", "fr", ' aria-current="true"', "Français"),
        ("../ar/a-digging.html", "ar", "", "العربية"),
    ]
    assert '<link rel="alternate" hreflang="en" href="../a-digging.html">' in html


def test_what_is_not_translated_says_its_language(built: Path) -> None:
    html = page(built, "ar/a-digging.html")
    assert '<p lang="en" dir="ltr">Dig deep.</p>' in html
    assert re.search(r'<span lang="en" dir="ltr"[^>]*>Pumps</span>|<a lang="en" dir="ltr" [^>]*>Pumps</a>', html)
    assert (
        'lang="en"'
        not in page(built, "fr/a-digging.html")
        .replace('hreflang="en"', "")
        .replace('lang="en" >English', "")
        .partition("</header>")[2]
    )


def test_one_package_for_each_language(built: Path) -> None:
    identifiers = []
    for name, title, language in (("water", "Water", "en"), ("water-fr", "Eau", "fr"), ("water-ar", "ماء", "ar")):
        for standard in ("scorm12", "scorm2004"):
            archive = zipfile.ZipFile(io.BytesIO((built / "output" / f"{name}-{standard}.zip").read_bytes()))
            manifest = etree.fromstring(archive.read("imsmanifest.xml"))
            texts = [one for one in manifest.itertext() if one.strip()]
            assert title in texts
            start = next(one.get("href", "") for one in manifest.iter() if one.get("href", "").endswith("index.html"))
            assert f'<html lang="{language}"' in archive.read(start).decode()
            for file in archive.namelist():
                assert "languages.part" not in file
                if file.endswith(".html"):
                    assert b"hreflang" not in archive.read(file)
                    assert b"languages.part" not in archive.read(file)
            organizations = [one for one in manifest.iter() if str(one.tag).endswith(("organization", "item"))]
            identifiers.append([one.get("identifier") for one in organizations])
    assert identifiers[0] == identifiers[2] == identifiers[4]


def test_only_the_languages_that_are_asked_for(tmp_path: Path) -> None:
    root = water(tmp_path / "course")
    result = build(root, ["html", "single", "scorm12"], cache=NO_CACHE, languages=["fr"])
    # Nobody asked for Arabic, which is translated in part.
    assert codes(result) == []
    assert [one.output for one in result.built] == ["html", "single-fr", "scorm12-fr"]
    folder = root / "output" / "water-html"
    assert (folder / "a.html").is_file()
    assert (folder / "fr" / "a.html").is_file()
    assert not (folder / "ar").exists()
    assert re.findall(r' hreflang="(\w+)"( aria-current="true")?>', page(root, "a.html")) == [
        ("en", ' aria-current="true"'),
        ("fr", ""),
    ]
    result = build(root, ["html", "scorm12"], cache=NO_CACHE, languages=["en"])
    assert [one.output for one in result.built] == ["html", "scorm12"]
    assert "hreflang" not in page(root, "a.html")
    assert [one.code for one in check(root, languages=["ar"], cache=NO_CACHE).diagnostics] == ["translation-missing"]


def test_a_language_that_the_course_has_not(tmp_path: Path) -> None:
    result = build(water(tmp_path / "course"), ["scorm12"], cache=NO_CACHE, languages=["fr", "de"])
    [told] = result.diagnostics
    assert (told.code, told.message) == (
        "translation-none",
        "The course has no language 'de'; it has en, fr, ar.",
    )
    assert not result.is_whole
    assert [one.output for one in result.built] == ["scorm12-fr"]


def test_the_commands_take_languages(tmp_path: Path) -> None:
    root = water(tmp_path / "course", {"course.yml": f"{WATER['course.yml']!s}outputs: [scorm12]\n"})

    def run(*words: str) -> str:
        found = CliRunner().invoke(main, [*words, str(root)])
        assert found.exit_code == 0, found.output
        return found.output

    assert "'ar'" in run("check")
    assert "'ar'" not in run("check", "--language", "fr")
    for _ in range(2):  # the second time nothing has to be done
        said = run("build", "--language", "fr", "--language", "ar")
        assert "water-fr-scorm12.zip" in said
        assert "water-ar-scorm12.zip" in said
        assert "water-scorm12.zip" not in said
    assert "water-scorm12.zip" in run("build")
    found = CliRunner().invoke(main, ["build", "--language", "de", str(root)])
    assert found.exit_code == 1
    assert "Nothing was built." in found.output
    found = CliRunner().invoke(main, ["build", "--all", "--language", "fr", str(tmp_path)])
    assert found.exit_code == 2


def together(root: Path, options: str = "languages: together") -> Result:
    """Build the course as one package with all languages."""
    settings = f"{WATER['course.yml']!s}outputs: {{scorm12: {{{options}}}, scorm2004: {{{options}}}}}\n"
    return build(water(root, {"course.yml": settings}), cache=NO_CACHE)


def test_one_package_with_all_languages(tmp_path: Path) -> None:
    result = together(tmp_path / "course")
    assert codes(result) == [("translation-missing", "translations/ar.po")]
    for standard in ("scorm12", "scorm2004"):
        [made] = (one for one in result.built if one.output == standard)
        assert made.path.name == f"water-{standard}.zip"
        archive = zipfile.ZipFile(made.path)
        manifest = etree.fromstring(archive.read("imsmanifest.xml"))
        assert "Water" in manifest.itertext()
        assert "Eau" not in manifest.itertext()
        assert [one.get("href") for one in manifest.iter("{*}resource")] == ["index.html"]
        listed = {one.get("href") for one in manifest.iter("{*}file")}
        for folder, language in (("", "en"), ("fr/", "fr"), ("ar/", "ar")):
            assert f'<html lang="{language}"' in archive.read(f"{folder}a.html").decode()
            assert {f"{folder}a.html", f"{folder}course.js", f"{folder}languages.part.js"} <= listed
            # Those of all parts: they may have been loaded in another language.
            script = archive.read(f"{folder}course.js").decode().removeprefix("window.courseBuilderData=")
            said, _ = json.JSONDecoder().raw_decode(script)
            assert {"quiz.submit", "reading.notes", "page.retry"} <= said["words"].keys()
        for name in ("style.css", "player.js", "licences.txt"):
            assert [file for file in archive.namelist() if file.endswith(name)] == [name]
        assert b"_preference" in archive.read("languages.part.js")
        if standard == "scorm12":
            assert [one.text for one in manifest.iter("{*}language")] == ["en", "fr", "ar"]


def test_modules_that_are_scos_are_a_package_for_each_language(tmp_path: Path) -> None:
    result = together(tmp_path / "course", "languages: together, sco: module")
    told = [one for one in result.diagnostics if one.code == "output-cannot" and "each language" in one.message]
    assert [(one.span.file, one.span.line) for one in told] == [("course.yml", 6)] * 2
    assert {one.output for one in result.built} >= {"scorm12", "scorm12-fr", "scorm2004-ar"}


def test_a_broken_language_is_left_out_and_the_others_are_built(tmp_path: Path) -> None:
    root = water(tmp_path / "course")
    broken = "Un puits se creuse. Voir [les outils](c.md)."
    english = "A well is dug by hand. See [the tools](b.md#the-tools)."
    catalogue = translate(root, "fr", {**FRENCH, english: broken})
    result = build(root, ["html"], cache=NO_CACHE)
    assert result.ok
    assert not result.is_whole
    wrong = [one for one in result.diagnostics if one.severity == "error"]
    assert [(one.code, one.span.file, one.language) for one in wrong] == [
        ("translation-marks", "translations/fr.po", "fr")
    ]
    assert broken in catalogue.read_text("utf-8").split("\n")[wrong[0].span.line - 1]
    assert not (root / "output" / "water-html" / "fr").exists()
    assert 'hreflang="fr"' not in page(root, "a.html")
    assert 'hreflang="ar"' in page(root, "a.html")


def test_what_is_wrong_only_on_the_pages_of_a_language_leaves_that_out(tmp_path: Path) -> None:
    pumps = "# Pumps\n\n![A pump](../media/plan.svg)\n\n### The tools\n\nA spade.\n"
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>A pump</title></svg>'
    media = {"media/plan.svg": drawing, "media/fr/plan.svg": b"no picture"}
    root = water(tmp_path / "course", {"modules/b.md": pumps, **media})
    result = build(root, ["html"], cache=NO_CACHE)
    assert result.ok
    wrong = [one for one in result.diagnostics if one.severity == "error"]
    assert [(one.code, one.language) for one in wrong] == [("picture-format", "fr")]
    assert not (root / "output" / "water-html" / "fr").exists()
    assert 'hreflang="fr"' not in page(root, "b.html")
    assert 'hreflang="ar"' in page(root, "b.html")


def test_courses_of_different_shape_are_no_pair(tmp_path: Path) -> None:
    one = load(write(tmp_path / "one", {"course.yml": "title: T\n", "modules/a.md": "# A\n\n### B\n\nText.\n"})).course
    other = load(write(tmp_path / "other", {"course.yml": "title: T\n", "modules/a.md": "# A\n\nText.\n"})).course
    assert one
    assert other
    with pytest.raises(ShapeError) as raised:
        with_ids(one, other)
    assert raised.value.span.file == "modules/a.md"


def test_options_that_cannot_be_told_apart(tmp_path: Path) -> None:
    root = water(tmp_path / "course")
    translate(root, "fr", {**FRENCH, "A puddle": "Un puits"})
    result = build(root, ["html"], cache=NO_CACHE)
    assert result.ok
    assert {one.span.file for one in result.diagnostics if one.severity == "error"} == {"translations/fr.po"}


def test_a_language_without_a_catalogue(tmp_path: Path) -> None:
    root = water(tmp_path / "course")
    (root / "translations" / "fr.po").unlink()
    result = build(root, ["html"], cache=NO_CACHE)
    assert ("translation-none", "course.yml") in codes(result)
    assert "translate init fr" in next(one.hint for one in result.diagnostics if one.code == "translation-none")
    assert (root / "output" / "water-html" / "ar" / "index.html").is_file()


def test_what_is_wrong_in_the_source_is_told_once(tmp_path: Path) -> None:
    root = water(
        tmp_path / "course", {"modules/b.md": "# Pumps\n\n![](../media/none.png)\n\n### The tools\n\nA spade.\n"}
    )
    result = build(root, ["html"], cache=NO_CACHE)
    assert not result.ok
    assert [code for code, _ in codes(result)].count("picture-missing") == 1


def test_strict_refuses_what_is_not_translated(tmp_path: Path) -> None:
    root = water(tmp_path / "course")
    assert not build(root, ["html"], strict=True, cache=NO_CACHE).ok
    assert not (root / "output").exists()


def test_a_media_file_of_a_language_stands_in(tmp_path: Path) -> None:
    def drawing(word: str) -> bytes:
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>{word}</title></svg>'.encode()

    pumps = "# Pumps\n\n![A pump](../media/plan.svg)\n\n### The tools\n\n:::table[Parts]{src=../media/t.csv}\n:::\n"
    root = water(
        tmp_path / "course",
        {
            "modules/b.md": pumps,
            "media/plan.svg": drawing("pump"),
            "media/fr/plan.svg": drawing("pompe"),
            "media/t.csv": "Part,Litres\nHandle,5\n",
            "media/fr/t.csv": "Partie,Litres\nBras,5\n",
        },
    )
    result = build(root, ["html"], cache=NO_CACHE)
    assert result.ok
    names = {
        language: re.search(r"media/plan\.\w+\.svg", page(root, f"{language}b.html")) for language in ("", "fr/", "ar/")
    }
    assert names[""]
    assert names["fr/"]
    assert names["ar/"]
    assert names[""][0] == names["ar/"][0] != names["fr/"][0]
    media = root / "output" / "water-html"
    assert b"pompe" in (media / names["fr/"][0]).read_bytes()
    assert "Bras" in page(root, "fr/b.html")
    assert "Handle" in page(root, "ar/b.html")


def test_a_drawing_that_is_not_translated_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = assets.inspect

    def inspect(content: bytes, ending: str, path: str) -> object:
        read.append(path)
        return real(content, ending, path)

    monkeypatch.setattr(assets, "inspect", inspect)
    shown = "# Pumps\n\n![A puddle](../media/well.svg)\n\n![A puddle](../media/bare.svg)\n\n### The tools\n"
    files = {"modules/b.md": shown, "media/well.svg": DRAWING, "media/bare.svg": DRAWING.replace("A well", "A pond")}
    assert build(water(tmp_path / "course", files), ["html"], cache=NO_CACHE).ok
    # Both in the course's own language, and what is translated into French.
    assert sorted(read) == ["media/bare.svg", "media/well.svg", "media/well.svg"]


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><title>A well</title><text y="15">A spade</text></svg>\n'
FILM = b"\0\0\0\x18ftypmp42"
CUES = "WEBVTT\n\n00:00.000 --> 00:02.000\nDig deep.\n"


def test_drawings_and_captions_speak_the_language(tmp_path: Path) -> None:
    shown = "# Pumps\n\n![A puddle](../media/well.svg)\n\n:::video[Film]{src=../media/well.mp4 captions=../media/well.vtt}\n:::\n\n### The tools\n"
    files = {"modules/b.md": shown, "media/well.svg": DRAWING, "media/well.vtt": CUES, "media/well.mp4": FILM}
    root = water(tmp_path / "course", files)
    assert build(root, ["html"], cache=NO_CACHE).ok

    def media(folder: str, kind: str) -> str:
        (name,) = re.findall(rf'src="((?:\.\./)?media/well\.\w+\.{kind})"', page(root, f"{folder}b.html"))
        return page(root, f"{folder}{name}")

    assert media("", "svg") == DRAWING
    assert media("fr/", "svg") == DRAWING.replace("A well", "Un puits").replace("A spade", "Une bêche")
    # Captions are a part of the page: browsers refuse tracks of pages that were opened from a disk.
    (track,) = re.findall(r'<track kind="captions" src="data:text/vtt;base64,([^"]+)"', page(root, "fr/b.html"))
    assert base64.b64decode(track).decode() == CUES.replace("Dig deep.", "Creusez loin.")
    # In Arabic nobody has translated them yet.
    assert media("ar/", "svg") == DRAWING
    catalogue = root / "translations" / "fr.po"
    catalogue.write_text(catalogue.read_text("utf-8").replace("Une bêche", "Une pelle"), encoding="utf-8")
    assert build(root, ["html"]).ok
    assert "Une pelle" in media("fr/", "svg")
    # A drawing that is translated in part stays as it is.
    catalogue.write_text(catalogue.read_text("utf-8").replace('msgstr "Un puits"', 'msgstr ""'), encoding="utf-8")
    assert build(root, ["html"]).ok
    assert media("fr/", "svg") == DRAWING


def test_what_the_builder_adds_to_a_text_does_not_hide_that_it_is_not_translated(tmp_path: Path) -> None:
    text = """\
# Pumps

:::figure[A caption of four words]{credit="Somebody who drew it" licence="CC BY"}
![A puddle](../media/well.svg)
:::

A note is here.[^one] And it goes on.

See [another site of water](https://example.org/).

### The tools

:::question[Choose one of them]
Wells are [[( ) quite dry | (x) rather wet]].
:::

:::question[Which is deep?]
- (x) A very deep well
  > Yes.
- ( ) A puddle
:::

[^one]: The note itself.
"""
    root = water(tmp_path / "course", {"modules/b.md": text, "media/well.svg": DRAWING})
    assert build(root, ["html"], cache=NO_CACHE).ok
    html = page(root, "ar/b.html")
    mark = 'lang="en" dir="ltr"'
    for said in ("A caption of four words", "A very deep well", "Somebody who drew it"):
        assert re.search(rf"<(?:span|bdi) {mark}[^>]*>{said}</", html), said
    assert f"<p {mark}>A note is here." in html
    assert f"<p {mark}>See <a" in html
    assert re.search(rf"<option {mark}[^>]*>rather wet</option>", html)
    # What the builder says itself is in the language of the page.
    assert not re.search(rf"<small {mark}", html)
