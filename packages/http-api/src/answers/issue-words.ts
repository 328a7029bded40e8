import type { FieldWords } from '@maobi/contract';

export type Kind = 'whole number' | 'number' | 'text' | 'boolean' | 'list' | 'object' | 'null';

/** Kinds of values, or values, of which one would be right. */
export type Needed = { readonly kinds: readonly Kind[] } | { readonly values: readonly unknown[] };

export type Problem =
  | { readonly name: 'missing'; readonly needed: Needed }
  | { readonly name: 'other-kind'; readonly needed: Needed; readonly given: unknown }
  | { readonly name: 'empty' }
  | {
      readonly name: 'bound';
      readonly side: 'most' | 'least' | 'below' | 'above';
      readonly limit: number;
      /** `null`: the value itself. */
      readonly unit: 'character' | 'entry' | null;
    }
  | { readonly name: 'form'; readonly form: string; readonly ownWords: string | null }
  | { readonly name: 'unknown-fields'; readonly fields: readonly string[] }
  | { readonly name: 'not-right'; readonly ownWords: string | null };

/** `what` is no sentence yet: it is read behind the name of the field. */
type Wording = { readonly [Name in Problem['name']]: (problem: Extract<Problem, { name: Name }>) => FieldWords };

const exampleId = '0198f2a4-7c1e-7000-8000-000000000001';
const exampleTime = '2026-01-31T08:00:00Z';

const englishKinds: Readonly<Record<Kind, string>> = {
  'whole number': 'a whole number',
  number: 'a number',
  text: 'text',
  boolean: 'true or false',
  list: 'a list',
  object: 'an object',
  null: 'null',
};
const englishWays: Readonly<Record<Kind, string>> = {
  'whole number': 'Give a whole number such as 3, without quotation marks.',
  number: 'Give a number such as 0.7, without quotation marks.',
  text: 'Give it as text, in quotation marks.',
  boolean: 'Give true or false, without quotation marks.',
  list: 'Give a list in square brackets, even of a single entry.',
  object: 'Give an object in curly brackets.',
  null: 'Give null, without quotation marks.',
};
const englishForms: Readonly<Record<string, string>> = {
  uuid: `Give a UUID such as ${exampleId}.`,
  datetime: `Give a time such as ${exampleTime}.`,
  base64: 'Give it as Base64.',
};

const english: Wording = {
  missing: ({ needed }) => ({ what: `is missing; ${neededIn('en', needed)} is needed`, hint: 'Add it.' }),
  'other-kind': ({ needed, given }) => ({
    what: `is ${givenIn('en', given)}, and ${neededIn('en', needed)} is needed`,
    hint: wayOf(needed, englishWays) ?? 'Give one of these, exactly as it stands here.',
  }),
  empty: () => ({ what: 'is empty', hint: 'Fill it in.' }),
  bound: ({ side, limit, unit }) => {
    const limits = { most: 'at most', least: 'at least', below: 'less than', above: 'more than' };
    const much = `${limits[side]} ${counted(limit)}`;
    if (unit === null) return { what: `has to be ${much}`, hint: `Give a number that is ${much}.` };
    const units = { character: ['character', 'characters'], entry: ['entry', 'entries'] }[unit];
    const hint = side === 'most' || side === 'below' ? 'Shorten it, or split it into several.' : 'Add what is missing.';
    return { what: `has to have ${much} ${units[limit === 1 ? 0 : 1]}`, hint };
  },
  form: ({ form, ownWords }) => ({
    what: 'is not in the form that is needed',
    hint: ownWords === null ? (englishForms[form] ?? 'Look up its form in the description of the API.') : `Needed: ${ownWords}.`,
  }),
  'unknown-fields': ({ fields }) => ({
    what: `has ${fields.length === 1 ? 'a field that is' : 'fields that are'} not known: ${quoted('en', fields, 'conjunction')}`,
    hint: 'Look for a typing mistake, or leave out what is not known.',
  }),
  'not-right': ({ ownWords }) => ({
    what: `is not right${ownWords === null ? '' : `: ${ownWords}`}`,
    hint: 'Compare it with the description of the API.',
  }),
};

