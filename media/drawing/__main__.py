"""Write every drawing into ``media``."""

from __future__ import annotations

from pathlib import Path

from media.drawing import diagrams, pairs, scenes

MEDIA = Path(__file__).parents[1]

for name, content in (diagrams.drawn() | pairs.drawn() | scenes.drawn()).items():
    (MEDIA / f"{name}.svg").write_text(content, encoding="utf-8", newline="\n")
