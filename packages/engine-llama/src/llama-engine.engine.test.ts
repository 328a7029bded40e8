import { fileURLToPath } from 'node:url';
import { engineContract } from '@maobi/testkit';
import { createLlamaEngine } from './index.ts';
import { engineChildren } from './test-processes.ts';

const path = fileURLToPath(new URL('../../../models/demo/maobi-demo.gguf', import.meta.url));

engineContract('llama.cpp', async () => {
  const engine = createLlamaEngine({ threads: 1 });
  return {
    engine,
    model: { modelId: 'demo', path, contextTokens: 4096 },
    crash: () => engineChildren().forEach((processId) => process.kill(processId, 'SIGKILL')),
  };
});
