import type { ComparedModel, Model, ModelFigures } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { errorBodyText } from '../../language/error-text.ts';
import { useMeasures } from '../../language/measures.ts';
import { Failure } from '../../models/failure.tsx';

interface ComparedModelRowProps {
  readonly compared: ComparedModel;
  readonly model: Model | undefined;
  readonly isMarked: boolean;
  /** Models are being measured: what was marked is settled until that ends. */
  readonly isAtWork: boolean;
  /** None of them is: something is being written. */
  readonly isHeldBack: boolean;
  readonly onMark: (isMarked: boolean) => void;
}

/** One model that can be measured: marked or not, and how far it is, or what is known of it. */
export function ComparedModelRow({ compared, model, isMarked, isAtWork, isHeldBack, onMark }: ComparedModelRowProps) {
  const { t } = useTranslation();
  const { state, error, figures } = compared;
  const isWanted = state === 'waiting' || state === 'measuring';
  return (
    <li>
      <label className="check">
        <input
          type="checkbox"
          checked={isAtWork ? isWanted : isMarked}
          disabled={isAtWork}
          onChange={(event) => onMark(event.target.checked)}
        />
        <span>
          {model?.name ?? compared.model} <span className="model-quantisation">{model?.quantisation}</span>
        </span>
      </label>
      <div className="compared-state">
        {isWanted ? (
          <p className="num" role="status">
            {state === 'measuring' ? (
              <Progress progress={compared.progress} />
            ) : (
              t(`comparison.${isHeldBack ? 'waitingForQuiet' : 'waiting'}`)
            )}
          </p>
        ) : (
          <Known figures={figures} />
        )}
        {error && <Failure text={errorBodyText(t, error)} />}
      </div>
    </li>
  );
}

function Progress({ progress }: Pick<ComparedModel, 'progress'>) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { step, steps, remainingMs } = progress ?? { step: 1, steps: 1, remainingMs: null };
  return (
    <>
      <progress value={step - 1} max={steps} aria-hidden="true" />
      {remainingMs === null
        ? t('comparison.step', { step, steps })
        : t('comparison.stepLeft', { step, steps, left: measures.roughDuration(remainingMs) })}
    </>
  );
}

/** When it was measured, and why that may no longer hold. */
function Known({ figures }: { readonly figures: ModelFigures | null }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  if (!figures) return <p className="note">{t('comparison.never')}</p>;
  const { measuredAt, tookMs, outdatedBy, machine, engineVersion, wasBusy } = figures;
  return (
    <>
      <p className="note num">{t('comparison.measuredAt', { when: measures.moment(measuredAt), duration: measures.duration(tookMs) })}</p>
      {wasBusy && <p className="note">{t('comparison.wasBusy')}</p>}
      {outdatedBy && <p className="model-tight">{t(`comparison.outdated.${outdatedBy}`, { machine, engine: engineVersion })}</p>}
    </>
  );
}
