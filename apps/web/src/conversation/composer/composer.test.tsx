import { ClientError } from '@maobi/contract';
import '../../language/language.ts';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Composer, type ComposerProps } from './composer.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

function show(overrides: Partial<ComposerProps> = {}) {
  const onSend = vi.fn<ComposerProps['onSend']>(async () => undefined);
  const props = {
    conversationId: 'c',
    activity: null,
    isFirst: false,
    lastRun: null,
    contextTokens: null,
    onSend,
    onStop: vi.fn<() => void>(),
  };
  render(<Composer {...props} {...overrides} />);
  return { onSend, field: screen.getByRole<HTMLTextAreaElement>('textbox') };
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

  it('has the draft of its conversation again after it was left', () => {
    const { field } = show({ conversationId: 'a' });
    fireEvent.change(field, { target: { value: '半句' } });
    cleanup();
    expect(show({ conversationId: 'b' }).field.value).toBe('');
    cleanup();
    expect(show({ conversationId: 'a' }).field.value).toBe('半句');
  });

  it('lets the next question be sent while an answer is written, and that answer be stopped', () => {
    const onStop = vi.fn<() => void>();
    const { onSend, field } = show({ activity: 'writing', onStop });
    fireEvent.change(field, { target: { value: '下一问' } });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 });
    expect(onSend).toHaveBeenCalledOnce();
    fireEvent.click(screen.getByRole('button', { name: /停下并保留|Stop and keep/ }));
    expect(onStop).toHaveBeenCalledOnce();
  });
});
