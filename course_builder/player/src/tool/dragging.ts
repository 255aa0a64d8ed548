// Dragging with a mouse, a pen or a finger (pointer events). A finger drags by the handle only, so that the page still scrolls.

export interface Dragging {
  /** What can be dragged, and where it can be dropped: selectors in the root. */
  what: string;
  where: string;
  drop(dragged: HTMLElement, target: HTMLElement): void;
}

const ENOUGH = 6;

/** Returns what stops it. */
export function draggable(root: HTMLElement, { what, where, drop }: Dragging): () => void {
  const stop = new AbortController();
  let end: (() => void) | undefined;

  root.addEventListener('pointerdown', (event) => {
    const dragged = (event.target as Element).closest<HTMLElement>(what);
    const byFinger = event.pointerType === 'touch';
    if (!dragged || event.button || (byFinger && !(event.target as Element).closest('[data-grip]'))) return;
    end?.();
    const here = new AbortController();
    const { signal } = here;
    let ghost: HTMLElement | undefined;
    let over: HTMLElement | null = null;
    const point = (to: HTMLElement | null) => {
      over?.removeAttribute('data-over');
      (over = to)?.setAttribute('data-over', '');
    };
    end = () => {
      here.abort();
      point(null);
      ghost?.remove();
      dragged.removeAttribute('data-dragged');
      end = undefined;
    };
    addEventListener('pointermove', (moved) => {
      if (!ghost) {
        if (Math.hypot(moved.clientX - event.clientX, moved.clientY - event.clientY) < ENOUGH) return;
        ghost = dragged.cloneNode(true) as HTMLElement;
        ghost.setAttribute('data-ghost', '');
        ghost.setAttribute('aria-hidden', 'true');
        dragged.setAttribute('data-dragged', '');
        root.append(ghost);
      }
      ghost.style.left = `${moved.clientX}px`;
      ghost.style.top = `${moved.clientY}px`;
      const below = document.elementFromPoint(moved.clientX, moved.clientY)?.closest<HTMLElement>(where) ?? null;
      point(below && root.contains(below) ? below : null);
      moved.preventDefault();
    }, { signal });
    addEventListener('pointerup', () => {
      const target = over;
      const was = !!ghost;
      end?.();
      if (!was) return;
      // The click that follows is the end of the dragging, not a choice.
      const swallow = new AbortController();
      addEventListener('click', (click) => click.stopPropagation(), { capture: true, signal: swallow.signal });
      setTimeout(() => swallow.abort());
      if (target) drop(dragged, target);
    }, { signal });
    addEventListener('pointercancel', () => end?.(), { signal });
    addEventListener('keydown', (key) => key.key === 'Escape' && end?.(), { signal });
  }, { signal: stop.signal });

  return () => {
    end?.();
    stop.abort();
  };
}
