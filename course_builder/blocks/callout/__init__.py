"""Callouts: ``:::note[Title]`` … and GitHub's ``> [!NOTE]``; and ``:::notes``, which learners never get."""

from pathlib import Path

from course_builder.blocks import BlockRoom

_HERE = Path(__file__).parent

note, tip, important, warning, caution = (
    BlockRoom(name, _HERE, around=True) for name in ("note", "tip", "important", "warning", "caution")
)
notes = BlockRoom("notes", _HERE, around=True, for_trainers=True)
