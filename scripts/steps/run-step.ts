import { spawn } from 'node:child_process';

/** One check: a program of node_modules run by this Node, so that it works alike on every system. */
export interface Step {
  readonly name: string;
  /** Path of a JavaScript program, then its arguments. */
  readonly command: readonly string[];
  /** What to do when it fails. */
  readonly hint: string;
}

export interface StepResult {
  readonly step: Step;
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
}

/** Runs one step and keeps what it prints. */
function runStep(step: Step): Promise<StepResult> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, step.command, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: '0' } });
    let output = '';
    const keep = (piece: Buffer): void => {
      output += piece.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ step, passed: code === 0, output, seconds: (performance.now() - started) / 1000 }));
  });
}

/** Runs all steps, a few at a time, and reports each as it ends. */
export async function runSteps(steps: readonly Step[], atOnce: number, report: (result: StepResult) => void): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const waiting = [...steps];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step);
      results.push(result);
      report(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
