import type { DocumentDetail, Section } from '@maobi/contract';
import { useMemo } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { joined } from '../../language/error-text.ts';
import { AnswerText } from '../../conversation/turn/answer-text.tsx';
import { Icon } from '../../icons/icon.tsx';
import { onceAtATime } from '../../studio/once-at-a-time.ts';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { historyOf } from '../history/document-history.ts';
import { compareTexts } from '../polish/compare-texts.ts';
import { Pieces, ReviewBar } from '../polish/review-parts.tsx';
import { propose } from '../polish/proposals.ts';
import { polishTarget } from '../polish/polish-target.ts';
import { useReview } from '../polish/use-review.ts';
import { showSection } from '../show-section.ts';
import { groupedPieces } from './grouped-pieces.ts';
import { suggestedSections } from './suggestions-bar.tsx';

interface SuggestionsReviewProps {
  readonly detail: DocumentDetail;
  /** The section that is looked at. */
  readonly sectionId: string;
  readonly actions: DocumentActions;
  readonly onShow: (sectionId: string) => void;
  readonly onClose: () => void;
}

/** The suggestions of a document in place of its text, section after section, each change to be judged. */
export function SuggestionsReview({ detail, sectionId, actions, onShow, onClose }: SuggestionsReviewProps) {
  const { t } = useTranslation();
  const sections = suggestedSections(detail);
  const place = Math.max(
    0,
    sections.findIndex(({ id }) => id === sectionId),
  );
  const section = sections[place];
  const onSettled = (settled: Section) => {
    const next = sections[(place + 1) % sections.length];
    if (next && next.id !== settled.id) return onShow(next.id);
    onClose();
  };
  return (
    <article className="prose suggestions-review" lang={detail.brief.language === 'zh' ? 'zh-CN' : 'en'}>
      <header className="suggestions-head">
        <p className="num">{section ? t('suggestions.left', { count: sections.length }) : t('suggestions.finished')}</p>
        <button type="button" className="btn plain" onClick={onClose}>
          <Icon name="back" small />
          {t('suggestions.later')}
        </button>
      </header>
      {section && (
        <SectionSuggestion
          key={section.suggestion?.id}
          section={section}
          isLast={sections.length === 1}
          actions={actions}
          onSettled={onSettled}
          onClose={onClose}
        />
      )}
    </article>
  );
}

interface SectionSuggestionProps {
  readonly section: Section;
  /** No other one waits. */
  readonly isLast: boolean;
  readonly actions: DocumentActions;
  readonly onSettled: (section: Section) => void;
  readonly onClose: () => void;
}

function SectionSuggestion({ section, isLast, actions, onSettled, onClose }: SectionSuggestionProps) {
  const { t } = useTranslation();
  const { heading, version, suggestion } = section;
  const text = version?.text ?? '';
  const suggested = suggestion?.text ?? text;
  const pieces = useMemo(() => compareTexts(text, suggested), [text, suggested]);
  const groups = useMemo(() => groupedPieces(pieces), [pieces]);
  const settle = async (wording: string) => {
    if (!suggestion) return;
    try {
      const newId = await settleSuggestion(section, wording, actions);
      const isTakenBack = newId === null ? () => false : historyOf(actions.documentId).watchLast();
      const said = t(newId === null ? 'suggestions.kept' : 'suggestions.applied', { heading });
      const undo = () => void takeBack(section, newId, actions).catch((error: unknown) => showFailure(t, error));
      showToast({
        text: isLast ? joined(said, t('suggestions.finished')) : said,
        name: 'suggestions',
        action: { label: t('shell.undo'), run: undo },
        isTakenBack,
      });
      onSettled(section);
    } catch (error) {
      showFailure(t, error);
    }
  };
  const settleOnce = (wording: string) => void onceAtATime(`settle ${section.id}`, () => settle(wording));
  const review = useReview(pieces, { onDecided: settleOnce, onClose });
  return (
    <section className="text-section" aria-label={heading}>
      <h2>{heading}</h2>
      {groups.map((group) =>
        group.changes === 0 ? (
          <AnswerText key={group.first} text={group.text} isLive={false} />
        ) : (
          <p key={`${group.first} changed`} className="polish-region" data-polish>
            <Pieces pieces={group.pieces} review={review} first={group.first} />
          </p>
        ),
      )}
      <ReviewBar pieces={pieces} review={review} onClose={() => settleOnce(text)} />
    </section>
  );
}

/** Resolves with the version that was made; `null`: the text stays. */
async function settleSuggestion({ id, version, suggestion }: Section, wording: string, actions: DocumentActions): Promise<string | null> {
  const suggestionId = suggestion?.id ?? '';
  if (wording !== (version?.text ?? '')) {
    return actions.addVersion({ sectionId: id, baseId: version?.id ?? null, source: 'polish', text: wording, suggestionId });
  }
  await actions.dismissSuggestion(id, suggestionId);
  return null;
}

/** The text as it was, with the suggestion once more to be judged, now where the section stands. */
async function takeBack(section: Section, newId: string | null, actions: DocumentActions): Promise<void> {
  const { id, version, suggestion } = section;
  if (!version || !suggestion) return;
  if (newId !== null) await actions.chooseVersion(id, version.id, newId);
  const { text } = version;
  const passage = { start: text.length - text.trimStart().length, end: text.trimEnd().length };
  const target = polishTarget(section, passage);
  if (target) propose({ target, place: 'instead', text: suggestion.text.trim() });
  showSection(id);
}
