import { fireEvent, screen } from '@testing-library/react';
import { QueryClient } from '@tanstack/react-query';
import { EditorState, NodeSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { useState } from 'react';
import { vi } from 'vitest';
import { DocumentActions } from '../../document/document-actions.ts';
import { ImagePanel } from '../../document/editor/image-panel.tsx';
import { LinkPanel } from '../../document/editor/link-panel.tsx';
import { schema } from '../../document/editor/schema.ts';
import { PolishActions } from '../../document/polish/polish-actions.tsx';
import { PolishAllDialog } from '../../document/suggestions/polish-all-dialog.tsx';
import { sampleDocument, sampleSection, sampleVersion } from '../document-samples.ts';
import { renderStudio } from '../fake-studio.tsx';
import { type Field, type ShownField, type FieldRows, enter, escape, drawn, calls, nothing } from './field-row.tsx';

const section = sampleSection(1, { version: sampleVersion(1, 1, { text: 'One part.\n\nAnother part.' }), state: 'done' });
const detail = sampleDocument({ sections: [section] });
const actions = new DocumentActions(new QueryClient(), detail.id);

async function ownInstruction(): Promise<ShownField> {
  const onBegin = vi.fn<() => void>();
  const target = { sectionId: section.id, baseId: 'v', markdown: 'One part.', passage: { start: 0, end: 9 } };
  await renderStudio(<PolishActions target={target} language="en" pace={null} isWriting={false} onBegin={onBegin} />);
  fireEvent.click(screen.getByRole('button', { name: /My way/u }));
  return { field: screen.getByRole<Field>('textbox'), acts: () => calls(onBegin) };
}

async function wholeInstruction(): Promise<ShownField> {
  const onClose = vi.fn<() => void>();
  await renderStudio(<PolishAllDialog detail={detail} actions={actions} onClose={onClose} />);
  fireEvent.click(screen.getByRole('radio', { name: /My way/u }));
  return { field: await screen.findByRole<Field>('textbox'), acts: () => calls(onClose) };
}

async function imageDescription(): Promise<ShownField> {
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

async function linkAddress(): Promise<ShownField> {
  const { nodes } = schema;
  const view = new EditorView(document.createElement('div'), {
    state: EditorState.create({ doc: nodes.doc.create(null, nodes.paragraph.create()) }),
  });
  vi.spyOn(view, 'focus').mockImplementation(nothing);
  const onClose = vi.fn<() => void>();
  return { field: await drawn(<LinkPanel view={view} place={0} onClose={onClose} />), acts: () => calls(onClose) };
}

/** Fields that belong to a passage, an image or a link. */
export const editorFields: FieldRows = {
  'how a passage is polished': { file: 'document/polish/polish-actions.tsx', show: ownInstruction, key: enter },
  'how a document is polished': { file: 'document/suggestions/polish-all-dialog.tsx', show: wholeInstruction, key: escape },
  'what an image shows': { file: 'document/editor/image-panel.tsx', show: imageDescription, key: enter },
  'the address of a link': { file: 'document/editor/link-panel.tsx', show: linkAddress, key: escape },
};
