/** Why the system refused to read or write a file, in words where there are some for its code. */
export function systemReason(cause: unknown, words: Readonly<Record<string, string>>): string {
  const { code } = cause as { code?: string };
  return words[code ?? ''] ?? `the system says ${code ?? 'no'}`;
}
