import { CommandError } from './failures.ts';
import type { StudioConnection } from './studio-connection.ts';

/** What a studio answers to an export. Throws `CommandError` with what it says where it cannot. */
export async function exportedBytes(path: string, request: StudioConnection['request']): Promise<Uint8Array> {
  const answer = await request(path);
  if (!answer.ok) {
    const { error } = (await answer.json()) as { error: { message: string; hint?: string } };
    throw new CommandError(error.message, error.hint);
  }
  return new Uint8Array(await answer.arrayBuffer());
}
