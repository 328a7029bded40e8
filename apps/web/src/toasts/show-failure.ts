import type { TFunction } from 'i18next';
import { errorText } from '../language/error-text.ts';
import { showToast } from './toasts.ts';

/** Says what went wrong and what to do, in the language shown. */
export function showFailure(t: TFunction, error: unknown): void {
  showToast({ text: errorText(t, error).both, isFailure: true });
}
