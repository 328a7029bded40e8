/** A whole studio as its own process: prints one JSON line `{ kind, url, launchUrl }`, then serves until a signal comes. */
import { createScriptedEngine } from '@maobi/testkit';
import { dataFolderOf } from '../../apps/studio/src/data-folder.ts';
import { serveUntilStopped } from '../../apps/studio/src/server/serve-until-stopped.ts';
import { startServer } from '../../apps/studio/src/server/start-server.ts';

const server = await startServer({
  dataFolder: dataFolderOf(process.env),
  engine:
    process.env['MAOBI_ENGINE'] === 'llama'
      ? 'llama'
      : () => createScriptedEngine({ writeTokensPerSecond: Number(process.env['MAOBI_WRITE_RATE'] ?? 30) }),
  modelOverride: process.env['MAOBI_MODEL'] ?? null,
  port: Number(process.env['MAOBI_PORT'] ?? 0),
});
process.stdout.write(`${JSON.stringify({ kind: server.kind, url: server.url, launchUrl: server.launchUrl })}\n`);
if (server.kind === 'started') await serveUntilStopped(server);
process.exit(0);
