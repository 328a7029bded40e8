import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { productFolder } from '../scripts/building/build-product.mjs';
import type { Benchmark } from './benchmark.ts';

const webFolder = join(productFolder, 'web');
const budgetKilobytes = 250;

/** The page that each first view draws, by a piece of its chunk's name. */
const firstViews = { 'first visit': 'first-run-page', home: 'home-page', conversation: 'conversation-page' };

export const webBundle: Benchmark = {
  name: 'web-bundle',
  about: 'JavaScript a browser must load before the first view can be used, gzip',
  measure: async () => {
    const page = readFileSync(join(webFolder, 'index.html'), 'utf8');
    const start = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, path]) => path ?? '');
    return Object.entries(firstViews).map(([name, chunk]) => {
      const files = withStaticImports([...start, ...lazyChunk(start, chunk)]);
      return { name, value: gzipKilobytes(files), unit: 'kB', budget: budgetKilobytes };
    });
  },
};

/** The chunk that the start scripts load when this page is opened. */
function lazyChunk(start: readonly string[], name: string): string[] {
  const found = start.map((path) => new RegExp(`["'\`./](${name}-[\\w-]+\\.js)`).exec(read(path))?.[1]).find((path) => path !== undefined);
  if (found === undefined) throw new Error(`no script at the start loads ${name}`);
  return [`assets/${found}`];
}

function withStaticImports(paths: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...paths];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path) || !existsSync(join(webFolder, path))) continue;
    found.add(path);
    const imports = read(path).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g);
    waiting.push(...[...imports].map(([, name]) => `assets/${name}`));
  }
  return found;
}

function gzipKilobytes(paths: ReadonlySet<string>): number {
  const bytes = [...paths].reduce((sum, path) => sum + gzipSync(readFileSync(join(webFolder, path)), { level: 9 }).length, 0);
  return bytes / 1000;
}

function read(path: string): string {
  return readFileSync(join(webFolder, path), 'utf8');
}
