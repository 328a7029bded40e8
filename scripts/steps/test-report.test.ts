import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tallyOf, type TestReport } from './test-report.ts';

const file = (fields: Partial<TestReport['testResults'][number]>): TestReport['testResults'][number] => ({
  name: join(process.cwd(), 'packages/core/src/a.test.ts'),
  status: 'passed',
  message: '',
  assertionResults: [],
  ...fields,
});

describe('the count of a test run', () => {
  it('names each test that failed, with the first line of why', () => {
    const failed = { status: 'failed', fullName: 'queue gives way', failureMessages: ['AssertionError: expected 1 to be 2\n    at here'] };
    const passed = { status: 'passed', fullName: 'queue waits', failureMessages: [] };
    const report = { numPassedTests: 1, testResults: [file({ status: 'failed', assertionResults: [failed, passed] })] };
    expect(tallyOf(report, false)).toEqual({
      passed: 1,
      failures: ['packages/core/src/a.test.ts > queue gives way: AssertionError: expected 1 to be 2'],
    });
  });

  it('counts a file that does not load, and a run that fails beside all tests', () => {
    const broken = file({ status: 'failed', message: 'SyntaxError: no\nmore' });
    expect(tallyOf({ numPassedTests: 0, testResults: [broken] }, false).failures).toEqual(['packages/core/src/a.test.ts: SyntaxError: no']);
    expect(tallyOf({ numPassedTests: 3, testResults: [file({})] }, false).failures).toHaveLength(1);
    expect(tallyOf({ numPassedTests: 3, testResults: [file({})] }, true)).toEqual({ passed: 3, failures: [] });
  });
});
