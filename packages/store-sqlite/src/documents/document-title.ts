import { sql } from 'kysely';

/** Of a row of `document`: one that has no title yet is called by its topic. */
export const titleOfDocument = sql<string>`case document.title when '' then document.brief ->> 'topic' else document.title end`;
