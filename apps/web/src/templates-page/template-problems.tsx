import type { TemplateProblem } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';

/** Files of the writer's that could not be used: where, what is wrong, and what to do. */
export function TemplateProblems({ problems }: { readonly problems: readonly TemplateProblem[] }) {
  const { t } = useTranslation();
  return (
    <section className="template-problems" aria-labelledby="template-problems">
      <h2 id="template-problems">
        <Icon name="warning" small />
        {t('templates.problems')}
      </h2>
      <p className="note">{t('templates.problemsLead')}</p>
      <ul>
        {problems.map(({ fileName, line, message, hint }) => (
          <li key={`${fileName} ${line ?? 0} ${message}`}>
            <code>{line === null ? fileName : t('templates.atLine', { file: fileName, line })}</code>
            <span lang="en">
              {message} {hint}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
