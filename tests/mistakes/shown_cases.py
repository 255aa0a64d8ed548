"""What learners see: words that are lost on the way to the page, and markup that is left over."""

from __future__ import annotations

from tests.courses_on_disk import PAGE, page
from tests.mistakes.case import Case

CASES = [
    Case(
        "keys of other tools",
        "front-matter-foreign",
        {**PAGE, "modules/a.md": "---\n▶layout: page\npermalink: /a\n---\n# A\n\nText."},
        "delete them",
    ),
    Case(
        "a draft",
        "front-matter-foreign",
        {**PAGE, "modules/a.md": "---\n▶draft: true\n---\n# A\n\nText."},
        "begin with _",
    ),
    Case(
        "two titles",
        "front-matter-foreign",
        {**PAGE, "modules/a.md": "---\ntitle: ▶B\n---\n# A\n\nText."},
        "the same",
    ),
    Case("definition that is none", "text-lost", page("Text.\n\n[▶note]: careful"), "definition"),
    Case("wiki link", "markup-shown", page("See ▶[[Other page]]."), "page.md"),
    Case("shortcode", "markup-shown", page('▶{{< figure src="x.png" >}}'), "::embed"),
    Case(
        "options without a question",
        "question-unmarked",
        page("Which?\n\n▶- (x) One\n- ( ) Two"),
        ":::question{#which}",
    ),
    Case("tasks below a question", "question-unmarked", page("Which?\n\n▶- [ ] One\n- [x] Two"), ":::question{#which}"),
    Case("question of LiaScript", "question-unmarked", page("Which?\n\n▶[[ ]] One\n[[X]] Two"), "- [ ] One"),
    Case("question of Moodle", "question-unmarked", page("▶What is 2 + 2? {=4 ~3}"), "- (x) 4  - ( ) 3"),
    Case("gap without a question", "markup-shown", page("The capital is ▶[[Paris]]."), ":::question{#name}"),
    Case("link of a wiki", "markup-shown", page("See ▶[[Other page]]."), "[its text](page.md)"),
    Case("class below a quotation", "container-unknown", page("> Two.\n▶{: .solution}"), ":::reveal[Solution]"),
    Case("strong words with a space", "markup-shown", page("Take ▶** care here."), "without a space"),
]
