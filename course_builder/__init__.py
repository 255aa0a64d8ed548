"""course-builder: training modules and quizzes in Markdown become SCORM packages and HTML courses.

``build`` and ``check`` are what the commands of the same names do, for use from Python; ``build_all`` and ``check_all``
do it for many courses. They are imported when they are first asked for: whatever begins with this package, such as
``course-builder --help``, does not wait for them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course_builder.building import build, check
    from course_builder.catalogue import build_all, check_all
    from course_builder.result import Result

__all__ = ["Result", "build", "build_all", "check", "check_all"]
__version__ = "0.1.0"

_HOMES = {
    "Result": "course_builder.result",
    "build": "course_builder.building",
    "build_all": "course_builder.catalogue",
    "check": "course_builder.building",
    "check_all": "course_builder.catalogue",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
