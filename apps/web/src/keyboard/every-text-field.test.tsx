import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { QueryClient } from '@tanstack/react-query';
import { EditorState, NodeSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { useState, type ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CellEditor } from '../batches/grid/cell-editor.tsx';
import type { Grid } from '../batches/grid/use-grid.ts';
import { RowPanel } from '../batches/row-panel.tsx';
import { Composer } from '../conversation/composer/composer.tsx';
import { MessageEditor } from '../conversation/turn/message-editor.tsx';
import { InlineName } from '../conversation-list/inline-name.tsx';
import { SearchField } from '../conversation-list/search-field.tsx';
import { TalkComposer } from '../document/aide/talk/talk-composer.tsx';
import { CommentField } from '../document/comments/comment-field.tsx';
import { DocumentActions } from '../document/document-actions.ts';
import { ImagePanel } from '../document/editor/image-panel.tsx';
import { LinkPanel } from '../document/editor/link-panel.tsx';
import { schema } from '../document/editor/schema.ts';
import { FindBar } from '../document/find/find-bar.tsx';
import { RowEditor } from '../document/outline/row-editor.tsx';
import { PolishActions } from '../document/polish/polish-actions.tsx';
import { SplitDialog } from '../document/shape/split-dialog.tsx';
import { PolishAllDialog } from '../document/suggestions/polish-all-dialog.tsx';
import { EarlyField } from '../document/text/early-words.tsx';
import { HeadingWords } from '../document/text/heading-words.tsx';
import { SectionEditor } from '../document/text/section-editor.tsx';
import { rememberSource } from '../document/text/source-mode.ts';
import { ImportForm } from '../models/import-form.tsx';
import { NewDocumentPage } from '../new-document/new-document-page.tsx';
import { PaletteField } from '../palette/palette-field.tsx';
import { TemplatesPage } from '../templates-page/templates-page.tsx';
import { sampleBatch, sampleEdits, sampleRow, sampleTemplate } from '../testing/batch-samples.ts';
import { sampleDocument, sampleSection, sampleVersion } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleMessage, sampleModel } from '../testing/samples.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

interface Shown {
  readonly field: Field;
  /** How often something was done that a key does. */
  readonly acts: () => number;
}

interface Row {
  /** Files with the field. */
  readonly file: string;
  readonly show: () => Promise<Shown>;
  /** A key that does act there when nothing is composed; `null`: none does. */
  readonly key: Partial<KeyboardEvent> | null;
}

// nothing is asked of a real server
beforeEach(() => void new FakeStudio({}));
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const enter = { key: 'Enter', keyCode: 13 };
const escape = { key: 'Escape', keyCode: 27 };
const commandEnter = { key: 'Enter', keyCode: 13, ctrlKey: true };
/** Whatever a key could be taken for while it belongs to the input method. */
const composingKeys = [enter, commandEnter, escape, { key: 'ArrowDown' }, { key: 'ArrowUp' }, { key: 'Tab' }, { key: 'k', ctrlKey: true }];

const calls = (...mocks: { readonly mock: { readonly calls: readonly unknown[] } }[]) =>
  mocks.reduce((sum, { mock }) => sum + mock.calls.length, 0);

type Role = 'textbox' | 'combobox' | 'spinbutton';

async function drawn(element: ReactElement, name?: string | RegExp, role: Role = 'textbox'): Promise<Field> {
  await renderStudio(element);
  return screen.findByRole<Field>(role, { hidden: true, ...(name === undefined ? {} : { name }) });
}

const composerProps = { conversationId: null, activity: null, isFirst: true, lastRun: null, contextTokens: null };
const section = sampleSection(1, { version: sampleVersion(1, 1, { text: 'One part.\n\nAnother part.' }), state: 'done' });
const detail = sampleDocument({ sections: [section] });
const column = { name: 'topic', label: 'Topic', isRequired: true, isLong: false, choices: [], width: 200, hint: '' };
const nothing = () => undefined;
const actions = new DocumentActions(new QueryClient(), detail.id);

