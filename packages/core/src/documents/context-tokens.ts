import type { Engine } from '../ports/engine.ts';

/** Assumed while no model is loaded; a prompt is made again when its turn has come. */
const usualContextTokens = 8192;

/** What a prompt of this model and what is written on it may have together, as far as that is known. */
export function contextTokensOf(model: string, { status }: Pick<Engine, 'status'>): number {
  return (status.model === model ? status.contextTokens : null) ?? usualContextTokens;
}

/** The same of whichever model is loaded. */
export function loadedContextTokens({ status }: Pick<Engine, 'status'>): number {
  return status.contextTokens ?? usualContextTokens;
}
