import { fitsMachine, type Machine, type Model } from '@maobi/contract';

/** The catalogue's default where it fits this machine's memory at 8K tokens, else the smallest that writes. */
export function recommendModel(models: readonly Model[], machine: Machine): Model | null {
  const writing = models.filter((model) => model.kind === 'writing' && model.isCatalogued).sort((a, b) => a.sizeBytes - b.sizeBytes);
  const fits = (model: Model) => model.memoryBytes !== null && fitsMachine(model.memoryBytes.at8k, machine);
  return writing.find((model) => model.isDefault && fits(model)) ?? writing[0] ?? null;
}

/**
 * Writing reads the whole file once per token, so the rate is memory bandwidth over file size. Laptops give a 2.5 GB file
 * 3 to 10 tokens a second; a rate measured on this machine replaces the range by ±15 %.
 */
export function expectedTokensPerSecond(model: Model, measured: number | undefined): [number, number] {
  if (measured !== undefined) return [round(measured * 0.85), round(measured * 1.15)];
  const scale = 2.5e9 / model.sizeBytes;
  return [round(3 * scale), round(10 * scale)];
}

function round(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}
