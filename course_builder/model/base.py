"""What every part of the model has: it is frozen, refuses unknown fields, and knows where it came from."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from course_builder.diagnostics import Span


class Node(BaseModel):
    """A frozen part of the model."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Located(Node):
    """A part of the model that an author wrote at ``span``."""

    span: Span
