import { imageMediaType, maxImageBytes } from '@maobi/contract';
import { imageTooLarge, StudioError, type Studio } from '@maobi/core';
import { jsonAnswer } from '../answers/error-answer.ts';
import { readBody } from '../answers/read-request.ts';

/** `POST /api/images` with the bytes of a file: keeps the image. Which one it is, its bytes say, not the request. */
export async function keepImage(request: Request, { images }: Studio): Promise<Response> {
  const type = request.headers.get('content-type') ?? '';
  // what a web page can send without asking (a "simple" request) is not taken
  if (!/^(?:image\/[\w.+-]+|application\/octet-stream)\s*(?:;|$)/iu.test(type)) {
    const hint = 'Send the bytes of the file with its own content type, or "application/octet-stream".';
    throw new StudioError('invalid-request', 'The request does not say that it brings an image.', { hint });
  }
  return jsonAnswer(await images.keep(await readBody(request, maxImageBytes, imageTooLarge)));
}

/** `GET /api/images/:name`: an image that a text refers to. */
export async function imageAnswer(name: string, { images }: Studio): Promise<Response> {
  const bytes = await images.read(name);
  const headers = { 'content-type': imageMediaType(name), 'content-disposition': `inline; filename="${name}"` };
  return new Response(bytes, { headers });
}
