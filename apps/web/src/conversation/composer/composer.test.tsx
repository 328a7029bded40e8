import { ClientError, type ErrorBody } from '@maobi/contract';
import '../../language/language.ts';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Composer, type ComposerProps } from './composer.tsx';
import { drafts } from './draft-store.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

function show(overrides: Partial<ComposerProps> = {}) {
  const onSend = vi.fn<ComposerProps['onSend']>(async () => 'c');
  const onSent = vi.fn<ComposerProps['onSent']>();
  const props = {
    conversationId: 'c',
    activity: null,
    isFirst: false,
    lastRun: null,
    contextTokens: null,
    onSend,
    onSent,
    onTurnTo: vi.fn<ComposerProps['onTurnTo']>(),
    onStop: vi.fn<() => void>(),
  };
  render(<Composer {...props} {...overrides} />);
  return { onSend, onSent, field: screen.getByRole<HTMLTextAreaElement>('textbox') };
}

/** Shows a composer and sends words that reach the server when the test says so. */
function showSending(words: string, overrides: Partial<ComposerProps> = {}) {
  let arrive: (sentTo: string) => void = () => undefined;
  const onSend = () => new Promise<string>((resolve) => (arrive = resolve));
  const { field, onSent } = show({ ...overrides, onSend });
  fireEvent.change(field, { target: { value: words } });
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 });
  const arriveAt = async (sentTo: string) => {
    arrive(sentTo);
    await waitFor(() => expect(onSent).toHaveBeenCalledExactlyOnceWith(sentTo));
  };
  return { field, arriveAt };
}

describe('the composer', () => {
  it('sends with Enter and is empty afterwards', async () => {
    const { onSend, field } = show();
    fireEvent.change(field, { target: { value: ' 春天 ' } });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 });
    expect(onSend).toHaveBeenCalledWith('春天', undefined);
    await waitFor(() => expect(field.value).toBe(''));
  });

  it('does not send the Enter of an input method, in either order of events', () => {
    const { onSend, field } = show();
    fireEvent.change(field, { target: { value: 'chun' } });
    fireEvent.compositionStart(field);
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229, isComposing: true });
    fireEvent.compositionEnd(field);
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229, isComposing: false });
    expect(onSend).not.toHaveBeenCalled();
    expect(field.value).toBe('chun');
  });

  it('keeps the text when sending fails, and says so', async () => {
    const failure = new ClientError(400, { code: 'context-too-long', message: 'too long', retryable: false });
    const { onSend, field } = show({ onSend: vi.fn<ComposerProps['onSend']>().mockRejectedValueOnce(failure) });
    fireEvent.change(field, { target: { value: '长文' } });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 });
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(field.value).toBe('长文');
    expect(onSend).not.toHaveBeenCalled();
  });

  it.each([
    { choices: ['drop-oldest-turns', 'shorten'], buttons: 1 },
    { choices: ['shorten', 'larger-context'], buttons: 0 },
  ])('offers to leave out the oldest turns only where that makes room: $choices', async ({ choices, buttons }) => {
    const body: ErrorBody = { code: 'context-too-long', message: 'too long', retryable: false, details: { choices } };
    const onSend = vi.fn<ComposerProps['onSend']>().mockRejectedValueOnce(new ClientError(400, body)).mockResolvedValue('c');
    const { field } = show({ onSend });
    fireEvent.change(field, { target: { value: '长文' } });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 });
    await screen.findByRole('alert');
    const found = screen.queryAllByRole('button', { name: /去掉最早的几问再发|Leave out the oldest and send/ });
    expect(found).toHaveLength(buttons);
    for (const button of found) fireEvent.click(button);
    expect(onSend.mock.calls.slice(1)).toEqual(found.map(() => ['长文', 'drop-oldest-turns']));
  });

  it('has the draft of its conversation again after it was left', () => {
    const { field } = show({ conversationId: 'a' });
    fireEvent.change(field, { target: { value: '半句' } });
    cleanup();
    expect(show({ conversationId: 'b' }).field.value).toBe('');
    cleanup();
    expect(show({ conversationId: 'a' }).field.value).toBe('半句');
  });

  it('goes on behind a draft, not in front of it', () => {
    // asked for, because only real browsers begin in front
    const placed = vi.spyOn(HTMLTextAreaElement.prototype, 'setSelectionRange');
    drafts.write('c', '半句');
    show();
    expect(placed).toHaveBeenLastCalledWith(2, 2);
    placed.mockRestore();
  });

  it('lets the next question be sent while an answer is written, and that answer be stopped', () => {
    const onStop = vi.fn<() => void>();
    const { onSend, field } = show({ activity: 'writing', onStop });
    fireEvent.change(field, { target: { value: '下一问' } });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 });
    expect(onSend).toHaveBeenCalledOnce();
    const stop = screen.getByRole('button', { name: /停下并保留|Stop and keep/ });
    stop.focus();
    fireEvent.click(stop);
    expect(onStop).toHaveBeenCalledOnce();
    expect(document.activeElement).toBe(field); // the button goes, and the focus with it
  });

  it('lets the caret stand still while an answer is written, and blink at other times', () => {
    expect(show({ activity: 'writing' }).field.className).toBe('steady');
    cleanup();
    expect(show().field.className).toBe('');
  });
});

