import { templateAudiences, type Template } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { useMeasures } from '../language/measures.ts';
import { useChooseTemplate } from '../new-document/use-choose-template.ts';
import { useTemplates } from '../studio/queries.ts';

const shownOfEach = 4;

/** What is needed most often, first; the rest follows in its order, and own templates with it. */
const neededMost = [
  ['argumentative-essay', 'book-report', 'english-essay', 'course-paper'],
  ['weekly-report', 'email', 'meeting-minutes', 'project-plan'],
  ['explain-code', 'debug-code', 'write-tests', 'readme'],
  ['wechat-article', 'xiaohongshu-post', 'short-video-script', 'titles'],
  ['literature-review', 'abstract', 'rebuttal-letter', 'experiment-design'],
].flat();

function rank({ id }: Template): number {
  const place = neededMost.indexOf(id);
  return place === -1 ? neededMost.length : place;
}

/** For each kind of writer the forms of text they need most. */
export function AudienceTemplates() {
  const { t } = useTranslation();
  const { language } = useMeasures();
  const templates = useTemplates();
  const choose = useChooseTemplate();
  const groups = templateAudiences
    .filter((audience) => audience !== 'everyone')
    .map((audience) => ({
      audience,
      offered: templates.filter((template) => template.audience === audience).toSorted((one, other) => rank(one) - rank(other)),
    }))
    .filter(({ offered }) => offered.length > 0);
  if (groups.length === 0) return null;
  return (
    <section className="home-section" aria-label={t('home.templates')}>
      <div className="home-section-head">
        <h2>{t('home.templates')}</h2>
        <Link href="/templates">{t('home.allTemplates')}</Link>
      </div>
      <div className="audiences">
        {groups.map(({ audience, offered }) => (
          <div key={audience} role="group" aria-label={t(`documents.template.${audience}`)}>
            <Link href={`/templates#${audience}`} className="audience-name note">
              {t(`documents.template.${audience}`)}
            </Link>
            {offered.slice(0, shownOfEach).map((template) => (
              <button key={template.id} type="button" title={template.about[language]} onClick={() => choose(template)}>
                {template.name[language]}
              </button>
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}
