// Asks for what an address needs, code and answers, while the scripts of every page are still on their way.
(() => {
  // put in by the build
  const views = [];
  const path = location.pathname;
  const view = views.find(({ pattern }) => new RegExp(pattern, 'u').test(path));
  for (const file of view?.files ?? []) {
    const link = document.createElement('link');
    const isStyle = file.endsWith('.css');
    link.rel = isStyle ? 'preload' : 'modulepreload';
    if (isStyle) link.as = 'style';
    link.crossOrigin = '';
    link.href = file;
    document.head.append(link);
  }
  const answers = (view?.answers ?? []).map((address) => path.replace(new RegExp(view.pattern, 'u'), address));
  // events come first: what changes after an answer was made must not be missed. But a browser has six connections to one server: where it
  // brings back six pages of last time in the background, their events would leave none to anything else
  const news = document.visibilityState === 'visible' ? ['/api/events'] : [];
  const asked = new Map();
  for (const address of [...news, '/api/system', ...answers]) {
    const leaving = new AbortController();
    const answer = fetch(address, { signal: leaving.signal });
    answer.catch(() => undefined); // the page asks again
    asked.set(address, { answer, leaving });
  }
  globalThis.maobiAskedEarly = asked;
})();
