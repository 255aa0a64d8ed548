"""The pages of a whole course: every mark of docs/player.md, nothing unescaped, and no page that grows with the course."""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from course_builder.model import Course, Module
from course_builder.render.pages import render
from course_builder.render.words import english

from . import model


@cache
def files() -> dict[str, str]:
    return dict(render(model.site(model.course())))


def large(modules: int, pages: int) -> Course:
    """Return a course with so many modules of so many pages."""
    made = model.course()
    one = made.modules[0].pages[0].model_copy(update={"content": model.content(model.prose("Words."))})

    def module(number: int) -> Module:
        own = [one.model_copy(update={"id": f"m{number}/p{page}"}) for page in range(pages)]
        return made.modules[0].model_copy(update={"id": f"m{number}", "pages": tuple(own), "assessment": None})

    return made.model_copy(update={"modules": tuple(map(module, range(modules))), "final": None})


def page(name: str) -> Any:
    return lxml_html.document_fromstring(files()[name])


def form(identifier: str, name: str = "education-practice.html") -> Any:
    return page(name).xpath(f"//form[@data-question='{identifier}']")[0]


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_one_file_a_screen() -> None:
    assert list(files()) == [
        "index.html", "education.html", "education-practice.html", "quiz-education.html", "health-one.html", "health-two.html",
        "cities-one.html", "cities-two.html", "quiz-final.html", "results.html",
    ]  # fmt: skip


@pytest.mark.parametrize("name", files())
def test_every_page_is_whole(name: str) -> None:
    tree = page(name)
    assert files()[name].startswith('<!doctype html>\n<html lang="en" dir="ltr" data-course="sample">')
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//main[@id='main'][@data-screen]")) == 1
    assert tree.xpath("//a[@href='#main']")
    for mark in ("menu", "menu-toggle", "save", "exit", "search", "progress"):
        assert len(tree.xpath(f"//*[@data-{mark}]")) == 1, mark
    assert {one.get("data-swap") for one in tree.xpath("//*[@data-swap]")} == {"menu", "pager"}
    assert len(tree.xpath("//*[@data-menu]//a[@aria-current='page']")) == 1
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for named in tree.xpath("//@aria-labelledby | //@aria-describedby | //label/@for | //@aria-controls"):
        assert set(named.split()) <= set(ids)
    assert not re.search("[\U000f0000-\U000fffff]", files()[name])
    # Nothing is fetched from anywhere else.
    assert all(
        not address.startswith(("http", "//")) for address in tree.xpath("//link/@href | //script/@src | //img/@src")
    )


def test_the_menu_opens_the_current_module_only() -> None:
    links = page("health-two.html").xpath("//*[@data-menu]//a/@data-screen-link")
    assert links == [
        "home",
        "education",
        "health/one",
        "health/one",
        "health/two",
        "cities/one",
        "quiz/final",
        "results",
    ]


def test_previous_and_next() -> None:
    tree = page("education-practice.html")
    assert tree.xpath("//a[@data-previous]/@data-screen-link") == ["education"]
    assert tree.xpath("//a[@data-next]/@href") == ["quiz-education.html"]
    assert not page("index.html").xpath("//a[@data-previous] | //a[@data-next]")
    assert page("index.html").xpath("//a[@data-resume]/@href") == ["education.html"]


def test_home_says_what_the_course_is() -> None:
    shown = text(page("index.html").xpath("//main")[0])
    for part in ("3 h 5 min", "3 modules", "What <it> is.", "1 h 30 min", "Explain x < y", "Education & more"):
        assert part in shown


def test_links_and_pictures() -> None:
    tree = page("education.html").xpath("//main")[0]
    inner = tree.xpath(".//a[.='a page']")[0]
    assert (inner.get("href"), inner.get("data-screen-link"), inner.get("target")) == (
        "health-one.html",
        "health/one",
        None,
    )
    outer = tree.xpath(".//a[starts-with(., 'outside')]")[0]
    assert (outer.get("href"), outer.get("target"), outer.get("rel")) == (
        "https://example.org/?a=1&b=2",
        "_blank",
        "noopener",
    )
    assert outer.text_content() == "outside (opens in a new tab)"
    picture = tree.xpath(".//img")[0]
    # The first of a page is not fetched late.
    assert (picture.get("src"), picture.get("width"), picture.get("height"), picture.get("loading")) == (
        "media/map.123.svg",
        "800",
        "500",
        None,
    )
    assert tree.xpath(".//div[@class='scroll'][@tabindex='0']/table")
    assert [one.get("aria-label") for one in tree.xpath(".//*[@class='task']")] == ["Done", "To do"]
    assert tree.xpath(".//*[@class='footnote']//a[@aria-label='Back to the text']")


