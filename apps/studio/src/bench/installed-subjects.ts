import type { Model } from '@maobi/contract';
import type { BenchParts } from './bench-parts.ts';
import type { BenchSubject } from './bench-result.ts';

/** The models that are named by ids or paths, each once; `null`: the one that the studio would use. Throws what `resolve` throws. */
export async function installedSubjects(wanted: readonly string[] | null, parts: BenchParts): Promise<BenchSubject[]> {
  const names = wanted ?? [usualModel(await parts.models.list())];
  const subjects: BenchSubject[] = [];
  for (const name of new Set(names)) {
    const { model, path } = await parts.models.resolve(name);
    const { id, quantisation, sizeBytes, sampling } = model;
    const shape = await parts.inspect(path);
    subjects.push({ id, name: model.name, quantisation, path, sizeBytes, isSynthetic: false, shape, sampling });
  }
  return subjects;
}

/** As the studio chooses without a setting: the recommended one, another installed one, else the demo. */
function usualModel(models: readonly Model[]): string {
  const writing = models.filter(({ installed, kind }) => installed && kind === 'writing');
  return (writing.find(({ isDefault }) => isDefault) ?? writing[0])?.id ?? 'demo';
}
