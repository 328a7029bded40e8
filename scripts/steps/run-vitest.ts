import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tally } from './tally.ts';
import { tallyOf, type TestReport } from './test-report.ts';

/** Runs vitest projects with the summary on the terminal as usual and returns what passed and failed. */
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

function readTally(reportPath: string, runPassed: boolean): Tally {
  try {
    return tallyOf(JSON.parse(readFileSync(reportPath, 'utf8')) as TestReport, runPassed);
  } catch (cause) {
    if (runPassed) throw new Error('vitest passed but left no report to count from', { cause });
    return { passed: 0, failures: ['vitest ended without a report: see its output above'] };
  }
}
