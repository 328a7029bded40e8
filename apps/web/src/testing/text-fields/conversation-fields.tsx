import { vi } from 'vitest';
import { Composer } from '../../conversation/composer/composer.tsx';
import { MessageEditor } from '../../conversation/turn/message-editor.tsx';
import { InlineName } from '../../conversation-list/inline-name.tsx';
import { SearchField } from '../../conversation-list/search-field.tsx';
import { TalkComposer } from '../../document/aide/talk/talk-composer.tsx';
import { PaletteField } from '../../palette/palette-field.tsx';
import { sampleDocument, sampleSection, sampleVersion } from '../document-samples.ts';
import { sampleMessage } from '../samples.ts';
import { type ShownField, type FieldRows, enter, drawn, calls, nothing } from './field-row.tsx';

const composerProps = { conversationId: null, activity: null, isFirst: true, lastRun: null, contextTokens: null };
const section = sampleSection(1, { version: sampleVersion(1, 1, { text: 'One part.\n\nAnother part.' }), state: 'done' });
const detail = sampleDocument({ sections: [section] });

async function composer(): Promise<ShownField> {
  const onSend = vi.fn<() => Promise<string>>(async () => 'c');
  const field = await drawn(<Composer {...composerProps} onTurnTo={nothing} onSent={nothing} onSend={onSend} onStop={nothing} />);
  return { field, acts: () => calls(onSend) };
}

async function talkComposer(): Promise<ShownField> {
  const [onSend, onStop] = [vi.fn<() => Promise<void>>(async () => undefined), vi.fn<() => void>()];
  const scope = {
    scope: 'outline',
    offered: ['outline'],
    choose: nothing,
    context: { sectionIds: [] as string[] },
    passage: null,
    section: null,
    at: null,
  } as const;
  const field = await drawn(
    <TalkComposer documentId={detail.id} detail={detail} scope={scope} onSend={onSend} onSent={nothing} onStop={onStop} />,
  );
  return { field, acts: () => calls(onSend, onStop) };
}

async function questionEditor(): Promise<ShownField> {
  const [onClose, onSend] = [vi.fn<() => void>(), vi.fn<() => Promise<void>>(async () => undefined)];
  const field = await drawn(<MessageEditor message={sampleMessage(1)} hasFocus onClose={onClose} onSend={onSend} />);
  return { field, acts: () => calls(onClose, onSend) };
}

async function inlineName(): Promise<ShownField> {
  const onDone = vi.fn<() => void>();
  return { field: await drawn(<InlineName label="Name" initial="" onDone={onDone} />), acts: () => calls(onDone) };
}

async function searchField(): Promise<ShownField> {
  const onSearch = vi.fn<() => void>();
  return { field: await drawn(<SearchField onSearch={onSearch} />), acts: () => calls(onSearch) };
}

async function paletteField(): Promise<ShownField> {
  const [onMove, onEnd, onRun] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()];
  const props = { field: { current: null }, activeId: null, onSearch: nothing, onMove, onEnd, onRun };
  return { field: await drawn(<PaletteField {...props} />, undefined, 'combobox'), acts: () => calls(onMove, onEnd, onRun) };
}

/** Fields in which something is asked, named or looked for. */
export const conversationFields: FieldRows = {
  'a question': { file: 'conversation/composer/composer.tsx', show: composer, key: enter },
  'a question about a document': { file: 'document/aide/talk/talk-composer.tsx', show: talkComposer, key: enter },
  'a question asked anew': { file: 'conversation/turn/message-editor.tsx', show: questionEditor, key: enter },
  'a name': { file: 'conversation-list/inline-name.tsx', show: inlineName, key: enter },
  'the search of conversations': { file: 'conversation-list/search-field.tsx', show: searchField, key: null },
  'the palette': { file: 'palette/palette-field.tsx', show: paletteField, key: enter },
};
