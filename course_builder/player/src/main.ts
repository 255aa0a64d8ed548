// The core: the registry that behaviours use, the session, and the screens. Starts itself when the page is there.

import type { CourseData, ScreenData } from './contract';
import { createSession } from './engine';
import { score, scorePart } from './engine/scoring';
import { $, $$, arrange, copy, el, focusOn, unseen } from './ui/dom';
import type { Core, Setup } from './ui/core';
import { askToResume, leaveCourse } from './ui/launch';
import { makeLive } from './ui/live';
import { paintMenu, startMenu } from './ui/menu';
import { sayConnecting, startSaving } from './ui/save';
import { makeScreens } from './ui/screens';
import { openVault } from './vault';
import { makeWords, type Words } from './ui/words';

const setups = new Map<string, Setup>();
let words: Words;

const core = {
  $, $$, arrange, copy, el, focusOn, unseen, scorePart,
  scoreQuestion: (question, responses) => score(question, responses, 0),
  controls: {},
  // In the single file parts run before the course's words are known, and take these functions along.
  t: (...all) => words.t(...all),
  n: (...all) => words.n(...all),
  behaviour(name, setup) {
    setups.set(name, setup);
    // A part that came with its page, after the player had begun.
    core.late?.(setup);
  },
  interaction: (type, make) => void (core.controls[type] = make),
} as Core;
window.courseBuilder = core;

async function start(data: CourseData): Promise<void> {
  words = makeWords(data);
  const connecting = sayConnecting(words);
  core.storage = await openVault();
  if (core.storage) window.courseBuilderLook?.('localStorage');
  const session = await createSession(data, core.storage);
  clearTimeout(connecting);
  const { number, percent } = words;
  Object.assign(core, { data, session, number, percent });
  Object.assign(core, makeLive(core));
  let launching = true;
  // The last page the learner read: home and results are no place to go on.
  core.last = data.screens.find((screen) => screen.id === session.bookmark && screen.slot >= 0);

  const closeMenu = startMenu();
  const showSaving = startSaving(core);
  core.refresh = () => {
    paintMenu(core);
    showSaving();
  };
  session.onHear(core.refresh);
  if (session.setAside) core.notice(words.t('save.set-aside'));
  const visit = (screen: ScreenData) => {
    session.visit(screen.id);
    if (screen.slot >= 0) core.last = screen;
  };
  const screens = makeScreens(core, setups, (screen) => {
    closeMenu();
    // The bookmark is not moved before the learner has said where to go on.
    if (!launching) visit(screen);
    core.refresh();
  });
  core.go = screens.go;
  core.renew = screens.renew;
  core.late = screens.late;
  core.exit = () => leaveCourse(core, screens.stop);

  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    if (target.closest('[data-exit]')) core.exit();
    const late = target.closest<HTMLElement>('[data-search], [data-reading]');
    if (late) openLate(late);
  });

  // Paper opens nothing. The style sheet does the same, in browsers that can.
  addEventListener('beforeprint', () => {
    for (const folded of $$<HTMLDetailsElement>('[data-reveal]:not([open])')) {
      folded.open = true;
      addEventListener('afterprint', () => (folded.open = false), { once: true });
    }
  });

  // A page that the browser kept and shows again knows nothing of what other pages saved meanwhile.
  addEventListener('pageshow', (event) => {
    if (event.persisted && session.kept === 'browser') location.reload();
  });
  screens.start();
  if (!session.reachable(core.screen.id)) {
    launching = false;
    return core.go(data.screens[0]!);
  }
  void askToResume(core).then((screen) => {
    launching = false;
    if (screen) core.go(screen);
    else {
      visit(core.screen);
      core.refresh();
    }
  });
}

/** The search with its index, and the aids for reading, come when they are first asked for. */
function openLate(button: HTMLElement): void {
  const { reading } = button.dataset;
  const name = reading ? 'reading' : 'search';
  if (core[name]) return core[name]!();
  const script = el('script', {
    src: reading ?? core.data.search,
    onload: () => core[name]?.(),
    onerror: () => {
      script.remove();
      core.notice(core.t('page.failed', { title: button.textContent!.trim() }), 'error', [core.t('page.retry'), () => openLate(button)]);
    },
  });
  document.head.append(script);
}

const begin = () => void start(window.courseBuilderData);
// After the behaviours, which follow in the same file, and the parts of this page: questions need what scenarios do.
if (document.readyState === 'complete') queueMicrotask(begin);
else document.addEventListener('DOMContentLoaded', begin);
