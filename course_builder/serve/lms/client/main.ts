// The page of the LMS: the bar, the panel, and what their controls do.

import { $, $$, el } from '../../../player/src/ui/dom';
import { makeAnswersTable } from './answers-table';
import type { Attempt, Breaks, Learner, Version } from './data';
import { makeLauncher } from './launcher';
import type { Choice } from './launcher';
import { makeLog } from './log';
import { profileOf, profilesOf } from './profiles';
import { server } from './server';
import type { Embedding } from './stage';
import { showAttempts, showSummary, summarise } from './summary';
import { makeTree } from './tree';

const select = (name: string) => $<HTMLSelectElement>(`[data-${name}]`)!;
const button = (name: string) => $<HTMLButtonElement>(`[data-${name}]`)!;

const versions = select('version');
const learners = select('learner');
const scos = select('sco');
const attempts = select('attempt');
const embeddings = select('embedding');
const profiles = select('profile');

const breaks: Breaks = { commits: false, values: false, network: false, slow: false, later: false };
const log = makeLog($('[data-log]')!);
const answers = makeAnswersTable($('[data-answers-of]')!);
const tree = makeTree($('[data-tree]')!);

/** The server answers for a network that is down; a cookie tells it so, by port, for other previews share the host. */
function setNetwork(down: boolean): void {
  document.cookie = `course-builder-network-${location.port}=${down ? 'down' : ''}; path=/; SameSite=Strict; max-age=${down ? 86_400 : 0}`;
}

function restored(): Choice {
  const asked = new URLSearchParams(location.search);
  // The preview links to a version by its name alone.
  if (location.hash) asked.set('version', location.hash.slice(1));
  const pick = (element: HTMLSelectElement, name: string) => {
    const wanted = asked.get(name);
    if ([...element.options].some((one) => one.value === wanted)) element.value = wanted!;
    return element.value;
  };
  const id = pick(learners, 'learner');
  const version = pick(versions, 'version') as Version;
  return { version, profile: profileOf(version, asked.get('profile') ?? ''), learner: { id, name: nameOf(id) }, sco: asked.get('part') ?? '', attempt: 0, embedding: pick(embeddings, 'window') as Embedding };
}

const nameOf = (id: string) => [...learners.options].find((one) => one.value === id)?.text ?? '';

const choice = restored();
const launcher = makeLauncher($('[data-place]')!, choice, breaks, changed, log.add, say);

function say(text: string): void {
  $('[data-said]')!.textContent = text;
  log.divide(text);
}

let drawing = 0;
/** Calls come in bursts: the panel is drawn once for each. */
function changed(): void {
  drawing ||= requestAnimationFrame(() => {
    drawing = 0;
    draw();
  });
}

function options(element: HTMLSelectElement, wanted: [value: string, text: string][], value: string): void {
  const before = [...element.options].map((one) => `${one.value} ${one.text}`).join();
  if (before !== wanted.map(([one, text]) => `${one} ${text}`).join()) element.replaceChildren(...wanted.map(([one, text]) => el('option', { value: one }, text)));
  if (element.value !== value) element.value = value;
}

function draw(): void {
  const { course, now } = launcher;
  const isRunning = !!now?.stage;
  const current = now?.attempt.attempt ?? (choice.attempt || (launcher.attempts[launcher.attempts.length - 1]?.attempt ?? 0));
  const part = now?.sco.id ?? (choice.sco || (course?.scos[0]?.id ?? ''));
  const of = (one: Attempt) => one.scos[part];
  $('[data-course-title]')!.textContent = course?.title ?? '';
  options(scos, (course?.scos ?? []).map(({ id, title }) => [id, title]), part);
  scos.parentElement!.hidden = (course?.scos.length ?? 0) < 2;
  options(attempts, launcher.attempts.length ? launcher.attempts.map(({ attempt }) => [String(attempt), String(attempt)]) : [['0', 'none yet']], String(current));
  options(profiles, profilesOf(choice.version).map(({ name, label }) => [name, label]), choice.profile.name);
  $('[data-profile-says]')!.textContent = choice.profile.says;
  button('new').textContent = choice.profile.anew;
  const record = launcher.attempts.find((one) => one.attempt === current);
  const stored = record ? (of(record)?.cmi ?? {}) : {};
  const live = isRunning ? now.session.elements() : stored;
  showSummary($('[data-place] + aside')!, choice.version, choice.profile, stored, live['cmi.suspend_data'] ?? '');
  showAttempts($('[data-attempts]')!, launcher.attempts.map((one) => ({ number: one.attempt, sessions: of(one)?.sessions ?? 0, summary: summarise(choice.version, choice.profile, of(one)?.cmi ?? {}) })), current);
  tree.show(live);
  answers.show(choice.version, stored, packageFolder(part), launcher.course);
  $('[data-show="stored"]')!.textContent = storedInWords();
  $('[data-show="stored"]')!.dataset.state = storedInWords() === EVERYTHING ? 'good' : 'open';
  button('launch').textContent = of(record ?? ({ scos: {} } as Attempt))?.sessions ? 'Resume' : 'Launch';
  button('launch').disabled = isRunning && now.session.state !== 'ended';
  for (const name of ['leave', 'resume', 'kill']) button(name).disabled = !isRunning;
  button('review').disabled = !record;
  const link = $<HTMLAnchorElement>('[data-export]')!;
  if (record) link.href = `api/${server.address(choice.version, choice.learner.id, current)}`;
  else link.removeAttribute('href');
}

