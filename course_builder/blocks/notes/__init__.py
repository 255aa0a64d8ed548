"""Notes for those who teach a course: ``:::notes[Title]`` around them. Learners never get them."""

from pathlib import Path

from course_builder.blocks import BlockRoom

room = BlockRoom("notes", Path(__file__).parent, around=True, for_trainers=True)
