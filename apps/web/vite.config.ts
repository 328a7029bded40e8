import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const studioPort = process.env['MAOBI_PORT'] ?? '4160';
/** Requests keep their Host, since the studio compares it with the page's origin; `npm run dev` tells the studio of this one. */
const studio = { target: `http://127.0.0.1:${studioPort}`, changeOrigin: false };

// the oldest browsers with light-dark(); below them the colours would have to be compiled twice
const browsers = ['chrome123', 'edge123', 'firefox120', 'safari17.5', 'ios17.5'];

/** Libraries every page needs, in chunks that stay in the browser's cache when only our own code changes. */
const firstViewLibraries: { name: string; test: RegExp }[] = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store)\// },
  {
    name: 'studio',
    test: /node_modules\/(zod|eventsource-parser|@tanstack|zustand|wouter|regexparam|i18next|react-i18next)\/|packages\/contract\//,
  },
];

export default defineConfig({
  plugins: [react(), tailwind({ optimize: false })],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: browsers,
    cssTarget: browsers,
    // the page's policy allows no data: addresses
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: { output: { codeSplitting: { groups: firstViewLibraries } } },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': studio, '/v1': studio, '/health': studio, '^/\\?token=': studio },
  },
});
