import { client } from '../studio/client.ts';
import { useConnection } from '../studio/connection.ts';

const storageKey = 'maobi.loaded-again-for';
const longestAnswerMs = 3000;

/**
 * Loads the page again if the studio is not the one that the page was built with. Resolves with whether it does: once for each version,
 * since a page that is the same as before would go on for ever.
 */
export async function loadAgainWhenOutdated(): Promise<boolean> {
  const version = await askForVersion();
  const isSame = version === import.meta.env.MAOBI_VERSION && !useConnection.getState().isCodeGone;
  if (version === null || isSame || !isFirstTimeFor(version)) return false;
  location.reload();
  return true;
}

async function askForVersion(): Promise<string | null> {
  try {
    return (await client.call('getSystem', { signal: AbortSignal.timeout(longestAnswerMs) })).version;
  } catch {
    return null;
  }
}

function isFirstTimeFor(version: string): boolean {
  try {
    if (sessionStorage.getItem(storageKey) === version) return false;
    sessionStorage.setItem(storageKey, version);
    return true;
  } catch {
    // what cannot be remembered could happen again and again
    return false;
  }
}
