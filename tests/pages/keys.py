"""A learner with a keyboard and nothing else, who has to see where the focus is."""

from __future__ import annotations

from playwright.sync_api import Page

# What shows the focus: an outline, a shadow or a border, of the element, its label, or what stands beside it.
_LOOK = """
window.lookOf = (one) => {
    const near = [one, one.parentElement, ...(one.closest('label')?.querySelectorAll('*') ?? [])];
    return near.flatMap((part) => [null, '::before', '::after'].map((pseudo) => {
        const style = getComputedStyle(part, pseudo);
        if (pseudo && style.content === 'none') return '';
        const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
            && !/rgba\\(.*, 0\\)|transparent/.test(style.outlineColor) ? style.outline : '';
        return `${ring} ${style.boxShadow}`;
    })).join('|');
}
window.seen = (one) => {
    const { left, right, top, bottom } = (one.closest('label') ?? one).getBoundingClientRect();
    const bar = document.querySelector('.bar').getBoundingClientRect().bottom;
    const above = one.closest('.bar, .menu, dialog, .skip') ? 0 : bar;
    return right > 0 && left < innerWidth && bottom > above && top < innerHeight;
}
"""


class Keys:
    """Goes through a page by its keys. Every stop must be seen and look otherwise than without the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []
        page.add_init_script(_LOOK)

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)

    def tab(self, *, back: bool = False) -> None:
        self.press("Shift+Tab" if back else "Tab")
        self.unseen += self.page.evaluate("""() => {
            const told = [];
            const { stop } = window;
            const last = window.lastStop;
            // What was left must look otherwise now, or nobody could tell that it had the focus.
            if (last && last.one.isConnected && last.one !== document.activeElement && last.one.getClientRects().length
                && lookOf(last.one) === last.look) told.push(`no ring: ${last.one.outerHTML.slice(0, 150)}`);
            const one = document.activeElement;
            window.lastStop = one === document.body ? null : { one, look: lookOf(one) };
            if (one !== document.body && !seen(one)) told.push(`out of sight: ${one.outerHTML.slice(0, 150)}`);
            return told;
        }""")

    def to(self, selector: str) -> None:
        """Press Tab until something has the focus that `selector` matches; backwards, where it stands before."""
        at = f"document.activeElement.matches({selector!r})"
        if self.page.evaluate(at):
            return
        back = self.page.evaluate(
            """(selector) => {
                const all = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
                const here = document.activeElement;
                return here !== document.body && all.length > 0
                    && all.every((one) => here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
            }""",
            selector,
        )
        for _ in range(80):
            self.tab(back=back)
            if self.page.evaluate(at):
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    def focused(self, selector: str) -> bool:
        return bool(self.page.evaluate("selector => document.activeElement.matches(selector)", selector))

    def choose(self, group: str, value: str) -> None:
        """Choose one of a group of radio buttons: Tab enters the group, arrows go through it."""
        self.to(f"{group} input")
        if self.focused(f"[value='{value}']"):
            self.press("Space")
            return
        for _ in range(12):
            self.press("ArrowDown")
            if self.focused(f"[value='{value}']"):
                assert self.focused(":checked")
                return
        raise AssertionError(f"the arrows do not reach {value} in {group}")

    def pick(self, menu: str, value: str) -> None:
        """Choose from a menu by its arrow keys."""
        self.to(menu)
        for _ in range(12):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {value} in {menu}")
