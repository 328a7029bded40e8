import { formatBytes } from '../../terminal/measures.ts';
import { formatRange, formatRate, formatSeconds } from '../bench-figures.ts';
import type { BenchResult, BenchSetting, ContextResult, TaskResult } from '../bench-result.ts';
import { barChart, type Bar } from './bar-chart.ts';
import { html, type Markup } from './markup.ts';
import { reportShell, settingSection } from './report-shell.ts';

export function reportPage(setting: BenchSetting, results: readonly BenchResult[]): string {
  return reportShell('How fast Maobi writes on this computer', [
    settingSection(setting),
    ...(results.length > 1 ? [comparison(results)] : []),
    ...results.map((result) => modelSection(result, setting)),
    method(results),
  ]);
}

function comparison(results: readonly BenchResult[]): Markup {
  const bars = (valueOf: (result: BenchResult) => number, shown: (value: number) => string): Bar[] =>
    results.map((result) => {
      const value = valueOf(result);
      return { label: result.model, value: shown(value), parts: [{ from: 0, to: value, kind: 'ours' }] };
    });
  return html`<section>
    <h2>Models compared</h2>
    <div class="charts">
      ${barChart(
        'Writing, tokens a second',
        bars((result) => result.decodeTokensPerSecond, formatRate),
      )}
      ${barChart(
        'Reading, tokens a second',
        bars((result) => result.prefillTokensPerSecond, formatRate),
      )}
      ${barChart(
        'First token of the longest task, nothing read before',
        bars((result) => result.firstToken.coldMs, formatSeconds),
      )}
      ${barChart(
        'First token of the next question',
        bars((result) => result.firstToken.warmMs, formatSeconds),
      )}
      ${barChart(
        'Most memory',
        bars((result) => result.peakBytes, formatBytes),
      )}
      ${barChart(
        'Loading',
        bars((result) => result.loadMs, formatSeconds),
      )}
    </div>
  </section>`;
}

