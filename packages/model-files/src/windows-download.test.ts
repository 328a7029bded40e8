import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { knowsHowFilesAreOpen, underWindowsRules } from '@maobi/testkit';
import { expect, it } from 'vitest';
import { startFaultyFileServer } from './testing/faulty-file-server.ts';
import { openSample, sampleBytes, sampleEntry, sha256Of, temporaryFolder } from './testing/sample-models.ts';

it.runIf(knowsHowFilesAreOpen)('M13, M15: comes in where Windows has its rules for files, also after it had to begin anew', async () => {
  await using folder = await temporaryFolder();
  await using server = await startFaultyFileServer(sampleBytes);
  // half of it, then a server that knows no ranges: what is there has to go
  server.next.push({ endAfterBytes: Math.floor(sampleBytes.length / 2) }, { ignoresRanges: true });
  await underWindowsRules(async () => {
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await files.settled('sample');
  });
  expect(server.seen.length).toBeGreaterThan(1);
  expect(sha256Of(await readFile(path.join(folder.path, 'sample.gguf')))).toBe(sha256Of(sampleBytes));
});
