import { useEffect } from 'react';
import { areTextsComing } from '../../conversation/markdown/coming-texts.ts';
import { whenIdle } from '../../shell/when-idle.ts';
import { prepareEditor } from './rich-field.tsx';

/** Fetches the editor once the texts are drawn and the page has nothing to do: the first press on a text finds it there. */
export function usePreparedEditor(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return undefined;
    let callOff = () => {};
    const wait = () => {
      callOff = whenIdle(() => (areTextsComing() ? wait() : void prepareEditor()));
    };
    wait();
    return () => callOff();
  }, [isWanted]);
}
