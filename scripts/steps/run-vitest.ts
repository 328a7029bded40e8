import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tally } from './tally.ts';

/** What of vitest's JSON report is needed. */
interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

/** Runs vitest projects with the summary on the terminal as usual and returns the counts. */
export async function runVitest(projects: readonly string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'maobi-tests-'));
  const reportPath = join(folder, 'report.json');
  try {
    const passed = await new Promise<boolean>((resolve, reject) => {
      const choice = projects.flatMap((project) => ['--project', project]);
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
      const command = ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...choice, ...reporters];
      const child = spawn(process.execPath, command, { stdio: 'inherit' });
      child.on('error', reject);
      child.on('close', (code) => resolve(code === 0));
    });
    return readTally(reportPath, passed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that does not even load has no failed test in the report, and yet the run has failed: it counts as one. */
function readTally(reportPath: string, runPassed: boolean): Tally {
  try {
    const report = JSON.parse(readFileSync(reportPath, 'utf8')) as Report;
    const failed = runPassed ? report.numFailedTests : Math.max(report.numFailedTests, 1);
    return { passed: report.numPassedTests, failed };
  } catch (cause) {
    if (runPassed) throw new Error('vitest passed but left no report to count from', { cause });
    return { passed: 0, failed: 1 };
  }
}
