import '../language/language.ts';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useToasts } from '../toasts/toasts.ts';
import { useFullFields } from './use-full-fields.ts';

afterEach(() => {
  cleanup();
  useToasts.setState({ toasts: [] });
});

function Fields() {
  useFullFields();
  return (
    <>
      <textarea aria-label="free" />
      <textarea aria-label="bounded" maxLength={1200} />
      <input aria-label="own words" maxLength={10} data-says-limit />
    </>
  );
}

const told = () => useToasts.getState().toasts.map(({ text }) => text);
const forget = () => useToasts.setState({ toasts: [] });
const fieldOf = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name });
const typeInto = (name: string, length: number) => fireEvent.input(fieldOf(name), { target: { value: '字'.repeat(length) } });

describe('a field that takes no more', () => {
  it('Z5 says so when the last letter it has room for has come', () => {
    render(<Fields />);
    typeInto('bounded', 1199);
    expect(told()).toEqual([]);
    typeInto('bounded', 1200);
    expect(told()).toEqual(['This field takes 1,200 characters and is full; what is more is not taken.']);
  });

  it('Z5 says so again, and once, when more is typed, unless that takes the place of something', () => {
    render(<Fields />);
    typeInto('bounded', 1200);
    forget();
    const field = fieldOf('bounded');
    const type = (data: string | null) => fireEvent(field, new InputEvent('beforeinput', { data, bubbles: true }));
    field.setSelectionRange(0, 1);
    type('长');
    type(null);
    expect(told()).toEqual([]);
    type('长文');
    field.setSelectionRange(1200, 1200);
    type('长');
    expect(told()).toHaveLength(1);
  });

  it('Z5 waits for the end of a composition, which is when a browser cuts', () => {
    render(<Fields />);
    typeInto('bounded', 1198);
    const field = fieldOf('bounded');
    fireEvent(field, new InputEvent('beforeinput', { data: "chun'tian", isComposing: true, bubbles: true }));
    expect(told()).toEqual([]);
    field.value += '春天的';
    fireEvent.compositionEnd(field, { data: '春天的' });
    expect(told()).toHaveLength(1);
  });

  it('Z5 says no more of it once the field is left', () => {
    render(<Fields />);
    typeInto('bounded', 1200);
    expect(told()).toHaveLength(1);
    fireEvent.focusOut(fieldOf('bounded'));
    expect(told()).toEqual([]);
  });

  it('Z5 leaves alone what has no bound or says it beside its words', () => {
    render(<Fields />);
    typeInto('free', 2000);
    typeInto('own words', 10);
    expect(told()).toEqual([]);
  });
});
