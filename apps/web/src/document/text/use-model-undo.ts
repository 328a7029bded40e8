import type { Section } from '@maobi/contract';
import { useMemo, useState } from 'react';
import type { DocumentActions } from '../document-actions.ts';
import { isBeingWritten } from '../writing-progress.ts';

/** How a section was before the model changed it. */
interface Before {
  readonly versionId: string;
  readonly text: string;
}

export interface ModelUndo {
  /** To be called before the model is let at a section. */
  readonly remember: (section: Section) => void;
  readonly canUndo: (section: Section) => boolean;
  readonly undo: (section: Section) => Promise<void>;
}

/** Takes back what the model did to a section since the page was opened; older texts are among its versions. */
export function useModelUndo(actions: DocumentActions): ModelUndo {
  const [before, setBefore] = useState<ReadonlyMap<string, Before>>(new Map());
  return useMemo(() => {
    const isChanged = ({ id, version }: Section) => {
      const known = before.get(id);
      return known !== undefined && version !== null && (version.id !== known.versionId || version.text !== known.text);
    };
    const forget = (id: string) => setBefore((all) => new Map([...all].filter(([sectionId]) => sectionId !== id)));
    return {
      remember: ({ id, version }) => {
        if (version) setBefore((all) => new Map(all).set(id, { versionId: version.id, text: version.text }));
      },
      canUndo: (section) => !section.isLocked && !isBeingWritten(section) && isChanged(section),
      undo: async ({ id, version }) => {
        const known = before.get(id);
        if (!known || !version) return;
        // one more paragraph goes into the version that counts already; everything else is a version of its own
        if (version.id === known.versionId)
          await actions.addVersion({ sectionId: id, baseId: version.id, source: 'user', text: known.text });
        else await actions.chooseVersion(id, known.versionId, version.id);
        forget(id);
      },
    };
  }, [actions, before]);
}
