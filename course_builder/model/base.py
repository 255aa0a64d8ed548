"""What every part of the model has: it is frozen, refuses unknown fields, and knows where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from course_builder.diagnostics import Span


class Node(BaseModel):
    """A frozen part of the model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some values changed; what was worked out from the old ones is not in it."""
        made = super().model_copy(update=update, deep=deep)
        for name in made.__dict__.keys() - type(made).model_fields.keys():
            del made.__dict__[name]
        return made


class Located(Node):
    """A part of the model that an author wrote at ``span``."""

    span: Span