async function composer(): Promise<Shown> {
  const onSend = vi.fn<() => Promise<string>>(async () => 'c');
  const field = await drawn(<Composer {...composerProps} onTurnTo={nothing} onSent={nothing} onSend={onSend} onStop={nothing} />);
  return { field, acts: () => calls(onSend) };
}

async function talkComposer(): Promise<Shown> {
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
  const field = await drawn(<TalkComposer documentId={detail.id} detail={detail} scope={scope} onSend={onSend} onStop={onStop} />);
  return { field, acts: () => calls(onSend, onStop) };
}

async function questionEditor(): Promise<Shown> {
  const [onClose, onSend] = [vi.fn<() => void>(), vi.fn<() => Promise<void>>(async () => undefined)];
  const field = await drawn(<MessageEditor message={sampleMessage(1)} hasFocus onClose={onClose} onSend={onSend} />);
  return { field, acts: () => calls(onClose, onSend) };
}

async function headingWords(): Promise<Shown> {
  const onChange = vi.fn<() => void>();
  await renderStudio(<HeadingWords words="Fog" label="Title" longest={200} onChange={onChange} />);
  fireEvent.click(screen.getByText('Fog'));
  return { field: screen.getByRole<Field>('textbox'), acts: () => calls(onChange) };
}

async function inlineName(): Promise<Shown> {
  const onDone = vi.fn<() => void>();
  return { field: await drawn(<InlineName label="Name" initial="" onDone={onDone} />), acts: () => calls(onDone) };
}

async function searchField(): Promise<Shown> {
  const onSearch = vi.fn<() => void>();
  return { field: await drawn(<SearchField onSearch={onSearch} />), acts: () => calls(onSearch) };
}

async function paletteField(): Promise<Shown> {
  const [onMove, onEnd, onRun] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()];
  const props = { field: { current: null }, activeId: null, onSearch: nothing, onMove, onEnd, onRun };
  return { field: await drawn(<PaletteField {...props} />, undefined, 'combobox'), acts: () => calls(onMove, onEnd, onRun) };
}

