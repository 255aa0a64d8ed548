// Where the LMS put its API: in a window above this one, or above the window that opened it.

const CLIMB = 500;

/** Find the object `name`. Which standard it belongs to is known before, as some LMSs offer both. */
export const findApi = (page: Window, name: string): Record<string, unknown> | undefined =>
  (findWindow(page, name) as unknown as Record<string, Record<string, unknown>> | undefined)?.[name];

/** Find the window in which the object `name` stands. */
export function findWindow(page: Window, name: string): Window | undefined {
  let left = CLIMB;
  const climb = (from: Window | null): Window | undefined => {
    const openers: Window[] = [];
    for (let at = from; at && left-- > 0; at = at.parent) {
      try {
        const found = (at as unknown as Record<string, unknown>)[name];
        if (found && typeof found !== 'string') return at;
        if (at.opener) openers.push(at.opener as Window);
      } catch {} // another site's window; those above it may be ours again
      if (at.parent === at) break;
    }
    for (const opener of openers) {
      const found = climb(opener);
      if (found) return found;
    }
    return undefined;
  };
  return climb(page);
}