/** Where the files of the part's course are: beside its launch file. */
function packageFolder(part: string): string {
  const href = launcher.course?.scos.find((one) => one.id === part)?.href ?? '';
  return `package/${choice.version}/${href.slice(0, href.lastIndexOf('/') + 1)}`;
}

const EVERYTHING = 'Everything';

/** Whether the server has what the course has set. */
function storedInWords(): string {
  const { now } = launcher;
  if (!now) return 'Nothing is running';
  if (now.mode !== 'normal') return `Nothing is kept in mode ${now.mode}`;
  const waiting = now.store?.waiting() ?? 0;
  if (waiting) return `${waiting} ${waiting === 1 ? 'commit is' : 'commits are'} on the way`;
  const missing = now.stage ? now.session.unstored() : 0;
  return missing ? `${missing} ${missing === 1 ? 'element is' : 'elements are'} set but not stored` : EVERYTHING;
}

/** Something else was chosen: remember it in the address, and launch. */
function choose(): void {
  history.replaceState(null, '', `?${new URLSearchParams({ version: choice.version, profile: choice.profile.name, learner: choice.learner.id, window: choice.embedding, ...(choice.sco && { part: choice.sco }) }).toString()}`);
  void begin();
}

/** A window of its own opens only when a button was pressed. */
const begin = () => (choice.embedding === 'popup' ? launcher.leave().then(() => launcher.look()) : launcher.launch('normal'));

/** What a control does: change what is chosen, and launch that. */
function chooses(element: HTMLSelectElement, change: (value: string) => void): void {
  element.addEventListener('change', () => {
    change(element.value);
    choose();
  });
}
chooses(versions, (value) => {
  const version = value as Version;
  Object.assign(choice, { version, profile: profileOf(version, choice.profile.name), sco: '', attempt: 0 });
});
chooses(profiles, (value) => Object.assign(choice, { profile: profileOf(choice.version, value) }));
chooses(learners, (value) => Object.assign(choice, { learner: { id: value, name: nameOf(value) }, attempt: 0 }));
chooses(scos, (value) => Object.assign(choice, { sco: value }));
chooses(attempts, (value) => Object.assign(choice, { attempt: Number(value) }));
chooses(embeddings, (value) => Object.assign(choice, { embedding: value }));

button('launch').onclick = () => void launcher.launch('normal');
button('leave').onclick = () => void launcher.leave().then(() => say('The learner has left the course.'));
button('resume').onclick = () => void launcher.launch('normal');
button('new').onclick = () => void launcher.launch('normal', { fresh: true });
button('review').onclick = () => void launcher.launch('review');
button('browse').onclick = () => void launcher.launch('browse');
button('kill').onclick = () => void launcher.kill();

for (const input of $$<HTMLInputElement>('[data-break]')) {
  const name = input.dataset.break as keyof Breaks;
  input.checked = false; // browsers restore what was chosen before a reload
  input.addEventListener('change', () => {
    breaks[name] = input.checked;
    input.closest('li')!.querySelector('.state')!.textContent = input.checked ? 'On' : 'Off';
    if (name === 'network') {
      setNetwork(input.checked);
      launcher.now?.store?.wake();
      const page = launcher.now?.stage?.course();
      // The event of the course's own window, as browsers send it.
      page?.dispatchEvent(new Event(input.checked ? 'offline' : 'online'));
    }
    log.divide(`${input.labels![0]!.textContent!.trim()}: ${input.checked ? 'on' : 'off'}`);
    changed();
  });
}

const toggle = button('panel-toggle');
toggle.onclick = () => {
  const open = toggle.getAttribute('aria-expanded') !== 'true';
  toggle.setAttribute('aria-expanded', String(open));
  $('#panel')!.hidden = !open;
};

const dialog = $<HTMLDialogElement>('[data-names]')!;
button('rename').onclick = () => {
  const fields = [...learners.options].map(({ value, text }, index) => el('label', {}, `Learner ${index + 1} `, el('input', { name: value, value: text, required: true, maxlength: '120', autocomplete: 'off' })));
  $('[data-name-fields]')!.replaceChildren(...fields);
  dialog.returnValue = '';
  dialog.showModal();
};
dialog.addEventListener('close', () => {
  if (dialog.returnValue !== 'save') return;
  const named: Learner[] = $$<HTMLInputElement>('input', dialog).map(({ name, value }) => ({ id: name, name: value.trim() }));
  server.rename(named).then(
    () => {
      for (const [index, { name }] of named.entries()) learners.options[index]!.text = name;
      choice.learner = { ...choice.learner, name: nameOf(choice.learner.id) };
      say('The learners have new names.');
    },
    (problem: Error) => say(problem.message),
  );
});

const file = $<HTMLInputElement>('[data-import-file]')!;
button('import').onclick = () => file.click();
file.addEventListener('change', () => {
  const [chosen] = file.files ?? [];
  file.value = '';
  void chosen
    ?.text()
    .then((text) => server.load(choice.version, choice.learner.id, text))
    .then(
      async ({ attempt }) => {
        choice.attempt = attempt;
        await begin();
        say(`The record was loaded as attempt ${attempt}.`);
      },
      (problem: Error) => say(`The record was not loaded. ${problem.message}`),
    );
});

window.addEventListener('pagehide', () => launcher.now?.store?.flush());

setNetwork(false);
draw();
void begin();
