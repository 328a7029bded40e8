import { formatBytes } from '../../terminal/measures.ts';
import type { BenchSetting } from '../bench-result.ts';
import { html, Markup } from './markup.ts';
import { reportMark } from './report-file.ts';
import { reportStyle } from './report-style.ts';

/** A report as one page that needs nothing else: no scripts, no fonts, no pictures from anywhere. */
export function reportShell(title: string, sections: readonly Markup[]): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${new Markup(reportMark)}
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${new Markup(reportStyle)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <div class="seal" lang="zh">毛笔</div>
            <h1>${title}</h1>
          </header>
          ${sections}
        </main>
      </body>
    </html> `;
  return page.text;
}

/** Where and when it was measured. */
export function settingSection({ machine, engineVersion, maobiVersion, startedAt, disturbances }: BenchSetting): Markup {
  const { processor, physicalCores, features, platform, architecture, totalMemoryBytes, freeMemoryBytes } = machine;
  const rows: [string, string][] = [
    ['Processor', `${processor}, ${physicalCores} cores`],
    ['Instructions', features.join(' ') || architecture],
    ['Memory', `${formatBytes(totalMemoryBytes)}, ${formatBytes(freeMemoryBytes)} free when it began`],
    ['System', `${platform} ${architecture}`],
    ['Program', `Maobi ${maobiVersion}, ${engineVersion}`],
    ['Measured', `${startedAt.slice(0, 16).replace('T', ' ')} UTC`],
  ];
  return html`<section>
    <dl class="setting">
      ${rows.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    ${disturbances.map((sentence) => html`<p class="warning" style="margin: 16px 0 0">${sentence}</p>`)}
  </section>`;
}
