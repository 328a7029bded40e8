import type { Model } from '@maobi/contract';
import { StudioError, type Studio } from '@maobi/core';
import { activeModelAlias } from './generation-options.ts';

interface OpenaiModel {
  readonly id: string;
  readonly object: 'model';
  /** Not known, and said so by the epoch itself. */
  readonly created: 0;
  readonly owned_by: 'maobi';
}

/** `GET /v1/models`: the installed models that write. */
export async function openaiModels(studio: Studio): Promise<{ object: 'list'; data: OpenaiModel[] }> {
  return { object: 'list', data: (await writingModels(studio)).map((model) => toOpenai(model.id)) };
}

/** `GET /v1/models/:id`; throws `model-not-installed`. */
export async function openaiModel(id: string, studio: Studio): Promise<OpenaiModel> {
  await requireModel(id, studio);
  return toOpenai(id);
}

/** Throws `model-not-installed` unless the id is listed: a path in a request must never open a file. */
export async function requireModel(id: string, studio: Studio): Promise<void> {
  if (id === activeModelAlias) return;
  const models = await writingModels(studio);
  if (models.some((model) => model.id === id)) return;
  throw new StudioError('model-not-installed', `The model "${id.slice(0, 200)}" is not installed.`, { details: { param: 'model' } });
}

async function writingModels(studio: Studio): Promise<Model[]> {
  return (await studio.models.list()).filter((model) => model.installed !== null && model.kind !== 'embedding');
}

function toOpenai(id: string): OpenaiModel {
  return { id, object: 'model', created: 0, owned_by: 'maobi' };
}