function modelSection(result: BenchResult, { machine }: BenchSetting): Markup {
  const { tasks, contexts, stop } = result;
  const facts: [string, string, string][] = [
    ['Writing', formatRate(result.decodeTokensPerSecond), 'tokens/s'],
    ['Reading', formatRate(result.prefillTokensPerSecond), 'tokens/s'],
    ['Next question, first token', formatSeconds(result.firstToken.warmMs), ''],
    ['Most memory', formatBytes(result.peakBytes), ''],
    ['Loading', formatSeconds(result.loadMs), ''],
    ['Stop while writing, reading', `${formatSeconds(stop.writingMs)}, ${formatSeconds(stop.readingMs)}`, ''],
  ];
  return html`<section>
    <h2>${result.name} ${result.quantisation}</h2>
    <p class="quiet">
      ${result.model}, ${formatBytes(result.sizeBytes)}, ${result.threads} ${result.threads === 1 ? 'thread' : 'threads'}, context of
      ${result.contextTokens} tokens${result.isQuick ? ', quick measurement' : ''}
    </p>
    ${result.isSynthetic ? html`<p class="warning">Random weights in the shape of the real model: speed and memory are real, its text is meaningless.</p>` : html``}
    <dl class="facts">
      ${facts.map(
        ([name, value, unit]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value} <small>${unit}</small></dd>
          </div>`,
      )}
    </dl>
    <h3>Beside the published review</h3>
    ${taskTable(tasks)}
    <div class="charts">${firstTokenChart(tasks)} ${rateChart(tasks)}</div>
    <h3>Memory by context</h3>
    ${contextChart(contexts, machine.freeMemoryBytes)}
  </section>`;
}

function taskTable(tasks: readonly TaskResult[]): Markup {
  const columns: [label: string, valueOf: (task: TaskResult) => string, kind: 'ours' | 'review'][] = [
    ['Task', (task) => task.name, 'ours'],
    ['Prompt, tokens', (task) => String(task.promptTokens), 'ours'],
    ['First token, cold', (task) => formatSeconds(task.coldMs), 'ours'],
    ['Next question', (task) => formatSeconds(task.warmMs), 'ours'],
    ['After a restart', (task) => formatSeconds(task.snapshotMs), 'ours'],
    ['Writes, tokens/s', (task) => formatRate(task.tokensPerSecond), 'ours'],
    ['Review: first token', (task) => formatRange(task.reviewed.firstTokenSeconds), 'review'],
    ['Review: tokens/s', (task) => formatRate(task.reviewed.tokensPerSecond), 'review'],
  ];
  const cells = (task: TaskResult) =>
    columns.map(([label, valueOf, kind]) => html`<td class="${kind}" data-label="${label}">${valueOf(task)}</td>`);
  return html`<table>
    <thead>
      <tr>
        ${columns.map(([label]) => html`<th>${label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${tasks.map(
        (task) =>
          html`<tr>
            ${cells(task)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function firstTokenChart(tasks: readonly TaskResult[]): Markup {
  const bars = tasks.flatMap((task): Bar[] => {
    const [from, to] = task.reviewed.firstTokenSeconds;
    const ours = (label: string, milliseconds: number, kind: 'ours' | 'next' | 'restart'): Bar => ({
      label,
      value: formatSeconds(milliseconds),
      parts: [{ from: 0, to: milliseconds / 1000, kind }],
    });
    return [
      { label: `${task.name}, review`, value: formatRange([from, to]), parts: [{ from, to, kind: 'review' }], startsGroup: true },
      ours('cold', task.coldMs, 'ours'),
      ours('next question', task.warmMs, 'next'),
      ...(task.snapshotMs === null ? [] : [ours('after a restart', task.snapshotMs, 'restart')]),
    ];
  });
  return barChart('Seconds to the first token', bars);
}

function rateChart(tasks: readonly TaskResult[]): Markup {
  const bars = tasks.flatMap((task): Bar[] => [
    {
      label: `${task.name}, review`,
      value: formatRate(task.reviewed.tokensPerSecond),
      parts: [{ from: 0, to: task.reviewed.tokensPerSecond, kind: 'review' }],
      startsGroup: true,
    },
    { label: 'here', value: formatRate(task.tokensPerSecond), parts: [{ from: 0, to: task.tokensPerSecond, kind: 'ours' }] },
  ]);
  return barChart('Tokens written a second', bars);
}

function contextChart(contexts: readonly ContextResult[], freeBytes: number): Markup {
  const bars = contexts.map(({ contextTokens, neededBytes, weightsBytes, contextBytes, loaded, fits }): Bar => {
    const states = loaded?.states ?? 1;
    const withContext = weightsBytes + contextBytes * states;
    return {
      label: `${contextTokens.toLocaleString('en')} tokens${states === 1 ? '' : `, ${states} states`}${fits ? '' : ', too large'}`,
      value: formatBytes(loaded?.peakBytes ?? neededBytes),
      parts: [
        { from: 0, to: weightsBytes, kind: 'weights' },
        { from: weightsBytes, to: withContext, kind: 'context' },
        { from: withContext, to: loaded?.expectedBytes ?? neededBytes, kind: 'buffers' },
      ],
      ...(loaded ? { mark: loaded.peakBytes } : {}),
    };
  });
  const title = `Weights (ink), context (blue) and buffers (grey) as computed; the stroke is what was measured. ${formatBytes(freeBytes)} were free.`;
  return barChart(title, bars);
}

function method(results: readonly BenchResult[]): Markup {
  const isQuick = results.some((result) => result.isQuick);
  return html`<section>
    <h2>How this was measured</h2>
    <p>
      Each task is a question of the length shown, asked of an engine that has read nothing of it (cold). The next question is asked in the
      same conversation and adds about 30 tokens. After a restart means a new engine process that finds the conversation on the disk;
      loading is not part of it. A dash: not measured, or nothing was kept.
    </p>
    <p>
      Memory is the most that the engine process had at once. Stopping is the slowest of a few Stops. Reading is measured on the longest
      task, writing over all tasks.
    </p>
    <p>
      The review's figures are those of a published review of an AI writing image with Qwen3-4B-Instruct on 4 cores, 16 GB and no graphics
      card: 8–12, 10–15 and 15–20 seconds to the first token, and 3.2, 2.8 and 2.5 tokens a second for short, medium and long tasks. Its
      prompts may have been of other lengths.
    </p>
    ${isQuick ? html`<p>This was a quick measurement: fewer tasks and shorter answers, so the figures vary more.</p>` : html``}
  </section>`;
}
