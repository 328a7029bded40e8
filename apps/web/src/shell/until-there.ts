import { ClientError } from '@maobi/contract';
import { client } from '../studio/client.ts';
import { tellCodeGone } from '../studio/connection.ts';

const askedEveryMs = 2000;
const longestAnswerMs = 3000;
/** Of a studio that does not know this browser, or is that of another data folder. */
const refusals: readonly number[] = [401, 409];

/**
 * Fetches code of the page, again and again while the studio does not answer. Throws what fetching threw where the studio is there and the code
 * is not: another one has taken its place since the page was loaded, which the page is told.
 */
export async function untilThere<Code>(fetchCode: () => Promise<Code>): Promise<Code> {
  for (let wasThere = false; ;) {
    try {
      return await fetchCode();
    } catch (error) {
      const isThere = await answers();
      if (isThere && wasThere) {
        tellCodeGone();
        throw error;
      }
      // it may have come back only after the code was asked for
      wasThere = isThere;
      if (!isThere) await new Promise((resolve) => setTimeout(resolve, askedEveryMs));
    }
  }
}

/** For `lazy`, of what can be missing: what stands in its place until it is there stays, and the page around it, where its code is gone. */
export function orElseNever<Code>(fetchCode: () => Promise<Code>): () => Promise<Code> {
  return () => untilThere(fetchCode).catch(() => new Promise(() => undefined));
}

async function answers(): Promise<boolean> {
  try {
    await client.call('getSystem', { signal: AbortSignal.timeout(longestAnswerMs) });
    return true;
  } catch (error) {
    // it answers whoever it does not know, too, and has its code for everybody
    return error instanceof ClientError && refusals.includes(error.status);
  }
}
