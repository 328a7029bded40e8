import type { Section } from '@maobi/contract';
import { useMemo, useState } from 'react';
import type { DocumentActions } from '../document-actions.ts';
import { isBeingWritten } from '../writing-progress.ts';

interface VersionText {
  readonly versionId: string;
  readonly text: string;
}

/** The text of a section on the other side of what the model did. */
interface OtherSide extends VersionText {
  /** What taking it back led to: only from there does what was done come back with it. `null`: it was not taken back. */
  readonly undone: VersionText | null;
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
    const keep = ({ id, version }: Section, undone: VersionText | null) => {
      if (version) setOthers((all) => new Map(all).set(id, { versionId: version.id, text: version.text, undone }));
    };
    return {
      remember: (section) => keep(section, null),
      stepOf: (section) => {
        const other = others.get(section.id);
        if (!other || !section.version || section.isLocked || isBeingWritten(section)) return null;
        if (isAt(section.version, other)) return null;
        if (other.undone === null) return 'undo';
        // what was written since, by hand or by accepting a wording, would go without having been the model's
        return isAt(section.version, other.undone) ? 'redo' : null;
      },
      undo: async (section) => {
        const { id, version } = section;
        const other = others.get(id);
        if (!other || !version) return;
        // one more paragraph goes into the version that counts already; everything else is a version of its own
        let { versionId } = other;
        if (version.id === versionId)
          versionId = await actions.addVersion({ sectionId: id, baseId: version.id, source: 'user', text: other.text });
        else await actions.chooseVersion(id, versionId, version.id);
        keep(section, other.undone === null ? { versionId, text: other.text } : null);
      },
    };
  }, [actions, others]);
}

function isAt({ id, text }: { readonly id: string; readonly text: string }, at: VersionText): boolean {
  return id === at.versionId && text === at.text;
}
