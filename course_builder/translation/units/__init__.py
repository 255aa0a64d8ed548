"""A course's sources as units for translators, and the sources again with wordings in the place of units."""

from course_builder.translation.units.checks import Fault, faults
from course_builder.translation.units.course import course_files, course_units
from course_builder.translation.units.putting import translated, units

__all__ = ["Fault", "course_files", "course_units", "faults", "translated", "units"]
