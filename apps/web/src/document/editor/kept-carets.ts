const storageKey = 'maobi.carets';
/** The sections that were edited last. */
const mostSections = 100;

/** Where in a text the caret was, and how long the text was then: in another one the place says nothing. */
interface KeptCaret {
  readonly place: number;
  readonly size: number;
}

type Carets = Readonly<Record<string, KeptCaret>>;

function carets(): Carets {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Carets) : {};
  } catch {
    return {};
  }
}

/** Where the writer left a section's text on this device; `null`: nowhere, or the text is another one. @param size of the text now */
export function keptCaret(sectionId: string, size: number): number | null {
  const kept = carets()[sectionId];
  return kept?.size === size && kept.place > 0 && kept.place <= size ? kept.place : null;
}

export function keepCaret(sectionId: string, place: number, size: number): void {
  const { [sectionId]: _former, ...others } = carets();
  const entries = [...Object.entries(others), [sectionId, { place, size }] as const].slice(-mostSections);
  try {
    localStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(entries)));
  } catch {
    // then the caret goes to the end
  }
}
