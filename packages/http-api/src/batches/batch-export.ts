import { batchExportFormats, idSchema, writingLanguageSchema } from '@maobi/contract';
import type { Studio } from '@maobi/core';
import { z } from 'zod';
import { parseInput } from '../answers/read-request.ts';
import { attachment } from '../conversations/attachment.ts';

const formatSchema = z.enum(batchExportFormats);

/** `GET /api/batches/:id/export?format=csv|xlsx|md|txt&language=zh|en`: the batch as a file to keep. */
export async function batchExport(request: Request, id: string, studio: Studio): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const format = parseInput(formatSchema, query.get('format') ?? 'csv', 'query.format');
  const language = parseInput(writingLanguageSchema, query.get('language') ?? 'zh', 'query.language');
  const { fileName, mediaType, bytes } = await studio.batches.export(parseInput(idSchema, id, 'path.id'), { format, language });
  return new Response(bytes, { headers: { 'content-type': mediaType, 'content-disposition': attachment(fileName) } });
}