describe('what is typed while a question is on its way', () => {
  it('stays in the field, and is the draft from then on', async () => {
    const { field, arriveAt } = showSending('春天');
    fireEvent.change(field, { target: { value: '春天，再写夏天' } });
    await arriveAt('c');
    expect(field.value).toBe('春天，再写夏天');
    cleanup();
    expect(show().field.value).toBe('春天，再写夏天');
  });

  it('is nothing when only blanks were typed: what was sent is not offered again', async () => {
    const { field, arriveAt } = showSending('春天');
    fireEvent.change(field, { target: { value: '春天\n' } });
    await arriveAt('c');
    await waitFor(() => expect(field.value).toBe(''));
    cleanup();
    expect(show().field.value).toBe('');
  });

  it('moves along into the conversation that the question has opened', async () => {
    const { field, arriveAt } = showSending('春天', { conversationId: null });
    fireEvent.change(field, { target: { value: '夏天' } });
    await arriveAt('opened');
    cleanup();
    expect(show({ conversationId: 'opened' }).field.value).toBe('夏天');
    cleanup();
    expect(show({ conversationId: null }).field.value).toBe('');
  });

  it('is kept although the conversation was left before the question arrived', async () => {
    const { field, arriveAt } = showSending('春天');
    fireEvent.change(field, { target: { value: '夏天' } });
    cleanup();
    await arriveAt('c');
    expect(show().field.value).toBe('夏天');
  });
});

describe('a draft that another page has changed', () => {
  it('is not overwritten by a page whose field was left alone', () => {
    drafts.write('c', '这一页读到的');
    show();
    drafts.write('c', '那一页写的');
    dispatchEvent(new Event('pagehide'));
    expect(drafts.read('c')).toBe('那一页写的');
    cleanup();
    expect(drafts.read('c')).toBe('那一页写的');
  });

  it('does not come back once it was sent there, even when this page had written it', () => {
    const { field } = show();
    fireEvent.change(field, { target: { value: '春天' } });
    dispatchEvent(new Event('pagehide'));
    expect(drafts.read('c')).toBe('春天');
    drafts.write('c', '');
    dispatchEvent(new Event('pagehide'));
    cleanup();
    expect(drafts.read('c')).toBe('');
  });

  it('is not dropped by a question sent from this page', async () => {
    const { field, arriveAt } = showSending('春天');
    drafts.write('c', '那一页写的');
    await arriveAt('c');
    await waitFor(() => expect(field.value).toBe(''));
    expect(drafts.read('c')).toBe('那一页写的');
  });
});
