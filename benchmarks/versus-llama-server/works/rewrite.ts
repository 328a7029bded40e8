import type { Arena } from '../arena.ts';
import { writingRate, type ChatMessage, type Completion, type Contestant } from '../contestants/contestant.ts';
import type { LlamaServerContestant } from '../contestants/llama-server-contestant.ts';
import { Findings } from '../findings.ts';
import { withChanges } from '../texts.ts';
import type { Work } from './work.ts';

const passageCharacters = 600;
const changedParts = [0.05, 0.2, 0.5] as const;
const plain = 'llama-server';
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
  measure: async (arena) => {
    const findings = new Findings();
    const notes = [
      'What a model writes cannot be ordered, so the passage is made from it: the answer to a prompt is taken, a part of its characters is replaced in clusters of six, and the result stands in the prompt (for everybody) and in the prediction (for Maobi) of the measured request. A model whose answer depends on the passage writes something else then, and drafts little: see "start that equals the plain one".',
    ];
    const tokens = arena.scaled(passageCharacters * arena.tokensPerCharacter);
    for (const contestant of [arena.maobi, arena.llamaServer]) await measureOne(arena, contestant, tokens, findings);
    for (const { name, flags } of drafting) {
      const server = arena.withFlags(name, ['--threads', String(arena.options.threads), ...flags]);
      const drafted = await measureOne(arena, server, tokens, findings);
      notes.push(`${name}: ${server.flags}; ${drafted}`);
      await server.stop();
    }
    const factor = (part: number) => findings.median(speed(part).what, arena.maobi.name) / findings.median(speed(part).what, plain);
    return {
      findings: findings.list(),
      goals: [{ name: 'rewriting with 5 % changed, times llama-server', measured: factor(0.05), bound: 1.5, kind: 'at least', unit: 'x' }],
      notes,
    };
  },
};

async function measureOne(
  arena: Arena,
  contestant: Contestant | LlamaServerContestant,
  tokens: number,
  findings: Findings,
): Promise<string> {
  await arena.enter(contestant);
  const opening = `【${arena.freshProse(12)}】请只改必要之处，把下面的文字重写一遍：\n\n`;
  const answer = await contestant.complete({ messages: request(opening, ''), maxTokens: tokens });
  const drafts: string[] = [];
  for (const part of changedParts) {
    const passage = withChanges(answer.text, part);
    const completion = await contestant.complete({ messages: request(opening, passage), maxTokens: tokens, prediction: passage });
    findings.add(speed(part), contestant.name, writingRate(completion));
    findings.add(same(part), contestant.name, equalStart(completion, answer) * 100);
    if ('drafts' in contestant) drafts.push(`${contestant.drafts.accepted} of ${contestant.drafts.drafted}`);
  }
  return `drafts accepted with 5, 20 and 50 %: ${drafts.join(', ')}`;
}

function request(opening: string, passage: string): readonly ChatMessage[] {
  return [{ role: 'user', content: opening + passage }];
}

/** The part of the text up to the first character that differs. */
function equalStart({ text }: Completion, { text: expected }: Completion): number {
  let length = 0;
  while (length < expected.length && text[length] === expected[length]) length += 1;
  return expected.length === 0 ? 0 : length / expected.length;
}