def test_a_link_to_what_is_not_in_the_package_is_no_link() -> None:
    made = model.course(page=model.content("See [the final](final.md)."))
    found = dict(render(model.site(made, resolve=lambda *_, shown=False: model.Target(""))))["education.html"]
    assert "<a >the final</a>" in found


def test_blocks() -> None:
    tree = page("education.html").xpath("//main")[0]
    assert [text(one) for one in tree.xpath(".//aside/p[1]")] == [
        "Note",
        "Tip: Do this",
        "Important",
        "Warning",
        "Caution",
    ]
    assert text(tree.xpath(".//details/summary")[0]) == "Look"
    gate = tree.xpath(".//*[@data-gate]")[0]
    assert gate.get("data-gate-until") == "answered"
    assert gate.xpath("./button[@hidden][@type='button']")
    assert text(tree.xpath(".//figcaption")[0]) == "A caption Credit: A & B · Licence: CC0"
    assert len(tree.xpath(".//*[@class='columns']/*[@class='column prose']")) == 2


@pytest.mark.parametrize("identifier", model.questions())
def test_every_question_has_its_marks(identifier: str) -> None:
    question, found = model.questions()[identifier], form(identifier)
    assert found.get("id") == identifier
    for mark in ("prompt", "actions", "outcome"):
        assert len(found.xpath(f".//*[@data-{mark}]")) == 1
    assert found.xpath(".//button[@type='submit'][@data-check][@hidden]")
    assert found.xpath(".//button[@type='button'][@data-again][@hidden]")
    parts = found.xpath(".//*[@data-part]")
    assert [(one.get("data-part"), one.get("data-interaction")) for one in parts] == [
        (one.id, one.interaction.type) for one in question.parts
    ]
    for fieldset in found.xpath(".//fieldset[not(@data-self-mark)]"):
        assert fieldset.get("aria-labelledby")


def test_choice() -> None:
    found = form("single")
    assert found.xpath(".//fieldset/label[@data-option]/input[@type='radio'][@name='single/a']/@value") == ["a", "b"]
    assert text(found.xpath(".//label[@data-option='b']")[0]) == 'Hopes & "fears" <b'
    assert form("multi").xpath(".//input[@type='checkbox']/@value") == ["a", "b"]
    assert form("likert").xpath(".//label/@data-option") == ["1", "2"]


def test_gaps_stand_in_the_text() -> None:
    found = form("cloze").xpath(".//*[@data-prompt]")[0]
    assert found.xpath(".//p/span[@data-part='g1']/input[@inputmode='decimal']/@name") == ["cloze/g1"]
    assert found.xpath(".//span[@data-part='g2']/select/option/@value") == ["", "x", "y"]
    assert found.xpath(".//span[@data-part='g2']/select/option[@value='x']")[0].text == "5"
    assert found.xpath(".//input/@aria-label | .//select/@aria-label") == ["Gap 1, CE", "Gap 2", "Gap 3"]
    assert [text(one) for one in form("cloze").xpath(".//*[@data-key]//li")] == ["2018 CE", "23", "aims"]


def test_text_and_number() -> None:
    assert form("number").xpath(".//input[@type='text'][@inputmode='decimal']/@name") == ["number/a"]
    assert text(form("number").xpath(".//*[@data-key]/*[2]")[0]) == "from 280.5 to 282 million"
    assert form("text").xpath(".//input[@type='text']/@name") == ["text/a"]
    essay = form("essay")
    assert essay.xpath(".//textarea/@name") == ["essay/a"]
    assert essay.xpath(".//*[@data-part]//fieldset[@data-self-mark][@hidden]//input/@value") == ["1", "0.5", "0"]
    assert "A model." in text(essay.xpath(".//*[@data-key]")[0])


def test_match() -> None:
    found = form("match")
    assert found.xpath(".//*[@data-source]/select/@name") == ["match/a/s1", "match/a/s2"]
    options = found.xpath(".//*[@data-source='s1']/select/option")
    assert options[0].get("value") == ""
    assert sorted(text(one) for one in options[1:]) == ["None", "Right one", "Right two"]
    assert [text(one) for one in found.xpath(".//*[@data-key]//dd")] == ["Right one", "Right two"]


