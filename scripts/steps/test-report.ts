import { relative } from 'node:path';
import type { Tally } from './tally.ts';

/** What of vitest's JSON report is needed. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    /** The file. */
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** A file that does not even load, and a run that fails beside all tests, have no failed test in the report; each counts as one failure. */
export function tallyOf(report: TestReport, runPassed: boolean): Tally {
  const failures = report.testResults.flatMap((file) => {
    const path = relative(process.cwd(), file.name);
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0 && file.status === 'failed') return [`${path}: ${firstLine(file.message)}`];
    return failed.map(({ fullName, failureMessages }) => `${path} > ${fullName}: ${firstLine(failureMessages?.[0] ?? '')}`);
  });
  if (failures.length === 0 && !runPassed) failures.push('vitest failed beside all tests: see its output above');
  return { passed: report.numPassedTests, failures };
}

function firstLine(message: string): string {
  return message.trimStart().split('\n', 1)[0] ?? '';
}
