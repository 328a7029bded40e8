import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, ask, FaultBench, type StudioProcess } from './studio-process.ts';

let bench: FaultBench;
let studio: StudioProcess;
beforeAll(async () => {
  bench = new FaultBench();
  studio = await bench.start();
});
afterAll(() => bench.clear());

function open(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(studio.url + path, { headers: { authorization: `Bearer ${studio.key}`, ...headers } }, resolve);
    sent.on('error', reject);
    sent.end();
  });
}

/** Whole events in what has arrived; half of one at a cut is dropped, as a browser does. */
function textEvents(raw: string): { id: string; text: string }[] {
  const events = raw.split('\n\n').slice(0, -1);
  return events.flatMap((event) => {
    const id = /^id: (\d+)$/m.exec(event)?.[1];
    return id ? [{ id, text: (JSON.parse(/^data: (.*)$/m.exec(event)![1]!) as { text: string }).text }] : [];
  });
}

// at once: the last of them waits ten seconds for the studio to lose patience
describe.concurrent('connections', () => {
  it('A6: cut again and again at any byte, a stream resumed by Last-Event-ID equals the stored text', async () => {
    const question = await ask(studio.client, '湖 [[scenario:split-utf8]] 👩‍👩‍👧‍👦', 120);
    let text = '';
    let lastId = '0';
    for (let cut = 0, hasEnded = false; !hasEnded; cut++) {
      const response = await open(`/api/runs/${question.run}/stream`, { 'last-event-id': lastId });
      const pieces: Buffer[] = [];
      let sizeBytes = 0;
      for await (const piece of response as AsyncIterable<Buffer>) {
        const allowed = cut < 15 ? 150 + 61 * cut : Number.POSITIVE_INFINITY;
        pieces.push(piece.subarray(0, Math.max(0, allowed - sizeBytes)));
        sizeBytes += piece.length;
        if (sizeBytes >= allowed) break; // leaving the loop destroys the connection
      }
      const raw = Buffer.concat(pieces).toString();
      for (const event of textEvents(raw)) {
        expect(Number(event.id)).toBe(Number(lastId) + 1);
        text += event.text;
        lastId = event.id;
      }
      hasEnded = raw.includes('"type":"ended"') && raw.endsWith('\n\n');
    }
    const answer = await answerOf(studio.client, question);
    expect(text).toBe(answer.text);
    expect(text.length).toBeGreaterThan(0);
  });

  it('A10: a reader that stops reading holds up nobody and finds everything when it reads on', async () => {
    const question = await ask(studio.client, 'Write about lakes.', 60);
    const slow = await open(`/api/runs/${question.run}/stream`);
    slow.pause();
    const other = await studio.client.call('getSystem', {});
    expect(other.activeModel).toBe('demo');
    for await (const event of studio.client.streamRun(question.run)) expect(event.type).toBeTypeOf('string');
    let raw = '';
    for await (const piece of slow as AsyncIterable<Buffer>) raw += piece.toString();
    const whole = textEvents(raw).map(({ text }) => text);
    expect(whole.join('')).toBe((await answerOf(studio.client, question)).text);
  });

  it('N9: a client that never finishes its headers is cut off', async () => {
    const socket = connect(studio.port, '127.0.0.1');
    socket.on('error', () => undefined); // a reset is as good as an end
    await once(socket, 'connect');
    socket.write('GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
    let answer = '';
    socket.on('data', (data) => (answer += data.toString()));
    await once(socket, 'close');
    expect(answer).toMatch(/^(HTTP\/1.1 408|$)/);
    expect((await fetch(`${studio.url}/health`)).status).toBe(200);
  });
});
