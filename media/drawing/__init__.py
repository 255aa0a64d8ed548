"""The drawings of this course, made in one hand: ``python -m media.drawing`` writes them into ``media``.

What is drawn once stands in the repository, so building the course needs none of this; nor does it need anything but
Python, maps apart (see ``maps``). Pictures are 480 units wide. A small phone shows them 328 pixels wide, and 282 in
questions and panels, so text in them has 19 units.
"""
