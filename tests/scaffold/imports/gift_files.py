"""Small banks in GIFT, in the dialects that public files show, each with the keys that it says."""

from __future__ import annotations

FILES: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "documentation": (
        ("// a comment\nWho's buried in Grant's tomb?{~Grant ~Jefferson =no one}\n\n"
        "Grant is {~buried =entombed ~living} in Grant's tomb.\n\n"
        "Grant is buried in Grant's tomb.{FALSE}\n\nWho's buried in Grant's tomb?{=no one =nobody}\n\n"
        "When was Ulysses S. Grant born?{#1822:5}\n\n"
        "Match the countries with their capitals.{=Canada->Ottawa =Italy->Rome =Japan->Tokyo}\n"),
        ("no one", "entombed", "False", "no one; nobody", "1817..1827", "Canada=Ottawa; Italy=Rome; Japan=Tokyo"),
    ),
    "moodle-export": (
        ("// question: 0  name: Switch category to $course$/top/Default\n$CATEGORY: $course$/top/Default\n\n\n"
        "// question: 7  name: Capital\n::Capital::[html]<p>Which is the <b>capital</b>?<br></p>{\n\t=<p>Paris</p>#<p>Yes</p>\n\t~<p>Lyon</p>#No\n}\n\n\n"),
        ("Paris",),
    ),
    "export-several": (
        "::N::[html]Which?{\n\t~%50%a\n\t~%50%b\n\t~%-100%c\n\t####<p>Both.</p>\n}\n",
        ("a; b",),
    ),
    "export-words": ("::N::[html]Which?{\n\t=%100%colour#\n\t=%100%color#\n\t=%50%col#\n}\n", ("colour; color",)),
    "export-number": ("::N::N?{#\n\t=%100%3.14:0.01#Good\n\t=%50%3:0.2#Near\n\t~#No\n}\n", ("3.13..3.15",)),
    "export-matching": ("::N::Match{\n\t=a -> 1\n\t=b -> 2\n\t= -> 3\n}\n", ("a=1; b=2; =3",)),
    "export-true": ("::N::So?{TRUE#No\\: it is.#Yes.####Why}\n", ("True",)),
    "true-short": ("So?{T}\n\nNot?{F}\n\nAlso? { true }\n", ("True", "False", "True")),
    "one-line": ("::Q1:: What's between orange and green? { =yellow # right; good! ~red # wrong ~blue # wrong }\n", ("yellow",)),
    "shares": ("Which?{=a ~%50%b ~%-25%c}\n", ("a",)),
    "share-of-100": ("Which?{~%100%a ~b ~c}\n", ("a",)),
    "thirds": ("Which?{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-50%d}\n", ("a; b; c",)),
    "escapes": (
        r"What is 2 \= 2\: \{x\} \~ \# ?{=a \= b ~c \{d\} ~\#e}" + "\n\n" + r"Path?{=C\:\\dir}" + "\n",
        ("a = b", "C:\\dir"),
    ),
    "line-breaks": ("Which?\\nTwo lines{=a\\nb ~c}\n", ("a b",)),
    "missing-word": ("Two plus {=two =2} equals four.\n", ("two; 2",)),
    "missing-number": ("Two plus {#2} equals four.\n", ("2",)),
    "range": ("Pi?{#3.141..3.142}\n\nYear?{#1990..2000}\n", ("3.141..3.142", "1990..2000")),
    "numbers": ("N?{#\n=1822:0\n=%50%1822:2\n}\n\nM?{#-3.5:0.5}\n\nK?{#=5 =7}\n", ("1822", "-4..-3", "5; 7")),
    "essay": ("Write about it. {}\n\n::E::[markdown]*More* {####Notes}\n", ("____", "____")),
    "description": ("You can use your pencil.\n\n::D::Read this.\n\nSo?{T}\n", ("True",)),
    "wildcard": ("Which?{=gr*y}\n", ("/gr.*y/",)),
    "comments-inside": ("Which?{\n// the right one\n=a\n~b // no comment\n// last\n}\n", ("a",)),
    "windows-lines": ("::A::Which?{\r\n=a\r\n~b\r\n}\r\n\r\n::B::So?{F}\r\n", ("a", "False")),
    "bom": ("\ufeffWhich?{=a ~b}", ("a",)),
    "utf-16": ("::A::Où?{=là ~ici}\r\n".encode("utf-16"), ("là",)),
    "signs-of-direction": ("\u200f::س::ما؟{=نعم ~لا}\n\n\u200e// note\n\u200f::ص::So?{F}\n", ("نعم", "False")),
    "no-space": ("Which?{~a~b=c~d}", ("c",)),
    "spaces": ("  Which?   {\n\n  = a  \n\n  ~ b\n\n}  \n", ("a",)),
    "category-in-place": ("$CATEGORY: tom/dick/harry\n::A::Which?{=a ~b}\n\n$CATEGORY: other\n\nSo?{T}\n", ("a", "True")),
    "format-markdown": ("[markdown]Is *this* `code`?{=`a = b`#[plain]Yes ~b}\n".replace("a = b", "a \\= b"), ("a = b",)),
    "format-plain": ("[plain]Is <b> & *c*?{=<i> ~*x*}\n", ("<i>",)),
    "format-of-option": ("[html]<p>Which?</p>{=[plain]<b> ~[html]<b>b</b>}\n", ("<b>",)),
    "formulas": (r"Area?{=\(\\pi r^2\) ~\(2 \\pi r\)}" + "\n", ("$\\pi r^2$",)),
    "other-scripts": ("::首都::哪个?{=北京 ~上海}\n\n::سؤال::ما العاصمة؟{=باريس ~ليون}\n", ("北京", "باريس")),
    "accents": ("Saison?{=été =Été}\n", ("été; Été",)),
    "punctuation-after": ("Is {=so ~not so}.\n\nIt {T}\n", ("so", "True")),
    "arrows": ("Match.{=a ->b =c-> d =e->f}\n", ("a=b; c=d; e=f",)),
    "ordering": ("::O::Order.{>ALL VERTICAL ALL_OR_NOTHING 1 none\nfirst\nsecond\nthird\n}\n\nMore.{>\nx\ny\n}\n", ("first; second; third", "x; y")),
}  # fmt: skip
"""By the name of the file: its text, and the key of each question."""
