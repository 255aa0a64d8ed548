"""The drawings of this course, made in one hand: ``python -m media.drawing`` writes them into ``media``.

What is drawn once stands in the repository, so building the course needs none of this; nor does it need anything but
Python, maps apart (see ``maps``). Pictures are 480 units wide and are shown 328 pixels wide on a small phone, so text
in them has 17 units or more.
"""
