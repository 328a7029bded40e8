import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore, type LanguageInput } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

/** A piece of a line; `kind` is `null` for plain text. */
export interface CodePiece {
  readonly text: string;
  readonly kind: CodeKind | null;
}
export type CodeKind = 'keyword' | 'string' | 'number' | 'comment';

const grammars: Record<string, () => LanguageInput> = {
  bash: () => import('shiki/langs/bash.mjs'),
  c: () => import('shiki/langs/c.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
};
const otherNames: Record<string, string> = {
  py: 'python',
  python3: 'python',
  js: 'javascript',
  jsx: 'javascript',
  node: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
  sh: 'bash',
  shell: 'bash',
  zsh: 'bash',
  console: 'bash',
  'c++': 'c',
  cpp: 'c',
  golang: 'go',
  htm: 'html',
  xml: 'html',
  rs: 'rust',
  yml: 'yaml',
};

const longestCode = 60_000;
const variablePrefix = '--c-';
const theme = createCssVariablesTheme({ name: 'ink', variablePrefix, fontStyle: false });
const kinds: Record<string, CodeKind> = {
  'token-keyword': 'keyword',
  'token-string': 'string',
  'token-string-expression': 'string',
  'token-constant': 'number',
  'token-comment': 'comment',
};

let highlighter: Promise<HighlighterCore> | null = null;
const loaded = new Map<string, Promise<void>>();

/** Code in coloured pieces, line by line; `null` when the language is not one we colour or the code is too long for it. */
export async function highlightCode(code: string, languageName: string): Promise<CodePiece[][] | null> {
  const language = otherNames[languageName.toLowerCase()] ?? languageName.toLowerCase();
  const grammar = grammars[language];
  if (!grammar || code.length > longestCode) return null;
  highlighter ??= createHighlighterCore({ themes: [theme], langs: [], engine: createJavaScriptRegexEngine({ forgiving: true }) });
  const shiki = await highlighter;
  if (!loaded.has(language)) loaded.set(language, shiki.loadLanguage(grammar()));
  await loaded.get(language);
  return shiki
    .codeToTokensBase(code, { lang: language, theme: 'ink' })
    .map((line) => line.map(({ content, color }) => ({ text: content, kind: kindOf(content, color) })));
}

/** Colour is for words, strings and comments; operators and brackets stay ink. */
function kindOf(content: string, color: string | undefined): CodeKind | null {
  const name = color?.slice(`var(${variablePrefix}`.length, -1) ?? '';
  const kind = kinds[name] ?? null;
  return kind === 'string' || kind === 'comment' || /\w/.test(content) ? kind : null;
}
