import { parser } from '@lezer/html';
import type { Check } from '../check.ts';
import { firstRefused } from './lezer-check.ts';

const strict = parser.configure({ strict: true });

export const check: Check = (code) => firstRefused(strict, code, 'MismatchedCloseTag');
