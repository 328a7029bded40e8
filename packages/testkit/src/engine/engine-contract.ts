import { describe } from 'vitest';
import { answeringContract } from './contract-answering.ts';
import { failingContract } from './contract-failing.ts';
import { loadingContract } from './contract-loading.ts';
import { readingContract } from './contract-reading.ts';
import { sequencesContract } from './contract-sequences.ts';
import type { SubjectMaker } from './contract-subject.ts';

/**
 * What every adapter of the Engine port must do: one test for each sentence of the port.
 * @param makeSubject a new engine without a loaded model, for each group of tests
 */
export function engineContract(name: string, makeSubject: SubjectMaker): void {
  describe(`the engine port: ${name}`, () => {
    loadingContract(makeSubject);
    readingContract(makeSubject);
    answeringContract(makeSubject);
    sequencesContract(makeSubject);
    failingContract(makeSubject);
  });
}
