import { describe, expect, it } from 'vitest';
import { totalMemoryBytes } from '@maobi/engine-llama';
import { createMachineProbe } from './machine-probe.ts';
import { parseCimCores, parseCpuInfo } from './processor.ts';

const guessed = { name: 'Test', physicalCores: 8, features: [] };
const core = (physical: number, id: number): string =>
  `processor\t: ${id}\nphysical id\t: ${physical}\ncore id\t\t: ${id}\nflags\t\t: fpu sse4_2 avx fma f16c avx2 avx512f\n`;

describe('what Linux tells of the processor', () => {
  it('counts cores, not their threads', () => {
    const text = [core(0, 0), core(0, 1), core(0, 0), core(0, 1)].join('\n');
    expect(parseCpuInfo(text, guessed).physicalCores).toBe(2);
  });

  it('counts the cores of two sockets apart, but never more than this process may use', () => {
    const text = [core(0, 0), core(0, 1), core(1, 0), core(1, 1)].join('\n');
    expect(parseCpuInfo(text, guessed).physicalCores).toBe(4);
    expect(parseCpuInfo(text, { ...guessed, physicalCores: 3 }).physicalCores).toBe(3);
  });

  it('names the instruction sets that matter, on Intel and on Arm', () => {
    expect(parseCpuInfo(core(0, 0), guessed).features).toEqual(['sse4.2', 'avx', 'f16c', 'fma', 'avx2', 'avx512f']);
    expect(parseCpuInfo('processor\t: 0\nFeatures\t: fp asimd asimddp i8mm\n', guessed)).toMatchObject({
      physicalCores: 8,
      features: ['neon', 'dotprod', 'i8mm'],
    });
  });
});

describe('what Windows tells of the processor', () => {
  it('counts cores, never more than this process may use', () => {
    expect(parseCimCores('4\r\n', guessed).physicalCores).toBe(4);
    expect(parseCimCores('64\r\n', guessed).physicalCores).toBe(8);
  });

  it('is nothing where it is not allowed to tell', () => {
    expect(parseCimCores('', guessed)).toEqual(guessed);
  });
});

describe('the probe', () => {
  it('tells this machine, memory and disk included', async () => {
    const machine = await createMachineProbe('.').read();
    expect(machine.physicalCores).toBeGreaterThan(0);
    expect(machine.freeMemoryBytes).toBeGreaterThan(0);
    expect(machine.totalMemoryBytes).toBe(await totalMemoryBytes());
    expect(machine.totalMemoryBytes).toBeGreaterThanOrEqual(machine.freeMemoryBytes);
    expect(machine.freeDiskBytes).toBeGreaterThan(0);
  });

  it('survives a folder that is not there', async () => {
    expect((await createMachineProbe('/no/such/folder').read()).freeDiskBytes).toBe(0);
  });
});
