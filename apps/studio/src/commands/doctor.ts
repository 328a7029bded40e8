import { existsSync } from 'node:fs';
import type { Machine, Model, System } from '@maobi/contract';
import type { Command } from 'commander';
import { describeFailure, exitCodes, Stopped, type ExitCode } from '../terminal/failures.ts';
import { formatBytes } from '../terminal/measures.ts';
import { ProgressLine } from '../terminal/progress-line.ts';
import type { StudioConnection } from '../terminal/studio-connection.ts';
import { version } from '../version.ts';
import type { CommandContext, CommandHost } from './command-host.ts';
import { machineFindings, type Finding } from './machine-findings.ts';
import { speedOf, whileMeasuring } from './measured-speed.ts';

interface StudioFacts {
  readonly system: System;
  readonly models: readonly Model[];
  readonly apiKey: string;
  readonly url: string | null;
  readonly selfTest: Finding;
  readonly speed: Finding;
}

const selfTestTokens = 8;

export function addDoctorCommand(program: Command, host: CommandHost): void {
  program
    .command('doctor')
    .summary('check this computer and the engine')
    .description('Shows what this computer can do, how fast it writes, where the data lie, the API key, and whether the engine works.')
    .option('--json', 'JSON instead of text')
    .addHelpText('after', '\nExamples:\n  maobi doctor\n  maobi doctor --json')
    .action(host.action((options: { json?: true }) => doctor(options.json === true, host.context)));
}

/** Looks at everything, also when a part does not work: then that is what is shown. */
async function doctor(asJson: boolean, context: CommandContext): Promise<ExitCode> {
  const { createMachineProbe } = await import('../machine/machine-probe.ts');
  const machine = await createMachineProbe(nearestFolder(context.dataFolder)).read();
  const facts = await context.stoppable((stop) => studioFacts(context, stop)).catch((caught: unknown) => findingUnlessStopped(caught));
  const isStudio = 'system' in facts;
  const findings = [
    ...machineFindings(machine, isStudio ? lighterModel(facts) : null),
    ...(isStudio ? [facts.selfTest, facts.speed] : [facts]),
  ];
  if (asJson) tellJson(context, { machine, findings, facts: isStudio ? facts : null });
  else tellText(context, { machine, findings, facts: isStudio ? facts : null });
  return findings.some(({ state }) => state === 'failed') ? exitCodes.failed : exitCodes.done;
}

/** The model that is recommended here because the usual one does not fit. */
function lighterModel({ system, models }: StudioFacts): string | null {
  const usual = models.find(({ isDefault }) => isDefault);
  return usual && usual.id !== system.recommended.model ? system.recommended.model : null;
}

async function studioFacts(context: CommandContext, stop: AbortSignal): Promise<StudioFacts> {
  const progress = new ProgressLine(context.terminal);
  progress.show('Looking at the studio…');
  const connection = await context.connect();
  try {
    const { client, url } = connection;
    const before = await client.call('getSystem', {});
    progress.show('Trying the engine…');
    const selfTest = await tryEngine(connection, before, stop);
    await whileMeasuring(connection, { show: (text) => progress.show(text), stop });
    const [system, { models }, { key }] = await Promise.all([
      client.call('getSystem', {}),
      client.call('listModels', {}),
      client.call('getApiKey', {}),
    ]);
    return { system, models, apiKey: key, url, selfTest, speed: speedFinding(system) };
  } finally {
    progress.clear();
    await connection[Symbol.asyncDispose]();
  }
}

/**
 * Lets the engine really write a few tokens: with the model that it has or is loading, so that looking does not throw a
 * writer's model out of memory, else with the active one when it was never measured, else with the demo. While something
 * is being written it would have to wait for all of it.
 */
