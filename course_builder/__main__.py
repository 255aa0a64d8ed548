"""``python -m course_builder``."""

from course_builder.commands import main

main()
