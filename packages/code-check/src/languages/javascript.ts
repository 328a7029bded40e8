import type { Check } from '../check.ts';
import { firstBabelMistake } from './babel-check.ts';

export const check: Check = (code) => firstBabelMistake(code, ['jsx']);
