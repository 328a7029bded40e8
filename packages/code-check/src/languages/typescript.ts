import type { Check } from '../check.ts';
import { firstBabelMistake } from './babel-check.ts';

/** Fences seldom tell TypeScript with JSX from TypeScript without, and each refuses something of the other. */
export const check: Check = (code) => {
  const plain = firstBabelMistake(code, ['typescript']);
  const withJsx = plain && firstBabelMistake(code, ['typescript', 'jsx']);
  if (!plain || !withJsx) return null;
  return plain.line > withJsx.line ? plain : withJsx;
};
