import type { Comment, CommentHit, EndpointBody, Id, StudioEvent } from '@maobi/contract';
import { refuseBinned } from '../documents/refuse-binned.ts';
import { StudioError } from '../errors.ts';
import type { Store } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { StudioComments } from '../studio.ts';

interface CommentServicePorts {
  readonly store: Store;
  readonly surroundings: Surroundings;
  readonly publish: (event: StudioEvent) => void;
}

/** What the writer remarks on words of a document. */
export class CommentService implements StudioComments {
  readonly #ports: CommentServicePorts;

  constructor(ports: CommentServicePorts) {
    this.#ports = ports;
  }

  async list(documentId: Id): Promise<Comment[]> {
    const { documents, comments } = this.#ports.store;
    if (!(await documents.summary(documentId))) throw new StudioError('not-found', 'There is no such document.');
    return comments.list(documentId);
  }

  async add(sectionId: Id, input: EndpointBody<'addComment'>): Promise<Comment> {
    const { store, surroundings } = this.#ports;
    await this.#requireOpen((await store.documents.section(sectionId)).documentId);
    return this.#told(await store.comments.add({ ...input, sectionId, now: surroundings.now() }));
  }

  async update(id: Id, { revision, text, isResolved }: EndpointBody<'updateComment'>): Promise<Comment> {
    const { store, surroundings } = this.#ports;
    await this.#requireOpen((await store.comments.get(id)).documentId);
    const change = { ...(text === undefined ? {} : { text }), ...(isResolved === undefined ? {} : { isResolved }) };
    return this.#told(await store.comments.update(id, { revision, ...change, now: surroundings.now() }));
  }

  async remove(id: Id): Promise<void> {
    const { store, surroundings } = this.#ports;
    const comment = await store.comments.get(id);
    await this.#requireOpen(comment.documentId);
    await store.comments.remove(id, surroundings.now());
    this.#told(comment);
  }

  async restore(id: Id): Promise<Comment> {
    const { comments } = this.#ports.store;
    await this.#requireOpen((await comments.get(id)).documentId);
    return this.#told(await comments.restore(id));
  }

  search(query: string, limit: number): Promise<CommentHit[]> {
    return this.#ports.store.comments.search(query, limit);
  }

  async #requireOpen(documentId: Id): Promise<void> {
    const document = await this.#ports.store.documents.summary(documentId);
    if (document) refuseBinned(document);
  }

  #told(comment: Comment): Comment {
    this.#ports.publish({ type: 'comments', documentId: comment.documentId });
    return comment;
  }
}
