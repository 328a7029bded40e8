import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'minor' | 'major' }) => void;

let collect: Collect | null = null;

/**
 * Frees native memory that hangs on short-lived objects. The collector does not see that memory, and would let gigabytes of
 * it gather before it runs by itself.
 */
export function collectYoungGarbage(): void {
  collectGarbage('minor');
}

/** The same for objects of any age; takes some ten milliseconds. */
export function collectAllGarbage(): void {
  collectGarbage('major');
}

function collectGarbage(type: 'minor' | 'major'): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collect;
  }
  collect({ type });
}
