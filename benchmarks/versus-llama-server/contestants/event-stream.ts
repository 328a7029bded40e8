/** The JSON of each `data:` line of a stream of server-sent events, up to its end or `[DONE]`. */
export async function* eventData(response: Response): AsyncGenerator<unknown> {
  if (!response.ok || !response.body)
    throw new Error(`${response.url} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
  const decoder = new TextDecoder();
  let pending = '';
  for await (const bytes of response.body) {
    pending += decoder.decode(bytes as Uint8Array, { stream: true });
    const lines = pending.split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('data:')) continue;
      const data = line.slice('data:'.length).trim();
      if (data === '[DONE]') return;
      yield JSON.parse(data);
    }
  }
}
