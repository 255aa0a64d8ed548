// The page of the LMS that the tests play packages in: the runtime and the profiles of the preview's LMS, with a log of every call.
// It refuses what it is told to refuse, and keeps the data on the server.

import type { Elements, Mode, Version } from '../../course_builder/serve/lms/client/data';
import { profileOf } from '../../course_builder/serve/lms/client/profiles';
import { sizeOf } from '../../course_builder/serve/lms/client/profiles/beacons';
import { makeRuntime } from '../../course_builder/serve/lms/client/runtime';
import type { Outcome } from '../../course_builder/serve/lms/client/runtime';
import { STANDARDS } from '../../course_builder/serve/lms/client/standard';
import { problems } from '../../course_builder/player/tests/lms-forms';
import type { Call } from '../../course_builder/player/tests/lms-forms';

/** What the server says of the registration. */
interface Config {
  version: Version;
  profile: string;
  pace: number;
  embedding: string;
  course: string;
  store: string;
  kept: Elements;
  given: Elements;
  exited: string;
  ended: boolean;
  measure: string | null;
  refuse: string;
  /** Whether the LMS sends what it is told while the page goes away, as beacons; old ones do not. */
  beacons: boolean;
}

interface Page {
  calls: Call[];
  refuse: string;
  mode: Mode;
  /** The session of the learner has ended: the server answers with its login page. */
  signedOut: boolean;
  problems(): string[];
  sizeOf: typeof sizeOf;
}

const config = JSON.parse(document.getElementById('config')!.textContent) as Config;
const { version } = config;
const { api: name, prefix, end } = STANDARDS[version];
const profile = profileOf(version, config.profile);

function post(content: object): number {
  const request = new XMLHttpRequest();
  request.open('POST', config.store, false);
  request.send(JSON.stringify(content));
  return request.status;
}

const anew = profile.renews(version, config.ended, config.exited);
const mode = profile.modeOf(version, [config.kept]);
const [core, modeName] = [STANDARDS[version].core, STANDARDS[version].core + STANDARDS[version].mode];
const given: Elements = mode === 'normal' ? config.given : { ...config.given, [modeName]: mode, [`${core}credit`]: 'no-credit' };
const cmi = profile.begins({ version, mode, given, kept: anew ? {} : config.kept, exited: anew ? '' : config.exited, measure: config.measure ?? undefined });
post({ cmi: Object.fromEntries(Object.entries(cmi).filter(([key]) => key in given)), began: true, anew });

const lms: Page = { calls: [], refuse: config.refuse, mode, signedOut: false, problems: () => problems(lms.calls, version === 'scorm12' ? 12 : 2004), sizeOf };
Object.assign(window, { lms });

const runtime = makeRuntime({
  version,
  profile,
  mode,
  cmi,
  pace: config.pace,
  transport: {
    send(sent, { ended, leaving, takes }): Outcome {
      if (lms.signedOut) return { state: 'refused', note: '' };
      try {
        return { state: post({ cmi: sent, ended, takes }) === 200 ? 'stored' : 'refused', note: '' };
      } catch {
        // Browsers let a page that goes away not wait for an answer; then a beacon is left to do.
        if (!leaving || !config.beacons || !navigator.onLine) return { state: 'away', note: '' };
        return navigator.sendBeacon(config.store, JSON.stringify({ cmi: sent, ended })) ? { state: 'sending', note: '' } : { state: 'refused', note: '' };
      }
    },
    unheard(sent, ended): Outcome {
      if (lms.signedOut) return { state: 'lost', note: '' };
      return { state: navigator.sendBeacon(config.store, JSON.stringify({ cmi: sent, ended })) && navigator.onLine ? 'sending' : 'lost', note: '' };
    },
  },
  broken(method, element) {
    const refused = lms.refuse.split(' ');
    if (!refused.includes(method) && (method !== 'SetValue' || !refused.includes(element))) return undefined;
    return { result: 'false', code: method === 'Commit' || method === end ? STANDARDS[version].noCommit : 101, note: '' };
  },
});

let error = 0;
const api: Record<string, (...values: unknown[]) => unknown> = {};
for (const method of ['Initialize', end, 'GetValue', 'SetValue', 'Commit']) {
  api[prefix + method] = (...args) => {
    const call: Call = { method: prefix + method, args, result: 'false', error: '' };
    lms.calls.push(call);
    const { result, code } = runtime.call(method, args);
    if (method === 'Initialize') courseWindow()?.addEventListener('pagehide', () => runtime.leaving(), true);
    error = code;
    Object.assign(call, { result, error: String(code) });
    return result;
  };
}
api[prefix + 'GetLastError'] = () => String(error);
api[prefix + 'GetErrorString'] = () => '';
api[prefix + 'GetDiagnostic'] = (code) => runtime.diagnostic(code);
window.addEventListener('pagehide', () => runtime.leaving(), true);
const offer = () => Object.assign(window, { [name]: api });
if (runtime.behaviour.apiAfter) setTimeout(offer, runtime.behaviour.apiAfter);
else offer();

/** Where the course runs: in a frame of this page, in a frame of a frame, or in a window of its own. */
const place = document.getElementById('place')!;
let opened: Window | null = null;

function frame(src: string, title: string): HTMLIFrameElement {
  const element = document.createElement('iframe');
  Object.assign(element, { src, name: title, title: 'Course' });
  place.append(element);
  return element;
}

function courseWindow(): Window | null {
  if (opened) return opened;
  const first = place.querySelector('iframe')?.contentWindow ?? null;
  return config.embedding === 'nested' ? (first?.[0] ?? null) : first;
}

function opener(within: Window): void {
  const button = within.document.createElement('button');
  button.textContent = 'Open the course';
  button.onclick = () => (opened = within.open(config.course, '_blank', 'width=1200,height=900'));
  within.document.body.append(button);
}
if (config.embedding === 'frame') frame(config.course, 'course');
if (config.embedding === 'nested') frame(`/shell?${new URLSearchParams({ course: config.course })}`, 'shell');
if (config.embedding === 'popup') opener(window);
if (config.embedding === 'popup-above') {
  // The window that opens the course is a frame; the API is in its parent.
  const shell = frame('/shell', 'shell');
  shell.onload = () => opener(shell.contentWindow!);
}
