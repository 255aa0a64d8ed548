"""course-builder: training modules and quizzes in Markdown become SCORM packages and HTML courses.

``build`` and ``check`` are what the commands of the same names do, for use from Python.
"""

from course_builder.build import build, check
from course_builder.result import Result

__all__ = ["Result", "build", "check"]
__version__ = "0.1.0"
