"""What is installed only where somebody asks for it."""

from __future__ import annotations


class ExtraMissingError(Exception):
    """A package is needed that comes with the extra ``dask``.

    Args:
        package: its name.
        what: what needs it.
    """

    def __init__(self, package: str, what: str) -> None:
        super().__init__(
            f"{what} needs the package {package!r}, which is not installed: install course-builder with its extra, "
            "'course-builder[dask]'."
        )
