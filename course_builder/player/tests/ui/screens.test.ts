// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CourseData } from '../../src/contract';
import type { Session } from '../../src/session';
import { askToResume, leaveCourse } from '../../src/ui/launch';
import { paintMenu, startMenu } from '../../src/ui/menu';
import { startSaving } from '../../src/ui/save';
import { makeScreens } from '../../src/ui/screens';
import { assessment, course } from './fake';
import { core, last, show } from './setup';

const $ = <E extends HTMLElement = HTMLElement>(selector: string) => document.querySelector<E>(selector)!;
const $$ = <E extends HTMLElement = HTMLElement>(selector: string) => [...document.querySelectorAll<E>(selector)];

const page = (id: string, next = '') => `<!doctype html><html><head><title>Title ${id}</title></head><body>
  <main id="main" data-screen="${id}"><h1>Heading ${id}</h1><p id="deep">deep</p><a id="to-two" data-screen-link="two" href="two.html#deep">two</a></main>
  <footer data-swap="pager">Pager ${id}${next && `<a data-next data-screen-link="${next}" href="${next}.html">next</a>`}</footer></body></html>`;

let served: Record<string, () => Response>;
let entered: string[];
const fetched = vi.fn(async (href: string) => (served[href] ?? (() => new Response('', { status: 404 })))());
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

function start(data: CourseData, own: Partial<Session> = {}, html = page('one')) {
  const fake = show('', data, [], [], own);
  document.body.innerHTML = html.replace(/^[\s\S]*<body>|<\/body>[\s\S]*$/g, '');
  const screens = makeScreens(core, new Map([['probe', (root) => () => void entered.push(`left ${root.dataset.screen}`)]]), (screen) => void entered.push(screen.id));
  screens.start();
  return { ...fake, screens };
}

beforeEach(() => {
  entered = [];
  served = { 'two.html': () => new Response(page('two')), 'one.html': () => new Response(page('one')) };
  fetched.mockClear();
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('scrollTo', vi.fn());
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL('https://lms.test/one.html');
});
afterEach(() => vi.unstubAllGlobals());

describe('going to a screen', () => {
  test('swaps main, title and the parts beside it, and moves the focus', async () => {
    const { screens } = start(course([]));
    screens.go(core.data.screens[2]!);
    await settled();
    expect($('main').dataset.screen).toBe('two');
    expect(document.title).toBe('Title two');
    expect($('[data-swap]').textContent).toContain('Pager two');
    expect(location.pathname).toBe('/two.html');
    expect(document.activeElement).toBe($('h1'));
    expect(entered).toEqual(['one', 'left one', 'two']);
  });

  test.each([
    ['the server is down', () => new Response('', { status: 503 })],
    ['the session ended and a login page comes', () => new Response('<main id="main"><h1>Log in</h1></main>')],
    ['the line is cut', () => { throw new TypeError('network'); }],
  ])('stays where it is when %s, and tries again', async (_, answer) => {
    const { screens } = start(course([]));
    served['two.html'] = answer as () => Response;
    screens.go(core.data.screens[2]!);
    await settled();
    expect($('main').dataset.screen).toBe('one');
    expect($('main').hasAttribute('aria-busy')).toBe(false);
    expect($('[data-notice=error]').textContent).toContain('“two” could not be loaded');
    expect(entered).toEqual(['one']);
    served['two.html'] = () => new Response(page('two'));
    $('[data-notice] button').click();
    await settled();
    expect($('main').dataset.screen).toBe('two');
    expect($('[data-notice]')).toBeNull();
  });

  test('waits for a part that was asked for when the page was fetched ahead, and is still on its way', async () => {
    const part = '<script data-part src="probe.part.js"></script>';
    served['two.html'] = () => new Response(page('two').replace('</head>', `${part}</head>`));
    vi.stubGlobal('requestIdleCallback', (task: () => void) => task());
    const appended = vi.spyOn(document.head, 'append').mockImplementation(() => {});
    const { screens } = start(course([]), {}, page('one', 'two'));
    await settled();
    expect(appended).toHaveBeenCalledOnce();
    screens.go(core.data.screens[2]!);
    // What is fetched ahead is fetched anew: its part is not asked for a second time, and not there yet.
    await screens.renew();
    screens.go(core.data.screens[2]!);
    await settled();
    expect(entered).toEqual(['one']);
    (appended.mock.calls[0]![0] as Element).dispatchEvent(new Event('load'));
    await settled();
    expect(appended).toHaveBeenCalledOnce();
    expect(entered).toEqual(['one', 'left one', 'two']);
    appended.mockRestore();
  });

  test('a behaviour that fails takes nothing else with it', () => {
    document.body.innerHTML = page('one');
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const screens = makeScreens(core, new Map([['bad', () => { throw new Error('bad'); }]]), (screen) => void entered.push(screen.id));
    screens.start();
    expect(entered).toContain('one');
    expect(told).toHaveBeenCalledOnce();
    told.mockRestore();
  });

  test('none comes after the course was left', async () => {
    const { screens } = start(course([]));
    screens.stop();
    screens.go(core.data.screens[2]!);
    await settled();
    expect($('main').dataset.screen).toBe('one');
    expect(entered).toEqual(['one', 'left one']);
  });

  test('only the last of several wishes comes true', async () => {
    const { screens } = start(course([]));
    let slow = (_: Response) => {};
    served['two.html'] = () => new Promise<Response>((resolve) => (slow = resolve)) as unknown as Response;
    served['results.html'] = () => new Response(page('results'));
    screens.go(core.data.screens[2]!);
    screens.go(core.data.screens[4]!);
    await settled();
    slow(new Response(page('two')));
    await settled();
    expect($('main').dataset.screen).toBe('results');
  });

  test('a locked one says why, and stays', async () => {
    start(course([], { navigation: 'linear' }), { reachable: (id) => id === 'one' });
    $('#to-two').click();
    await settled();
    expect($('[data-notice]').textContent).toContain('This page opens when');
    expect(fetched).not.toHaveBeenCalled();
  });
});

