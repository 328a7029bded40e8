import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { renderStudio } from '../fake-studio.tsx';

export type Field = HTMLInputElement | HTMLTextAreaElement;

export interface ShownField {
  readonly field: Field;
  /** How often something was done that a key does. */
  readonly acts: () => number;
}

/** One text field, and how it is drawn by itself. */
export interface FieldRow {
  /** File with the field. */
  readonly file: string;
  readonly show: () => Promise<ShownField>;
  /** A key that does act there when nothing is composed; `null`: none does. */
  readonly key: Partial<KeyboardEvent> | null;
}

export type FieldRows = Readonly<Record<string, FieldRow>>;

export const enter = { key: 'Enter', keyCode: 13 };
export const escape = { key: 'Escape', keyCode: 27 };
export const commandEnter = { key: 'Enter', keyCode: 13, ctrlKey: true };

export type FieldRole = 'textbox' | 'combobox' | 'spinbutton';

/** The field of this element, by its name and role. */
export async function drawn(element: ReactElement, name?: string | RegExp, role: FieldRole = 'textbox'): Promise<Field> {
  await renderStudio(element);
  return screen.findByRole<Field>(role, { hidden: true, ...(name === undefined ? {} : { name }) });
}

/** How often any of these was called. */
export function calls(...mocks: { readonly mock: { readonly calls: readonly unknown[] } }[]): number {
  return mocks.reduce((sum, { mock }) => sum + mock.calls.length, 0);
}

export const nothing = (): void => undefined;
