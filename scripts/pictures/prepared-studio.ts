import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type BatchDetail,
  createStudioClient,
  type DocumentDetail,
  type Id,
  type OutlineRow,
  plainBrief,
  type QuestionContext,
  type RunOptions,
  type StudioClient,
} from '@maobi/contract';
import { createScriptedEngine, type ScriptedScenario } from '@maobi/testkit';
import { readLocalKey } from '../../apps/studio/src/data-folder.ts';
import { startServer, type StartedServer } from '../../apps/studio/src/server/start-server.ts';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { productFolder } from '../building/build-product.mjs';

/** At once, or so slowly that pictures can be taken while a text is written, or while the question is read. */
const paces = {
  fast: { readTokensPerSecond: 2_000, writeTokensPerSecond: 1_000 },
  slow: { readTokensPerSecond: 2_000, writeTokensPerSecond: 5 },
  brisk: { readTokensPerSecond: 2_000, writeTokensPerSecond: 20 },
  reading: { readTokensPerSecond: 1, writeTokensPerSecond: 5 },
} as const;

/** What the engine looks at with every text. */
interface EngineManner {
  readTokensPerSecond: number;
  writeTokensPerSecond: number;
  scenario: ScriptedScenario;
}

const briefOf = (topic: string, words: number) => plainBrief({ topic, language: /\p{Script=Han}/u.test(topic) ? 'zh' : 'en', words });

/** The built pages over a real store with prepared texts in place of a model, and the ways to bring it into a state. */
export class PreparedStudio implements AsyncDisposable {
  readonly client: StudioClient;
  /** By conversation: what is shown in place of what was written in it. */
  readonly shownAnswers = new Map<Id, string>();
  readonly #home: string;
  readonly #server: StartedServer;
  readonly #engine: EngineManner;

  private constructor(home: string, server: StartedServer, engine: EngineManner) {
    this.#home = home;
    this.#server = server;
    this.#engine = engine;
    this.client = createStudioClient({ baseUrl: server.url, headers: this.#authorization() });
  }

  static async start(): Promise<PreparedStudio> {
    const home = mkdtempSync(join(tmpdir(), 'maobi-pictures-'));
    const engine: EngineManner = { ...paces.fast, scenario: 'plain' };
    const server = await startServer({
      dataFolder: home,
      engine: () => createScriptedEngine(engine),
      modelOverride: 'demo',
      webFolder: join(productFolder, 'web'),
      port: 0,
    });
    if (server.kind !== 'started') throw new Error('Another studio has the temporary folder.');
    return new PreparedStudio(home, server, engine);
  }

  /** A model file of the writer's own. */
  get ownFile(): string {
    const path = join(this.#home, 'my-own-model.gguf');
    if (!existsSync(path)) copyFileSync(fileURLToPath(new URL('../../models/demo/maobi-demo.gguf', import.meta.url)), path);
    return path;
  }

  get url(): string {
    return this.#server.url;
  }

  /** A fresh one-time address. */
  async launchUrl(): Promise<string> {
    const answer = await fetch(`${this.url}/api/session/launch`, { method: 'POST', headers: this.#authorization() });
    return this.url + ((await answer.json()) as { path: string }).path;
  }

  write(pace: keyof typeof paces, scenario: ScriptedScenario = 'plain'): void {
    Object.assign(this.#engine, paces[pace], { scenario });
  }

  /** Asks in a new conversation, or below the last answer of one; the answer is being written when this returns. */
  async ask(
    text: string,
    place: { conversation?: Id; parentId?: Id; options?: RunOptions; context?: QuestionContext } = {},
  ): Promise<Asked> {
    const asked = { conversation: place.conversation ?? uuidV7(), question: uuidV7(), answer: uuidV7(), run: uuidV7() };
    if (place.conversation === undefined) await this.client.call('createConversation', { body: { id: asked.conversation } });
    const { parentId = null, options = {}, context } = place;
    const body = { id: asked.question, parentId, text, answerId: asked.answer, runId: asked.run, options, ...(context ? { context } : {}) };
    await this.client.call('sendMessage', { params: { id: asked.conversation }, body });
    return asked;
  }

  async untilWritten({ run }: Pick<Asked, 'run'>, enough = Infinity): Promise<void> {
    let text = '';
    for await (const event of this.client.streamRun(run)) {
      if (event.type === 'text') text += event.text;
      if (event.type === 'ended' || text.length >= enough) return;
    }
  }

  async document(topic: string, headings: readonly string[], wordsEach = 260): Promise<DocumentDetail> {
    const id = uuidV7();
    const { revision } = await this.client.call('createDocument', {
      body: { id, brief: briefOf(topic, Math.max(headings.length, 3) * wordsEach) },
    });
    const sections = headings.map((heading, place): OutlineRow => ({
      id: uuidV7(),
      heading,
      points: place % 2 === 0 ? ['从一个看得见的细节写起', '它为什么和读者有关'] : [],
      target: wordsEach,
      isLocked: false,
    }));
    if (sections.length > 0) await this.client.call('replaceOutline', { params: { id }, body: { revision, sections } });
    return this.client.call('getDocument', { params: { id } });
  }

  /** Lets the document be written, until its job rests or so many sections are done. */
  async writeDocument(id: Id, sections = Infinity): Promise<DocumentDetail> {
    await this.client.call('startJob', { params: { id }, body: { id: uuidV7(), options: { seed: 3 } } });
    return this.untilDocument(
      id,
      (document) => document.job?.state !== 'open' || document.sections.filter(({ state }) => state !== 'empty').length > sections,
    );
  }

  async untilDocument(id: Id, isReached: (document: DocumentDetail) => boolean): Promise<DocumentDetail> {
    for (;;) {
      const document = await this.client.call('getDocument', { params: { id } });
      if (isReached(document)) return document;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async untilBatch(id: Id, isReached: (batch: BatchDetail) => boolean): Promise<void> {
    while (!isReached(await this.client.call('getBatch', { params: { id } }))) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Ends all that is being written. */
  async rest(): Promise<void> {
    for (const { id, state } of (await this.client.call('listJobs', {})).jobs)
      if (state === 'open' || state === 'paused') await this.client.call('stopJob', { params: { id }, body: {} });
    // what has ended by itself meanwhile is no longer found
    for (const { runId } of await this.client.call('listQueue', {}))
      await this.client.call('stopQueued', { params: { id: runId }, body: {} }).catch(() => []);
    this.write('fast');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.close();
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  #authorization(): { authorization: string } {
    return { authorization: `Bearer ${readLocalKey(this.#home) ?? ''}` };
  }
}

export interface Asked {
  readonly conversation: Id;
  readonly question: Id;
  readonly answer: Id;
  readonly run: Id;
}
