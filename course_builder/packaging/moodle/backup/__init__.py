"""A course as a backup that Moodle restores: its sections, activities, question bank and files, as Moodle keeps them.

Written after what Moodle's restore reads (``backup/moodle2/restore_stepslib.php``, and the ``restore_*_stepslib.php``
of each activity). It says that it is of Moodle 4.0, so that no later one warns of it.
"""