def test_order_is_never_shown_solved() -> None:
    found = form("order").xpath(".//ol[@data-order]/li/@data-item")
    assert sorted(found) == list("pqrs")
    assert found != list("pqrs")
    for count in range(2, 7):
        items = tuple(model.item(str(number), str(number)) for number in range(count))
        made = model.course(page=(model.question("mixed", "?", model.part(model.Order(items=items))),))
        tree = lxml_html.document_fromstring(dict(render(model.site(made)))["education.html"])
        assert tree.xpath("//li/@data-item") != [one.id for one in items]


def test_region() -> None:
    found = form("region").xpath(".//*[@data-region]")[0]
    assert found.xpath("./img/@alt") == ["A map"]
    assert found.xpath("./label/@style")[0] == "left:10%;top:20.5%;width:30%;height:15%"
    assert found.xpath("./label[@data-option='in']/input[@type='radio']/@name") == ["region/a"]
    assert "Inside" in text(found.xpath("./label[@data-option='in']")[0])


def test_scenarios_read_without_scripts() -> None:
    found = form("scenario")
    assert found.xpath(".//section/@data-step") == ["start", "then"]
    assert found.xpath(".//section/@data-ending") == ["bad", "good"]
    ids = found.xpath(".//@id")
    assert {one.lstrip("#") for one in found.xpath(".//label//a/@href")} <= set(ids)


def test_hints_and_answers() -> None:
    found = form("single")
    assert found.xpath(".//*[@data-hints]/details/@data-hint") == ["0", "1"]
    assert "25%" in text(found.xpath(".//details[@data-hint='0']/summary")[0])
    answers = found.xpath("./details[@data-answers]")[0]
    assert answers.xpath(".//@data-feedback-for") == ["a/a", "a/b"]
    assert answers.xpath(".//@data-feedback") == ["correct", "incorrect"]
    assert text(answers.xpath(".//*[@data-explanation]")[0]) == "Because."
    assert text(answers.xpath(".//*[@data-key]")[0]) == "The right answer Data"


def test_answers_of_a_quiz_wait_in_a_template() -> None:
    assert form("graded", "quiz-education.html").xpath("./template[@data-answers]//*[@data-key]")
    assert form("now-one", "quiz-final.html").xpath("./details[@data-answers]//*[@data-key]")


def test_assessment() -> None:
    tree = page("quiz-education.html").xpath("//*[@data-assessment='quiz/education']")[0]
    facts = {text(one.find("dt")): text(one.find("dd")) for one in tree.xpath("./section[@data-intro]//dl/div")}
    assert facts == {
        "Questions": "1",
        "To pass": "70%",
        "Attempts": "3",
        "Time": "20 min",
        "Feedback": "After you hand in",
    }
    assert tree.xpath("./section[@data-intro]//button[@data-begin][@hidden]")
    assert tree.xpath("./ol[@data-questions]/li/@data-question-item") == ["graded"]
    assert tree.xpath("./section[@data-quiz-result][@hidden][@tabindex='-1']")
    assert text(tree.xpath("./template[@data-score-feedback='80']")[0]) == "Well done."
    assert "2 points" in text(tree)


def test_a_large_course_has_in_each_menu_what_is_near() -> None:
    found = dict(render(model.site(large(modules=60, pages=20))))
    menus = {name: lxml_html.document_fromstring(html).xpath("//*[@data-menu]")[0] for name, html in found.items()}

    def links(name: str, level: str = "") -> list[str]:
        return list(menus[name].xpath(f"./ol/li{level}/a/@data-screen-link"))

    assert len(links("index.html")) == 60 + 2, "the start has them all"
    assert links("m9-p0.html") == ["home", *(f"m{number}/p0" for number in (7, 8, 9, 10, 11)), "home", "results"]
    assert links("m9-p0.html", "/ol/li") == [f"m9/p{number}" for number in range(20)], "and a first page its module"
    assert links("m9-p10.html", "/ol/li") == [*(f"m9/p{number}" for number in range(5, 16)), "m9/p0"]
    more = menus["m9-p10.html"].xpath(".//li[@data-more]/a")
    assert [(text(one), one.get("href")) for one in more] == [
        ("All pages of this module", "m9-p0.html"),
        ("All modules", "index.html"),
    ]
    assert menus["m9-p10.html"].xpath("./ol/@style") == ["counter-reset:module 7"]
    for name, menu in menus.items():
        assert menu.xpath(".//a[@href='index.html']"), name
        assert len(menu.xpath(".//a[@aria-current='page']")) == 1, name


