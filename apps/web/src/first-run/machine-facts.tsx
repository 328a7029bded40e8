import type { Model, System } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';
import { expectedRates, measuredRate } from '../models/model-facts.ts';

/** What matters on a processor for writing speed, most telling first. */
const tellingFeatures = new Map([
  ['avx512f', 'AVX-512'],
  ['avx2', 'AVX2'],
  ['avx', 'AVX'],
  ['sve', 'SVE'],
  ['neon', 'NEON'],
]);

interface MachineFactsProps {
  readonly system: System;
  /** The model the disk space and the speed are told for. */
  readonly model: Model | undefined;
  readonly models: readonly Model[];
}

/** Processor, memory, disk, and how fast to expect it. */
export function MachineFacts({ system, model, models }: MachineFactsProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { machine } = system;
  const feature = [...tellingFeatures].find(([name]) => machine.features.includes(name))?.[1];
  const rates = model ? expectedRates(model, models, system) : null;
  const measured = model ? measuredRate(model, system) : null;
  const diskLeft = machine.freeDiskBytes - (model && !model.installed ? model.sizeBytes : 0);
  return (
    <dl className="machine">
      <Fact
        term={t('firstRun.processor')}
        value={t('firstRun.cores', { count: machine.physicalCores })}
        note={feature ? t('firstRun.supports', { feature }) : machine.processor}
      />
      <Fact
        term={t('firstRun.freeMemory')}
        value={measures.memory(machine.freeMemoryBytes)}
        note={t('firstRun.inAll', { size: measures.memory(machine.totalMemoryBytes) })}
      />
      <Fact
        term={t('firstRun.freeDisk')}
        value={measures.fileSize(machine.freeDiskBytes)}
        note={diskLeft > 0 ? t('firstRun.diskLeft', { size: measures.fileSize(diskLeft) }) : t('firstRun.diskShort')}
      />
      <Fact
        term={t('firstRun.expectedSpeed')}
        value={measured !== null ? measures.rate(measured) : rates ? measures.rateRange(...rates) : t('firstRun.speedUnknown')}
        note={t(measured === null ? 'firstRun.speedNote' : 'firstRun.speedMeasured')}
      />
    </dl>
  );
}

function Fact({ term, value, note }: { readonly term: string; readonly value: string; readonly note: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {value}
        <small>{note}</small>
      </dd>
    </div>
  );
}
