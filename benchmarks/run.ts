import { parseArgs } from 'node:util';
import { buildProduct } from '../scripts/building/build-product.mjs';
import { badInput } from './bad-input.ts';
import { batchMemory } from './batch-memory.ts';
import type { Benchmark, BenchmarkProgram, Measurement } from './benchmark.ts';
import { conversationPage } from './conversation-page.ts';
import { documentLengths } from './document-lengths.ts';
import { runEstimates } from './estimates.ts';
import { documentPage } from './document-page.ts';
import { documentSearch } from './document-search.ts';
import { lint } from './lint.ts';
import { pageMemory } from './page-memory.ts';
import { pageOpening } from './page-opening.ts';
import { programStart } from './program-start.ts';
import { soak } from './soak/soak.ts';
import { predictableModel } from './versus-llama-server/model/predictable-model-program.ts';
import { versusLlamaServer } from './versus-llama-server/versus-llama-server.ts';
import { webBundle } from './web-bundle.ts';

/** `npm run bench [-- NAME ...] [--model FILE] [--json]`: measures the built product; exits 1 when a budget is not kept. */
const benchmarks: readonly Benchmark[] = [
  webBundle,
  programStart,
  pageOpening,
  conversationPage,
  documentPage,
  badInput,
  pageMemory,
  documentSearch,
  lint,
  runEstimates,
];
/** `npm run bench -- NAME [its options]`: never part of a plain run. */
const programs: readonly BenchmarkProgram[] = [soak, batchMemory, documentLengths, versusLlamaServer, predictableModel];

const [first, ...words] = process.argv.slice(2);
const program = programs.find(({ name }) => name === first);
if (program) {
  await buildProduct();
  process.exit(await program.run(words));
}
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, list: { type: 'boolean' }, model: { type: 'string' } },
});
const unknown = positionals.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (values.list === true || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no benchmark named ${unknown.join(', ')}. There are:`);
  for (const { name, about } of [...benchmarks, ...programs]) console.log(`${name}: ${about}`);
  process.exit(unknown.length > 0 ? 2 : 0);
}
await buildProduct();
const results: (Measurement & { benchmark: string })[] = [];
for (const benchmark of benchmarks) {
  if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
  if (values.json !== true) console.log(`\n${benchmark.name}: ${benchmark.about}`);
  for (const measurement of await benchmark.measure({ model: values.model ?? null })) {
    results.push({ benchmark: benchmark.name, ...measurement });
    if (values.json !== true) console.log(`  ${lineOf(measurement)}`);
  }
}
if (values.json === true) console.log(JSON.stringify(results));
process.exitCode = results.every(isKept) ? 0 : 1;

function isKept({ value, budget }: Measurement): boolean {
  return budget === undefined || value <= budget;
}

function lineOf(measurement: Measurement): string {
  const { name, value, unit, budget } = measurement;
  const mark = budget === undefined ? ' ' : isKept(measurement) ? '✔' : '✘';
  return `${mark} ${name}: ${value.toFixed(1)} ${unit}${budget === undefined ? '' : ` (budget ${budget})`}`;
}
