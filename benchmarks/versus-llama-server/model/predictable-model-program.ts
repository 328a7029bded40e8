import { existsSync } from 'node:fs';
import type { BenchmarkProgram } from '../../benchmark.ts';
import { writePredictableModel } from './predictable-model.ts';

/** `npm run bench -- predictable-model IN.gguf OUT.gguf` */
export const predictableModel: BenchmarkProgram = {
  name: 'predictable-model',
  about: 'writes a copy of a model file that computes as much and always writes the same text (IN.gguf OUT.gguf)',
  run: async ([from, to]) => {
    if (from === undefined || to === undefined || !existsSync(from) || existsSync(to)) {
      console.error('npm run bench -- predictable-model IN.gguf OUT.gguf, where IN exists and OUT does not');
      return 2;
    }
    writePredictableModel(from, to);
    return 0;
  },
};