describe('the menu', () => {
  const menu = ['home', 'one', 'two', 'quiz/one'].map((id) => `<li><a href="#" data-screen-link="${id}">${id}</a></li>`).join('');
  const html = `<button data-menu-toggle aria-expanded="false">Menu</button><nav data-menu>${menu}<li data-more><a href="#" data-screen-link="two">All</a></li></nav><a data-screen-link="two">two</a><progress data-progress hidden></progress>`;

  test('tells progress, by state and in words', () => {
    const data = course([], { assessments: [assessment()] });
    const { attempt } = show(html, data, [], [], { done: (id) => id === 'two', reachable: (id) => id !== 'home', progress: () => 0.5 });
    Object.assign(attempt, { best: 90, passed: true, phase: 'done' });
    paintMenu(core);
    expect($$('[data-screen-link]').map((link) => [link.dataset.state, link.textContent, link.getAttribute('aria-current')])).toEqual([
      ['locked', 'home (locked)', null], ['current', 'one', 'page'], ['seen', 'two (done)', null], ['passed', 'quiz/one (passed)', null],
      // What leads to the rest of the menu speaks of more than one page, and links in pages say nothing.
      [undefined, 'All', null], [undefined, 'two', null],
    ]);
    expect($('[data-menu] a').getAttribute('aria-disabled')).toBe('true');
    expect([$<HTMLProgressElement>('progress').hidden, $<HTMLProgressElement>('progress').value]).toEqual([false, 0.5]);
  });

  test('of a module it speaks when all of it is done', () => {
    const data = course([]);
    for (const screen of data.screens) if (screen.kind === 'page') screen.module = 'tea';
    const done = new Set(['one']);
    show('<nav data-menu><li><a class="module" href="#" data-screen-link="one">Tea</a></li></nav>', data, [], [], { done: (id) => done.has(id) });
    core.screen = data.screens[0]!;
    paintMenu(core);
    expect($('.module').textContent).toBe('Tea');
    done.add('two');
    paintMenu(core);
    expect($('.module').textContent).toBe('Tea (done)');
  });

  test('opens and closes; Escape gives the focus back', () => {
    show(html, course([]), [], []);
    startMenu();
    const button = $('[data-menu-toggle]');
    button.click();
    expect($('[data-menu]').hasAttribute('data-open')).toBe(true);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement!.closest('[data-menu]')).not.toBeNull();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect($('[data-menu]').hasAttribute('data-open')).toBe(false);
    expect(document.activeElement).toBe(button);
  });
});

describe('the save indicator', () => {
  test.each([
    [{ kept: 'lms' }, 'saved', 'Saved'],
    [{ kept: 'browser' }, 'saved', 'Saved in this browser'],
    [{ kept: 'nothing', saving: 'none' }, 'offline', 'Your progress is not being saved'],
    [{ kept: 'lms', mode: 'review', saving: 'none' }, 'offline', 'You are looking back; nothing is changed'],
  ] as [Partial<Session>, string, string][])('%j', (own, state, text) => {
    show('<p data-save></p>', course([]), [], [], own);
    startSaving(core);
    expect([$('[data-save]').dataset.save, $('[data-save]').textContent]).toEqual([state, text]);
  });

  test('offers to try again while something is not saved', () => {
    const { save, calls } = show('<p data-save></p>', course([]), [], [], { kept: 'lms' });
    startSaving(core);
    save('unsaved');
    $('[data-save] button').click();
    expect(last(calls)).toEqual(['retry']);
    save('saved');
    expect($('[data-save]').textContent).toBe('Saved');
  });
});

