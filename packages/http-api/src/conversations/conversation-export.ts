import { idSchema } from '@maobi/contract';
import type { Studio } from '@maobi/core';
import { z } from 'zod';
import { parseInput } from '../answers/read-request.ts';
import { attachment } from './attachment.ts';

const formatSchema = z.enum(['md', 'json']);

/** `GET /api/conversations/:id/export?format=md|json`: the conversation as a file to keep. */
export async function conversationExport(request: Request, id: string, studio: Studio): Promise<Response> {
  const format = parseInput(formatSchema, new URL(request.url).searchParams.get('format') ?? 'md', 'query.format');
  const file = await studio.conversations.export(parseInput(idSchema, id, 'path.id'), format);
  return new Response(file.text, {
    headers: {
      'content-type': `${file.mediaType.split(';')[0]}; charset=utf-8`,
      'content-disposition': attachment(file.fileName),
    },
  });
}
