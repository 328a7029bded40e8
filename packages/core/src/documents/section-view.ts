import { countText, endedRunStates, type Brief, type Section, type SectionState, type Version } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import { brokenOff } from '../length/length-governor.ts';
import { lengthState } from '../length/length-state.ts';
import { suggestionFor } from '../actions/polish-paragraphs.ts';
import type { StoredSection, StoredVersion } from '../ports/document-store.ts';

/**
 * A section as pages and programs see it.
 * @param brief of its document
 */
export function sectionView(stored: StoredSection, brief: Pick<Brief, 'isOpenEnded'> | undefined): Section {
  const { version, suggestion: _suggestion, isRemoved: _isRemoved, ...row } = stored;
  const count = countText(version?.text ?? '');
  const state = stateOf(version, count, brief?.isOpenEnded ? null : row.target);
  return { ...row, version: version && versionView(version), suggestion: suggestionView(stored), count, state };
}

/** Nothing is suggested for what the model may not change, or changes at this moment. */
function suggestionView(section: StoredSection): Section['suggestion'] {
  const { version, suggestion, isLocked } = section;
  if (!version || !suggestion || isLocked || isBeingWritten(section)) return null;
  const text = suggestionFor(version.text, suggestion);
  return text === null ? null : { id: suggestion.id, text };
}

export function versionView(stored: StoredVersion): Version {
  const { rootId: _rootId, pieces: _pieces, ...version } = stored;
  return version;
}

/** Whether a run is still writing into this section. */
export function isBeingWritten({ version }: Pick<StoredSection, 'version'>): boolean {
  return version?.run?.endedAt === null;
}

/** Throws while a run writes into this section: whatever were put beside it would be overtaken. */
export function requireQuiet(section: Pick<StoredSection, 'version'>): void {
  if (!isBeingWritten(section)) return;
  throw new StudioError('conflict', 'The section is being written.', { hint: 'Stop it first; what was written is kept.' });
}

function stateOf(version: StoredVersion | null, count: number, target: number | null): SectionState {
  const state = version?.run?.state;
  if (state !== undefined && (!endedRunStates.includes(state) || brokenOff.includes(state))) return state as SectionState;
  return version === null || version.text.trim() === '' ? 'empty' : lengthState(count, target);
}
