"""The command line: one file for each command, and nothing in it but the command line."""

from __future__ import annotations

import sys
from importlib.metadata import version

import click

from course_builder.commands.build import build
from course_builder.commands.check import check
from course_builder.commands.fault import Commands
from course_builder.commands.new import new
from course_builder.commands.preview import preview


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("course-builder"), prog_name="course-builder")
def main() -> None:
    """Compile training modules and quizzes in Markdown into SCORM packages and HTML courses.

    Exit status 3 of any command: course-builder itself has a fault. It says at which file, and writes a report.
    """
    # Windows consoles may not be UTF-8; a message must never fail on a character.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


main.add_command(build)
main.add_command(check)
main.add_command(new)
main.add_command(preview)
