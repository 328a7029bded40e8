import type { Machine } from '@maobi/contract';

/** Facts about this machine, read now (free memory and disk change). */
export interface MachineProbe {
  read(): Promise<Machine>;
}
