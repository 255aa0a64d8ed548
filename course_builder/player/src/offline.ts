// The end of `course.js` in the output `html`: once the page is there, the course is kept for when there is no connection, and
// a version that was fetched at an earlier visit takes over. From files, and in frames without an address of their own,
// browsers keep nothing.

if (/^http/.test(location.protocol) && self.origin !== 'null') {
  const { serviceWorker } = navigator;
  addEventListener('load', () => void serviceWorker?.register('sw.js').then(({ waiting }) => {
    serviceWorker.oncontrollerchange = () => location.reload();
    waiting?.postMessage('');
  }).catch(() => {}));
}
