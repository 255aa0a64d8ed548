"""Captions and chapters in WebVTT, read as far as their mistakes would show: header, times, text."""

from __future__ import annotations

import base64
import html
import re
from dataclasses import dataclass

from course_builder.diagnostics import Report, Span

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}(?:\s.*)?")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said, or which chapter begins, at a time in seconds."""

    start: float
    text: str

    @property
    def clock(self) -> str:
        """Its time as players show it: ``1:05`` or ``1:02:03``."""
        minutes, seconds = divmod(int(self.start), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@dataclass(frozen=True, slots=True)
class Track:
    """A file of captions or chapters.

    Args:
        url: the file itself as data: browsers refuse tracks of pages that were opened from a disk.
    """

    url: str
    cues: tuple[Cue, ...]


def read_track(text: str, file: str, report: Report) -> Track | None:
    """Return a file of captions or chapters; None where browsers would not show it, which is told."""
    lines = text.split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        subrip = any(re.match(r"\d\d:\d\d:\d\d,\d{3} -->", line) for line in lines[:12])
        report.add(
            "data-file",
            Span(file, 1, 1, max(1, len(lines[0]))),
            "This file is not WebVTT: it does not begin with WEBVTT.",
            "It looks like SubRip: put a line WEBVTT and an empty line before it, and write 00:00:01.500 with a point."
            if subrip
            else "Its first line is WEBVTT, then follows an empty line.",
        )
        return None
    cues: list[Cue] = []
    index, wrong = 1, False
    while index < len(lines):
        line = lines[index]
        index += 1
        if "-->" not in line:
            continue
        times = _TIMES.fullmatch(line)
        start, end = (_seconds(times.groups()[:4]), _seconds(times.groups()[4:])) if times else (0.0, 0.0)
        if start >= end:
            wrong = True
            report.add(
                "data-file",
                Span(file, index, 1, max(1, len(line))),
                "These times cannot be read." if not times else "These times end before they begin.",
                "Write 00:01.500 --> 00:04.000: minutes, seconds, a point, thousandths.",
            )
        said = []
        while index < len(lines) and lines[index].strip():
            said.append(lines[index])
            index += 1
        cues.append(Cue(start, html.unescape(_TAG.sub("", " ".join(said))).strip()))
    if not cues:
        report.add(
            "data-file",
            Span(file),
            "There is nothing in this file.",
            "Write 00:01.500 --> 00:04.000, and below it the text.",
        )
    if wrong or not cues:
        return None
    data = base64.b64encode(text.encode()).decode()
    return Track(f"data:text/vtt;base64,{data}", tuple(cues))


def _seconds(time: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(one or 0) for one in time)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
