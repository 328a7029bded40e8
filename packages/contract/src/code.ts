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

/** What parsing a block of code said; it is never run. `unknown`: in a language, or a way of writing it, that is not checked. */
export const codeCheckSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('right') }),
  z.object({
    state: z.literal('wrong'),
    /** Of the first mistake, counted from 1. */
    line: z.int().min(1),
    /** What the parser found there, in English. */
    message: z.string(),
  }),
  z.object({ state: z.literal('unknown') }),
]);
export type CodeCheck = z.infer<typeof codeCheckSchema>;
