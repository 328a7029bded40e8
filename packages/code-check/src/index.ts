/** Code check port: says whether code can be parsed, in the languages that models write most. */
export { checkCode } from './code-check.ts';
