const storageKey = 'maobi.passed-over-versions';
const mostKept = 1_000;

/** Versions that were saved in the middle of one sitting by hand and overtaken by its later ones; lists need not show them. */
const passedOver = new Set<string>(readKept());

export function passOver(versionId: string): void {
  passedOver.add(versionId);
  try {
    localStorage.setItem(storageKey, JSON.stringify([...passedOver].slice(-mostKept)));
  } catch {
    // then they are listed after the next visit, which does no harm
  }
}

export function isPassedOver(versionId: string): boolean {
  return passedOver.has(versionId);
}

function readKept(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
