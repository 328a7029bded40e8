import { readFile, readdir, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** A file of the built web studio and its smaller twins. */
interface PageFile {
  readonly path: string;
  readonly etag: string;
  readonly encodings: readonly ('br' | 'gzip')[];
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const suffixes = { br: '.br', gzip: '.gz' } as const;

/**
 * The web studio's files. A request only picks a name from the list of what lies there, so none can name another file;
 * the list is read again when a name is missing (a fresh build), at most once a second. Addresses of the studio's own
 * views get `index.html`.
 */
export function createPages(folder: string): (request: Request) => Promise<Response | null> {
  let files: Promise<ReadonlyMap<string, PageFile>> = listFiles(folder);
  let listedAt = performance.now();
  const find = async (name: string): Promise<PageFile | undefined> => {
    const found = (await files).get(name);
    if (found || performance.now() - listedAt < 1_000) return found;
    listedAt = performance.now();
    files = listFiles(folder);
    return (await files).get(name);
  };
  return async (request) => {
    const path = new URL(request.url).pathname;
    const isView = extname(path) === '';
    const file = await find(isView ? '/index.html' : path);
    if (file) return fileAnswer(file, request).catch(() => null); // replaced by a build at this very moment
    return isView ? notBuilt() : null;
  };
}

async function fileAnswer(file: PageFile, request: Request): Promise<Response> {
  const accepted = request.headers.get('accept-encoding') ?? '';
  const encoding = file.encodings.find((name) => new RegExp(`\\b${name}\\b(?!;q=0(\\D|$))`).test(accepted));
  const etag = encoding ? file.etag.replace(/"$/, `-${encoding}"`) : file.etag;
  const isHashed = /\/assets\/.*[-.][\w-]{8,}\.\w+$/.test(file.path.replaceAll(sep, '/'));
  const headers = {
    'content-type': mediaTypes[extname(file.path)] ?? 'application/octet-stream',
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    etag,
    ...(encoding ? { 'content-encoding': encoding } : {}),
  };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const content = await readFile(encoding ? file.path + suffixes[encoding] : file.path);
  return new Response(new Uint8Array(content), { headers });
}

async function listFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = new Set(entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)));
  const files = new Map<string, PageFile>();
  for (const path of paths) {
    const facts = await stat(path).catch(() => null);
    if (!facts || /\.(br|gz)$/.test(path)) continue;
    const encodings = (['br', 'gzip'] as const).filter((name) => paths.has(path + suffixes[name]));
    const etag = `"${facts.size.toString(36)}-${Math.floor(facts.mtimeMs).toString(36)}"`;
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { path, etag, encodings });
  }
  return files;
}

function notBuilt(): Response {
  const text = 'The pages of the studio are not built yet: run "npm run build".\n网页尚未构建：请运行 npm run build。\n';
  return new Response(text, { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
