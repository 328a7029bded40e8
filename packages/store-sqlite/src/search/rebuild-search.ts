import { rebuildSearchIndex } from '../conversations/search-index.ts';
import type { Queries } from '../database/connection.ts';
import { rebuildCommentIndex } from '../documents/comment-index.ts';
import { rebuildDocumentIndex } from '../documents/document-index.ts';

/** Makes everything findable that stands in the rows, whatever state the indexes are in. */
export async function rebuildSearch(queries: Queries): Promise<void> {
  await rebuildSearchIndex(queries);
  await rebuildDocumentIndex(queries);
  await rebuildCommentIndex(queries);
}
