/** Where a writer was in a document. */
export interface KeptPlace {
  readonly sectionId: string;
  /** Of the paragraph in its section; -1: the section as a whole. */
  readonly block: number;
  /** How far below the top of the page the paragraph, or the section, stood. */
  readonly topPx: number;
  /** The section's own, for as long as its paragraphs are not drawn. */
  readonly sectionTopPx: number;
}

const storageKey = 'maobi.places';
/** The documents that were opened last; each is about a hundred bytes. */
const mostDocuments = 200;
/** Of the height of the page: where the eyes are. */
const eyeLevel = 1 / 3;
/** Nobody has gone anywhere yet. */
const leastScrolledPx = 40;

type Places = readonly (readonly [documentId: string, place: KeptPlace])[];

/** `null`: the writer was at its beginning, or never here on this device. */
export function keptPlace(documentId: string): KeptPlace | null {
  return places().find(([id]) => id === documentId)?.[1] ?? null;
}

export function keepPlace(documentId: string, place: KeptPlace | null): void {
  const others = places().filter(([id]) => id !== documentId);
  const all = place ? [[documentId, place] as const, ...others].slice(0, mostDocuments) : others;
  try {
    localStorage.setItem(storageKey, JSON.stringify(all));
  } catch {
    // then the document opens at its beginning
  }
}

function places(): Places {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? (kept as unknown[]).filter(isPlaceOfDocument) : [];
  } catch {
    return [];
  }
}

function isPlaceOfDocument(entry: unknown): entry is Places[number] {
  if (!Array.isArray(entry)) return false;
  const [id, place] = entry as unknown[];
  if (typeof id !== 'string' || typeof place !== 'object' || place === null) return false;
  const { sectionId, block, topPx, sectionTopPx } = place as Partial<KeptPlace>;
  return typeof sectionId === 'string' && [block, topPx, sectionTopPx].every(Number.isFinite);
}

/** What stands at eye level now; `null`: the page is at its beginning, or out of sight. */
export function placeIn(page: HTMLElement): KeptPlace | null {
  if (page.clientHeight === 0 || page.scrollTop < leastScrolledPx) return null;
  const { top, height } = page.getBoundingClientRect();
  const line = top + height * eyeLevel;
  const section = [...page.querySelectorAll<HTMLElement>('[data-section-id]')].findLast((each) => each.getBoundingClientRect().top <= line);
  const sectionId = section?.dataset['sectionId'];
  if (!section || sectionId === undefined) return null;
  const sectionTopPx = Math.round(section.getBoundingClientRect().top - top);
  const blocks = blocksOf(section);
  const block = blocks.findIndex((each) => each.getBoundingClientRect().bottom > line);
  const seen = blocks[block];
  const topPx = seen ? Math.round(seen.getBoundingClientRect().top - top) : sectionTopPx;
  return { sectionId, block: seen ? block : -1, topPx, sectionTopPx };
}

/** Whether that moved the page. */
export function goToPlace(page: HTMLElement, { sectionId, block, topPx, sectionTopPx }: KeptPlace): boolean {
  const section = page.querySelector<HTMLElement>(`[data-section-id="${CSS.escape(sectionId)}"]`);
  if (!section) return false;
  const seen = blocksOf(section)[block];
  const wantedPx = seen ? topPx : sectionTopPx;
  const movedPx = (seen ?? section).getBoundingClientRect().top - page.getBoundingClientRect().top - wantedPx;
  if (Math.abs(movedPx) < 2) return false;
  const before = page.scrollTop;
  page.scrollTop += movedPx;
  return page.scrollTop !== before;
}

/** One that is far away has only its words, which say nothing of where its paragraphs will stand. */
function blocksOf(section: Element): Element[] {
  return [...section.querySelectorAll('.answer > :not(.plain-text)')];
}
