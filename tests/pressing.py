"""Pressing by script what a finger would reach: the mouse itself moves in tests about the mouse, and in `make test-whole`.

A click of Playwright's moves a pointer and waits for several frames of the screen. That is most of the time of a whole
play, and half of what the browser has to do in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Locator

from tests.waiting import PATIENCE

# What lies over it, is off the screen or is turned off would not be reached by a finger either. A label stands for its
# field. Where nothing takes the focus, it leaves what had it, as it does below a mouse.
PRESS = """(element, wanted) => {
  if (wanted !== null && element.checked === wanted) return '';
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const [box] = element.getClientRects();
  if (!box || !box.width || !box.height || element.matches(':disabled') || element.closest('[inert]')) return 'it cannot be pressed';
  const there = element.getRootNode().elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  if (!there) return 'it is off the screen';
  const label = there.closest('label');
  const reached = element.contains(there) || label?.control === element || (element.matches('label') && element.control === there);
  if (!reached) return `it lies below ${there.outerHTML.slice(0, 200)}`;
  const before = document.activeElement;
  (element.closest('label')?.control ?? element.closest('a, button, summary, input, [tabindex]') ?? element).focus({ preventScroll: true });
  if (document.activeElement === before && before !== document.body && !before.contains(element) && !element.contains(before)) before.blur();
  element.click();
  return wanted !== null && element.checked !== wanted ? 'it does not change' : '';
}"""


def press(element: Locator, *, checked: bool | None = None) -> None:
    """Press a button or a link as soon as a finger could.

    Args:
        checked: what a box or a circle should be; it is left alone where it is so already.
    """
    end = time.monotonic() + PATIENCE
    while why := element.evaluate(PRESS, checked):
        assert time.monotonic() < end, f"{element}: {why}"
        time.sleep(0.02)


@contextmanager
def by_script() -> Iterator[None]:
    """Let Playwright's own calls press by script, but for those that say how the mouse is to move."""
    with pytest.MonkeyPatch.context() as patch:
        for name, checked in (("click", None), ("check", True), ("uncheck", False)):
            patch.setattr(Locator, name, _pressing(getattr(Locator, name), checked))
        mouse = Locator.set_checked

        def set_checked(element: Locator, checked: bool, **how: Any) -> None:
            mouse(element, checked, **how) if how else press(element, checked=checked)

        patch.setattr(Locator, "set_checked", set_checked)
        yield


def _pressing(mouse: Callable[..., None], checked: bool | None) -> Callable[..., None]:
    def pressed(element: Locator, **how: Any) -> None:
        mouse(element, **how) if how else press(element, checked=checked)

    return pressed
