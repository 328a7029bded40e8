import type { System } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';

/** What the engine works with: to know, not to choose. */
export function EngineRows({ system: { machine, engine, calibration, engineVersion } }: { readonly system: System }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const threads = calibration?.threads ?? null;
  const facts: readonly (readonly [term: string, value: string])[] = [
    [t('settings.processor'), t('settings.cores', { processor: machine.processor, count: machine.physicalCores })],
    ...(threads === null ? [] : [[t('settings.threads'), measures.number(threads)] as const]),
    [
      t('settings.memory'),
      t('settings.memoryFree', { free: measures.memory(machine.freeMemoryBytes), total: measures.memory(machine.totalMemoryBytes) }),
    ],
    ...(engine.memoryBytes === null ? [] : [[t('settings.engineMemory'), measures.memory(engine.memoryBytes)] as const]),
    ...(engine.contextTokens === null
      ? []
      : [[t('settings.contextNow'), t('settings.tokens', { tokens: measures.number(engine.contextTokens) })] as const]),
    [t('settings.disk'), measures.fileSize(machine.freeDiskBytes)],
    [t('settings.engine'), engineVersion],
  ];
  return (
    <dl className="settings-versions">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
