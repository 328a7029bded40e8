import { lazy, useState, type ComponentType } from 'react';
import { untilThere } from './until-there.ts';

/** A part of the page whose code lies in a file of its own. */
export type LazyPart<P> = ComponentType<P> & {
  /** Fetches the code before it is needed; never fails, since drawing the part tries again and says so. */
  readonly prepare: () => Promise<void>;
};

/**
 * Makes a part that is fetched when it is first drawn. One that has been fetched before is drawn at once: React's own `lazy` would show the
 * fallback first all the same, and then keep it for 300 ms.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): LazyPart<P> {
  let fetched: ComponentType<P> | null = null;
  const fetchPart = async () => {
    fetched = await load();
    return { default: fetched };
  };
  // a lazy one is drawn like any other, which its type cannot say of properties that are not known here
  const Later = lazy(() => untilThere(fetchPart)) as unknown as ComponentType<P>;
  function Part(props: P) {
    // the one that was drawn first stays: changing it would draw all that is in it anew
    const [Shown] = useState<ComponentType<P>>(() => fetched ?? Later);
    return <Shown {...props} />;
  }
  const prepare = () =>
    fetchPart().then(
      () => undefined,
      () => undefined,
    );
  return Object.assign(Part, { prepare });
}
