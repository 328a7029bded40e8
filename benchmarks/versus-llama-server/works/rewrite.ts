import type { Arena } from '../arena.ts';
import { writingRate, type Completion, type Contestant } from '../contestants/contestant.ts';
import type { Findings } from '../findings.ts';
import { withChanges } from '../texts.ts';
import type { Work } from './work.ts';

const passageCharacters = 600;
const changedParts = [0.05, 0.2, 0.5] as const;
const plain = 'llama-server';
const undrafted = 'Maobi, nothing drafted';
/** What its documentation has for repeating text without a draft model: the default of `--spec-default`, and short drafts. */
const drafting: readonly { name: string; flags: readonly string[] }[] = [
  { name: 'llama-server, ngram-mod', flags: ['--spec-type', 'ngram-mod'] },
  {
    name: 'llama-server, ngram-simple',
    flags: ['--spec-type', 'ngram-simple', '--spec-ngram-simple-size-n', '4', '--spec-ngram-simple-size-m', '7', '--spec-draft-n-max', '7'],
  },
];

const speed = (part: number) => ({ what: `rewriting with ${part * 100} % changed`, unit: 'tokens/s', better: 'more' }) as const;
const same = (part: number) =>
  ({ what: `rewriting with ${part * 100} % changed, start that equals the plain one`, unit: '%', better: 'more' }) as const;

export const rewrite: Work = {
  name: 'rewrite',
  about: `a passage of ${passageCharacters} characters written again with 5, 20 and 50 % of it changed`,
  measure: async (arena, findings) => {
    const notes = [
      'What a model writes cannot be ordered, so the passage is made from it: the answer to a prompt is taken, a part of its characters is replaced in clusters of six, and the result stands in the prompt (for everybody) and in the prediction (for Maobi) of the measured request. A model whose answer depends on the passage writes something else then, and drafts little: see "start that equals the plain one".',
    ];
    const answer = await measureTogether(arena, findings);
    for (const { name, flags } of drafting) {
      const server = arena.withFlags(name, ['--threads', String(arena.options.threads), ...flags]);
      const drafts: string[] = [];
      await measureOne(server, answer, findings, {
        before: async () => (server.isRunning ? arena.restart(server) : arena.enter(server)),
        after: () => drafts.push(`${server.drafts.accepted} of ${server.drafts.drafted}`),
      });
      notes.push(`${name}: ${server.flags}; drafts accepted with 5, 20 and 50 %: ${drafts.join(', ')}.`);
      await server.stop();
    }
    const factor = (part: number, other: string) =>
      findings.median(speed(part).what, arena.maobi.name) / findings.median(speed(part).what, other);
    return {
      goals: [
        { name: 'rewriting with 5 % changed, times llama-server', measured: factor(0.05, plain), bound: 1.5, kind: 'at least', unit: 'x' },
        {
          name: 'rewriting with 50 % changed, times the same without drafts',
          measured: factor(0.5, undrafted),
          bound: 0.97,
          kind: 'at least',
          unit: 'x',
        },
      ],
      notes,
    };
  },
};

interface Answer {
  readonly opening: string;
  readonly text: string;
  readonly tokens: number;
}

async function plainAnswer(arena: Arena, contestant: Contestant, tokens: number): Promise<Answer> {
  await arena.enter(contestant);
  const opening = `【${arena.freshProse(12)}】请只改必要之处，把下面的文字重写一遍：\n\n`;
  const { text } = await contestant.complete({ messages: [{ role: 'user', content: opening }], maxTokens: tokens });
  return { opening, text, tokens };
}

/** Who is compared by ratio takes turns, part by part: a machine that others use too is another one after a minute. Returns llama-server's text. */
async function measureTogether(arena: Arena, findings: Findings): Promise<Answer> {
  const { maobi, llamaServer, options } = arena;
  const tokens = arena.scaled(passageCharacters * arena.tokensPerCharacter);
  const own = await plainAnswer(arena, maobi, tokens);
  const other = await plainAnswer(arena, llamaServer, tokens);
  const sides = [
    { name: maobi.name, contestant: maobi, answer: own, isDrafting: true },
    { name: undrafted, contestant: maobi, answer: own, isDrafting: false },
    { name: plain, contestant: llamaServer, answer: other, isDrafting: false },
  ];
  for (let round = 0; round < options.rounds; round += 1) {
    const shift = round % sides.length;
    for (const part of changedParts) {
      for (const { name, contestant, answer, isDrafting } of [...sides.slice(shift), ...sides.slice(0, shift)]) {
        const passage = withChanges(answer.text, part);
        const prediction = isDrafting ? { prediction: passage } : {};
        await arena.enter(contestant);
        const completion = await contestant.complete({ ...request(answer, passage), ...prediction });
        note(findings, { name, part, completion, answer });
      }
    }
  }
  return other;
}

/** What happens around each part: a server that drafts from all it has ever written must begin anew, or it knows the answer. */
interface Around {
  before(): Promise<unknown>;
  after(): void;
}

async function measureOne(contestant: Contestant, answer: Answer, findings: Findings, around: Around): Promise<void> {
  for (const part of changedParts) {
    await around.before();
    const passage = withChanges(answer.text, part);
    const completion = await contestant.complete(request(answer, passage));
    around.after();
    note(findings, { name: contestant.name, part, completion, answer });
  }
}

const request = ({ opening, tokens }: Answer, passage: string) =>
  ({ messages: [{ role: 'user', content: opening + passage }], maxTokens: tokens }) as const;

function note(
  findings: Findings,
  { name, part, completion, answer }: { name: string; part: number; completion: Completion; answer: Answer },
): void {
  findings.add(speed(part), name, writingRate(completion));
  findings.add(same(part), name, equalStart(completion.text, answer.text) * 100);
}

/** The part of the expected text that is the same up to the first character that differs. */
function equalStart(text: string, expected: string): number {
  let length = 0;
  while (length < expected.length && text[length] === expected[length]) length += 1;
  return expected.length === 0 ? 0 : length / expected.length;
}
