"""Front matter that was written for another tool: what it means here, and what has no meaning here.

The names are those that the tools' own documentation lists (Jekyll, Hugo, MkDocs, Docusaurus, Quarto, MyST, the
Carpentries' lessons). A key that is one of ours keeps its meaning.
"""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel

from course_builder.diagnostics import Report
from course_builder.model import Prose
from course_builder.model.settings import ModuleSettings
from course_builder.source.located import LocatedData

READ = frozenset({"title", "description", "author", "date", "tags", "draft"})
"""Keys that say something here as well: the title, what a module is about. Who wrote a file, when, and under which
words is kept by its history and by ``course.yml``."""

_NAMES = """
    layout permalink slug sidebar_position sidebar_label sidebar pagination_label pagination_next pagination_prev
    hide_title hide_table_of_contents toc toc_min_heading_level toc_max_heading_level weight type url aliases menu
    categories category image keywords hide nav_order parent has_children has_toc nav_exclude template search icon
    status comments excerpt excerpt_separator published redirect_from redirect_to teaching exercises questions
    keypoints start order lang language linkTitle lastmod publishDate expiryDate cover format jupyter kernelspec
    jupytext bibliography csl execute editor echo subtitle authors license open_access numbering site short_title
    thumbnail banner subject doi github series cssclass cssclasses publish id mathjax usemathjax narrator version
    import script link comment logo mode edit
"""
FOREIGN = frozenset(_NAMES.split())
"""Keys that other tools read."""


def title_of(front: LocatedData) -> Prose | None:
    """Return the title that front matter gives."""
    title = front.data.get("title")
    if not isinstance(title, str) or not title.strip():
        return None
    return Prose(text=" ".join(title.split()), span=front.value_span("title"))


def without_foreign(front: LocatedData, model: type[BaseModel], report: Report) -> LocatedData:
    """Return front matter with the keys that can stand here, and tell of those of other tools, once and together.

    Args:
        model: the settings that stand in it.
    """
    known = {one.alias or name for name, one in model.model_fields.items()}
    data = {key: value for key, value in front.data.items() if key in known or key not in READ | FOREIGN}
    foreign = [key for key in front.data if key in FOREIGN - known]
    if foreign:
        several = len(foreign) > 1
        report.add(
            "front-matter-foreign",
            front.keys.get((foreign[0],), front.span),
            f"{', '.join(foreign)}: {'these keys have' if several else 'this key has'} no meaning here.",
            f"Another tool reads {'them' if several else 'it'}; delete {'them' if several else 'it'}, or leave "
            f"{'them' if several else 'it'}: nothing comes of {'them' if several else 'it'}.",
        )
    if "draft" in front.data and str(front.data["draft"]).lower() in {"yes", "true", "on"}:
        report.add(
            "front-matter-foreign",
            front.keys.get(("draft",), front.span),
            "This file says that it is a draft, and is part of the course all the same.",
            "Let its name begin with _ to leave it out.",
        )
    if model is ModuleSettings and "summary" not in data and isinstance(front.data.get("description"), str):
        data["summary"] = front.data["description"]
    return replace(front, data=data)
