import type { Log, Studio } from '@maobi/core';
import type { Hono } from 'hono';
import { jsonAnswer } from '../answers/error-answer.ts';
import { readJson } from '../answers/read-request.ts';
import { openaiAnswer, type OpenaiCall, type Patience } from './answer.ts';
import { readChatCall } from './chat-completions.ts';
import { readCompletionCall } from './completions.ts';
import { openaiModel, openaiModels, requireModel } from './model-list.ts';

/** Registers the part of OpenAI's API that a writing model can answer. */
export function registerOpenai(app: Hono, surroundings: { studio: Studio; log: Log; patience: Patience }): void {
  const { studio } = surroundings;
  const answering = (path: string, read: (body: unknown) => OpenaiCall): void => {
    app.post(path, async (context) => {
      const call = read(await readJson(context.req.raw));
      if (call.request.model !== null) await requireModel(call.request.model, studio);
      return openaiAnswer(call, { ...surroundings, request: context.req.raw });
    });
  };
  app.get('/v1/models', async () => jsonAnswer(await openaiModels(studio)));
  app.get('/v1/models/:id', async (context) => jsonAnswer(await openaiModel(context.req.param('id'), studio)));
  answering('/v1/chat/completions', readChatCall);
  answering('/v1/completions', readCompletionCall);
}
