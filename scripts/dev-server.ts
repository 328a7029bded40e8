import { createScriptedEngine } from '@maobi/testkit';
import { dataFolderOf } from '../apps/studio/src/data-folder.ts';
import { serveUntilStopped } from '../apps/studio/src/server/serve-until-stopped.ts';
import { startServer } from '../apps/studio/src/server/start-server.ts';

/** The server part of `npm run dev`: prepared texts in place of a model, behind the development server of the pages. */
const pages = process.env['MAOBI_DEV_PAGES'] ?? '';
const server = await startServer({
  dataFolder: dataFolderOf(process.env),
  engine: () => createScriptedEngine({ writeTokensPerSecond: 30 }),
  port: Number(process.env['MAOBI_PORT']),
  extraHosts: [new URL(pages).host],
});
console.log(`\n  Open ${server.launchUrl.replace(server.url, pages)}\n`);
if (server.kind === 'started') await serveUntilStopped(server);
