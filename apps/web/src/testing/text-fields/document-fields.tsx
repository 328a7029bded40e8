import { fireEvent, screen } from '@testing-library/react';
import { QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { vi } from 'vitest';
import { CommentField } from '../../document/comments/comment-field.tsx';
import { DocumentActions } from '../../document/document-actions.ts';
import { FindBar } from '../../document/find/find-bar.tsx';
import { RowEditor } from '../../document/outline/row-editor.tsx';
import { SplitDialog } from '../../document/shape/split-dialog.tsx';
import { EarlyField } from '../../document/text/early-words.tsx';
import { HeadingWords } from '../../document/text/heading-words.tsx';
import { SectionEditor } from '../../document/text/section-editor.tsx';
import { rememberSource } from '../../document/text/source-mode.ts';
import { sampleDocument, sampleSection, sampleVersion } from '../document-samples.ts';
import { FakeStudio, renderStudio } from '../fake-studio.tsx';
import { type Field, type ShownField, type FieldRows, enter, escape, type FieldRole, drawn, calls, nothing } from './field-row.tsx';

const section = sampleSection(1, { version: sampleVersion(1, 1, { text: 'One part.\n\nAnother part.' }), state: 'done' });
const detail = sampleDocument({ sections: [section] });
const actions = new DocumentActions(new QueryClient(), detail.id);

async function headingWords(): Promise<ShownField> {
  const onChange = vi.fn<() => void>();
  await renderStudio(<HeadingWords words="Fog" label="Title" longest={200} onChange={onChange} />);
  fireEvent.click(screen.getByText('Fog'));
  return { field: screen.getByRole<Field>('textbox'), acts: () => calls(onChange) };
}

function findField(name: string) {
  return async (): Promise<ShownField> => {
    vi.stubGlobal('Worker', IdleWorker);
    const onClose = vi.fn<() => void>();
    const request = { mode: 'replace' as const };
    const shared = { page: { current: null }, sections: [section], actions, isReadOnly: false, request, onMode: nothing };
    return { field: await drawn(<FindBar {...shared} onClose={onClose} />, name), acts: () => calls(onClose) };
  };
}

/** Never answers. */
class IdleWorker extends EventTarget {
  postMessage(): void {}
  terminate(): void {}
}

function outlineField(name: string | RegExp, role: FieldRole = 'textbox') {
  return async (): Promise<ShownField> => {
    const onDone = vi.fn<() => void>();
    return { field: await drawn(<RowEditor row={section} language="en" onDone={onDone} />, name, role), acts: () => calls(onDone) };
  };
}

async function splitHeading(): Promise<ShownField> {
  const [closeSplit, split] = [vi.fn<() => void>(), vi.fn<() => Promise<void>>(async () => undefined)];
  const shaping = { splittingId: section.id, openSplit: nothing, closeSplit, split, merge: nothing };
  return { field: await drawn(<SplitDialog section={section} shaping={shaping} />), acts: () => calls(closeSplit, split) };
}

async function sectionSource(): Promise<ShownField> {
  rememberSource(true);
  const onDone = vi.fn<() => void>();
  const studio = new FakeStudio({ addVersion: () => detail });
  const handlers = { whyNoPolish: () => null, polishPassage: nothing };
  const shared = { section, language: 'en', actions, point: null, draft: null, pace: null, handlers } as const;
  const field = await drawn(<SectionEditor {...shared} isJudged={false} onDone={onDone} />);
  return { field, acts: () => calls(onDone) + studio.bodiesOf('addVersion').length };
}

const early = <EarlyField field={{ current: null }} setComposing={nothing} />;
const earlyWords = async (): Promise<ShownField> => ({ field: await drawn(early), acts: () => 0 });

async function comment(): Promise<ShownField> {
  const [onDone, onDiscard] = [vi.fn<() => void>(), vi.fn<() => void>()];
  function Remark() {
    const [text, setText] = useState('');
    return <CommentField text={text} onChange={setText} onDone={onDone} onDiscard={onDiscard} />;
  }
  return { field: await drawn(<Remark />), acts: () => calls(onDone, onDiscard) };
}

/** Fields of a document, its text and its outline. */
export const documentFields: FieldRows = {
  'words to find': { file: 'document/find/find-bar.tsx', show: findField('Find'), key: escape },
  'words in their place': { file: 'document/find/find-bar.tsx', show: findField('Replace with'), key: escape },
  'a heading of the outline': { file: 'document/outline/row-editor.tsx', show: outlineField('Heading'), key: enter },
  'a title or heading in the text': { file: 'document/text/heading-words.tsx', show: headingWords, key: enter },
  'points of the outline': { file: 'document/outline/row-editor.tsx', show: outlineField(/Points/u), key: escape },
  'the heading of a second part': { file: 'document/shape/split-dialog.tsx', show: splitHeading, key: escape },
  'the Markdown of a section': { file: 'document/text/source-field.tsx', show: sectionSource, key: escape },
  'what is typed before the editor is there': { file: 'document/text/early-words.tsx', show: earlyWords, key: null },
  'a comment': { file: 'document/comments/comment-field.tsx', show: comment, key: enter },
};
