"""HTML of single questions and of what pages hold, for outputs that show them in a page that is not ours.

It reads without our style and scripts: what only these need (boxes that scroll, versions of pictures, words for new
tabs) is not in it. Classes are those of Bootstrap, which most LMSs have.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from course_builder.model import Content, Prose, Question
from course_builder.model.base import Node
from course_builder.render.bare import bare
from course_builder.render.content import Renderer
from course_builder.render.credits import CreditedPage
from course_builder.render.site import Converted, Resolve, Target
from course_builder.render.text import FOOTNOTES, ScreenText, safe
from course_builder.render.words import Words
from course_builder.source.markdown import inline, plain

_TAG = re.compile(r"<(/?)(a|img|source|video|audio|track|table)\b((?:[^>\"']++|\"[^\"]*\"|'[^']*')*+)>", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<=\s)(href|src|poster)=\"([^\"]*)\"")
_CALLOUT = re.compile(r"<p class=\"callout-title\" data-callout=\"(\w+)\">(.*?)</p>", re.DOTALL)
_BACK = re.compile(r"(?:&nbsp;)?<a class=\"footnote-backref\".*?</a>", re.DOTALL)
_FORMULA = re.compile(r"(<math\b[^>]*>)(.*?)</math>", re.DOTALL)
TEX = "application/x-tex"
"""The kind of what stands beside a formula (MathML 3, section 5.2.4)."""
_NOTE = re.compile(r"<annotation\b.*?</annotation>", re.DOTALL)
_CLASSES = {"img": "img-fluid", "table": "table"}


class Snippets:
    """Makes HTML of questions.

    Args:
        environment: where the templates of blocks come from.
        convert: turns Markdown into HTML.
    """

    def __init__(self, environment: Environment, words: Words, convert: Callable[[Sequence[Prose]], Converted]) -> None:
        self._environment = environment
        self._words = words
        self._convert = lambda runs: _annotated(convert(runs))

    def of(self, question: Question, resolve: Resolve, guard: Callable[[str], str] = str) -> Wording:
        """Return the texts of a question.

        Args:
            resolve: where an address leads. One that leads nowhere loses its link, and keeps its words.
            guard: given HTML of the author's, returns it without what the format would read as its own signs.
        """
        return Wording(question, self._environment, self._words, self._convert, resolve, guard)

    def page(
        self,
        content: Content,
        resolve: Resolve,
        *,
        file: str,
        asked: Callable[[Question], str] = lambda _: "",
        title: str = "",
        credits_: Callable[[], Sequence[CreditedPage]] = tuple,
    ) -> str:
        """Return the HTML of content as learners read it without scripts.

        Args:
            file: the source file that it stands in.
            asked: what stands in the place of a question.
            title: of the page, which no block says again.
            credits_: what is credited in the whole course, by page.
        """
        text = ScreenText(_Rewriting(self._words, resolve, str), file)
        renderer = _Read(
            self._environment, self._words, text, str, resolve, lambda _: "{}", credits_=credits_, title=title
        )
        renderer.asked = asked
        html_ = renderer.content(content) + Markup("\n") + FOOTNOTES
        return bare(text.finish(html_, self._convert))


class Wording:
    """The texts of one question as HTML. All its Markdown is converted in one go, so its runs know one another."""

    def __init__(
        self,
        question: Question,
        environment: Environment,
        words: Words,
        convert: Callable[[Sequence[Prose]], Converted],
        resolve: Resolve,
        guard: Callable[[str], str],
    ) -> None:
        self.words = words
        self._environment = environment
        self._convert = convert
        self._resolve = resolve
        self._rewrite = _Rewriting(words, resolve, guard)
        self._file = question.span.file
        # A footnote of what is for graders must not come to stand below the question.
        runs = tuple(dict.fromkeys(_runs(question.model_copy(update={"graders": ()}))))
        made = convert(runs)
        self._known: Mapping[Prose, str] = dict(zip(runs, made.fragments, strict=True))
        self.footnotes = self._rewrite(made.footnotes, self._file, "") if made.footnotes else ""

    def block(self, content: Content, fields: Sequence[str] = ()) -> str:
        """Return the HTML of content; ``fields`` stand in the places of its gaps."""
        text = ScreenText(self._rewrite, self._file)
        renderer = Renderer(self._environment, self.words, text, str, self._resolve, lambda _: "{}")
        return text.finish(renderer.content(content, fields), self._again)

    def inline(self, run: Prose, fields: Sequence[str] = ()) -> str:
        """Return the HTML of a run without the paragraph around it."""
        text = ScreenText(self._rewrite, self._file)
        return text.finish(text.inline(run, fields), self._again)

    def plain(self, run: Prose) -> str:
        """Return a run as text without any markup."""
        return plain(_NOTE.sub("", self._known[run]))

    def loses(self, run: Prose) -> bool:
        """Whether a run says less as plain text: a picture, a formula, raised or lowered letters."""
        return bool(re.search(r"<(?:img|math|su[bp])\b", inline(self._known[run])))

    def _again(self, runs: Sequence[Prose]) -> Converted:
        unknown = [run for run in runs if run not in self._known]
        made = dict(zip(unknown, self._convert(unknown).fragments, strict=True)) if unknown else {}
        return _Fragments([self._known.get(run) or made.get(run, "") for run in runs])


class _Read(Renderer):
    """Renders content in which questions are only pointed to."""

    asked: Callable[[Question], str]

    def question(self, question: Question) -> Markup:
        """Return what stands in the place of a question."""
        return safe(self.asked(question))


class _Rewriting:
    """Makes HTML of Markdown read in a page that is not ours: addresses, sizes, the names of callouts."""

    def __init__(self, words: Words, resolve: Resolve, guard: Callable[[str], str]) -> None:
        self.words = words
        self._resolve = resolve
        self._guard = guard

    def __call__(self, fragment: str, file: str, _sizes: str) -> str:
        fragment = _BACK.sub("", fragment)
        leads = [True]

        def tag(found: re.Match[str]) -> str:
            closing, name, rest = found[1], found[2].lower(), found[3]
            if closing:
                return "" if name == "a" and not leads[0] else found[0]
            target = Target("")

            def address(one: re.Match[str]) -> str:
                nonlocal target
                shown = name == "img" or one[1] == "poster"
                target = self._resolve(html.unescape(one[2]), file, shown=shown)
                return f'{one[1]}="{html.escape(target.url)}"'

            rest = _ADDRESS.sub(address, rest)
            if name == "a":
                leads[0] = bool(target.url)
                if not leads[0]:
                    return ""
            if name == "img" and target.width and " width=" not in rest and " height=" not in rest:
                rest += f' width="{target.width}" height="{target.height}"'
            if name in _CLASSES and " class=" not in rest:
                rest += f' class="{_CLASSES[name]}"'
            return f"<{found[2]}{rest}>"

        return self._guard(_CALLOUT.sub(self._callout, _TAG.sub(tag, fragment)))

    def _callout(self, found: re.Match[str]) -> str:
        name, said = html.escape(self.words(f"callout.{found[1]}")), found[2]
        return f"<p><strong>{name}{': ' if said else ''}{said}</strong></p>"


def _annotated(made: Converted) -> Converted:
    """Return what was converted; formulas say how they were written, for editors and for who takes them back."""
    if not made.formulas:
        return made

    def annotated(found: re.Match[str]) -> str:
        source = made.formulas.get(found[0])
        if source is None:
            return found[0]
        note = f'<annotation encoding="{TEX}">{html.escape(source, quote=False)}</annotation>'
        return f"{found[1]}<semantics>{found[2]}{note}</semantics></math>"

    fragments = tuple(_FORMULA.sub(annotated, one) for one in made.fragments)
    return _Fragments(fragments, _FORMULA.sub(annotated, made.footnotes))


class _Fragments:
    def __init__(self, fragments: Sequence[str], footnotes: str = "") -> None:
        self.fragments = fragments
        self.footnotes = footnotes
        self.formulas: Mapping[str, str] = {}


def _runs(node: Any) -> Iterator[Prose]:
    """Yield all Markdown of a part of the model, in reading order."""
    if isinstance(node, Prose):
        yield node
    elif isinstance(node, Node):
        for name in type(node).model_fields:
            yield from _runs(getattr(node, name))
    elif isinstance(node, tuple):
        for one in node:
            yield from _runs(one)
