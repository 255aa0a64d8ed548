// Shows a page as its style sheet for print has it, by letting the rules for print count on the screen.

const watched = new WeakMap();

/** Let the rules for print count, or those for screens again; also in style sheets that come later. */
export function printed(page, on) {
  if (!watched.has(page)) {
    const state = { on: false };
    watched.set(page, state);
    const again = () => state.on && turn(page, true);
    page.addEventListener('load', again, true); // loads of style sheets do not bubble
  }
  const state = watched.get(page);
  if (state.on === on && !on) return;
  state.on = on;
  turn(page, on);
}

function turn(page, on) {
  page.documentElement.toggleAttribute('data-printed', on);
  for (const sheet of page.styleSheets) {
    try {
      walk(sheet.cssRules, on);
    } catch {} // a style sheet that is just being replaced
  }
}

const before = new WeakMap();

function walk(rules, on) {
  for (const rule of rules) {
    if (rule.media && rule.cssRules) {
      if (!before.has(rule)) before.set(rule, rule.media.mediaText);
      const text = before.get(rule);
      if (/\bprint\b/.test(text)) rule.media.mediaText = on ? text.replace(/\bprint\b/g, 'screen') : text;
      else if (/\bscreen\b/.test(text)) rule.media.mediaText = on ? 'not all' : text;
      else if (/prefers-color-scheme:\s*dark/.test(text)) rule.media.mediaText = on ? 'not all' : text;
    }
    if (rule.cssRules) walk(rule.cssRules, on);
  }
}
