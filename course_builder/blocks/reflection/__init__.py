"""A reflection: ``:::reflection[Label]{#id}`` around a question. What is typed stays on the learner's device."""

from pathlib import Path

from course_builder.blocks import BlockRoom

room = BlockRoom("reflection", Path(__file__).parent, parts=("reflection",), needs_id=True)
