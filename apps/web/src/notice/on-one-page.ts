/** Other pages hear of the same thing within so long, also those whose timers run late because nobody looks at them. */
const heardWithinMs = 90_000;

/**
 * Does something in one of the pages that this browser has open, the first that asks; `name` says what it is. Where pages cannot tell what
 * others do, as over a connection that the browser does not trust, each does it.
 */
export function onOnePage(name: string, work: () => void): void {
  const locks = (navigator as Partial<Navigator>).locks;
  if (!locks) return work();
  locks
    .request(`maobi.once.${name}`, { ifAvailable: true }, (lock) => {
      if (!lock) return undefined;
      work();
      return new Promise((resolve) => setTimeout(resolve, heardWithinMs));
    })
    // refused to a page that is being left
    .catch(() => undefined);
}
