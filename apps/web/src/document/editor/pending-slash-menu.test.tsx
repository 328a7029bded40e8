import { cleanup, fireEvent, screen } from '@testing-library/react';
import { EditorState, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { createRef } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleSystem } from '../../testing/samples.ts';
import { KeptSource } from './kept-source.ts';
import { openSlash, slashCommands } from './slash-commands.ts';
import { SlashMenu, type SlashMenuHandle } from './slash-menu.tsx';

vi.mock('./use-float-place.ts', () => ({ useFloatPlace: () => undefined }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('W21: shows what the model can do, but not now, with the reason, and neither a press nor a key begins it', async () => {
  new FakeStudio({ getSystem: () => sampleSystem() });
  const { doc } = new KeptSource('Books are patient.');
  const blank = doc.copy(doc.content.addToEnd(doc.type.schema.node('paragraph')));
  const view = new EditorView(null, { state: EditorState.create({ doc: blank, plugins: [slashCommands(() => false)] }) });
  view.dispatch(view.state.tr.setSelection(TextSelection.atEnd(view.state.doc)));
  view.dispatch(view.state.tr.insertText('/'));
  view.dispatch(view.state.tr.insertText('improve'));
  const onPolish = vi.fn<() => void>();
  const menu = createRef<SlashMenuHandle>();
  const shared = { view, state: view.state, onImage: () => undefined, onPolish, ref: menu };
  const show = (whyNot: string | null) =>
    renderStudio(<SlashMenu {...shared} model={{ language: 'en', pace: null, whyNot: () => whyNot }} />);
  const line = () => screen.getByRole('option', { name: /Improve/ });
  const reason = 'The changes in section 1 still wait for you.';
  await show(reason);
  expect(line().getAttribute('aria-disabled')).toBe('true');
  expect(document.getElementById(line().getAttribute('aria-describedby') ?? '')?.textContent).toBe(reason);
  fireEvent.click(line());
  expect(menu.current?.press(new KeyboardEvent('keydown', { key: 'Enter' }))).toBe(true);
  expect(onPolish).not.toHaveBeenCalled();
  cleanup();
  await show(null);
  expect(screen.queryByText(reason)).toBeNull();
  fireEvent.click(line());
  expect(onPolish).toHaveBeenCalledOnce();
  view.destroy();
});

it('Y36: leaves what was typed as words at Back', async () => {
  new FakeStudio({ getSystem: () => sampleSystem() });
  const { doc } = new KeptSource('');
  const view = new EditorView(null, { state: EditorState.create({ doc, plugins: [slashCommands(() => false)] }) });
  view.dispatch(view.state.tr.setSelection(TextSelection.atEnd(view.state.doc)));
  view.dispatch(view.state.tr.insertText('/'));
  const menu = { view, onImage: () => undefined, onPolish: () => undefined, ref: null };
  await renderStudio(<SlashMenu {...menu} state={view.state} model={{ language: 'en', pace: null, whyNot: () => null }} />);
  expect(screen.getAllByRole('option').length).toBeGreaterThan(1);
  fireEvent.popState(window);
  expect([openSlash(view.state), view.state.doc.textContent]).toEqual([null, '/']);
  view.destroy();
});
