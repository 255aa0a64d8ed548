"""Pressing what a learner presses, many times: the mouse itself moves only in tests about the mouse.

A click of Playwright's waits for several frames of the screen, which is most of the time of a whole play.
"""

from __future__ import annotations

import time

from playwright.sync_api import Locator

from tests.waiting import PATIENCE

# What lies over it, is off the screen or is turned off would not be reached by a finger either. A label stands for its field.
PRESS = """element => {
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const { left, top, width, height } = element.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  if (!width || !height || element.disabled || element.inert) return 'it cannot be pressed';
  if (!there) return 'it is off the screen';
  if (!element.contains(there) && there.closest('label')?.control !== element) return `it lies below ${there.outerHTML.slice(0, 200)}`;
  element.focus({ preventScroll: true });
  element.click();
  return '';
}"""


def press(element: Locator) -> None:
    """Press a button or a link, or tick a box, as soon as a finger could."""
    end = time.monotonic() + PATIENCE
    while why := element.evaluate(PRESS):
        assert time.monotonic() < end, f"{element}: {why}"
        time.sleep(0.02)
