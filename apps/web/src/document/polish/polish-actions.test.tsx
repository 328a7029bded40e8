import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleSystem } from '../../testing/samples.ts';
import { useShownComment } from '../comments/shown-comment.ts';
import { PolishActions } from './polish-actions.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

it('a passage stays marked while the writer says what to do with it', async () => {
  new FakeStudio({ getSystem: () => sampleSystem() });
  const target = { sectionId: 's', baseId: 'v', markdown: 'One line. Two lines.', passage: { start: 0, end: 9 } };
  await renderStudio(<PolishActions target={target} language="en" pace={null} isWriting={false} onBegin={() => {}} />);
  expect(useShownComment.getState().remarked).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'My way' }));
  expect(useShownComment.getState().remarked).toEqual({ sectionId: 's', start: 0, end: 9 });
  cleanup();
  expect(useShownComment.getState().remarked).toBeNull();
});

it('W6 of a selection that goes on in another section it says, before anything costs, what will be done, and marks it', async () => {
  new FakeStudio({ getSystem: () => sampleSystem() });
  const target = { sectionId: 's', baseId: 'v', markdown: 'One line. Two lines.', passage: { start: 0, end: 9 } };
  await renderStudio(<PolishActions target={target} language="en" pace={null} isWriting={false} cutAt="Part 1" onBegin={() => {}} />);
  expect(screen.getByRole('note').textContent).toContain('only the marked words, in “Part 1”');
  expect(useShownComment.getState().remarked).toEqual({ sectionId: 's', start: 0, end: 9 });
});

it('Y35 an own wish is there again when it was left before it began, and gone when it has begun', async () => {
  new FakeStudio({ getSystem: () => sampleSystem() });
  const target = { sectionId: 's', baseId: 'v', markdown: 'One line. Two lines.', passage: { start: 0, end: 9 } };
  const onBegin = vi.fn<() => void>();
  const openOwn = async () => {
    await renderStudio(<PolishActions target={target} language="en" pace={null} isWriting={false} onBegin={onBegin} />);
    fireEvent.click(screen.getByRole('button', { name: 'My way' }));
    return screen.getByRole<HTMLInputElement>('textbox');
  };
  fireEvent.change(await openOwn(), { target: { value: 'like a sailor' } });
  cleanup();
  const field = await openOwn();
  expect(field.value).toBe('like a sailor');
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onBegin).toHaveBeenCalledTimes(1);
  cleanup();
  expect((await openOwn()).value).toBe('');
});
