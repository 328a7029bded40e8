import { countText, maxPolishLength, type PolishKind, type WritingLanguage } from '@maobi/contract';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useDraft } from '../../conversation/composer/use-draft.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { isComposing } from '../../keyboard/composition.ts';
import { useShownComment } from '../comments/shown-comment.ts';
import { useDocumentLength } from '../use-document-length.ts';
import { usePolishCost } from './use-polish-cost.ts';
import type { PolishTarget } from './polish-target.ts';

const plainKinds: readonly PolishKind[] = ['improve', 'shorten', 'expand', 'rephrase', 'continue', 'grammar', 'translate'];
const tones: readonly PolishKind[] = ['formal', 'plain', 'warm', 'lively'];

interface PolishActionsProps {
  readonly target: PolishTarget;
  readonly language: WritingLanguage;
  readonly pace: number | null;
  /** Another section is being written and rests meanwhile. */
  readonly isWriting: boolean;
  /** The section that it is in, where the selection goes on in another one; absent: it does not. */
  readonly cutAt?: string | undefined;
  readonly onBegin: (kind: PolishKind, instruction?: string) => void;
  /** Remarks something on it; absent: it is a whole section. */
  readonly onComment?: () => void;
}

/** What can be done to a passage, and what each of it costs. */
export function PolishActions({ target, language, pace, isWriting, cutAt, onBegin, onComment }: PolishActionsProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<'all' | 'tones' | 'own'>('all');
  const length = useDocumentLength(language);
  const text = target.markdown.slice(target.passage.start, target.passage.end);
  const count = useMemo(() => countText(text), [text]);
  const costs = { count, language, pace };
  useMarked(target, cutAt !== undefined && shown !== 'own');
  if (text.length > maxPolishLength) {
    return <p className="polish-cost note">{t('document.polish.tooLong')}</p>;
  }
  return (
    <div className="polish-actions" role="toolbar" tabIndex={-1} aria-label={t('document.polish.label')} onKeyDown={moveFocus}>
      {shown === 'own' && <OwnInstruction target={target} onBegin={(instruction) => onBegin('own', instruction)} />}
      {shown !== 'own' && (
        <div className="polish-kinds">
          {(shown === 'all' ? plainKinds : tones).map((kind) => (
            <KindButton key={kind} kind={kind} {...costs} onClick={() => onBegin(kind)} />
          ))}
          {shown === 'all' ? (
            <>
              <PlainButton text={t('aide.polish.tone')} onClick={() => setShown('tones')} />
              <PlainButton text={t('document.polish.kind.own')} onClick={() => setShown('own')} />
              {onComment && <PlainButton text={t('comments.add')} onClick={onComment} />}
            </>
          ) : (
            <PlainButton text={t('aide.polish.back')} onClick={() => setShown('all')} />
          )}
        </div>
      )}
      {cutAt !== undefined && (
        <p className="polish-cut" role="note">
          {t('aide.polish.cut', { heading: cutAt })}
        </p>
      )}
      <p className="polish-cost note">
        {t('document.polish.cost', { length: length.of(count) })}
        {isWriting && t('document.polish.rests')}
      </p>
    </div>
  );
}

interface KindButtonProps extends Pick<PolishActionsProps, 'language' | 'pace'> {
  readonly kind: PolishKind;
  readonly count: number;
  readonly onClick: () => void;
}

/** With what it costs below it; nothing stands there while nobody knows how fast the model is here. */
function KindButton({ kind, count, language, pace, onClick }: KindButtonProps) {
  const { t } = useTranslation();
  const cost = usePolishCost(language, pace)(kind, count);
  return (
    <button type="button" onClick={onClick}>
      {t(`document.polish.kind.${kind}`)}
      {cost !== null && <span className="note num">{cost}</span>}
    </button>
  );
}

function PlainButton({ text, onClick }: { readonly text: string; readonly onClick: () => void }) {
  return (
    <button type="button" className="plain" onClick={onClick}>
      {text}
    </button>
  );
}

/** The words stay marked for as long as the selection does not say which they are. */
function useMarked({ sectionId, passage: { start, end } }: PolishTarget, isMarked: boolean): void {
  useEffect(() => {
    if (!isMarked) return undefined;
    useShownComment.setState({ remarked: { sectionId, start, end } });
    return () => useShownComment.setState({ remarked: null });
  }, [sectionId, start, end, isMarked]);
}

interface OwnInstructionProps extends Pick<PolishActionsProps, 'target'> {
  readonly onBegin: (instruction: string) => void;
}

function OwnInstruction({ target, onBegin }: OwnInstructionProps) {
  const { t } = useTranslation();
  const { text: instruction, setText: setInstruction, discard } = useDraft(`instruction.${target.sectionId}`);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useMarked(target, true);
  const begin = () => {
    if (instruction.trim() === '') return;
    onBegin(instruction.trim());
    discard();
  };
  return (
    <div className="polish-own">
      <input
        ref={field}
        className="field"
        aria-label={t('document.polish.ownLabel')}
        placeholder={t('document.polish.ownPlaceholder')}
        maxLength={2_000}
        value={instruction}
        onChange={(event) => setInstruction(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || isComposing(event)) return;
          event.preventDefault();
          begin();
        }}
      />
      <button type="button" className="btn ink" disabled={instruction.trim() === ''} onClick={begin}>
        {t('document.polish.begin')}
      </button>
    </div>
  );
}

/** Arrow keys go from one button to the next. */
function moveFocus(event: KeyboardEvent): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLButtonElement)) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
