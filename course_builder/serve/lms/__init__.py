"""An LMS to try a course in: it plays the very package that is built, logs every call, and can be broken on purpose.

It is no LMS for learners: whoever reaches the server may do everything. What they did is kept as JSON files, so that it
outlives the server.
"""

from course_builder.serve.lms.packages import NoPackage
from course_builder.serve.lms.routes import routes

__all__ = ["NoPackage", "routes"]