def test_pages_do_not_grow_with_the_course() -> None:
    small, twice = (dict(render(model.site(large(modules=number, pages=10)))) for number in (30, 60))
    assert len(twice["m15-p5.html"]) == len(small["m15-p5.html"])


def test_results_read_without_scripts() -> None:
    assert page("results.html").xpath("//*[@data-results]//a/@href") == ["quiz-education.html", "quiz-final.html"]


def test_a_part_of_a_course() -> None:
    made = model.course()
    part = made.model_copy(update={"modules": made.modules[:1], "final": None})
    found = dict(render(model.site(part, shared="../")))
    tree = lxml_html.document_fromstring(found["index.html"])
    assert tree.xpath("//link/@href | //script/@src") == [
        "../style.css",
        "course.js",
        "../player.js",
        "../home.part.js",
    ]
    assert "module" not in text(tree.xpath("//main")[0]).replace("modules", "")
    pages = ["education", "education/practice", "quiz/education"]
    assert tree.xpath("//main//ol//a/@data-screen-link") == [*pages, "results"]
    assert tree.xpath("//*[@data-menu]//li/ol//a/@data-screen-link") == pages[1:], (
        "the module's entry is its first page"
    )


def test_a_part_without_modules() -> None:
    made = model.course()
    found = dict(render(model.site(made.model_copy(update={"modules": ()}))))
    assert list(found) == ["index.html", "quiz-final.html", "results.html"]


def remade(made: Course, **changes: Any) -> Course:
    """Return the course with changes; a copy would keep what it has worked out."""
    return Course(**{name: getattr(made, name) for name in Course.model_fields} | changes)


def goals(made: Any, name: str = "quiz-final.html") -> list[tuple[str, str, str]]:
    found = lxml_html.document_fromstring(dict(render(model.site(made)))[name])
    marks = found.xpath("//template[@data-goals]//*[@data-goal]")
    return [(one.get("data-goal"), text(one), one.get("data-pages")) for one in marks]


def test_a_quiz_says_what_it_is_about_and_where_that_is_taught() -> None:
    made = model.course()
    first, *others = made.modules
    assert goals(made, "quiz-education.html") == [("", "Other questions", "education")]
    # Questions in pages name what the page teaches; where none does, the module's first page is named.
    practice = first.pages[1]
    taught = practice.content[1].model_copy(update={"objectives": ("o",)})
    asked = first.assessment.questions[0].model_copy(update={"objectives": ("o", "p")})  # type: ignore[union-attr]
    more = first.objectives[0].model_copy(update={"id": "p", "text": "Use y"})
    changed = first.model_copy(
        update={
            "objectives": (*first.objectives, more),
            "pages": (first.pages[0], practice.model_copy(update={"content": (practice.content[0], taught)})),
            "assessment": first.assessment.model_copy(update={"questions": (asked,)}),  # type: ignore[union-attr]
        }
    )
    made = remade(made, modules=(changed, *others))
    by_objective = [("o", "Explain x < y", "education/practice"), ("p", "Use y", "education")]
    assert goals(made, "quiz-education.html") == by_objective
    # A quiz about several modules tells by module.
    third = more.model_copy(update={"id": "r"})
    final = made.final.model_copy(  # type: ignore[union-attr]
        update={"questions": (made.final.questions[0].model_copy(update={"objectives": ("o", "p", "r")}),)}  # type: ignore[union-attr]
    )
    two = (changed, others[0].model_copy(update={"objectives": (third,)}), *others[1:])
    assert goals(remade(made, modules=two, final=final)) == [
        ("o", "Education & more", "education/practice"),
        ("p", "Education & more", "education"),
        ("r", "Health", "health/one"),
    ]


def test_extra_time_is_told_before_a_quiz_begins() -> None:
    made = model.course()
    facts = {}
    for written in ("", "50%", "3 x 5 min"):
        settings = made.modules[0].assessment.settings.model_copy(update={"extra_time": written})  # type: ignore[union-attr]
        quiz = made.modules[0].assessment.model_copy(update={"settings": settings})  # type: ignore[union-attr]
        module = made.modules[0].model_copy(update={"assessment": quiz})
        found = dict(render(model.site(made.model_copy(update={"modules": (module, *made.modules[1:])}))))
        tree = lxml_html.document_fromstring(found["quiz-education.html"])
        facts[written] = [text(one) for one in tree.xpath("//dl[@class='facts']//dt[.='More time']/../dd")]
    assert facts == {"": [], "50%": ["10 min, if you need it"], "3 x 5 min": ["3 times 5 min, if you need it"]}


NASTY = "</script><script>alert(1)</script> & \"quotes\" 'single' <b>"


