import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { healthSchema, instanceSchema } from '@maobi/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeArguments, productFolder } from '../../scripts/building/build-product.mjs';
import { packProduct, type PackedProduct } from '../../scripts/packing/pack-product.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const mostBytes = 400e6;

/** The packed product, installed as a user would, with its own data folder. */
describe('packed product', () => {
  let folder: string;
  let packed: PackedProduct;
  let installed: string;
  let installOutput: string;

  const environment = (): NodeJS.ProcessEnv => ({ ...process.env, MAOBI_HOME: join(folder, 'home'), MAOBI_MODEL: '', NO_COLOR: '1' });
  const program = (): string => join(installed, 'dist/maobi.js');
  const maobi = async (...parameters: string[]): Promise<string> => {
    const { stdout } = await run(join(folder, 'prefix/bin/maobi'), parameters, { cwd: folder, env: environment(), maxBuffer: 1e8 });
    return stdout;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'maobi-packed-'));
    installed = join(folder, 'prefix/lib/node_modules/maobi');
    packed = packProduct(root, productFolder);
    const parameters = [
      'install',
      '--global',
      '--prefix',
      join(folder, 'prefix'),
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      packed.path,
    ];
    const { stdout, stderr } = await run('npm', parameters, { cwd: folder });
    installOutput = stdout + stderr;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is small, packed and installed', () => {
    const installedBytes = bytesUnder(installed);
    console.log(`packed ${megabytes(packed.packedBytes)}, installed ${megabytes(installedBytes)}`);
    expect(installedBytes).toBeLessThan(mostBytes);
    expect(installedBytes).toBeGreaterThan(packed.unpackedBytes);
  });

  it('runs no script at install time and brings no code for graphics cards', () => {
    const manifests = filesUnder(installed).filter((path) => path.endsWith('/package.json'));
    const withScripts = manifests.filter((path) => {
      const { scripts = {} } = JSON.parse(readFileSync(path, 'utf8')) as { scripts?: Record<string, string> };
      const isPackage = /\/node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path);
      return isPackage && ['preinstall', 'install', 'postinstall'].some((name) => name in scripts);
    });
    expect(withScripts).toEqual([]);
    expect(filesUnder(installed).filter((path) => /binding\.gyp$|cuda|vulkan/i.test(path) && !path.endsWith('.js'))).toEqual([]);
    expect(installOutput).not.toContain('install-scripts');
  });

  it('is given a small nursery by Node when it is called by its name', () => {
    expect(readFileSync(program(), 'utf8').split('\n', 1)).toEqual([`#!/usr/bin/env -S node ${nodeArguments.join(' ')}`]);
  });

  it('contains nothing of the testkit', () => {
    const programs = filesUnder(join(installed, 'dist')).filter((path) => path.endsWith('.js'));
    expect(programs.filter((path) => readFileSync(path, 'utf8').includes('createScriptedEngine'))).toEqual([]);
    expect(programs.length).toBeGreaterThan(20);
  });

  it('contains every template', () => {
    expect(readdirSync(join(installed, 'dist/templates'))).toEqual(readdirSync(join(root, 'templates')));
  });

  it('shows help and its version', async () => {
    expect(await maobi('--help')).toContain('Usage: maobi');
    expect((await maobi('--version')).trim()).toBe(
      (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    );
  });

  it('finds itself healthy', async () => {
    const result = lastLine(await maobi('doctor', '--json'));
    expect(result).toMatchObject({ type: 'result', ok: true, dataFolder: join(folder, 'home') });
  });

  it('writes with the demo model', async () => {
    const result = lastLine(await maobi('write', '--model', 'demo', '--seed', '1', '--json', '春天的公园'));
    expect(result).toMatchObject({ type: 'result', text: expect.stringMatching(/\p{Script=Han}/u) });
  });

  it('serves the studio and ends on request', async () => {
    const server = spawn(process.execPath, [program(), 'serve', '--no-open', '--port', '0'], {
      cwd: folder,
      env: environment(),
      stdio: 'ignore',
    });
    const ended = once(server, 'exit');
    try {
      const { port } = await writtenInstance(join(folder, 'home/instance.json'), ended);
      const url = `http://127.0.0.1:${port}`;
      expect(healthSchema.parse(await (await fetch(`${url}/health`)).json()).processId).toBe(server.pid);
      const page = await fetch(url);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1];
      expect((await fetch(`${url}${script}`)).headers.get('content-type')).toContain('javascript');
    } finally {
      server.kill('SIGTERM');
      await ended;
    }
  });
});

/** Waits for the file that a listening studio writes. */
async function writtenInstance(path: string, ended: Promise<unknown>): Promise<{ port: number }> {
  let isRunning = true;
  void ended.then(() => (isRunning = false));
  while (!existsSync(path)) {
    if (!isRunning) throw new Error('the studio ended before it listened');
    await new Promise((resolveWait) => setTimeout(resolveWait, 50));
  }
  return instanceSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

function lastLine(output: string): unknown {
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as unknown;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function bytesUnder(folder: string): number {
  return filesUnder(folder).reduce((sum, path) => sum + statSync(path).size, 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