const chineseKinds: Readonly<Record<Kind, string>> = {
  'whole number': '整数',
  number: '数字',
  text: '文字',
  boolean: '真假值（true 或 false）',
  list: '列表',
  object: '对象',
  null: '空值（null）',
};
const chineseWays: Readonly<Record<Kind, string>> = {
  'whole number': '给一个整数，比如 3，不加引号。',
  number: '给一个数字，比如 0.7，不加引号。',
  text: '给一段文字，加上引号。',
  boolean: '给 true 或 false，不加引号。',
  list: '给一个列表，用方括号括起来，只有一项也要括。',
  object: '给一个对象，用花括号括起来。',
  null: '给 null，不加引号。',
};
const chineseForms: Readonly<Record<string, string>> = {
  uuid: `给一个 UUID，比如 ${exampleId}。`,
  datetime: `给一个时间，比如 ${exampleTime}。`,
  base64: '用 Base64 给出。',
};

const kindNames = { zh: chineseKinds, en: englishKinds };

const chinese: Wording = {
  missing: ({ needed }) => ({ what: `没有给，这里要${neededIn('zh', needed)}`, hint: '补上它。' }),
  'other-kind': ({ needed, given }) => ({
    what: `给的是${givenIn('zh', given)}，这里要${neededIn('zh', needed)}`,
    hint: wayOf(needed, chineseWays) ?? '照这里的写法选一个。',
  }),
  empty: () => ({ what: '是空的', hint: '填上内容。' }),
  bound: ({ side, limit, unit }) => {
    const much = `${{ most: '最多', least: '至少', below: '小于', above: '大于' }[side]} ${counted(limit)}`;
    if (unit === null) return { what: `应当${much}`, hint: '换一个在这个范围里的数字。' };
    const hint = side === 'most' || side === 'below' ? '缩短一些，或者分成几份。' : '补上缺的。';
    return { what: `${much} ${{ character: '个字符', entry: '项' }[unit]}`, hint };
  },
  form: ({ form, ownWords }) => ({
    what: '的写法不对',
    hint: ownWords === null ? (chineseForms[form] ?? '照接口说明里的写法改。') : `要求：${ownWords}。`,
  }),
  'unknown-fields': ({ fields }) => ({
    what: `里有不认得的字段：${quoted('zh', fields, 'conjunction')}`,
    hint: '看看是不是写错了，或者去掉它。',
  }),
  'not-right': ({ ownWords }) => ({ what: `不对${ownWords === null ? '' : `：${ownWords}`}`, hint: '对照接口说明改一改。' }),
};

/** The words of a problem in each language: made here alone. */
export const issueWords = {
  zh: (problem: Problem): FieldWords => worded(chinese, problem),
  en: (problem: Problem): FieldWords => worded(english, problem),
};

type Language = keyof typeof kindNames;

function worded(wording: Wording, problem: Problem): FieldWords {
  return (wording[problem.name] as (problem: Problem) => FieldWords)(problem);
}

function neededIn(language: Language, needed: Needed): string {
  if ('values' in needed) return spaced(language, quoted(language, needed.values, 'disjunction'));
  const kinds = needed.kinds.map((kind) => kindNames[language][kind]);
  return listed(language, [...new Set(kinds)], 'disjunction');
}

const longestQuoted = 40;

/** What was given, as far as it fits into a sentence; else what kind of thing it is. */
function givenIn(language: Language, given: unknown): string {
  const names = kindNames[language];
  if (given === null) return names.null;
  if (Array.isArray(given)) return names.list;
  if (typeof given === 'object') return names.object;
  if (typeof given !== 'string') return spaced(language, String(given));
  return given.length <= longestQuoted ? spaced(language, JSON.stringify(given)) : names.text;
}

function wayOf(needed: Needed, ways: Readonly<Record<Kind, string>>): string | null {
  const kind = 'kinds' in needed ? needed.kinds[0] : undefined;
  return kind === undefined ? null : ways[kind];
}

function quoted(language: Language, values: readonly unknown[], type: Intl.ListFormatType): string {
  const written = values.map((value) => JSON.stringify(value) ?? String(value));
  return listed(language, written, type);
}

function listed(language: Language, items: readonly string[], type: Intl.ListFormatType): string {
  return new Intl.ListFormat(language, { type }).format(items);
}

/** Between Chinese and other letters stands a space. */
function spaced(language: Language, text: string): string {
  return language === 'zh' ? ` ${text}` : text;
}

function counted(limit: number): string {
  return limit.toLocaleString('en');
}