def test_nothing_of_an_author_escapes() -> None:
    data = json.dumps({"title": NASTY})
    made = model.course(title=NASTY)
    loaded: list[Any] = []
    for kind in ("folder", "single"):
        for name, found in render(
            model.site(made, kind, question_data=lambda question: data, scripts=(f"var x = {data}",))
        ):
            tree = lxml_html.document_fromstring(found)
            assert not tree.xpath("//script[normalize-space()='alert(1)']"), name
            loaded += [json.loads(one.text) for one in tree.xpath("//script[@data-question-data]")]
            assert NASTY in tree.xpath("//title")[0].text
    assert loaded
    assert all(one == {"title": NASTY} for one in loaded)


@pytest.mark.parametrize("words", ["تشكّل الهجرة التنمية", "प्रवासन र विकास", "👩🏽‍🏫 emoji & <tags>", "Ça « va » ?"])
def test_text_of_any_script(words: str) -> None:
    made = model.course(language="ar", title=words, page=model.content(words.replace("<", "&lt;")))
    found = dict(render(model.site(made)))["education.html"]
    tree = lxml_html.document_fromstring(found.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    assert tree.get("dir") == "rtl"
    assert words in tree.xpath("//title")[0].text
    assert words in tree.xpath("//main")[0].text_content()


def test_translated_words() -> None:
    found = dict(
        render(
            model.site(model.course(), words={"course.start": "Commencer", "course.modules.other": "{count} modules !"})
        )
    )["index.html"]
    assert "Commencer" in found
    assert "3 modules !" in found


def test_single_file() -> None:
    made = model.course()
    ((name, found),) = render(model.site(made, "single", style="p{color:red}", scripts=("var a='</script>'",)))
    tree = lxml_html.document_fromstring(found)
    assert name == "index.html"
    screens = tree.xpath("//main[@id='main'][not(@data-screen)]/section[@data-screen]")
    assert [one.get("data-screen") for one in screens][:2] == ["home", "education"]
    assert [one.get("id") for one in screens][:2] == ["screen-home", "screen-education"]
    assert screens[1].get("data-title") == "Education now – A course"
    assert not tree.xpath("//link[@rel='stylesheet'] | //script[@src]")
    assert "p{color:red}" in found
    assert "var a='<\\/script>'" in found
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    here = tree.xpath("//a[.='here']/@href")[0]
    assert here == "#education--part"
    assert here[1:] in ids
    assert all(one.xpath(".//h1") for one in screens)
    assert tree.xpath("//*[@data-menu]//a/@data-screen-link").count("health/two") == 1


@pytest.mark.parametrize("inside", ["<noscript>Turn scripts on.</noscript>", "<script>count()</script>"])
def test_what_would_not_run_as_text_stays_in_the_single_file_as_it_is(inside: str) -> None:
    made = model.course(page=model.content(model.prose("Words.")))
    site = model.site(made, "single")

    class WithHtml:
        footnotes = ""

        def __init__(self, runs: Any) -> None:
            self.fragments = [f"{inside}<p>x</p>" if run.text == "Words." else "<p>x</p>" for run in runs]

    ((_, found),) = render(replace(site, convert=WithHtml))
    folded = {
        one.getparent().get("data-screen")
        for one in lxml_html.document_fromstring(found).xpath("//noscript[@data-folded]")
    }
    assert "education" not in folded
    assert "education/practice" in folded
    assert "home" not in folded


def test_the_same_course_gives_the_same_pages() -> None:
    assert dict(render(model.site(model.course()))) == files()


def test_a_course_overrides_templates(tmp_path: Path) -> None:
    (tmp_path / "screens").mkdir()
    (tmp_path / "screens" / "results.html.jinja").write_text("<h1>Mine</h1>", encoding="utf-8")
    found = dict(render(model.site(model.course(), overrides=(tmp_path,))))["results.html"]
    assert "<h1>Mine</h1>" in found


def test_templates_use_only_words_that_exist() -> None:
    theme = Path(__file__).parents[2] / "course_builder" / "render"
    sources = [path.read_text("utf-8") for path in [*theme.rglob("*.jinja"), *theme.glob("*.py")]]
    used = {key for source in sources for key in re.findall(r"""(?:\bt|[wW]ords)\(\s*"([a-z.-]+[a-z])\"""", source)}
    plural = {key for source in sources for key in re.findall(r"""\.plural\("([a-z.-]+)\"""", source)}
    assert used <= set(english())
    assert {f"{key}.other" for key in plural} <= set(english())
