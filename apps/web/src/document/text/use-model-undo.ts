import type { Section } from '@maobi/contract';
import { useMemo, useState } from 'react';
import type { DocumentActions } from '../document-actions.ts';
import { isBeingWritten } from '../writing-progress.ts';

/** The text of a section on the other side of what the model did. */
interface OtherSide {
  readonly versionId: string;
  readonly text: string;
  /** What was done comes back with it, after it was taken back. */
  readonly isRedo: boolean;
}

/** What one press does with the model's last change of a section. */
export type UndoStep = 'undo' | 'redo';

export interface ModelUndo {
  /** To be called before the model is let at a section. */
  readonly remember: (section: Section) => void;
  /** `null`: there is nothing to take back. */
  readonly stepOf: (section: Section) => UndoStep | null;
  readonly undo: (section: Section) => Promise<void>;
}

/** Takes back what the model did to a section since the page was opened, and does it again; older texts are among its versions. */
export function useModelUndo(actions: DocumentActions): ModelUndo {
  const [others, setOthers] = useState<ReadonlyMap<string, OtherSide>>(new Map());
  return useMemo(() => {
    const keep = ({ id, version }: Section, isRedo: boolean) => {
      if (version) setOthers((all) => new Map(all).set(id, { versionId: version.id, text: version.text, isRedo }));
    };
    return {
      remember: (section) => keep(section, false),
      stepOf: (section) => {
        const other = others.get(section.id);
        if (!other || !section.version || section.isLocked || isBeingWritten(section)) return null;
        if (section.version.id === other.versionId && section.version.text === other.text) return null;
        return other.isRedo ? 'redo' : 'undo';
      },
      undo: async (section) => {
        const { id, version } = section;
        const other = others.get(id);
        if (!other || !version) return;
        // one more paragraph goes into the version that counts already; everything else is a version of its own
        if (version.id === other.versionId)
          await actions.addVersion({ sectionId: id, baseId: version.id, source: 'user', text: other.text });
        else await actions.chooseVersion(id, other.versionId, version.id);
        keep(section, !other.isRedo);
      },
    };
  }, [actions, others]);
}
