import { documentExportFormats, idSchema } from '@maobi/contract';
import type { Studio } from '@maobi/core';
import { z } from 'zod';
import { parseInput } from '../answers/read-request.ts';
import { attachment } from '../conversations/attachment.ts';

const formatSchema = z.enum(documentExportFormats);

/** `GET /api/documents/:id/export?format=md|html`: the document as a file to keep. */
export async function documentExport(request: Request, id: string, { documents }: Studio): Promise<Response> {
  const format = parseInput(formatSchema, new URL(request.url).searchParams.get('format') ?? 'md', 'query.format');
  const { fileName, mediaType, bytes } = await documents.export(parseInput(idSchema, id, 'path.id'), format);
  return new Response(bytes, { headers: { 'content-type': mediaType, 'content-disposition': attachment(fileName) } });
}
