import {
  type ContextPart,
  type Conversation,
  type ConversationDetail,
  conversationName,
  conversationOfSummary,
  type EndpointBody,
  type Folder,
  type Id,
  type Message,
  type QuestionContext,
  type Run,
  type RunOptions,
  type SearchHit,
  type StartedAnswer,
  type StudioEvent,
  type WritingLanguage,
} from '@maobi/contract';
import { conversationPrompt, conversationStart } from '../actions/converse.ts';
import { refuseBinned } from '../documents/refuse-binned.ts';
import { StudioError } from '../errors.ts';
import type { ModelService } from '../models/model-service.ts';
import type { NewMessage, NewRun, RunRequestRecord, Store } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { ReadAhead } from '../runs/read-ahead.ts';
import type { RunName } from '../runs/queue-overview.ts';
import type { RunService, RunUrgency } from '../runs/run-service.ts';
import type { StudioConversations } from '../studio.ts';
import { exportConversation } from './export-conversation.ts';
import { questionContext } from './question-context.ts';
import { pathTo, subtreeOf } from './message-path.ts';

interface ConversationServicePorts {
  readonly store: Store;
  readonly surroundings: Surroundings;
  readonly models: ModelService;
  readonly runs: RunService;
  readonly readAhead: ReadAhead;
  readonly publish: (event: StudioEvent) => void;
}

/** Conversations as trees of messages; asking for an answer commits the question first and then starts a run. */
export class ConversationService implements StudioConversations {
  readonly #ports: ConversationServicePorts;
  readonly #starting = new Map<Id, Promise<StartedAnswer>>();

  constructor(ports: ConversationServicePorts) {
    this.#ports = ports;
  }

