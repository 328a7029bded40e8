import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStudioClient, plainBrief, type DocumentDetail, type Id, type OutlineRow, type StudioClient } from '@maobi/contract';
import { createScriptedEngine, type ScriptedEngineOptions } from '@maobi/testkit';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { readLocalKey } from '../../apps/studio/src/data-folder.ts';
import { startServer, type RunningServer } from '../../apps/studio/src/server/start-server.ts';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { productFolder } from '../../scripts/building/build-product.mjs';
import { countedWords } from './prose.ts';

const windowSettlesMs = 1500;

/** A section to be made: its text, `''` for one that is still to be written. */
export interface MeasuredSection {
  readonly heading: string;
  readonly text: string;
  /** Default: as long as its text. */
  readonly target?: number;
}

/** The built pages over a real store, with texts of the scripted engine in place of a model: what is measured is the page. */
export class MeasuredStudio implements AsyncDisposable {
  readonly client: StudioClient;
  readonly #folder: string;
  readonly #server: RunningServer;

  private constructor(folder: string, server: RunningServer) {
    this.#folder = folder;
    this.#server = server;
    this.client = createStudioClient({ baseUrl: server.url, headers: this.#authorization() });
  }

  static async start(engine: ScriptedEngineOptions): Promise<MeasuredStudio> {
    const folder = mkdtempSync(join(tmpdir(), 'maobi-bench-'));
    const webFolder = join(productFolder, 'web');
    const server = await startServer({ dataFolder: folder, engine: () => createScriptedEngine(engine), port: 0, webFolder });
    return new MeasuredStudio(folder, server);
  }

  get url(): string {
    return this.#server.url;
  }

  /** A window of a browser profile that has never seen the studio, and may use it. */
  async newProfile(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
    const [name = '', value = ''] = (await this.#signIn()).split('=', 2);
    await context.addCookies([{ name, value, url: this.url }]);
    // what runs the benchmarks puts this into functions that have names, those of the page too
    await context.addInitScript('globalThis.__name = (named) => named;');
    await context.addInitScript(() => localStorage.setItem('maobi.first-run-done', 'yes'));
    const page = await context.newPage();
    // the window itself is still being made, which costs as much as a page
    await page.waitForTimeout(windowSettlesMs);
    return { context, page };
  }

  async addConversation(): Promise<Id> {
    return (await this.client.call('createConversation', { body: { id: uuidV7() } })).id;
  }

  async addDocument(topic: string, sections: readonly MeasuredSection[]): Promise<DocumentDetail> {
    const id = uuidV7();
    const rows = sections.map(({ heading, text, target = countedWords(text) }): OutlineRow => ({
      id: uuidV7(),
      heading,
      points: [],
      target: Math.min(5000, Math.max(10, target)),
      isLocked: false,
    }));
    const words = Math.min(
      100_000,
      Math.max(
        50,
        rows.reduce((sum, row) => sum + row.target, 0),
      ),
    );
    const { revision } = await this.client.call('createDocument', {
      body: { id, title: topic, brief: plainBrief({ topic, language: 'zh', words }) },
    });
    await this.client.call('replaceOutline', { params: { id }, body: { revision, sections: rows } });
    for (const [index, { id: sectionId }] of rows.entries()) {
      const text = sections[index]?.text ?? '';
      if (text === '') continue;
      await this.client.call('addVersion', { params: { id: sectionId }, body: { id: uuidV7(), baseId: null, source: 'user', text } });
    }
    return this.client.call('getDocument', { params: { id } });
  }

  /** Asks in a conversation and waits for the end of the answer, whose id it gives. */
  async ask(conversation: Id, text: string, parentId: Id | null): Promise<Id> {
    const [answerId, runId] = [uuidV7(), uuidV7()];
    const body = { id: uuidV7(), parentId, text, answerId, runId, options: {} };
    await this.client.call('sendMessage', { params: { id: conversation }, body });
    for await (const event of this.client.streamRun(runId)) if (event.type === 'ended') break;
    return answerId;
  }

  /** Has all sections of a document written, and waits until they are. */
  async writeAll(document: Id): Promise<void> {
    await this.client.call('startJob', { params: { id: document }, body: { id: uuidV7() } });
    while ((await this.client.call('getDocument', { params: { id: document } })).job?.state === 'open')
      await new Promise((resolve) => setTimeout(resolve, 300));
  }

  /** Begins to write one section. */
  async writeSection(document: Id, sectionId: Id): Promise<void> {
    await this.client.call('startJob', { params: { id: document }, body: { id: uuidV7(), sectionIds: [sectionId] } });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** The cookie of a browser that was let in. */
  async #signIn(): Promise<string> {
    const launch = await fetch(`${this.url}/api/session/launch`, { method: 'POST', headers: this.#authorization() });
    const answer = await fetch(this.url + ((await launch.json()) as { path: string }).path, { redirect: 'manual' });
    return (answer.headers.getSetCookie()[0] ?? '').split(';', 1)[0] ?? '';
  }

  #authorization(): { authorization: string } {
    return { authorization: `Bearer ${readLocalKey(this.#folder) ?? ''}` };
  }
}
