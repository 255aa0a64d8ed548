"""A small package to look at, and the files that an output would put around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from course_builder.packaging import control
from course_builder.packaging.package import STANDARDS, Package, Sco, Standard

PACKAGE = Package(
    id="water",
    title="Safe water at home",
    language="en",
    scos=(Sco("water", "Safe water at home", "index.html", ("index.html", "boiling.html")),),
    shared=("media/well.1a2b3c.png", "style.css"),
    description="How to make water safe to drink.",
    keywords=("water", "health"),
    author="Asha Rai",
    publisher="Health & Co",
    licence="CC BY 4.0",
    version="2.1",
    minutes=90,
    objectives=("You can boil water.",),
)


MODULES = ("one", "two", "three/extra")
THREE = replace(
    PACKAGE,
    scos=tuple(
        Sco(one, f"Module {one}", f"{one.split('/')[0]}.html", (f"{one.split('/')[0]}.html",)) for one in MODULES
    ),
)

Built = Callable[..., dict[str, bytes]]


@pytest.fixture
def build() -> Built:
    def built(standard: Standard, package: Package = PACKAGE, **changes: Any) -> dict[str, bytes]:
        package = replace(package, **changes)
        return control.files(standard, package) | {name: b"content of " + name.encode() for name in package.files}

    return built


@pytest.fixture(params=STANDARDS)
def standard(request: pytest.FixtureRequest) -> Standard:
    found: Standard = request.param
    return found