  list(query: Parameters<StudioConversations['list']>[0]): ReturnType<StudioConversations['list']> {
    return this.#ports.store.conversations.list({
      folder: query.folder ?? 'all',
      ...(query.documentId === undefined ? {} : { documentId: query.documentId }),
      inBin: query.inBin ?? false,
      limit: query.limit ?? 100,
      before: query.before ?? null,
    });
  }

  async create(input: EndpointBody<'createConversation'>): Promise<Conversation> {
    return this.#changed(await this.#make(input));
  }

  #make({ id, title = '', folderId = null, documentId = null }: EndpointBody<'createConversation'>): Promise<Conversation> {
    const { store, surroundings } = this.#ports;
    return store.conversations.create({ id, title, folderId, documentId, now: surroundings.now() });
  }

  async get(id: Id): Promise<ConversationDetail> {
    const { conversations } = this.#ports.store;
    const [summary, messages] = await Promise.all([conversations.summary(id), conversations.messages(id)]);
    if (!summary) throw new StudioError('not-found', 'There is no such conversation.');
    return { ...conversationOfSummary(summary), messages };
  }

  async update(id: Id, change: EndpointBody<'updateConversation'>): Promise<Conversation> {
    const { revision, title, folderId, activeLeafId } = change;
    const fields = {
      ...(title === undefined ? {} : { title }),
      ...(folderId === undefined ? {} : { folderId }),
      ...(activeLeafId === undefined ? {} : { activeLeafId }),
    };
    return this.#changed(await this.#ports.store.conversations.update(id, { revision, ...fields, now: this.#ports.surroundings.now() }));
  }

  async bin(id: Id): Promise<Conversation> {
    await this.#ports.runs.stopConversation(id);
    return this.#changed(await this.#ports.store.conversations.bin(id, this.#ports.surroundings.now()));
  }

  async restore(id: Id): Promise<Conversation> {
    return this.#changed(await this.#ports.store.conversations.restore(id, this.#ports.surroundings.now()));
  }

  async delete(id: Id): Promise<void> {
    const { store, runs, publish } = this.#ports;
    const summary = await store.conversations.summary(id);
    if (summary?.binnedAt) await runs.stopConversation(id);
    await store.conversations.delete(id);
    publish({ type: 'conversation-deleted', id });
  }

  send(id: Id, input: EndpointBody<'sendMessage'>): Promise<StartedAnswer> {
    return this.#startOnce(input.runId, async () => {
      const begun = await this.#toBegin(id, input);
      const { documentId = null } = begun ?? (await this.#requireOpen(id));
      const earlier = () => (begun ? [] : this.#pathTo(id, input.parentId));
      const context = input.context ? await this.#contextOf(documentId, await earlier(), input.context) : [];
      const run = await this.#newRun(input.runId, input.options);
      // only now: what is refused leaves no empty conversation behind
      if (begun) await this.#make(begun);
      return this.#ask(id, { run, urgency: urgencyOf(input.options) }, [
        { id: input.id, parentId: input.parentId, role: 'user', text: input.text, context },
        { id: input.answerId, parentId: input.id, role: 'assistant', text: '' },
      ]);
    });
  }

  regenerate(id: Id, input: EndpointBody<'regenerate'>): Promise<StartedAnswer> {
    return this.#startOnce(input.runId, async () => {
      await this.#requireOpen(id);
      const question = await this.#ports.store.conversations.message(input.parentId);
      if (question.role !== 'user') throw new StudioError('invalid-request', 'Only a question can be answered once more.');
      const run = await this.#newRun(input.runId, input.options);
      return this.#ask(id, { run, urgency: urgencyOf(input.options) }, [
        { id: input.answerId, parentId: input.parentId, role: 'assistant', text: '' },
      ]);
    });
  }

  continueMessage(messageId: Id, input: EndpointBody<'continueMessage'>): Promise<StartedAnswer> {
    return this.#startOnce(input.runId, async () => {
      const { store, surroundings, runs } = this.#ports;
      await runs.keepEnds();
      const answer = await store.conversations.message(messageId);
      await this.#requireOpen(answer.conversationId);
      if (!answer.run || !continuableStates.includes(answer.run.state)) {
        throw new StudioError('invalid-request', 'Only an answer that was broken off can be continued.');
      }
      const run = await this.#newRun(input.runId, input.options, await store.runs.request(answer.run.id));
      return this.#begin(messageId, await store.runs.addToMessage(messageId, run, surroundings.now()), urgencyOf(input.options));
    });
  }

  /** What the model wrote stays as it is; the changed text stands beside it and is what the next question goes on from. */
  async editAnswer(messageId: Id, { id, text }: EndpointBody<'editAnswer'>): Promise<Message> {
    const { store, surroundings } = this.#ports;
    const { conversationId, parentId, role, run } = await store.conversations.message(messageId);
    await this.#requireOpen(conversationId);
    if (role !== 'assistant') throw new StudioError('invalid-request', 'Only an answer can be changed by hand.');
    if (run?.endedAt === null) {
      throw new StudioError('conflict', 'The answer is still being written.', { hint: 'Stop it, or change it when it is done.' });
    }
    await store.conversations.addMessages(conversationId, [{ id, parentId, role, text }], null, surroundings.now());
    await this.announce(conversationId);
    return store.conversations.message(id);
  }

  /** Goes on with an answer that the program itself broke off. Other runs are left as they are. */
  async goOn({ messageId, model, state }: Run): Promise<void> {
    if (messageId === null || state !== 'interrupted') return;
    await this.continueMessage(messageId, { runId: this.#ports.surroundings.newId(), options: { model } });
  }

  /** Runs that write into what is deleted end as `stopped`; others of the conversation go on. */
  async deleteMessage(messageId: Id): Promise<ConversationDetail> {
    const { store, surroundings, runs } = this.#ports;
    const { conversationId } = await store.conversations.message(messageId);
    await runs.stopMessages(subtreeOf(await store.conversations.messages(conversationId), messageId));
    await store.conversations.deleteMessage(messageId, surroundings.now());
    await this.announce(conversationId);
    return this.get(conversationId);
  }

  folders(): Promise<Folder[]> {
    return this.#ports.store.conversations.folders();
  }

  async createFolder(input: { id: Id; name: string }): Promise<Folder> {
    const folder = await this.#ports.store.conversations.createFolder({ ...input, now: this.#ports.surroundings.now() });
    this.#ports.publish({ type: 'folders' });
    return folder;
  }

  async renameFolder(id: Id, name: string): Promise<Folder> {
    const folder = await this.#ports.store.conversations.renameFolder(id, name);
    this.#ports.publish({ type: 'folders' });
    return folder;
  }

  async deleteFolder(id: Id): Promise<void> {
    await this.#ports.store.conversations.deleteFolder(id);
    this.#ports.publish({ type: 'folders' });
  }

  search(query: string, limit: number): Promise<SearchHit[]> {
    return this.#ports.store.conversations.search(query, limit);
  }

  async export(id: Id, format: 'md' | 'json'): ReturnType<StudioConversations['export']> {
    return exportConversation(await this.get(id), format);
  }

  async warm(id: Id): Promise<void> {
    await this.#requireOpen(id);
    this.#ports.readAhead.begin(async () => {
      const { messages, activeLeafId } = await this.get(id);
      const path = pathTo(messages, activeLeafId);
      return path.length > 0 ? conversationPrompt(path) : null;
    });
  }

  async warmStart(language: WritingLanguage): Promise<void> {
    this.#ports.readAhead.begin(async () => conversationStart(language));
  }

  /** What it is called; empty when it has neither a title nor a question. */
  async nameOf(id: Id): Promise<RunName> {
    const summary = await this.#ports.store.conversations.summary(id);
    return { title: summary ? conversationName(summary) : '', section: null };
  }

  /** Tells every open page how this conversation stands now. */
  async announce(id: Id): Promise<void> {
    const conversation = await this.#ports.store.conversations.summary(id);
    if (conversation) this.#ports.publish({ type: 'conversation', conversation });
  }

  async #changed(conversation: Conversation): Promise<Conversation> {
    await this.announce(conversation.id);
    return conversation;
  }

  /**
   * A request repeated with the same run id, after the first or while that is still under way, starts nothing and gets
   * the same answer.
   */
  #startOnce(runId: Id, start: () => Promise<StartedAnswer>): Promise<StartedAnswer> {
    const underWay = this.#starting.get(runId);
    if (underWay) return underWay;
    const starting = this.#startedBefore(runId)
      .then((before) => before ?? start())
      .finally(() => this.#starting.delete(runId));
    this.#starting.set(runId, starting);
    return starting;
  }

  async #startedBefore(runId: Id): Promise<StartedAnswer | null> {
    try {
      const run = await this.#ports.store.runs.get(runId);
      return run.messageId ? await this.#started(run.messageId) : null;
    } catch (error) {
      if (error instanceof StudioError && error.code === 'not-found') return null;
      throw error;
    }
  }

  async #requireOpen(id: Id): Promise<Conversation> {
    const summary = await this.#ports.store.conversations.summary(id);
    if (!summary) throw new StudioError('not-found', 'There is no such conversation.');
    if (summary.binnedAt) {
      throw new StudioError('conflict', 'The conversation lies in the bin.', { hint: 'Restore it and ask again; your text is kept.' });
    }
    const document = summary.documentId === null ? null : await this.#ports.store.documents.summary(summary.documentId);
    if (document) refuseBinned(document);
    return summary;
  }

  /** The conversation that its first question makes; `null`: there is one, or none is to be made. */
  async #toBegin(id: Id, { conversation }: EndpointBody<'sendMessage'>): Promise<EndpointBody<'createConversation'> | null> {
    const { store } = this.#ports;
    if (!conversation || (await store.conversations.summary(id))) return null;
    const document = conversation.documentId ? await store.documents.summary(conversation.documentId) : null;
    if (document) refuseBinned(document);
    return { id, ...conversation };
  }

  async #pathTo(id: Id, parentId: Id | null): Promise<readonly Message[]> {
    return pathTo(await this.#ports.store.conversations.messages(id), parentId);
  }

  async #contextOf(documentId: Id | null, earlier: readonly Message[], wanted: QuestionContext): Promise<ContextPart[]> {
    if (documentId === null) {
      throw new StudioError('invalid-request', 'This conversation is about no document.', {
        hint: 'Ask without a section, or in the document.',
      });
    }
    return questionContext(documentId, wanted, earlier, this.#ports.store);
  }

  /** @param before the request of the run that is continued; what is not set anew stays as it was */
  async #newRun(id: Id, options: RunOptions = {}, before: Partial<RunRequestRecord> = {}): Promise<NewRun> {
    const { models, surroundings } = this.#ports;
    const request: RunRequestRecord = {
      sampling: definedNumbers(options.sampling) ?? before.sampling ?? {},
      maxTokens: options.maxTokens ?? before.maxTokens ?? null,
      overflow: options.overflow ?? before.overflow ?? 'refuse',
    };
    return { id, model: await models.choose(options.model ?? null), seed: options.seed ?? surroundings.randomSeed(), request };
  }

  async #ask(
    conversationId: Id,
    { run, urgency }: { readonly run: NewRun; readonly urgency: RunUrgency },
    added: readonly NewMessage[],
  ): Promise<StartedAnswer> {
    const { store, surroundings } = this.#ports;
    const answer = (await store.conversations.addMessages(conversationId, added, run, surroundings.now())).at(-1);
    if (!answer?.run) throw new StudioError('internal', 'The answer has no run.');
    return this.#begin(answer.id, answer.run, urgency);
  }

  /** Follows the commit without a pause: a Stop that comes in between would find nothing to stop. */
  async #begin(answerId: Id, run: Run, urgency: RunUrgency): Promise<StartedAnswer> {
    this.#ports.runs.begin(run, { readPrompt: () => this.#promptOf(answerId), urgency });
    const started = await this.#started(answerId);
    await this.announce(started.answer.conversationId);
    return started;
  }

  async #promptOf(answerId: Id): Promise<ReturnType<typeof conversationPrompt>> {
    const { conversations } = this.#ports.store;
    const { conversationId } = await conversations.message(answerId);
    return conversationPrompt(pathTo(await conversations.messages(conversationId), answerId));
  }

  async #started(answerId: Id): Promise<StartedAnswer> {
    const { conversations } = this.#ports.store;
    const answer = await conversations.message(answerId);
    if (!answer.run) throw new StudioError('internal', 'The answer has no run.');
    const user: Message | null = answer.parentId === null ? null : await conversations.message(answer.parentId);
    return { user, answer, run: answer.run };
  }
}

function urgencyOf(options: RunOptions | undefined): RunUrgency {
  return options?.urgency ?? 'interactive';
}

const continuableStates: readonly string[] = ['length', 'stopped', 'interrupted', 'failed'];

function definedNumbers(values: Record<string, number | undefined> | undefined): Record<string, number> | null {
  if (!values) return null;
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined));
}
