import { evaluationMeasures, repetitionMeasures } from '@maobi/core';
import { formatSeconds } from '../bench/bench-figures.ts';
import type { BenchSetting } from '../bench/bench-result.ts';
import { barChart } from '../bench/report/bar-chart.ts';
import { html, type Markup } from '../bench/report/markup.ts';
import { reportShell, settingSection } from '../bench/report/report-shell.ts';
import type { EvaluationResult, TaskOutcome } from './evaluation-result.ts';
import { audienceRows, costRows, measureRows, repetitionNames, repetitionRows, type EvaluationRow } from './evaluation-rows.ts';

const best = 100;

/** What the models did, as one page: the comparison, charts, and every answer. */
export function evaluationReport(setting: BenchSetting, results: readonly EvaluationResult[]): string {
  return reportShell('How well models write for Maobi', [settingSection(setting), comparison(results), ...results.map(answers), method()]);
}

function comparison(results: readonly EvaluationResult[]): Markup {
  const rows = [...measureRows(results), ...repetitionRows(results), ...audienceRows(results), ...costRows(results)];
  return html`<section>
    <h2>Compared</h2>
    <p class="quiet">Scores from 0 to 100, means over the tasks that are about them. Repetition in percent.</p>
    <table>
      <thead>
        <tr>
          <th>What</th>
          ${results.map(({ subject }) => html`<th>${subject.id}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, values }) =>
            html`<tr>
              <td data-label="What">${name}</td>
              ${values.map(({ shown }, index) => html`<td data-label="${results[index]?.subject.id ?? ''}">${shown}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
    <div class="charts">
      ${chart('By measure', measureRows(results), results)} ${chart('By audience', audienceRows(results), results)}
      ${chart('Repetition, percent', repetitionRows(results), results)}
    </div>
  </section>`;
}

function chart(title: string, rows: readonly EvaluationRow[], results: readonly EvaluationResult[]): Markup {
  const bars = rows.flatMap(({ name, values }) =>
    values.flatMap(({ shown, score }, index) => {
      if (score === null) return [];
      const label = index === 0 ? name : '';
      const model = results.length > 1 ? ` ${results[index]?.subject.id ?? ''}` : '';
      const kind = index % 2 === 0 ? 'ours' : 'next';
      return [{ label: `${label}${model}`, value: shown, parts: [{ from: 0, to: score, kind } as const], startsGroup: index === 0 }];
    }),
  );
  return barChart(title, bars, best);
}

function answers({ subject, outcomes }: EvaluationResult): Markup {
  return html`<section>
    <h2>${subject.name} ${subject.quantisation}</h2>
    <p class="quiet">Every answer, with what was measured of it.</p>
    ${outcomes.map(answer)}
  </section>`;
}

function answer({ task, answer: text, scores, repetition, firstTokenMs, writtenTokens, isCutOff }: TaskOutcome): Markup {
  const measured = evaluationMeasures.flatMap((measure) => {
    const score = scores[measure];
    return score === undefined ? [] : [`${measure} ${score.toFixed(0)}`];
  });
  const repeated = repetitionMeasures.flatMap((measure) => {
    const figure = repetition[measure];
    return figure === undefined ? [] : [`${repetitionNames[measure]} ${figure.toFixed(1)}`];
  });
  const facts = [
    ...measured,
    ...repeated,
    `${writtenTokens} tokens`,
    `first after ${formatSeconds(firstTokenMs)}`,
    ...(isCutOff ? ['cut off'] : []),
  ];
  return html`<details>
    <summary><strong>${task.id}</strong> <span class="quiet">${facts.join(' · ')}</span></summary>
    <p class="quiet" lang="${task.language}">${task.prompt}</p>
    <pre lang="${task.language}">${text}</pre>
  </details>`;
}

function method(): Markup {
  return html`<section>
    <h2>How this was measured</h2>
    <p>
      No judge and no other model: the same answer always gets the same scores. Length is the formula of LongWriter (arXiv 2408.07055): 100
      for the length asked for, 0 for a third of it or four times as much. Structure: the headings asked for in their order, none of them
      empty, and an end that is no break. Repetition: groups of four words that come again, and sentences that do. Language: the share of
      words in the language asked for. Format: the list, table, JSON or code that was asked for. Code: it can be parsed; it is not run.
      Facts: names and numbers that have to be there. Edits: how much of the text is still there.
    </p>
    <p>
      Repetition in percent: distinct-2 and distinct-3 are the groups of two and three neighbours that differ (Li et al., arXiv 1510.03055),
      rep-4 the groups of four that came before; neighbours are characters in Chinese and words in English. Sections: what of the later ones
      an earlier one already has, in groups of six characters or four words. Of the first two much is good, of the others little; in 800
      characters or words of a book that people wrote, distinct-2 is 71 to 84 in Chinese and 81 to 91 in English, distinct-3 88 to 97 and 94
      to 99, rep-4 up to 5.4 and 2.4, sections up to 0.6 and 1.1. They depend on the length: compare models that did the same tasks.
    </p>
    <p>
      Answers are written with the model's own sampling and a fixed seed. What no number can say stands in the answers: every one is on this
      page.
    </p>
  </section>`;
}
