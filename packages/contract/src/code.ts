import { z } from 'zod';

/** Languages of code that the studio can check, with the names by which fences call them. */
const fenceNames = {
  Python: ['python', 'py', 'python3'],
  JavaScript: ['javascript', 'js', 'jsx', 'mjs', 'cjs'],
  TypeScript: ['typescript', 'ts', 'tsx'],
  JSON: ['json'],
  HTML: ['html', 'htm'],
  SQL: ['sql', 'mysql', 'sqlite', 'postgresql', 'postgres'],
  Bash: ['bash', 'sh', 'shell', 'zsh'],
} as const;
export type CodeLanguage = keyof typeof fenceNames;

const languages: ReadonlyMap<string, CodeLanguage> = new Map(
  (Object.keys(fenceNames) as CodeLanguage[]).flatMap((language) => fenceNames[language].map((name) => [name, language] as const)),
);

/** The language that a fence names, in any case; `null`: one that is not checked. */
export function codeLanguageOf(fenceName: string): CodeLanguage | null {
  return languages.get(fenceName.toLowerCase()) ?? null;
}

/** In characters: longer code is not checked. */
export const maxCheckedCodeLength = 200_000;

export const checkCodeSchema = z.object({
  blocks: z
    .array(
      z.object({
        /** As the fence names it. */
        language: z.string().max(100),
        code: z.string().max(maxCheckedCodeLength),
      }),
    )
    .max(50),
});

/** What parsers usually stumble over, each with what is named in it, such as the token that nobody expected. */
const mistakeKinds = [
  'no-code',
  'unexpected',
  'unexpected-end',
  'unexpected-line-end',
  'missing',
  'missing-tag',
  'missing-semicolon',
  'missing-value',
  'missing-command',
  'not-closed',
  'open-string',
  'open-bracket',
  'open-comment',
  'open-template',
  'open-pattern',
  'open-substitution',
  'declared-twice',
] as const;

/** What parsing a block of code said; it is never run. `unknown`: in a language, or a way of writing it, that is not checked. */
export const codeCheckSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('right') }),
  z.object({
    state: z.literal('wrong'),
    /** Of the first mistake, counted from 1. */
    line: z.int().min(1),
    /** What the parser found there, in English. */
    message: z.string(),
    /** The same for pages in other languages; missing where it is nothing usual. */
    mistake: z.object({ kind: z.enum(mistakeKinds), words: z.array(z.string()) }).optional(),
  }),
  z.object({ state: z.literal('unknown') }),
]);
export type CodeCheck = z.infer<typeof codeCheckSchema>;
