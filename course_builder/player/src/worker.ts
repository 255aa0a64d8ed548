// The service worker of the output `html`: after the first visit the course is there without a connection.
//
// Each version of the course has a cache of its own. A new one is filled whole, every file proven by its digest, before
// anything is taken from it, and it takes over where no window shows the version before: two are never mixed. Before this
// code stands what it keeps, `courseBuilderOffline`; `course_builder/packaging/offline.py` writes that.

export {};

/** The first 16 digits of the SHA-256 of each file by its name; nothing for large media, which are kept once they were shown. */
declare const courseBuilderOffline: { version: string; files: Record<string, string> };

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  registration: ServiceWorkerRegistration;
  clients: { matchAll(which: object): Promise<{ url: string }[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate' | 'message', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void;
}
const worker = self as unknown as Worker;
const { version, files } = courseBuilderOffline;
const { scope } = worker.registration;
const prefix = `course-builder:${scope}:`;
const own = prefix + version;
/** How many files are fetched at a time: the learner reads meanwhile, on the same line. */
const LANES = 3;

const digest = async (content: ArrayBuffer) =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', content)).slice(0, 8)].map((one) => one.toString(16).padStart(2, '0')).join('');

/** Keep a file of this version: as the version before has it or the browser, if it is the same, or as the server has it now. */
async function keep(cache: Cache, path: string): Promise<void> {
  const address = scope + path;
  const before = await caches.match(address);
  if (!files[path]) return before && cache.put(address, before);
  for (const ask of [() => before, () => fetch(address), () => fetch(address, { cache: 'reload' })]) {
    const found = await ask();
    const content = await found?.blob();
    // Made anew: browsers refuse an answer that was redirected as a page.
    if (content && (await digest(await content.arrayBuffer())) === files[path]) return cache.put(address, new Response(content));
  }
  throw new Error(path);
}

worker.addEventListener('install', (event) => {
  const queue = Object.keys(files);
  event.waitUntil(caches.open(own).then((cache) => Promise.all(Array.from({ length: LANES }, async () => {
    for (let path = queue.shift(); path; path = queue.shift()) await keep(cache, path);
  }))));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((all) => Promise.all(all.map((one) => one.startsWith(prefix) && one !== own && caches.delete(one)))));
});

// A page that was just loaded asks the next version to take over, which it does if no other window shows the one before. The
// page is loaded again then (offline.ts), so it is never of one version and what it fetches of the other.
worker.addEventListener('message', (event) => {
  event.waitUntil(worker.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((all) => {
    if (all.filter(({ url }) => url.startsWith(scope)).length < 2) void worker.skipWaiting();
  }));
});

const some = (content: BodyInit | null, type: string, which: string) =>
  new Response(content, { status: 206, headers: { 'Content-Type': type, 'Content-Range': `bytes ${which}` } });

/** The part of a recording that a player asks for. */
async function part(kept: Response, range: string): Promise<Response> {
  const [, from, to] = /^bytes=(\d+)-(\d*)/.exec(range) ?? [];
  if (!from) return kept;
  const content = await kept.blob();
  const end = Math.min(Number(to || content.size), content.size - 1);
  return some(content.slice(Number(from), end + 1, content.type), content.type, `${from}-${end}/${content.size}`);
}

async function answer({ request, waitUntil }: Pick<Asked, 'request' | 'waitUntil'>, path: string): Promise<Response> {
  const cache = await caches.open(own);
  const range = request.headers.get('Range') ?? '';
  const kept = await cache.match(scope + path);
  if (kept) return part(kept, range);
  // From its middle on a recording is not kept, and what the browser threw away comes from the server.
  if (files[path] || !/^(bytes=0-)?$/.test(range)) return fetch(request);
  const whole = await fetch(scope + path);
  if (!whole.ok) return whole;
  const copy = whole.clone();
  waitUntil(cache.put(scope + path, copy));
  const size = Number(whole.headers.get('Content-Length'));
  return range && size ? some(whole.body, whole.headers.get('Content-Type') ?? '', `0-${size - 1}/${size}`) : whole;
}

worker.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const [address] = url.split(/[?#]/);
  const asked = address!.startsWith(scope) ? address!.slice(scope.length) : '-';
  const path = [asked || 'index.html', `${asked}.html`].find((one) => one in files);
  if (method === 'GET' && path) event.respondWith(answer({ request: event.request, waitUntil: event.waitUntil.bind(event) }, path));
});
