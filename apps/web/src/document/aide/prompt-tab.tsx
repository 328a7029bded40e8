import type { DocumentDetail, Section, SectionPrompt, Version } from '@maobi/contract';
import { useQuery } from '@tanstack/react-query';
import { textLanguage } from '../../language/text-language.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { copyText } from '../../conversation/turn/copy-text.ts';
import { Icon } from '../../icons/icon.tsx';
import { errorText } from '../../language/error-text.ts';
import { useMeasures } from '../../language/measures.ts';
import { client } from '../../studio/client.ts';
import { keys } from '../../studio/keys.ts';
import { useSystemPart } from '../../studio/queries.ts';
import { showToast } from '../../toasts/toasts.ts';

interface PromptTabProps {
  readonly detail: DocumentDetail;
  readonly section: Section | null;
  readonly versions: readonly Version[];
}

/** What the engine will be given for the section in view, word for word, and what reading it costs. */
export function PromptTab({ detail, section, versions }: PromptTabProps) {
  const { t } = useTranslation();
  const { data: prompt, error } = useSectionPrompt(detail, section);
  if (!section) return <p className="note">{t('aide.prompt.noSection')}</p>;
  if (error) return <p className="note">{errorText(t, error).both}</p>;
  if (!prompt) return null;
  return (
    <section className="aide-prompt">
      <h2>{t('aide.prompt.of', { heading: section.heading })}</h2>
      <p className="note">{t('aide.follows')}</p>
      <p className="note">
        {t(`aide.prompt.action.${actionWords(prompt.action)}`)}
        <PromptCost prompt={prompt} versions={versions} />
      </p>
      <ol className="prompt-turns">
        {prompt.messages.map(({ role, text }, index) => (
          <li key={index} data-role={role}>
            <details open={index === prompt.messages.length - 1 || index === 0}>
              <summary>{t(`aide.prompt.role.${role}`)}</summary>
              <p lang={textLanguage(text)}>{text}</p>
            </details>
          </li>
        ))}
      </ol>
      <CopyPrompt prompt={prompt} />
    </section>
  );
}

/**
 * Asked for anew whenever something is another one that the prompt is made of: brief and outline, any text before it, what the job is about to do, and
 * the model with the room that it has; and when the tab is opened.
 */
function useSectionPrompt({ revision, sections, job }: DocumentDetail, section: Section | null) {
  const id = section?.id ?? '';
  const engine = useSystemPart(({ engine: { state, model, contextTokens }, settings }) =>
    [state, model, contextTokens, settings.model].join(),
  );
  const texts = sections.map(({ version, state }) => [version?.id, version?.lastSeq, state].join());
  return useQuery({
    queryKey: keys.sectionPrompt(id, [revision, job?.id, job?.state, engine, ...texts].join()),
    queryFn: ({ signal }) => client.call('getSectionPrompt', { params: { id }, signal }),
    // of this section, so that it stands there until the new one has come
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
    enabled: section !== null,
    staleTime: 0,
    gcTime: 0,
  });
}

function actionWords(action: SectionPrompt['action']): 'draft' | 'goOn' | 'extend' | 'condense' {
  if (action === 'extend' || action === 'condense') return action;
  return action === 'draft' ? action : 'goOn';
}

/** Counted by the engine; while that has another model or none, what the last run of this section counted. */
function PromptCost({ prompt, versions }: { readonly prompt: SectionPrompt; readonly versions: readonly Version[] }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { tokens, heldTokens, readingMs } = prompt;
  if (tokens !== null && heldTokens !== null) {
    const counts = { tokens: measures.number(tokens), held: measures.number(heldTokens) };
    return (
      <>
        {t('aide.prompt.cost', counts)}
        {readingMs !== null && heldTokens < tokens && t('aide.prompt.time', { duration: measures.duration(readingMs) })}
      </>
    );
  }
  const usage = versions.find(({ run }) => run?.usage)?.run?.usage;
  if (!usage) return <>{t('aide.prompt.unknown')}</>;
  return <>{t('aide.prompt.last', { tokens: measures.number(usage.promptTokens), held: measures.number(usage.cachedTokens) })}</>;
}

function CopyPrompt({ prompt }: { readonly prompt: SectionPrompt }) {
  const { t } = useTranslation();
  const copy = async () => {
    const text = prompt.messages.map((message) => `[${t(`aide.prompt.role.${message.role}`)}]\n${message.text}`).join('\n\n');
    if (await copyText(text)) showToast({ text: t('document.export.copied') });
  };
  return (
    <button type="button" className="btn" onClick={() => void copy()}>
      <Icon name="copy" small />
      {t('aide.prompt.copy')}
    </button>
  );
}
