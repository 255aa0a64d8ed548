// From a place in the page to its place in the source, in the author's own editor.

/** How long a program may take to come to the front before we believe that none listens to the address. */
const PATIENCE = 1500;

/**
 * Open a source file.
 * @param place `{page}`, a screen's id, or `{file, line, column}`
 * @param say tells the author in a few words what comes of it
 */
export async function openSource(place, say) {
  let told;
  try {
    const response = await fetch('/-/open', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(place) });
    if (!response.ok) throw new Error(String(response.status));
    told = await response.json();
  } catch {
    return say('This file cannot be opened.');
  }
  if (told.opened) return say(`Opened ${told.place}`);
  say(`Opening ${told.place} …`);
  // Another program takes the focus. Where none does, nothing listens to the address: then the place is copied.
  const gone = new Promise((resolve) => {
    addEventListener('blur', () => resolve(true), { once: true });
    setTimeout(() => resolve(!document.hasFocus()), PATIENCE);
  });
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = told.address;
  document.body.append(frame);
  const opened = await gone;
  frame.remove();
  if (opened) return say(`Opened ${told.place}`);
  try {
    await navigator.clipboard.writeText(told.place);
    say(`Copied ${told.place}`);
  } catch {
    say(told.place);
  }
}
