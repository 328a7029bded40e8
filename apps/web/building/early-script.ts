import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

interface View {
  readonly pattern: string;
  /** Modules that are imported when they are needed, and are needed to draw this view. */
  readonly parts: readonly string[];
  /** What is asked for by the time it is drawn; `$1` is the part of the address that the pattern marks. The page asks in the same words (`queries.ts`). */
  readonly answers: readonly string[];
}

const markdown = 'src/conversation/markdown/markdown-text.tsx';
const conversation = ['src/conversation/conversation-page.tsx', markdown];
const conversationList = '/api/conversations?limit=200';

/** The pages that a writer comes to most. Others are found as their scripts are read. */
const views: readonly View[] = [
  { pattern: '^/$', parts: ['src/home/home-page.tsx'], answers: ['/api/documents?limit=5', '/api/batches?limit=500', conversationList] },
  { pattern: '^/c/([^/]+)$', parts: conversation, answers: ['/api/conversations/$1', conversationList] },
  { pattern: '^/conversations$', parts: conversation, answers: [conversationList] },
  {
    pattern: '^/documents/([^/]+)$',
    parts: ['src/document/document-page.tsx', 'src/document/document-title.tsx', markdown],
    answers: ['/api/documents/$1'],
  },
];

type Bundle = Rolldown.OutputBundle;

/** Puts a script before all others into the page, which asks for the code and the answers that its address needs. */
export function earlyScript(): Plugin {
  const here = import.meta.dirname;
  return {
    name: 'early-script',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('There is no index.html to put the early script into.');
        const isNamed = (file: string) => String(page.source).includes(file);
        const filled = views.map(({ pattern, parts, answers }) => {
          return { pattern, files: filesOf(bundle, parts).filter((file) => !isNamed(file)), answers };
        });
        const source = readFileSync(join(here, 'early.js'), 'utf8').replace('[]', () => JSON.stringify(filled));
        const name = this.getFileName(this.emitFile({ type: 'asset', name: 'early.js', source }));
        page.source = String(page.source).replace('<script ', `<script src="/${name}"></script>\n    <script `);
      },
    },
  };
}

/** Scripts and styles of these modules, and of all that they import. */
function filesOf(bundle: Bundle, parts: readonly string[]): string[] {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  const own = parts.flatMap((part) => {
    const isPart = (id: string | null) => id?.endsWith(part) === true;
    const chunk = chunks.find(({ facadeModuleId }) => isPart(facadeModuleId)) ?? chunks.find(({ moduleIds }) => moduleIds.some(isPart));
    if (!chunk) throw new Error(`No chunk holds ${part}.`);
    return withImports(bundle, chunk);
  });
  const wanted = [...new Set(own)];
  const styles = wanted.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
  return [...wanted.map(({ fileName }) => fileName), ...new Set(styles)].map((name) => `/${name}`);
}

function withImports(bundle: Bundle, chunk: Rolldown.OutputChunk): Rolldown.OutputChunk[] {
  const found = new Set([chunk]);
  for (const { imports } of found) {
    for (const name of imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') found.add(imported);
    }
  }
  return [...found];
}
