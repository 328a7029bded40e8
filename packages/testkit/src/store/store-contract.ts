import { describe } from 'vitest';
import { batchesContract } from './contract/contract-batches.ts';
import { binContract } from './contract/contract-bin.ts';
import { calibrationsContract } from './contract/contract-calibrations.ts';
import { commentsContract } from './contract/contract-comments.ts';
import { comparisonsContract } from './contract/contract-comparisons.ts';
import { conversationsContract } from './contract/contract-conversations.ts';
import { documentSearchContract } from './contract/contract-document-search.ts';
import { documentsContract } from './contract/contract-documents.ts';
import { imagesContract } from './contract/contract-images.ts';
import { jobsContract } from './contract/contract-jobs.ts';
import { messagesContract } from './contract/contract-messages.ts';
import { nightContract } from './contract/contract-night.ts';
import { outlinesContract } from './contract/contract-outlines.ts';
import { polishingContract } from './contract/contract-polishing.ts';
import { runsContract } from './contract/contract-runs.ts';
import { searchContract } from './contract/contract-search.ts';
import { settingsContract } from './contract/contract-settings.ts';
import type { StoreMaker } from './contract/contract-subject.ts';
import { versionsContract } from './contract/contract-versions.ts';

/**
 * What every adapter of the Store port must do: rules H1–H22, H37–H46, H48–H55 of docs/specs/history.md, B1–B6 and B18 of docs/specs/batch.md, K23 and
 * K24 of docs/specs/calibration.md, W23 and W26 of docs/specs/documents.md.
 * @param makeStore a new, empty store for each test
 */
export function storeContract(name: string, makeStore: StoreMaker): void {
  describe(`the store port: ${name}`, () => {
    conversationsContract(makeStore);
    messagesContract(makeStore);
    runsContract(makeStore);
    searchContract(makeStore);
    documentsContract(makeStore);
    outlinesContract(makeStore);
    versionsContract(makeStore);
    documentSearchContract(makeStore);
    commentsContract(makeStore);
    jobsContract(makeStore);
    polishingContract(makeStore);
    imagesContract(makeStore);
    nightContract(makeStore);
    batchesContract(makeStore);
    binContract(makeStore);
    settingsContract(makeStore);
    calibrationsContract(makeStore);
    comparisonsContract(makeStore);
  });
}
