import { useTranslation } from '../language/use-translation.ts';

const steps = ['topic', 'outline', 'write'] as const;

/** What to do first, for whoever has written nothing here yet. */
export function FirstSteps() {
  const { t } = useTranslation();
  return (
    <section className="home-section">
      <div className="home-section-head">
        <h2>{t('home.firstSteps')}</h2>
      </div>
      <ol className="first-steps">
        {steps.map((step, index) => (
          <li key={step}>
            <span className="first-step-number serif" aria-hidden="true">
              {index + 1}
            </span>
            <h3 className="serif">{t(`home.step.${step}.title`)}</h3>
            <p>{t(`home.step.${step}.text`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
