import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import { promisify } from 'node:util';

/** What of the processor decides how fast a model runs. */
export interface Processor {
  readonly name: string;
  readonly physicalCores: number;
  /** Instruction sets that llama.cpp has code for, e.g. `avx2`; empty where the system does not tell. */
  readonly features: readonly string[];
}

/** Names as Linux lists them, and what they are called here. */
const knownFeatures: Readonly<Record<string, string>> = {
  sse4_2: 'sse4.2',
  avx: 'avx',
  f16c: 'f16c',
  fma: 'fma',
  avx2: 'avx2',
  avx_vnni: 'avx-vnni',
  avx512f: 'avx512f',
  avx512_vnni: 'avx512-vnni',
  avx512_bf16: 'avx512-bf16',
  amx_int8: 'amx-int8',
  asimd: 'neon',
  asimddp: 'dotprod',
  i8mm: 'i8mm',
  sve: 'sve',
};

/** Never throws: what cannot be read is guessed low. */
export async function readProcessor(): Promise<Processor> {
  const name = cpus()[0]?.model.trim() || `${arch()} processor`;
  const guessed: Processor = { name, physicalCores: availableParallelism(), features: arch() === 'arm64' ? ['neon'] : [] };
  try {
    if (platform() === 'linux') return parseCpuInfo(await readFile('/proc/cpuinfo', 'utf8'), guessed);
    if (platform() === 'darwin') return await readSysctl(guessed);
    if (platform() === 'win32') return await readCim(guessed);
  } catch {
    // a locked-down system without these facts: the guess below is what remains
  }
  return guessed;
}

/** @param text content of `/proc/cpuinfo`; `guessed` fills what it does not tell */
export function parseCpuInfo(text: string, guessed: Processor): Processor {
  const cores = new Set<string>();
  const flags = new Set<string>();
  for (const block of text.split(/\n\s*\n/)) {
    const facts = new Map(block.split('\n').map((line) => splitFact(line)));
    if (facts.has('core id')) cores.add(`${facts.get('physical id') ?? 0}/${facts.get('core id')}`);
    for (const flag of (facts.get('flags') ?? facts.get('Features') ?? '').split(' ')) flags.add(flag);
  }
  const features = Object.entries(knownFeatures).flatMap(([flag, feature]) => (flags.has(flag) ? [feature] : []));
  // a container may be given fewer processors than the machine has cores
  const physicalCores = cores.size > 0 ? Math.min(cores.size, guessed.physicalCores) : guessed.physicalCores;
  return { name: guessed.name, physicalCores, features: features.length > 0 ? features : guessed.features };
}

function splitFact(line: string): [string, string] {
  const colon = line.indexOf(':');
  return colon < 0 ? [line.trim(), ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}

/** Windows tells of cores only through its management database; of instruction sets it tells nothing. */
async function readCim(guessed: Processor): Promise<Processor> {
  const query = '(Get-CimInstance Win32_Processor | Measure-Object -Property NumberOfCores -Sum).Sum';
  const { stdout } = await promisify(execFile)('powershell.exe', ['-NoProfile', '-Command', query], { timeout: 10_000, windowsHide: true });
  return parseCimCores(stdout, guessed);
}

/** @param text the sum of the cores of all processors, as PowerShell prints it */
export function parseCimCores(text: string, guessed: Processor): Processor {
  const cores = Number(text.trim());
  return cores > 0 ? { ...guessed, physicalCores: Math.min(cores, guessed.physicalCores) } : guessed;
}

async function readSysctl(guessed: Processor): Promise<Processor> {
  const run = promisify(execFile);
  const read = (key: string): Promise<string> =>
    run('/usr/sbin/sysctl', ['-n', key], { timeout: 2000 }).then(({ stdout }) => stdout.trim());
  const cores = Number(await read('hw.perflevel0.physicalcpu').catch(() => read('hw.physicalcpu')));
  const intel = arch() === 'x64' ? await read('machdep.cpu.leaf7_features').catch(() => '') : '';
  const features = intel.split(' ').includes('AVX2') ? ['avx2', 'fma', 'f16c'] : guessed.features;
  return { ...guessed, physicalCores: cores > 0 ? cores : guessed.physicalCores, features };
}
