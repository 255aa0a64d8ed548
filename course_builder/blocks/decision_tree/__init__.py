"""A decision tree: ``::::decision-tree`` around ``:::step[Question]{#id}`` with choices and ``:::outcome[Title]{#id}``.

With a consequence under each choice it is a branching scenario that is not scored. Without scripts steps and outcomes
stand below one another, and each choice is a link to where it leads.
"""

from pathlib import Path

from course_builder.blocks import BlockRoom
from course_builder.blocks.decision_tree.reading import read_outcome, read_step
from course_builder.blocks.decision_tree.tree import read_tree

_HERE = Path(__file__).parent
_AROUND = ("decision-tree",)

tree = BlockRoom("decision-tree", _HERE, parts=("tool", "decision-tree"), needs_id=True, read=read_tree)
step = BlockRoom("step", _HERE / "step", inside=_AROUND, read=read_step)
outcome = BlockRoom("outcome", _HERE / "outcome", inside=_AROUND, read=read_outcome)
