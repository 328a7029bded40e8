import type { StudioClient, Template, TemplateField } from '@maobi/contract';
import type { Command } from 'commander';
import { placed, templateNamed } from '../document/template-brief.ts';
import { exitCodes } from '../terminal/failures.ts';
import { formatTable } from '../terminal/measures.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { refuseUnknownCommand, withStudio, type CommandHost } from './command-host.ts';

interface TemplatesOptions {
  readonly json?: true;
}

export function addTemplatesCommand(program: Command, host: CommandHost): void {
  const templates = program
    .command('templates')
    .summary('show the forms of text that can be chosen')
    .description('Shows the templates for "maobi write --template": the bundled ones, and your own in the data folder.')
    .option('--json', 'one JSON object per line; the last one is the result')
    .addHelpText(
      'after',
      `
Examples:
  maobi templates
  maobi templates show weekly-report
  maobi templates copy weekly-report        a copy of it that you can edit`,
    )
    .action(
      host.action(async ({ json }: TemplatesOptions) => {
        refuseUnknownCommand(templates);
        return withStudio(host.context, async ({ client }) => list(client, host.context.terminal, json === true));
      }),
    );
  templates
    .command('show')
    .summary('show what a template asks for')
    .description('Shows what a template asks for, and an example.')
    .argument('<template>', 'its id')
    .action(
      host.action((id: string) =>
        withStudio(host.context, async ({ client }) => {
          show(await templateNamed(client, id), host.context.terminal);
          return exitCodes.done;
        }),
      ),
    );
  templates
    .command('copy')
    .summary('copy a template into the data folder, to edit it')
    .description('Copies a bundled template into the data folder. Your copy takes its place as soon as it is there.')
    .argument('<template>', 'its id')
    .action(
      host.action((id: string) =>
        withStudio(host.context, async ({ client }) => {
          const { path } = await client.call('copyTemplate', { params: { id }, body: {} });
          host.context.terminal.line(path);
          return exitCodes.done;
        }),
      ),
    );
}

async function list(client: StudioClient, terminal: Terminal, asJson: boolean) {
  const { templates, problems } = await client.call('listTemplates', {});
  if (asJson) {
    for (const template of templates) terminal.line(JSON.stringify({ type: 'template', ...template }));
    terminal.line(JSON.stringify({ type: 'result', templates: templates.length, problems }));
    return exitCodes.done;
  }
  const rows = templates.map(({ id, audience, name, origin }) => [
    id,
    audience,
    `${name.zh} · ${name.en}${origin === 'own' ? ' (own)' : ''}`,
  ]);
  for (const line of formatTable(rows)) terminal.line(line);
  for (const problem of problems) terminal.note(terminal.paintNote('yellow', `${placed(problem)} ${problem.hint}`));
  return exitCodes.done;
}

function show(template: Template, terminal: Terminal): void {
  const { id, name, about, length, fields, example } = template;
  terminal.line(`${terminal.paint('bold', `${name.zh} · ${name.en}`)}\n${about.zh}\n${about.en}\n`);
  terminal.line(`${length.default.zh} 字 or ${length.default.en} words; ${length.minimum} to ${length.maximum}`);
  if (fields.length > 0) terminal.line(`\n${formatTable(fields.map(fieldRow)).join('\n')}`);
  const { topic = '', ...others } = example.zh;
  const given = Object.entries(others).flatMap(([field, value]) =>
    fields.some(({ name: known }) => known === field) ? [`--field ${field}=${quoted(value)}`] : [],
  );
  terminal.line(`\nmaobi write ${quoted(topic)} --template ${id} ${given.join(' ')}`.trimEnd());
}

function fieldRow({ name, label, isRequired, choices }: TemplateField): string[] {
  const values = choices.map(({ value }) => value).join(', ');
  return [name, isRequired ? 'required' : 'optional', `${label.zh} · ${label.en}${values === '' ? '' : `: ${values}`}`];
}

function quoted(text: string): string {
  return `"${text.replaceAll(/\s+/gu, ' ').replaceAll('"', '\\"')}"`;
}
