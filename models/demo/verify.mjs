#!/usr/bin/env node
// Acceptance of the demo model through node-llama-cpp, on held-out requests with fixed seeds. Prints every answer and a table;
// exits with 1 if a criterion fails.
// usage: node models/demo/verify.mjs [model.gguf] [reference.json]   (reference.py writes the optional second file)
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getLlama, LlamaChatSession } from 'node-llama-cpp';
import { essays, outlinePrompt, outlines, polishing, recitals, requests, sectionPrompt, sessions, sized, SYSTEM } from './verify_cases.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const [modelPath = here('maobi-demo.gguf'), referencePath] = process.argv.slice(2);
const sampling = { temperature: 0.7, topP: 0.8, topK: 20, minP: 0, repeatPenalty: false };
const outlineSchema = {
  type: 'object',
  properties: {
    sections: {
      type: 'array',
      items: {
        type: 'object',
        properties: { heading: { type: 'string' }, points: { type: 'array', items: { type: 'string' } }, target: { type: 'integer' } },
      },
    },
  },
};
/** Accepted lengths of the three section sizes, in 字 or words: [asked for, least, most]. */
const sizes = [
  [100, 60, 150],
  [200, 140, 280],
  [400, 280, 520],
];

const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, logLevel: 'error' });
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({ contextSize: 4096, threads: 1 });
const sequence = context.getSequence();
const answers = [];
let seed = 0;

/** Opens a chat on the cleared sequence; `ask` returns the text and notes how the answer ended. */
async function openChat(system) {
  await sequence.clearHistory();
  const session = new LlamaChatSession({ contextSequence: sequence, systemPrompt: system ?? '', autoDisposeSequence: false });
  const ask = async (request, options = {}) => {
    seed += 1;
    const times = [];
    const { responseText: text, stopReason } = await session.promptWithMeta(request, {
      ...sampling,
      seed,
      maxTokens: 1300,
      onToken: (chunk) => times.push(...chunk.map(() => performance.now())),
      ...options,
    });
    answers.push({
      text,
      ended: stopReason === 'eogToken', // under a grammar the engine ends the answer when the text is complete
      underGrammar: options.grammar !== undefined,
      tokens: times.length,
      decodeMs: Math.max(0, times.at(-1) - times[0]) || 0,
    });
    console.log(`\n### ${request}\n[${stopReason}] ${text}`);
    return text;
  };
  return { ask, close: () => session.dispose() };
}

async function askOnce(system, request, options) {
  const chat = await openChat(system);
  const text = await chat.ask(request, options);
  chat.close();
  return text;
}