function findField(name: string) {
  return async (): Promise<Shown> => {
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

function outlineField(name: string | RegExp, role: Role = 'textbox') {
  return async (): Promise<Shown> => {
    const onDone = vi.fn<() => void>();
    return { field: await drawn(<RowEditor row={section} language="en" onDone={onDone} />, name, role), acts: () => calls(onDone) };
  };
}

async function cellEditor(): Promise<Shown> {
  const grid = {
    at: { row: 0, column: 0 },
    range: { top: 0, bottom: 0, left: 0, right: 0 },
    isEditing: true,
    moveTo: vi.fn<Grid['moveTo']>(),
    selectRow: vi.fn<Grid['selectRow']>(),
    edit: vi.fn<Grid['edit']>(),
    cancel: vi.fn<Grid['cancel']>(),
    commit: vi.fn<Grid['commit']>(),
    clear: vi.fn<Grid['clear']>(),
    fillDown: vi.fn<Grid['fillDown']>(),
    selectAll: vi.fn<Grid['selectAll']>(),
    copied: () => '',
    paste: vi.fn<Grid['paste']>(),
    isFilled: () => false,
  } satisfies Grid;
  const shared = { grid, column, value: '', size: { rows: 2, columns: 2 }, label: 'Cell', style: {}, takesFocus: true };
  const does = { onFocusChange: nothing, onUndo: nothing, onRedo: nothing, onLeave: nothing, onPaste: nothing };
  const acts = () => calls(grid.moveTo, grid.cancel, grid.commit, grid.clear, grid.selectAll);
  return { field: await drawn(<CellEditor {...shared} {...does} />), acts };
}

async function rowPanel(): Promise<Shown> {
  const [change, onClose] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const row = sampleRow('r', {});
  const edits = sampleEdits(sampleBatch(1, { rows: [row] }), change);
  const shared = { row, index: 0, edits, template: sampleTemplate, columns: [column], like: null, hasFields: true };
  const does = { onShow: nothing, onRetry: nothing, onExtend: nothing, onRemove: nothing, onClose };
  return { field: await drawn(<RowPanel {...shared} {...does} />), acts: () => calls(change, onClose) };
}

async function ownInstruction(): Promise<Shown> {
  const onBegin = vi.fn<() => void>();
  const target = { sectionId: section.id, baseId: 'v', markdown: 'One part.', passage: { start: 0, end: 9 } };
  await renderStudio(<PolishActions target={target} language="en" pace={null} isWriting={false} onBegin={onBegin} />);
  fireEvent.click(screen.getByRole('button', { name: /My way/u }));
  return { field: screen.getByRole<Field>('textbox'), acts: () => calls(onBegin) };
}

async function wholeInstruction(): Promise<Shown> {
  const onClose = vi.fn<() => void>();
  await renderStudio(<PolishAllDialog detail={detail} actions={actions} onClose={onClose} />);
  fireEvent.click(screen.getByRole('radio', { name: /My way/u }));
  return { field: await screen.findByRole<Field>('textbox'), acts: () => calls(onClose) };
}

async function splitHeading(): Promise<Shown> {
  const [closeSplit, split] = [vi.fn<() => void>(), vi.fn<() => Promise<void>>(async () => undefined)];
  const shaping = { splittingId: section.id, openSplit: nothing, closeSplit, split, merge: nothing };
  return { field: await drawn(<SplitDialog section={section} shaping={shaping} />), acts: () => calls(closeSplit, split) };
}

async function sectionSource(): Promise<Shown> {
  rememberSource(true);
  const onDone = vi.fn<() => void>();
  const studio = new FakeStudio({ addVersion: () => detail });
  const handlers = { whyNoPolish: () => null, polishPassage: nothing };
  const shared = { section, language: 'en', actions, point: null, draft: null, pace: null, handlers } as const;
  const field = await drawn(<SectionEditor {...shared} isJudged={false} onDone={onDone} />);
  return { field, acts: () => calls(onDone) + studio.bodiesOf('addVersion').length };
}

const early = <EarlyField field={{ current: null }} setComposing={nothing} />;
const earlyWords = async (): Promise<Shown> => ({ field: await drawn(early), acts: () => 0 });

async function comment(): Promise<Shown> {
  const [onDone, onDiscard] = [vi.fn<() => void>(), vi.fn<() => void>()];
  function Remark() {
    const [text, setText] = useState('');
    return <CommentField text={text} onChange={setText} onDone={onDone} onDiscard={onDiscard} />;
  }
  return { field: await drawn(<Remark />), acts: () => calls(onDone, onDiscard) };
}

async function imageDescription(): Promise<Shown> {
  const { nodes } = schema;
  const image = nodes.image.create({ address: '/api/images/none' });
  const doc = nodes.doc.create(null, nodes.paragraph.create(null, image));
  const view = new EditorView(document.createElement('div'), {
    state: EditorState.create({ doc, selection: NodeSelection.create(doc, 1) }),
  });
  const focus = vi.spyOn(view, 'focus').mockImplementation(nothing);
  function Panel() {
    const [state, setState] = useState(view.state);
    view.setProps({
      dispatchTransaction: (change) => {
        view.updateState(view.state.apply(change));
        setState(view.state);
      },
    });
    return <ImagePanel view={view} state={state} />;
  }
  return { field: await drawn(<Panel />), acts: () => calls(focus) };
}

async function linkAddress(): Promise<Shown> {
  const { nodes } = schema;
  const view = new EditorView(document.createElement('div'), {
    state: EditorState.create({ doc: nodes.doc.create(null, nodes.paragraph.create()) }),
  });
  vi.spyOn(view, 'focus').mockImplementation(nothing);
  const onClose = vi.fn<() => void>();
  return { field: await drawn(<LinkPanel view={view} place={0} onClose={onClose} />), acts: () => calls(onClose) };
}

async function modelPath(): Promise<Shown> {
  const studio = new FakeStudio({ importModel: () => sampleModel('own') });
  const onImported = vi.fn<() => void>();
  const acts = () => calls(onImported) + studio.bodiesOf('importModel').length;
  return { field: await drawn(<ImportForm onImported={onImported} />), acts };
}

function briefField(name: string, open?: RegExp) {
  return async (): Promise<Shown> => {
    const form = { ...sampleTemplate, id: 'form', fields: [textOf('Place', 'text'), textOf('Steps', 'list')] };
    const studio = new FakeStudio({
      listTemplates: () => ({ templates: [form], problems: [] }),
      wordBrief: () => ({ system: 'You write.', request: 'Write.' }),
      createDocument: () => detail,
      listQueue: () => [],
    });
    await renderStudio(<NewDocumentPage />);
    fireEvent.change(await screen.findByRole('textbox', { name: 'Topic' }), { target: { value: '春天' } });
    await screen.findByRole('option', { name: 'Script' });
    fireEvent.change(screen.getByRole('combobox'), { target: { value: 'form' } });
    if (open) openDetails(screen.getByText(open));
    return { field: await screen.findByRole<Field>('textbox', { name }), acts: () => studio.bodiesOf('createDocument').length };
  };
}

function textOf(label: string, kind: 'text' | 'list') {
  return { name: label.toLowerCase(), label: { zh: label, en: label }, kind, isRequired: false, hint: null, choices: [], default: null };
}

/** As a press does in a browser. */
function openDetails(summary: HTMLElement): void {
  const details = summary.closest('details')!;
  details.open = true;
  fireEvent(details, new Event('toggle'));
}

async function templatesFilter(): Promise<Shown> {
  new FakeStudio({ listTemplates: () => ({ templates: [{ ...sampleTemplate, about: { zh: '春天', en: '春天' } }], problems: [] }) });
  const field = await drawn(<TemplatesPage />);
  await screen.findByRole('article');
  // a list that goes while its name is being composed would be an act
  return { field, acts: () => 1 - screen.queryAllByRole('article').length };
}

const rows: Record<string, Row> = {
  'a question': { file: 'conversation/composer/composer.tsx', show: composer, key: enter },
  'a question about a document': { file: 'document/aide/talk/talk-composer.tsx', show: talkComposer, key: enter },
  'a question asked anew': { file: 'conversation/turn/message-editor.tsx', show: questionEditor, key: enter },
  'a name': { file: 'conversation-list/inline-name.tsx', show: inlineName, key: enter },
  'the search of conversations': { file: 'conversation-list/search-field.tsx', show: searchField, key: null },
  'the palette': { file: 'palette/palette-field.tsx', show: paletteField, key: enter },
  'words to find': { file: 'document/find/find-bar.tsx', show: findField('Find'), key: escape },
  'words in their place': { file: 'document/find/find-bar.tsx', show: findField('Replace with'), key: escape },
  'a heading of the outline': { file: 'document/outline/row-editor.tsx', show: outlineField('Heading'), key: enter },
  'a title or heading in the text': { file: 'document/text/heading-words.tsx', show: headingWords, key: enter },
  'points of the outline': { file: 'document/outline/row-editor.tsx', show: outlineField(/Points/u), key: escape },
  'a cell of a batch': { file: 'batches/grid/cell-editor.tsx', show: cellEditor, key: enter },
  'a field of a row on a phone': { file: 'batches/row-panel.tsx', show: rowPanel, key: escape },
  'how a passage is polished': { file: 'document/polish/polish-actions.tsx', show: ownInstruction, key: enter },
  'how a document is polished': { file: 'document/suggestions/polish-all-dialog.tsx', show: wholeInstruction, key: escape },
  'the heading of a second part': { file: 'document/shape/split-dialog.tsx', show: splitHeading, key: escape },
  'the Markdown of a section': { file: 'document/text/source-field.tsx', show: sectionSource, key: escape },
  'what is typed before the editor is there': { file: 'document/text/early-words.tsx', show: earlyWords, key: null },
  'a comment': { file: 'document/comments/comment-field.tsx', show: comment, key: enter },
  'what an image shows': { file: 'document/editor/image-panel.tsx', show: imageDescription, key: enter },
  'the address of a link': { file: 'document/editor/link-panel.tsx', show: linkAddress, key: escape },
  'the path of a model': { file: 'models/import-form.tsx', show: modelPath, key: null },
  'a topic': { file: 'new-document/brief-fields.tsx', show: briefField('Topic'), key: commandEnter },
  'a reader': { file: 'new-document/brief-fields.tsx', show: briefField('Who reads it'), key: commandEnter },
  'what must be in it': { file: 'new-document/brief-fields.tsx', show: briefField('Must be in it'), key: commandEnter },
  'a line of a template': { file: 'new-document/template-fields.tsx', show: briefField('Place'), key: commandEnter },
  'a list of a template': { file: 'new-document/template-fields.tsx', show: briefField('Steps'), key: commandEnter },
  'a prompt': { file: 'new-document/prompt-fields.tsx', show: briefField('System prompt', /^Prompt$/u), key: commandEnter },
  'the filter of templates': { file: 'templates-page/templates-page.tsx', show: templatesFilter, key: null },
};

/** Chrome and Firefox: the key that ends a composition comes before its end. */
function endAsChrome(field: Field, key: Partial<KeyboardEvent>): void {
  fireEvent.keyDown(field, { ...key, keyCode: 229, isComposing: true });
  fireEvent.input(field, { target: { value: '春天' }, isComposing: true });
  fireEvent.compositionEnd(field, { data: '春天' });
  fireEvent.keyUp(field, key);
}

/** Safari: the end comes first, and the key says only by its old code whose it was. */
function endAsSafari(field: Field, key: Partial<KeyboardEvent>): void {
  fireEvent.input(field, { target: { value: '春天' } });
  fireEvent.compositionEnd(field, { data: '春天' });
  fireEvent.keyDown(field, { ...key, keyCode: 229, isComposing: false });
  fireEvent.keyUp(field, key);
}

function begin(field: Field): void {
  field.focus();
  fireEvent.compositionStart(field);
  fireEvent.keyDown(field, { key: 'Process', keyCode: 229, isComposing: true });
  fireEvent.compositionUpdate(field, { data: "chun'tian" });
  fireEvent.input(field, { target: { value: "chun'tian" }, isComposing: true });
}

describe.each(Object.entries(rows))('%s', (_, { show, key }) => {
  it.each([
    ['Chrome', endAsChrome],
    ['Safari', endAsSafari],
  ])('X1 is left alone by keys of an input method, in the order of events of %s', async (_browser, end) => {
    const { field, acts } = await show();
    for (const composing of composingKeys) {
      begin(field);
      expect(acts()).toBe(0);
      end(field, composing);
      expect([acts(), field.isConnected, document.activeElement === field, field.value]).toEqual([0, true, true, '春天']);
    }
    if (!key) return;
    // what a dialog is made of takes a composition for open a moment longer than it is
    await vi.waitFor(() => {
      fireEvent.keyDown(field, key);
      expect(acts()).toBeGreaterThan(0);
    });
  });
});

it('X1 every text field has its row', () => {
  const folder = join(import.meta.dirname, '..');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.tsx$/u.test(name));
  const withFields = files.filter((name) =>
    /<textarea|<input(?![^]{0,200}?type="(?:file|checkbox|radio|time)")/u.test(readFileSync(join(folder, name), 'utf8')),
  );
  expect(new Set(Object.values(rows).map(({ file }) => file))).toEqual(new Set(withFields));
});
