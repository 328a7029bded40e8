import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { requireSupportedNode } from './building/node-version.mjs';
import { freePort } from './running/free-port.ts';

/**
 * `npm run dev`: the studio with prepared texts (no model), and its pages with reload on every change. The server restarts
 * when its sources change. Its data lie apart from a writer's own, in `.cache/dev`, unless `MAOBI_HOME` says otherwise.
 */
requireSupportedNode();
const root = resolve(import.meta.dirname, '..');
const serverPort = String(await freePort());
const pagesPort = String(await freePort());
const environment = {
  MAOBI_HOME: resolve(root, '.cache/dev'),
  ...process.env,
  MAOBI_PORT: serverPort,
  MAOBI_DEV_PAGES: `http://127.0.0.1:${pagesPort}`,
};

const start = (folder: string, ...command: string[]): ChildProcess =>
  spawn(process.execPath, command, { cwd: resolve(root, folder), env: environment, stdio: ['ignore', 'inherit', 'inherit'] });

const children = [
  start('.', 'node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'scripts/dev-server.ts'),
  start('apps/web', resolve(root, 'node_modules/vite/bin/vite.js'), '--port', pagesPort, '--strictPort', '--logLevel', 'warn'),
];
const stopAll = (): void => children.forEach((child) => child.kill('SIGTERM'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopAll);
for (const child of children) child.on('exit', stopAll);