const count = (text) => text.match(/[\u3400-\u9fff]|[A-Za-z0-9'’]+/g)?.length ?? 0;
const contains = (text, part) => text.toLowerCase().includes(part.toLowerCase());
const sentencesOf = (text) =>
  text
    .split(/(?<=[。！？])|(?<=[.!?])\s|\n/)
    .map((s) => s.trim())
    .filter((s) => s.length > 8);

/** True when a sentence comes three times, or a run of characters is repeated four times in a row. */
function loops(text) {
  const seen = new Map();
  for (const s of sentencesOf(text)) seen.set(s, (seen.get(s) ?? 0) + 1);
  return Math.max(0, ...seen.values()) >= 3 || /([^\d\s|\-]{2,30}?)\1{3,}/u.test(text);
}

/** Shares of true values, collected under the name of a criterion. */
class Tally {
  hits = 0;
  all = 0;
  add(...values) {
    this.hits += values.filter(Boolean).length;
    this.all += values.length;
  }
  get share() {
    return this.all === 0 ? 0 : this.hits / this.all;
  }
}

async function checkRequests(named) {
  for (const [system, request, parts] of requests) {
    const text = await askOnce(system, request);
    named.add(...parts.map((part) => contains(text, part)));
  }
}

async function checkPolishing(kept) {
  for (const [system, request, parts] of polishing) {
    const text = await askOnce(system, request);
    kept.add(...parts.map((part) => text.includes(part)));
  }
}

async function checkEssays(named, long, unrepeated) {
  for (const [system, request, parts] of essays) {
    const text = await askOnce(system, request);
    named.add(...parts.map((part) => text.includes(part)));
    long.add(count(text) >= 600 && count(text) <= 900 && (text.match(/^## /gm) ?? []).length >= 3);
    const sentences = sentencesOf(text);
    unrepeated.add(new Set(sentences).size === sentences.length);
  }
}

async function checkOutlines(parsed, counted) {
  const grammar = await llama.createGrammarForJsonSchema(outlineSchema);
  for (const [lang, topic, wanted, total] of outlines) {
    const text = await askOnce(SYSTEM[lang], outlinePrompt[lang](topic, wanted, total), { grammar });
    let sections = [];
    try {
      ({ sections } = grammar.parse(text));
    } catch (error) {
      console.log(`not parsed: ${error.message}`);
    }
    parsed.add(sections.length >= 3 && sections.every((s) => s.heading && s.points.length > 0));
    counted.add(sections.length === wanted);
  }
}

async function checkSizes(inRange) {
  for (const [lang, topic, heading, points] of sized) {
    const brief = lang === 'zh' ? `主题：${topic}\n` : `Topic: ${topic}\n`;
    const lengths = [];
    for (const [target, least, most] of sizes) {
      const text = await askOnce(SYSTEM[lang], brief + sectionPrompt[lang](1, heading, target, points));
      lengths.push(count(text));
      inRange.add(lengths.at(-1) >= least && lengths.at(-1) <= most);
    }
    console.log(`lengths for 100, 200, 400: ${lengths.join(', ')}`);
    inRange.add(lengths[0] < lengths[1] && lengths[1] < lengths[2]);
  }
}

async function checkRecitals(exact) {
  for (const [request, file] of recitals) {
    const text = await askOnce(null, request);
    exact.add(text.match(/```\w+\n([\s\S]*?)```/)?.[1] === readFileSync(here(`data/code/${file}`), 'utf8'));
  }
}

async function checkSessions(named) {
  for (const [system, turns] of sessions) {
    const chat = await openChat(system);
    for (const [request, parts] of turns) {
      const text = await chat.ask(request);
      named.add(...parts.map((part) => contains(text, part)));
    }
    chat.close();
  }
}

/** Token ids and greedy paths against the trainer's. */
async function checkReference(path, sameIds, sameGreedy) {
  const reference = JSON.parse(readFileSync(path, 'utf8'));
  for (const [text, ids] of reference.tokenizer) {
    const tokens = model.tokenize(text);
    sameIds.add(JSON.stringify([...tokens]) === JSON.stringify(ids) && model.detokenize(tokens) === text);
  }
  for (const { prompt, out } of reference.greedy) {
    await sequence.clearHistory();
    const got = [];
    for await (const token of sequence.evaluate(prompt, { temperature: 0 })) {
      if (got.push(token) >= out.length) break;
    }
    let agreed = 0;
    while (agreed < out.length && got[agreed] === out[agreed]) agreed += 1;
    console.log(`greedy: ${agreed} of ${out.length} tokens agree`);
    sameGreedy.add(agreed >= out.length / 2);
  }
}

const names = [
  'ended',
  'named',
  'noLoop',
  'parsed',
  'counted',
  'kept',
  'inRange',
  'long',
  'unrepeated',
  'exact',
  'inSession',
  'sameIds',
  'sameGreedy',
];
const t = Object.fromEntries(names.map((name) => [name, new Tally()]));
await checkRequests(t.named);
await checkEssays(t.named, t.long, t.unrepeated);
await checkPolishing(t.kept);
await checkSizes(t.inRange);
await checkRecitals(t.exact);
await checkSessions(t.inSession);
await checkOutlines(t.parsed, t.counted);
t.ended.add(...answers.filter((a) => !a.underGrammar).map((a) => a.ended));
t.noLoop.add(...answers.map((a) => !loops(a.text)));
if (referencePath) await checkReference(referencePath, t.sameIds, t.sameGreedy);

/** [criterion, tally, least share]. */
const criteria = [
  ['ends by itself', t.ended, 0.95],
  ['names the topic', t.named, 0.85],
  ['no loop', t.noLoop, 1],
  ['outline parses, 3+ sections', t.parsed, 1],
  ['outline has the sections asked for', t.counted, 0.8],
  ['polish keeps names and numbers', t.kept, 0.9],
  ['section length follows the request', t.inRange, 0.9],
  ['essay of 800 has 600-900 字, 3+ headings', t.long, 1],
  ['essay repeats no sentence', t.unrepeated, 0.66],
  ['code recited exactly', t.exact, 1],
  ['session names topic, heading, points', t.inSession, 0.85],
  ...(referencePath
    ? [
        ['same token ids as the trainer', t.sameIds, 1],
        ['same greedy path as the trainer', t.sameGreedy, 1],
      ]
    : []),
];
const megabytes = statSync(modelPath).size / 1e6;
const tokens = answers.reduce((sum, a) => sum + a.tokens, 0);
const decodeSeconds = answers.reduce((sum, a) => sum + a.decodeMs, 0) / 1000;
console.log(`\n| criterion | result | threshold | |\n|---|---|---|---|`);
for (const [name, tally, least] of criteria) {
  console.log(
    `| ${name} | ${tally.hits} of ${tally.all} (${Math.round(tally.share * 100)} %) | ${Math.round(least * 100)} % | ${tally.share >= least ? 'pass' : 'FAIL'} |`,
  );
}
console.log(`| file size | ${megabytes.toFixed(1)} MB | 12 MB | ${megabytes <= 12 ? 'pass' : 'FAIL'} |`);
console.log(
  `\n${answers.length} answers, ${tokens} tokens, ${Math.round((tokens - answers.length) / decodeSeconds)} tokens/s while writing`,
);
await llama.dispose();
process.exit(megabytes <= 12 && criteria.every(([, tally, least]) => tally.share >= least) ? 0 : 1);
