import { studioHeader, type Health } from '@maobi/contract';
import { StudioError, type Log, type Studio } from '@maobi/core';
import { Hono } from 'hono';
import { errorAnswer, jsonAnswer } from './answers/error-answer.ts';
import { batchExport } from './batches/batch-export.ts';
import { batchHandlers } from './batches/batch-handlers.ts';
import { binHandlers } from './bin/bin-handlers.ts';
import { codeHandlers } from './code/code-handlers.ts';
import { conversationExport } from './conversations/conversation-export.ts';
import { conversationHandlers } from './conversations/conversation-handlers.ts';
import { commentHandlers } from './documents/comment-handlers.ts';
import { documentExport } from './documents/document-export.ts';
import { documentHandlers, jobHandlers, nightHandlers, sectionHandlers } from './documents/document-handlers.ts';
import { templateHandlers } from './documents/template-handlers.ts';
import { registerEndpoints } from './endpoints/register-endpoints.ts';
import { folderHandlers } from './folders/folder-handlers.ts';
import { imageAnswer, keepImage } from './images/image-routes.ts';
import { comparisonHandlers } from './models/comparison-handlers.ts';
import { modelHandlers } from './models/model-handlers.ts';
import { patience, type Patience } from './openai/answer.ts';
import { registerOpenai } from './openai/openai-routes.ts';
import { runHandlers } from './runs/run-handlers.ts';
import { runStream } from './runs/run-stream.ts';
import { checkCaller, checkSource, checkStudio } from './security/guard.ts';
import { dataPolicy, pagePolicy, withSecurityHeaders } from './security/headers.ts';
import { launchAnswer, launchPath, redeemLaunch } from './security/launch.ts';
import type { Security } from './security/security.ts';
import { searchHandlers } from './search/search-handlers.ts';
import { settingsHandlers } from './settings/settings-handlers.ts';
import { studioEvents } from './system/studio-events.ts';
import { systemHandlers } from './system/system-handlers.ts';

export interface ApiOptions {
  readonly studio: Studio;
  readonly security: Security;
  readonly version: string;
  /** Names the data folder; absent: no page asks here. */
  readonly studioId?: string;
  readonly processId: number;
  readonly log: Log;
  /** Files of the web studio, for GET requests that are no part of the API; `null`: there is no such page. */
  readonly pages?: (request: Request) => Promise<Response | null>;
  readonly patience?: Patience;
  /** Fires when the studio is about to close: streams that never end by themselves end then. */
  readonly closing?: AbortSignal;
}

export interface Api {
  /**
   * Answers every request, errors included; never throws. One that is not carried, because too many are open, is refused
   * with `studio-busy` before anything of it is read.
   */
  fetch(request: Request, options?: { readonly isCarried: boolean }): Promise<Response>;
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}

/**
 * The studio over HTTP: a request in, an answer out. It neither listens nor knows files. Every answer, refusals and
 * errors included, passes the same source check and carries the same headers.
 */
export function createApi(options: ApiOptions): Api {
  const { security, studioId, log } = options;
  const app = new Hono();
  app.onError((caught, context) => errorAnswer(caught, context.req.raw, log));
  app.notFound(() => {
    throw new StudioError('not-found', 'There is nothing at this address.');
  });
  registerHealth(app, options);
  app.use('/api/*', async (context, next) => {
    // first: a page of another folder may have no pass for this one, and needs none to be told
    if (studioId !== undefined) checkStudio(context.req.raw, studioId);
    // a program that holds the key opens the browser; a page that is open already needs no second session
    await checkCaller(context.req.raw, security, { sessions: context.req.path !== launchPath });
    await next();
    if (studioId !== undefined) context.header(studioHeader, studioId);
  });
  app.use('/v1/*', async (context, next) => {
    await checkCaller(context.req.raw, security, { sessions: false });
    await next();
  });
  registerStudio(app, options);
  registerOpenai(app, { studio: options.studio, log, patience: options.patience ?? patience });
  return {
    fetch: async (request, { isCarried } = { isCarried: true }) => {
      try {
        checkSource(request, security);
        if (!isCarried) throw new StudioError('studio-busy', 'The studio has too many requests open at once.');
        const page = await pageAnswer(request, options);
        return page ? withSecurityHeaders(page, pagePolicy) : withSecurityHeaders(await app.fetch(request), dataPolicy);
      } catch (caught) {
        return withSecurityHeaders(errorAnswer(caught, request, log), dataPolicy);
      }
    },
    routes: app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => ({ method, path })),
  };
}

function registerHealth(app: Hono, { version, processId }: ApiOptions): void {
  const health: Health = { name: 'maobi', version, processId };
  app.get('/health', () => jsonAnswer(health));
}

function registerStudio(app: Hono, { studio, security, log, closing }: ApiOptions): void {
  app.post(launchPath, () => launchAnswer(security));
  app.get('/api/events', (context) => studioEvents(context.req.raw, { studio, log, closing }));
  app.get('/api/runs/:id/stream', (context) => runStream(context.req.raw, { id: context.req.param('id'), studio, log }));
  app.get('/api/conversations/:id/export', (context) => conversationExport(context.req.raw, context.req.param('id'), studio));
  app.get('/api/documents/:id/export', (context) => documentExport(context.req.raw, context.req.param('id'), studio));
  app.post('/api/images', (context) => keepImage(context.req.raw, studio));
  app.get('/api/images/:name', (context) => imageAnswer(context.req.param('name'), studio));
  app.get('/api/batches/:id/export', (context) => batchExport(context.req.raw, context.req.param('id'), studio));
  registerEndpoints(app, {
    ...systemHandlers(studio),
    ...settingsHandlers(studio),
    ...conversationHandlers(studio),
    ...documentHandlers(studio),
    ...sectionHandlers(studio),
    ...commentHandlers(studio),
    ...jobHandlers(studio),
    ...nightHandlers(studio),
    ...batchHandlers(studio),
    ...binHandlers(studio),
    ...templateHandlers(studio),
    ...searchHandlers(studio),
    ...folderHandlers(studio),
    ...runHandlers(studio),
    ...modelHandlers(studio),
    ...comparisonHandlers(studio),
    ...codeHandlers(studio),
  });
}

/** `null`: the request is the API's business, or there is no such page. */
async function pageAnswer(request: Request, { pages, security }: ApiOptions): Promise<Response | null> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  if (/^\/(api|v1|health)(\/|$)/.test(new URL(request.url).pathname)) return null;
  return (await redeemLaunch(request, security)) ?? (await pages?.(request)) ?? null;
}
