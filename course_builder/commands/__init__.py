"""The command line: one file for each command, and nothing in it but the command line."""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword

import click

from course_builder.commands.fault import Commands

SUMMARIES = {
    "build": "Build a course.",
    "check": "Find all mistakes, and write nothing.",
    "import": "Make pages and questions of files of other tools.",
    "new": "Make a small course to start from, or one of a folder of Markdown files.",
    "preview": "Show a course in the browser while you write it.",
    "translate": "Keep the translations of a course up to date.",
}
"""What each command does: it is said without importing the command, which takes longer than reading it."""


class _LazyCommands(Commands):
    """Commands that are imported when they are run: each is in a file of its own name."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(SUMMARIES)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUMMARIES:
            return None
        # A word that Python keeps for itself has an underscore behind it.
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


@click.group(cls=_LazyCommands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="course-builder", prog_name="course-builder")
def main() -> None:
    """Compile training modules and quizzes in Markdown into SCORM packages and HTML courses.

    Exit status 3 of any command: course-builder itself has a fault. It says at which file, and writes a report.
    """
    # Windows consoles may not be UTF-8; a message must never fail on a character.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
