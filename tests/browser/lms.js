// A small LMS around the runtime of scorm-again: logs every call, refuses what it is told to refuse, and keeps the data on the
// server, when the course commits or ends and at no other time.
'use strict';

window.lms = { calls: [], refuse: '', raw: null };

function offer(config) {
  const old = config.version === '1.2';
  const prefix = old ? 'LMS' : '';
  const Runtime = old ? window.Scorm12API : window.Scorm2004API;
  const raw = new Runtime({ autocommit: false, lmsCommitUrl: false, logLevel: 5 });
  raw.loadFromFlattenedJSON(config.cmi, '');
  window.lms.raw = raw;
  window.lms.refuse = config.refuse;
  let error = '0';

  let known = config.cmi; // what the server has
  /**
   * Send what has changed to the server. While a page goes away browsers block requests that are
   * waited for; then a beacon is left to do, as LMSs do today, without news of what became of it.
   */
  function store(ended) {
    const now = raw.getFlattenedCMI();
    const cmi = Object.fromEntries(Object.entries(now).filter(([key, value]) => typeof value === 'string' && value !== known[key]));
    const request = new XMLHttpRequest();
    request.open('POST', config.store, false);
    try {
      request.send(JSON.stringify({ cmi, ended }));
    } catch {
      if (config.trusting) {
        navigator.sendBeacon(config.store, JSON.stringify({ cmi, ended }));
        known = now;
        return true;
      }
      if (!config.beacons || !navigator.onLine || !navigator.sendBeacon(config.store, JSON.stringify({ cmi, ended }))) return false;
      known = now;
      return true;
    }
    if (request.status !== 200) return false;
    known = now;
    return true;
  }

  // Limits that the standard has and the runtime does not check.
  const limits = old ? { 'cmi.suspend_data': 4096, 'cmi.core.lesson_location': 255 } : { 'cmi.suspend_data': 64000, 'cmi.location': 1000 };

  function refusal(method, values) {
    const wanted = window.lms.refuse.split(' ');
    if (wanted.includes(method) || (method === 'SetValue' && wanted.includes(values[0]))) return '101';
    if (method === 'SetValue' && String(values[1]).length > (limits[values[0]] ?? Infinity)) return '405';
    return '';
  }

  const api = {};
  for (const method of ['Initialize', 'Finish', 'Terminate', 'GetValue', 'SetValue', 'Commit']) {
    if (method === (old ? 'Terminate' : 'Finish')) continue;
    api[prefix + method] = (...values) => {
      const call = { method: prefix + method, args: values, result: 'false', error: '' };
      window.lms.calls.push(call);
      error = refusal(method, values);
      if (!error) {
        call.result = raw[prefix + method](...values);
        error = String(raw[prefix + 'GetLastError']());
      }
      const ends = method === 'Finish' || method === 'Terminate';
      if ((ends || method === 'Commit') && call.result === 'true' && !store(ends)) {
        call.result = 'false';
        error = old ? '101' : '391';
      }
      call.error = error;
      return call.result;
    };
  }
  api[prefix + 'GetLastError'] = () => error;
  api[prefix + 'GetErrorString'] = (code) => raw[prefix + 'GetErrorString'](code);
  api[prefix + 'GetDiagnostic'] = (code) => raw[prefix + 'GetDiagnostic'](code);
  window[old ? 'API' : 'API_1484_11'] = api;
}

const config = JSON.parse(document.getElementById('config').textContent);
offer(config);

/** Where the course runs: in a frame of this page, in a frame of a frame, or in a window of its own. */
const place = document.getElementById('place');
function frame(src, name) {
  const element = document.createElement('iframe');
  Object.assign(element, { src, name, title: 'Course' });
  place.append(element);
}
function opener(open, document) {
  const button = document.createElement('button');
  button.textContent = 'Open the course';
  button.onclick = () => open(config.course, '_blank', 'width=1200,height=900');
  document.body.append(button);
}
if (config.embedding === 'frame') frame(config.course, 'course');
if (config.embedding === 'nested') frame('/shell?' + new URLSearchParams({ course: config.course }), 'shell');
if (config.embedding === 'popup') opener((...how) => window.open(...how), document);
if (config.embedding === 'popup-above') {
  // The window that opens the course is a frame; the API is in its parent.
  frame('/shell', 'shell');
  place.firstChild.onload = ({ target }) => opener((...how) => target.contentWindow.open(...how), target.contentDocument);
}
