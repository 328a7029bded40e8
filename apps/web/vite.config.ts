import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contractInParts } from './building/contract-in-parts.ts';
import { earlyScript } from './building/early-script.ts';
import { endpointRoutes } from './building/endpoint-routes.ts';
import { readyAtOnce } from './building/ready-at-once.ts';
import { textsAsData } from './building/texts-as-data.ts';

const studioPort = process.env['MAOBI_PORT'] ?? '4160';
/** Requests keep their Host, since the studio compares it with the page's origin; `npm run dev` tells the studio of this one. */
const studio = { target: `http://127.0.0.1:${studioPort}`, changeOrigin: false };

/** Of the product that the page is part of; the studio that serves it may be another one by then. */
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../studio/package.json'), 'utf8')) as { version: string };

// the oldest browsers with light-dark(); below them the colours would have to be compiled twice
const browsers = ['chrome123', 'edge123', 'firefox120', 'safari17.5', 'ios17.5'];

/** Libraries every page needs, in chunks that stay in the browser's cache when only our own code changes. */
const firstViewLibraries: { name: string; test: RegExp }[] = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store)\/|^\0rolldown\/runtime/ },
  {
    name: 'studio',
    test: /node_modules\/(eventsource-parser|@tanstack|zustand|wouter|regexparam|i18next)\/|packages\/contract\//,
  },
];

/**
 * Our own code in few files: a request costs a page more than a kilobyte that it does not need. What most pages share is small; larger
 * parts stay with the pages that need them.
 */
const ownParts = [
  { name: 'start', tags: ['$initial' as const] },
  {
    name: 'work',
    test: /\/web\/src\/(conversation\/(composer\/(draft-store|text-field|use-draft)|use-stop-key|stream\/|turn\/(copy-|next-question|spoken-progress)|composer\/enter-key|markdown\/task-box)|document\/(writing-progress|use-attempt|document-actions|use-document-length|use-live-section|show-section|reading\/reading-preferences|polish\/find-passage|text\/show-range|aide\/checks\/show-place)|document-list\/document-(progress|actions)|document\/(export\/|comments\/shown-comment)|shell\/(before-print|binned-note|load-failure))/,
    minShareCount: 2,
  },
  { name: 'document', test: /\/web\/src\/document\/document-(page|title)\.tsx$/ },
  { name: 'markdown', test: /\/web\/src\/conversation\/markdown\/(markdown-text|text-pieces|parse-markdown)/ },
  // behind those that the pages for reading need, which would else get a form's fields with what these share with it
  { name: 'choices', test: /@base-ui\/react\/(radio|radio-group)\// },
  { name: 'brief', test: /\/web\/src\/(new-document|templates-page\/use-)/, minShareCount: 2 },
];

export default defineConfig({
  plugins: [
    react(),
    tailwind({ optimize: false }),
    endpointRoutes(),
    contractInParts(),
    textsAsData(),
    readyAtOnce(['react', 'studio', 'work', 'document', 'markdown']),
    earlyScript(),
  ],
  resolve: {
    // its form for browsers lets the page read an entity as HTML, which the page's policy forbids: the one with the table of all of them
    alias: { 'decode-named-character-reference': fileURLToPath(import.meta.resolve('decode-named-character-reference')) },
  },
  define: { 'import.meta.env.MAOBI_VERSION': JSON.stringify(version) },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: browsers,
    cssTarget: browsers,
    // the page's policy allows no data: addresses
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: { output: { codeSplitting: { groups: [...firstViewLibraries, ...ownParts] } } },
  },
  // the one that colours code fetches the grammar of a language when it meets that
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': studio, '/v1': studio, '/health': studio, '^/\\?token=': studio },
  },
});
