/** A whole studio with the scripted engine as its own process: prints one JSON line `{ url, launchUrl, kind }`, then serves. */
import { createScriptedEngine } from '@maobi/testkit';
import { dataFolderOf } from '../../apps/studio/src/data-folder.ts';
import { serveUntilStopped } from '../../apps/studio/src/server/serve-until-stopped.ts';
import { startServer } from '../../apps/studio/src/server/start-server.ts';

const server = await startServer({
  dataFolder: dataFolderOf(process.env),
  engine: process.env['MAOBI_ENGINE'] === 'llama' ? 'llama' : () => createScriptedEngine({ writeTokensPerSecond: 30 }),
  port: Number(process.env['MAOBI_PORT'] ?? 0),
});
process.stdout.write(`${JSON.stringify({ kind: server.kind, url: server.url, launchUrl: server.launchUrl })}\n`);
if (server.kind === 'started') await serveUntilStopped(server);
