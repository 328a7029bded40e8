import { useEffect, useEffectEvent } from 'react';

const listeners = new Map<string, () => void>();

/** Hears that the text of a section is to be written in, as when its document's title is done. */
export function useWantedEditing(sectionId: string, onWanted: () => void): void {
  const hear = useEffectEvent(onWanted);
  useEffect(() => {
    const listener = () => hear();
    listeners.set(sectionId, listener);
    return () => {
      if (listeners.get(sectionId) === listener) listeners.delete(sectionId);
    };
  }, [sectionId]);
}

/** Puts the caret into a section's text, where that may be changed. */
export function wantEditing(sectionId: string): void {
  listeners.get(sectionId)?.();
}
