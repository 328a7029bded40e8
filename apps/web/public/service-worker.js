// When the studio does not run, an installed app shows a page that says so instead of the browser's error, and comes back by itself. Nothing of
// the studio is kept: every page and script comes from the server, so none can be older than it. And a notification that was pressed opens the
// page that it is about.
const cacheName = 'maobi-not-running';
const kept = ['/not-running.html', '/not-running.css', '/not-running.js', '/before-first-paint.js', '/seal.svg'];

self.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
  // what a page still asks for as it is closed is lost with it where it has to come by here
  event.waitUntil(past('/api/*', event).catch(() => undefined));
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') event.respondWith(visit(event));
  else if (kept.includes(new URL(request.url).pathname))
    event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreSearch: true })));
});

async function past(pathname, event) {
  await event.addRoutes?.({ condition: { urlPattern: { pathname } }, source: 'network' });
}

async function visit(event) {
  try {
    const answer = await fetch(event.request);
    // an update of the studio may have brought another page
    event.waitUntil(keep().catch(() => undefined));
    return answer;
  } catch (error) {
    const page = await caches.match('/not-running.html');
    if (page) return page;
    throw error;
  }
}

async function keep() {
  const cache = await caches.open(cacheName);
  await cache.addAll(kept.map((path) => new Request(path, { cache: 'no-cache' })));
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.address));
});

/** In a page of the studio that is there, the one last looked at, as by a link in it; else in a new one. */
async function open(address) {
  const [page] = await self.clients.matchAll({ type: 'window' });
  if (!page) return self.clients.openWindow(address);
  page.postMessage({ type: 'open-page', address });
  return page.focus();
}