async function tryEngine({ client, request }: StudioConnection, before: System, stop: AbortSignal): Promise<Finding> {
  const { runs } = await client.call('listRuns', {});
  if (runs.length > 0) return { name: 'engine', state: 'warning', text: 'busy writing, not tested; try again when it has ended' };
  const model = before.engine.model ?? (before.calibration?.state === 'none' ? before.activeModel : 'demo');
  const startedMs = performance.now();
  try {
    const response = await request('/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      signal: stop,
      body: JSON.stringify({ model, max_tokens: selfTestTokens, seed: 1, messages: [{ role: 'user', content: '你好' }] }),
    });
    const answer = (await response.json()) as { error?: { message?: string }; usage?: { completion_tokens?: number } };
    const written = answer.usage?.completion_tokens ?? 0;
    if (!response.ok || written < 1) {
      return { name: 'engine', state: 'failed', text: answer.error?.message ?? 'The engine wrote nothing.' };
    }
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    return { name: 'engine', state: 'ok', text: `loaded ${model} and wrote ${written} tokens in ${seconds} s` };
  } catch (caught) {
    if (stop.aborted) throw new Stopped('stopped while the engine was tried');
    return findingOf(caught);
  }
}

function speedFinding(system: System): Finding {
  const { isKnown, text } = speedOf(system);
  return { name: 'speed', state: isKnown ? 'ok' : 'warning', text };
}

function findingUnlessStopped(caught: unknown): Finding {
  if (caught instanceof Stopped) throw caught;
  return findingOf(caught);
}

function findingOf(caught: unknown): Finding {
  const { message, hint } = describeFailure(caught);
  return { name: 'engine', state: 'failed', text: hint ? `${message} ${hint}` : message };
}

interface Report {
  readonly machine: Machine;
  readonly findings: readonly Finding[];
  readonly facts: StudioFacts | null;
}

function tellJson({ terminal, dataFolder }: CommandContext, { machine, findings, facts }: Report): void {
  const isOk = findings.every(({ state }) => state !== 'failed');
  const { sqliteVersion = null, engineVersion = null, activeModel = null, calibration = null } = facts?.system ?? {};
  terminal.line(
    JSON.stringify({
      type: 'result',
      ok: isOk,
      versions: { maobi: version, node: process.versions.node, sqlite: sqliteVersion, engine: engineVersion },
      machine,
      dataFolder,
      running: facts?.url ?? null,
      apiKey: facts?.apiKey ?? null,
      activeModel,
      models: facts?.models.filter(({ installed }) => installed) ?? [],
      calibration,
      selfTest: findings.find(({ name }) => name === 'engine'),
      findings,
    }),
  );
}

function tellText({ terminal, dataFolder }: CommandContext, { machine, findings, facts }: Report): void {
  const row = (name: string, text: string) => terminal.line(`${terminal.paint('dim', name.padEnd(12))} ${text}`);
  const { sqliteVersion, engineVersion, activeModel } = facts?.system ?? {};
  row('Maobi', `${version}, Node ${process.versions.node}${sqliteVersion ? `, SQLite ${sqliteVersion}` : ''}`);
  if (engineVersion) row('engine', engineVersion);
  row('computer', `${machine.processor}, ${machine.physicalCores} cores, ${machine.platform} ${machine.architecture}`);
  row('free memory', formatBytes(machine.freeMemoryBytes));
  row('data', dataFolder);
  if (facts) {
    row('studio', facts.url ?? 'not running; start it with "maobi"');
    row('API key', facts.apiKey);
    row('models', installedNames(facts.models, activeModel));
  }
  const marks = { ok: terminal.paint('green', '✓'), warning: terminal.paint('yellow', '!'), failed: terminal.paint('red', '✗') };
  for (const { name, state, text } of findings) terminal.line(`${marks[state]} ${name}: ${text}`);
}

function installedNames(models: readonly Model[], activeModel: string | undefined): string {
  const installed = models.filter((model) => model.installed);
  return installed.map(({ id, quantisation }) => `${id} (${quantisation}${id === activeModel ? ', in use' : ''})`).join(', ') || 'none';
}

/** The data folder, or what exists of the way to it: before the first start there is none. */
function nearestFolder(folder: string): string {
  let nearest = folder;
  while (!existsSync(nearest) && nearest !== '') {
    const parent = nearest.replace(/[\\/][^\\/]*[\\/]?$/, '');
    if (parent === nearest) break;
    nearest = parent;
  }
  return nearest || '/';
}
