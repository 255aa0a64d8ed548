// In the single file a screen is text until it is shown or printed: a browser that reads megabytes of pages first would be
// late for the one that is looked at.

const core = window.courseBuilder;
const { $, $$ } = core;

core.unfold = (address) => {
  for (const screen of $$('[data-screen]')) {
    // `screen-ID`, or a place in it, `ID--PLACE`.
    if (address !== undefined && address !== screen.id && !address.startsWith(`${screen.id.slice('screen-'.length)}--`)) continue;
    const folded = $('noscript[data-folded]', screen);
    if (folded) screen.innerHTML = folded.textContent!;
  }
};
