"""Catalogues of a course's translations: ``translations/LANGUAGE.po``, one a language, in gettext's own format.

Translators open them in the tools they have. Reading goes by polib; nothing here needs gettext's programs.
"""

from course_builder.translation.catalogues.entry import Catalogue, Entry
from course_builder.translation.catalogues.kept import wordings_of
from course_builder.translation.catalogues.reading import FOLDER, catalogues, read
from course_builder.translation.catalogues.updating import Changes, updated
from course_builder.translation.catalogues.writing import text

__all__ = ["FOLDER", "Catalogue", "Changes", "Entry", "catalogues", "read", "text", "updated", "wordings_of"]
