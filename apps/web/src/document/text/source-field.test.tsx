import '../../language/language.ts';
import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react';
import { storedImage, type StoredImage } from '@maobi/contract';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { client } from '../../studio/client.ts';
import { useToasts } from '../../toasts/toasts.ts';
import { PendingPastes } from '../editor/pending-pastes.ts';
import { SourceField } from './source-field.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  useToasts.setState({ toasts: [] });
});

const image = storedImage(`${'a1'.repeat(16)}-900x420.png`);

function Field({ pending }: { readonly pending: PendingPastes }) {
  const [text, setText] = useState('前后');
  return <SourceField text={text} label="source" onChange={setText} pending={pending} />;
}

/** An image pasted between the two letters, on its way until it is let in. */
function pasteImage() {
  let resolve: (image: StoredImage) => void = () => undefined;
  vi.spyOn(client, 'keepImage').mockReturnValue(new Promise((letThrough) => (resolve = letThrough)));
  const pending = new PendingPastes();
  const { unmount } = render(<Field pending={pending} />);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  field.setSelectionRange(1, 1);
  const files = [new File(['x'], 'x.png', { type: 'image/png' })];
  fireEvent(field, createEvent.paste(field, { clipboardData: { getData: () => '', files } }));
  const letIn = () => {
    resolve(image);
    return pending.settled();
  };
  return { field, unmount, letIn };
}

describe('words pasted into the source', () => {
  it('W10: may be as long as the editor takes', () => {
    render(<Field pending={new PendingPastes()} />);
    expect(screen.getByRole('textbox').dataset['longestPaste']).toBe('100000');
  });
});

describe('an image pasted into the source', () => {
  it('W10: comes in where it was pasted, and the caret stays where the writer is', async () => {
    const { field, letIn } = pasteImage();
    fireEvent.change(field, { target: { value: '前后来' } });
    field.setSelectionRange(3, 3);
    await letIn();
    expect(field.value).toBe(`前![](${image.address})后来`);
    expect(field.selectionStart).toBe(field.value.length);
  });

  it('W10: is told to be lost where the field is gone', async () => {
    const { unmount, letIn } = pasteImage();
    unmount();
    await letIn();
    expect(useToasts.getState().toasts).toHaveLength(1);
  });
});