describe('the launch', () => {
  const launch = (own: Partial<Session>, data = course([], { tracker: 'scorm12' }), at = 0) => {
    show('', data, [], [], own);
    core.screen = data.screens[at]!;
    return askToResume(core);
  };
  const press = (index: number) => $$('dialog [data-dialog-actions] button')[index]!.click();
  const asked = () => vi.waitFor(() => expect($('dialog')).toBeTruthy());

  test('asks whether to go on, and goes', async () => {
    const answer = launch({ bookmark: 'two' });
    await asked();
    expect($('dialog').textContent).toContain('Continue at “two”');
    press(0);
    expect((await answer)?.id).toBe('two');
  });

  test('or starts from the beginning', async () => {
    const answer = launch({ bookmark: 'two' });
    await asked();
    press(1);
    expect(await answer).toBeUndefined();
  });

  test('asks when what comes before is done, in the words that hold then', async () => {
    let done = () => {};
    core.opening = new Promise((resolve) => (done = resolve));
    void launch({ bookmark: 'two' });
    await Promise.resolve();
    expect($('dialog')).toBeNull();
    core.data.words['resume.title'] = 'Heureux de vous revoir';
    done();
    await asked();
    expect($('dialog h2').textContent).toBe('Heureux de vous revoir');
    delete core.opening;
  });

  test.each([
    ['nothing was left', {}, course([], { tracker: 'scorm12' }), 0],
    ['the learner is there already', { bookmark: 'one' }, course([], { tracker: 'scorm12' }), 1],
    ['a page was opened by its address', { bookmark: 'two' }, course([]), 1],
    ['it is locked', { bookmark: 'two', reachable: () => false }, course([], { tracker: 'scorm12' }), 0],
  ] as [string, Partial<Session>, CourseData, number][])('does not ask when %s', async (_, own, data, at) => {
    expect(await launch(own, data, at)).toBeUndefined();
    expect($('dialog')).toBeNull();
  });

  test('Exit ends the session and says so; nothing can be opened any more', () => {
    const { calls } = show('<a data-screen-link="two" href="two.html">x</a>', course([]), [], [], { kept: 'lms' });
    $('main').before($('a'));
    leaveCourse(core, () => calls.push(['stop']));
    expect(calls).toEqual([['stop'], ['exit']]);
    expect($('main h1').textContent).toBe('You have left the course');
    expect($('a').hasAttribute('href')).toBe(false);
  });

  describe('Exit closes the window that was opened for the course, after its words could be read', () => {
    const closed: string[] = [];
    const above = (own: object) => ({ closed, close: () => closed.push('above'), ...own, get parent(): unknown { return this; } });
    const foreign = (): object => {
      const it: object = new Proxy({}, {
        get(_, key) {
          if (key === 'parent') return it;
          throw new Error('SecurityError');
        },
      });
      return it;
    };
    beforeEach(() => {
      closed.length = 0;
      vi.useFakeTimers();
      vi.spyOn(window, 'close').mockImplementation(() => void closed.push('own'));
    });
    afterEach(() => {
      vi.useRealTimers();
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
    });
    test.each([
      ['its own popup', { opener: {} }, ['own']],
      ["the LMS's popup around it", { parent: above({ opener: null, menubar: { visible: false } }) }, ['above']],
      ['not a tab with the LMS in it, which somebody opened', { parent: above({ opener: {}, menubar: { visible: true } }) }, []],
      ['nor one of another site', { parent: foreign() }, []],
    ] as [string, object, string[]][])('%s', (_, own, expected) => {
      show('', course([]), [], [], { kept: 'lms' });
      for (const [name, value] of Object.entries(own)) vi.stubGlobal(name, value);
      leaveCourse(core, () => {});
      vi.advanceTimersByTime(1000);
      expect(closed).toEqual([]);
      expect($('main h1').textContent).toBe('You have left the course');
      vi.advanceTimersByTime(1000);
      expect(closed).toEqual(expected);
    });
    test('never where something was not sent', () => {
      show('', course([]), [], [], { kept: 'lms', exit: () => false });
      vi.stubGlobal('opener', {});
      leaveCourse(core, () => {});
      vi.advanceTimersByTime(10_000);
      expect(closed).toEqual([]);
    });
  });

  test('Exit does not claim what the LMS refused', () => {
    show('', course([]), [], [], { kept: 'lms', exit: () => false });
    leaveCourse(core, () => {});
    expect($('main').textContent).toContain('could not be sent');
  });
});
