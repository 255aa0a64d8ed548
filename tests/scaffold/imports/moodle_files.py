"""Small banks in Moodle XML, in the dialects that public files show, each with the keys that it says."""

from __future__ import annotations

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def quiz(*questions: str) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(questions) + "\n</quiz>\n"


def asked(kind: str, inside: str, text: str = "<p>Which?</p>", name: str = "A name", form: str = "html") -> str:
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="{form}"><text><![CDATA[{text}]]></text></questiontext>{inside}</question>'
    )


def answer(share: str, text: str, feedback: str = "", more: str = "") -> str:
    return (
        f'<answer fraction="{share}" format="html"><text><![CDATA[{text}]]></text>'
        f'<feedback format="html"><text>{feedback}</text></feedback>{more}</answer>'
    )


def pair(left: str, right: str) -> str:
    return (
        f"<subquestion format='html'><text><![CDATA[{left}]]></text><answer><text>{right}</text></answer></subquestion>"
    )


def category(path: str) -> str:
    return f'<question type="category"><category><text>{path}</text></category></question>'


def cloze(text: str) -> str:
    return asked("cloze", "", f"<p>{text}</p>", "Gaps")


ONE = answer("100", "<p>Paris</p>") + answer("0", "<p>Lyon</p>")
FILES: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "moodle-4": (
        quiz(
            "<!-- question: 0  -->",
            category("$course$/top/Default for C/Geography"),
            "<!-- question: 12  -->",
            asked(
                "multichoice",
                "<generalfeedback format='html'><text></text></generalfeedback><defaultgrade>1.0000000</defaultgrade>"
                "<penalty>0.3333333</penalty><hidden>0</hidden><idnumber>fr-1</idnumber><single>true</single>"
                "<shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>"
                "<showstandardinstruction>0</showstandardinstruction>" + ONE,
            ),
        ),
        ("Paris",),
    ),
    "moodle-1.9": (
        ("<?xml version='1.0' encoding='UTF-8'?><quiz><question type='multichoice'><name><text>N</text></name>"
        "<questiontext format='html'><text>&lt;p&gt;Which?&lt;/p&gt;</text></questiontext><image></image>"
        "<generalfeedback><text></text></generalfeedback><defaultgrade>1</defaultgrade><penalty>0.1</penalty>"
        "<hidden>0</hidden><shuffleanswers>1</shuffleanswers><single>true</single>"
        "<answer fraction='0'><text>Lyon</text><feedback><text></text></feedback></answer>"
        "<answer fraction='100'><text>Paris</text><feedback><text></text></feedback></answer></question></quiz>"),
        ("Paris",),
    ),
    "by-hand": (
        ("<quiz><question type='multichoice'><name><text>N</text></name><questiontext><text>Which?</text></questiontext>"
        "<answer fraction='100'><text>a</text></answer><answer><text>b</text></answer></question></quiz>"),
        ("a",),
    ),
    "bom": ("\ufeff" + quiz(asked("multichoice", ONE)), ("Paris",)),
    "text-outside": (
        quiz("<question type='numerical'><name><text>N</text></name><questiontext format='html'><text>N?</text></questiontext>"
             "<answer>42<tolerance>1</tolerance><fraction>100</fraction></answer></question>"),
        ("41..43",),
    ),
    "several": (
        quiz(asked("multichoice", "<single>false</single>" + answer("50", "a") + answer("50", "b") + answer("-100", "c"))),
        ("a; b",),
    ),
    "several-of-three": (
        quiz(asked("multichoice", "<single>false</single>" + "".join(answer("33.33333", one) for one in "xyz") + answer("0", "w"))),
        ("x; y; z",),
    ),
    "single-as-number": (quiz(asked("multichoice", "<single>0</single>" + answer("100", "a") + answer("-100", "b"))), ("a",)),
    "all-or-nothing": (
        quiz(asked("multichoiceset", answer("100", "a") + answer("100", "b") + answer("0", "c"))),
        ("a; b",),
    ),
    "shares": (
        quiz(asked("multichoice", "<single>true</single>" + answer("100", "a") + answer("50", "b") + answer("-25", "c"))),
        ("a",),
    ),
    "true-false": (
        quiz(
            asked("truefalse", answer("100", "true") + answer("0", "false"), "One."),
            asked("truefalse", answer("100", "false") + answer("0", "true"), "Two."),
            asked("truefalse", answer("0", "true") + answer("100", "false"), "Three."),
        ),
        ("True", "False", "False"),
    ),
    "true-false-localised": (
        quiz(asked("truefalse", answer("0", "Verdadero") + answer("100", "Falso"))),
        ("False",),
    ),
    "words": (
        quiz(asked("shortanswer", "<usecase>0</usecase>" + answer("100", "colour") + answer("100", "color"))),
        ("colour; color",),
    ),
    "words-case": (quiz(asked("shortanswer", "<usecase>1</usecase>" + answer("100", "Co"))), ("Co (case)",)),
    "words-anything": (
        quiz(asked("shortanswer", answer("100", "*gr*y*") + answer("0", "*", "No."))),
        ("/.*gr.*y.*/",),
    ),
    "words-star": (quiz(asked("shortanswer", answer("100", r"2 \* 3"))), ("2 * 3",)),
    "words-odd": (
        quiz(asked("shortanswer", "".join(answer("100", one) for one in ("a|b", "5-8", "1/2", "/etc/", "2018", "x or y", "[ab]")))),
        ("a|b; 5-8; 1/2; /etc/; 2018; x or y; /\\[ab\\]/",),
    ),
    "words-partly": (quiz(asked("shortanswer", answer("100", "Paris") + answer("50", "Pari"))), ("Paris",)),
    "words-accents": (quiz(asked("shortanswer", answer("100", "été"))), ("été",)),
    "numbers": (
        quiz(
            asked("numerical", answer("100", "3.141", more="<tolerance>0</tolerance>")),
            asked("numerical", answer("100", "10.000", more="<tolerance>0.5</tolerance>")),
            asked("numerical", answer("100", "-1.5e3", more="<tolerance>0.000</tolerance>")),
            asked("numerical", answer("100", "0,25", more="<tolerance>0,05</tolerance>")),
            asked("numerical", answer("100", "1", more="<tolerance>0</tolerance>") + answer("100", "7") + answer("0", "*")),
        ),
        ("3.141", "9.5..10.5", "-1500", "0.2..0.3", "1; 7"),
    ),
    "number-units": (
        quiz(asked("numerical", answer("100", "5", more="<tolerance>0.1</tolerance>")
                   + "<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit>"
                   "<unit><multiplier>1000</multiplier><unit_name>m</unit_name></unit></units>")),
        ("4.9..5.1 km",),
    ),
    "matching": (
        quiz(asked("matching", pair("<p>dog</p>", "bark") + pair("cat", "mew") + pair("", "moo"))),
        ("dog=bark; cat=mew; =moo",),
    ),
    "matching-arrows": (quiz(asked("matching", pair("a -> b", "1 * 2") + pair("c", "[x]"))), ("a -> b=1 * 2; c=[x]",)),
    "sorting": (quiz(asked("matching", pair("a", "X") + pair("b", "X") + pair("c", "Y"))), ("a=X; b=X; c=Y",)),
    "ordering": (
        quiz(asked("ordering", "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><gradingtype>ALL_OR_NOTHING</gradingtype>"
                   + answer("1.0000000", "first") + answer("2.0000000", "second") + answer("3.0000000", "third"))),
        ("first; second; third",),
    ),
    "ordering-shuffled": (
        quiz(asked("ordering", answer("2", "b") + answer("1", "a") + answer("3", "c"))),
        ("a; b; c",),
    ),
    "essay": (
        quiz(asked("essay", "<responseformat>editor</responseformat><attachments>0</attachments>"
                   "<graderinfo format='html'><text>Notes -- for you.</text></graderinfo>")),
        ("____",),
    ),
    "cloze-all": (
        quiz(cloze("Paris is in {1:MULTICHOICE:Spain#No.~=France} and has {2:NUMERICAL:=2.1:0.1} on the {1:SHORTANSWER:=Seine~=La Seine}.")),
        ("France / 2..2.2 / Seine; La Seine",),
    ),
    "cloze-short": (quiz(cloze("A {:MC:~%0%x~%100%y} b {:SA:=z} c {:NM:%100%5:1} d {1:MCS:=p~q} e {1:SAC:=Q}.")), ("y / z (case) / 4..6 / p / Q (case)",)),
    "cloze-entities": (quiz(cloze(r"It is {1:SHORTANSWER:=R&amp;D#a \} b} and {1:SHORTANSWER:=a\}b}.")), ("R&D / a}b",)),
    "cloze-in-a-table": (
        quiz(cloze("</p><table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>{1:MC:=1~2}</td></tr></table><p>")),
        ("1",),
    ),
    "multianswer": (quiz(asked("multianswer", "", "The {1:SHORTANSWER:=sun} is.")), ("sun",)),
    "markdown": (
        quiz(asked("multichoice", ONE, "Which is *it*?\n\n## Not a heading\n\n- a list", form="markdown")),
        ("Paris",),
    ),
    "plain-text": (quiz(asked("multichoice", ONE, "Is 1 < 2 & *so*?\n\n# no heading", form="plain_text")), ("Paris",)),
    "auto-format": (quiz(asked("multichoice", ONE, "One line\nand <b>two</b>\n\nA paragraph", form="moodle_auto_format")), ("Paris",)),
    "code": (
        quiz(asked("multichoice", answer("100", "<code>a &lt; b</code>") + answer("0", "<pre>x</pre>") + answer("0", "List&lt;String&gt;"),
                   "<pre>def f():\n    return `1`\n</pre><p>What is it?</p>")),
        ("a < b",),
    ),
    "formulas": (
        quiz(asked("multichoice", answer("100", r"\(x^2\)") + answer("0", "$5 and $6"), r"<p>Of \(x_1\):</p><p>$$\frac{1}{2}$$</p>")),
        ("$x^2$",),
    ),
    "signs": (
        quiz(asked("multichoice", "".join(answer("100" if at == 3 else "0", one) for at, one in enumerate(
            ("# a", "- b", "1. c", "* d *", "_e_", "[[f]]", "{#g}", "~~h~~", "&amp;amp;", ":::i", "( ) j", "[k](l)"))),
            "<p>::: x</p><p>{#id} [[gap]] $a$ </p>")),
        ("* d *",),
    ),
    "pictures": (
        quiz(asked("multichoice", answer("100", f'<img src="data:image/png;base64,{PIXEL}" alt="A">') + answer("0", "b"),
                   '<p>See <img src="@@PLUGINFILE@@/a%20b.png" alt="It"></p>').replace(
            "</questiontext>", f'<file name="a b.png" path="/" encoding="base64">{PIXEL}</file></questiontext>')),
        ("A",),
    ),
    "picture-of-1.9": (
        quiz(asked("shortanswer", f"<image>img/x.png</image><image_base64>{PIXEL}</image_base64>" + answer("100", "b"))),
        ("b",),
    ),
    "same-names": (quiz(asked("multichoice", ONE), asked("multichoice", ONE), asked("multichoice", ONE)), ("Paris",) * 3),
    "categories": (
        quiz(category("$course$/A"), asked("multichoice", ONE), category("$system$/A//B"), asked("multichoice", ONE),
             category("$course$/B"), asked("shortanswer", answer("100", "c"))),
        ("Paris", "Paris", "c"),
    ),
    "latin-1": (quiz(asked("shortanswer", answer("100", "été"))).replace("UTF-8", "ISO-8859-1").encode("latin-1"), ("été",)),
    "windows-1251": (quiz(asked("shortanswer", answer("100", "река"))).replace("UTF-8", "windows-1251").encode("cp1251"), ("река",)),
    "utf-16": (quiz(asked("shortanswer", answer("100", "नदी"))).replace("UTF-8", "UTF-16").encode("utf-16"), ("नदी",)),
    "dragged-pairs": (
        quiz(asked("ddmatch", pair("<p>dog</p>", "&lt;p&gt;&lt;b&gt;bark&lt;/b&gt;&lt;/p&gt;") + pair("cat", "mew"))), ("dog=bark; cat=mew",)
    ),
    "other-scripts": (
        quiz(category("$course$/أسئلة"), asked("multichoice", answer("100", "باريس") + answer("0", "ليون"), "ما العاصمة؟", "سؤال")),
        ("باريس",),
    ),
    "with-tags": (quiz(asked("multichoice", "<tags><tag><text>easy</text></tag></tags><hint format='html'><text>H</text></hint>" + ONE)), ("Paris",)),
}  # fmt: skip
"""By the name of the file: its text, and the key of each question."""
