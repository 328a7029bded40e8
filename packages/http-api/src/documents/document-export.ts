import { idSchema } from '@maobi/contract';
import type { Studio } from '@maobi/core';
import { parseInput } from '../answers/read-request.ts';
import { attachment } from '../conversations/attachment.ts';

/** `GET /api/documents/:id/export`: the document as a file to keep. */
export async function documentExport(id: string, { documents }: Studio): Promise<Response> {
  const { fileName, mediaType, bytes } = await documents.export(parseInput(idSchema, id, 'path.id'));
  return new Response(bytes, { headers: { 'content-type': mediaType, 'content-disposition': attachment(fileName) } });
}
