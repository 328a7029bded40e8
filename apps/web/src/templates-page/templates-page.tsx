import { templateAudiences, type Template } from '@maobi/contract';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { errorText } from '../language/error-text.ts';
import { useWordsField } from '../keyboard/composition.ts';
import { matchesWords } from '../palette/matches-words.ts';
import { useTemplateList } from '../studio/queries.ts';
import { TemplateCard } from './template-card.tsx';
import { TemplateProblems } from './template-problems.tsx';
import './templates-page.css';

/** Every form of text that can be chosen, by who needs it. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const { data, error } = useTemplateList();
  const [text, setText] = useState('');
  const [words, setWords] = useState('');
  const field = useWordsField(setText, setWords);
  const templates = (data?.templates ?? []).filter((template) => matchesWords(words.trim(), wordsOf(template)));
  useLinkedAudience(data !== undefined);
  return (
    <div className="page narrow templates">
      <h1 className="page-title">{t('templates.title')}</h1>
      <p className="page-lead">{t('templates.lead')}</p>
      <div className="field templates-filter" role="search">
        <Icon name="search" small />
        <input
          type="text"
          inputMode="search"
          autoComplete="off"
          aria-label={t('templates.filter')}
          placeholder={t('templates.filterPlaceholder')}
          value={text}
          maxLength={200}
          {...field}
        />
      </div>
      {error && (
        <p role="alert">
          {t('templates.failed')} {errorText(t, error).both}
        </p>
      )}
      <Found count={data && templates.length} words={words.trim()} />
      {data && data.problems.length > 0 && <TemplateProblems problems={data.problems} />}
      {templateAudiences.map((audience) => {
        const offered = templates.filter((template) => template.audience === audience);
        if (offered.length === 0) return null;
        return (
          <section key={audience} aria-labelledby={audience} className="template-group">
            <h2 id={audience} tabIndex={-1}>
              {t(`documents.template.${audience}`)}
            </h2>
            <ul>
              {offered.map((template) => (
                <li key={template.id}>
                  <TemplateCard template={template} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

interface FoundProps {
  /** Missing before that is known. */
  readonly count: number | undefined;
  readonly words: string;
}

/** How many there are; where there is none, the way on. */
function Found({ count, words }: FoundProps) {
  const { t } = useTranslation();
  return (
    <>
      <p className="note" role="status">
        {count === 0 ? t('templates.nothing', { text: words }) : count && t('templates.found', { count })}
      </p>
      {count === 0 && (
        <p className="page-ways">
          <Link href="/documents" className="btn">
            {t('templates.without')}
          </Link>
        </p>
      )}
    </>
  );
}

/** In both languages, as the palette finds them. */
function wordsOf({ id, name, about }: Template): string[] {
  return [id, name.zh, name.en, about.zh, about.en];
}

/** An address that names a kind of writer (`/templates#students`) leads there once the templates are there. */
function useLinkedAudience(isThere: boolean): void {
  useEffect(() => {
    if (!isThere) return;
    const heading = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  }, [isThere]);
}
