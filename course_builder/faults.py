"""What is told of a fault of the builder itself: what helps to find it, and nothing of the course."""

from __future__ import annotations

import platform
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("course-builder", "click", "jinja2", "lxml", "Markdown", "pillow", "pydantic", "pymdown-extensions")


def report(error: BaseException, file: str) -> str:
    """Return what helps to find a fault: versions and the way to it, and of the course nothing but a file's name.

    Messages of exceptions are left out, for they may quote the course.

    Args:
        error: the fault.
        file: the file of the course that was being read.
    """
    lines = [
        "A fault of course-builder",
        "",
        f"while reading: {file or 'nothing of the course'}",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
        ", ".join(f"{name} {_version(name)}" for name in _PACKAGES),
    ]
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or one.__context__
    for one in reversed(chain):
        lines += ["", f"{type(one).__module__}.{type(one).__qualname__}"]
        frames = traceback.extract_tb(one.__traceback__)
        # A recursion has hundreds of the same.
        kept = [*frames[:40], *frames[-40:]] if len(frames) > 80 else list(frames)
        lines += [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in kept]
    return "\n".join(lines) + "\n"


def _short(path: str) -> str:
    """Return a path without the folders of the machine, which hold people's names."""
    parts = Path(path).parts
    starts = [index for index, part in enumerate(parts) if part in {"site-packages", "course_builder"}]
    return "/".join(parts[starts[-1] :]) if starts else "/".join(parts[-2:])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
