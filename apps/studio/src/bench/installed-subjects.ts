import type { Model } from '@maobi/contract';
import type { ResolvedModel } from '@maobi/core';
import type { BenchParts } from './bench-parts.ts';
import type { BenchSubject } from './bench-result.ts';

/** The models that are named by ids or paths, each once; `null`: the one that the studio would use. Throws what `resolve` throws. */
export async function installedSubjects(wanted: readonly string[] | null, parts: BenchParts): Promise<BenchSubject[]> {
  const names = wanted ?? [usualModel(await parts.models.list())];
  const subjects: BenchSubject[] = [];
  for (const name of new Set(names)) {
    subjects.push(await subjectOf(await parts.models.resolve(name), parts));
  }
  return subjects;
}

/** Throws `model-invalid`. */
export async function subjectOf({ model, path }: ResolvedModel, { inspect }: Pick<BenchParts, 'inspect'>): Promise<BenchSubject> {
  const { id, name, quantisation, sizeBytes, sampling } = model;
  return { id, name, quantisation, path, sizeBytes, isSynthetic: false, shape: await inspect(path), sampling };
}

/** As the studio chooses without a setting: the recommended one, another installed one, else the demo. */
function usualModel(models: readonly Model[]): string {
  const writing = models.filter(({ installed, kind }) => installed && kind === 'writing');
  return (writing.find(({ isDefault }) => isDefault) ?? writing[0])?.id ?? 'demo';
}
