import { lazy, Suspense, useEffect, useState } from 'react';
import { orElseNever } from './until-there.ts';

const DroppedFile = lazy(orElseNever(() => import('../open-file/dropped-file.tsx').then((m) => ({ default: m.DroppedFile }))));

interface Dropped {
  readonly file: File;
  /** Something half done stands there. */
  readonly isInDialog: boolean;
}

/** Takes the files that are dropped where nothing on the page wants them: a browser would leave the studio for them. Draws nothing. */
export function DroppedFiles() {
  const [dropped, setDropped] = useState<Dropped | null>(null);
  useEffect(() => {
    const take = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      const [file] = event.type === 'drop' ? event.dataTransfer.files : [];
      if (file) setDropped({ file, isInDialog: event.target instanceof Element && event.target.closest('[role="dialog"]') !== null });
    };
    // behind everything else on the page, which may know better what to do with it
    document.addEventListener('dragover', take);
    document.addEventListener('drop', take);
    return () => {
      document.removeEventListener('dragover', take);
      document.removeEventListener('drop', take);
    };
  }, []);
  return <Suspense fallback={null}>{dropped && <DroppedFile {...dropped} />}</Suspense>;
}
