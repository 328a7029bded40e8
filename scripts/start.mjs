import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { requireSupportedNode } from './building/node-version.mjs';

// `npm start`: builds what has changed, then runs the product with the arguments given.
requireSupportedNode();
const root = resolve(import.meta.dirname, '..');
if (!existsSync(join(root, 'node_modules/rolldown'))) {
  console.error('The dependencies are not installed yet. Run: npm ci');
  process.exit(1);
}
const { buildOrExplain, nodeArguments, productFolder } = await import('./building/build-product.mjs');
await buildOrExplain();

const program = join(productFolder, 'maobi.js');
const studio = spawn(process.execPath, [...nodeArguments, program, ...process.argv.slice(2)], { stdio: 'inherit' });
// Ctrl+C reaches the studio by itself, since both stand in the terminal's foreground: this process only waits for it
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => studio.kill('SIGTERM'));
process.on('SIGHUP', () => studio.kill('SIGHUP'));
studio.on('exit', (code) => process.exit(code ?? 1));
