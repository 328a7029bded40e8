import { countText, maxPolishLength, type PolishKind, type WritingLanguage } from '@maobi/contract';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../../keyboard/composition.ts';
import { useMeasures } from '../../language/measures.ts';
import { useDocumentLength } from '../use-document-length.ts';
import { writingMs } from '../writing-progress.ts';
import type { PolishTarget } from './use-polish.ts';

const plainKinds: readonly PolishKind[] = ['improve', 'shorten', 'expand', 'formal', 'plain', 'grammar', 'translate', 'continue'];

interface PolishActionsProps {
  readonly target: PolishTarget;
  readonly language: WritingLanguage;
  readonly pace: number | null;
  /** Another section is being written and rests meanwhile. */
  readonly isWriting: boolean;
  readonly onBegin: (kind: PolishKind, instruction?: string) => void;
}

/** What can be done to a passage, and what that costs. */
export function PolishActions({ target, language, pace, isWriting, onBegin }: PolishActionsProps) {
  const { t } = useTranslation();
  const [isOwn, setIsOwn] = useState(false);
  const text = target.markdown.slice(target.passage.start, target.passage.end);
  if (text.length > maxPolishLength) {
    return <p className="polish-cost note">{t('document.polish.tooLong')}</p>;
  }
  return (
    <div className="polish-actions" role="toolbar" tabIndex={-1} aria-label={t('document.polish.label')} onKeyDown={moveFocus}>
      {isOwn ? (
        <OwnInstruction onBegin={(instruction) => onBegin('own', instruction)} />
      ) : (
        <div className="polish-kinds">
          {plainKinds.map((kind) => (
            <button key={kind} type="button" onClick={() => onBegin(kind)}>
              {t(`document.polish.kind.${kind}`)}
            </button>
          ))}
          <button type="button" onClick={() => setIsOwn(true)}>
            {t('document.polish.kind.own')}
          </button>
        </div>
      )}
      <CostLine text={text} language={language} pace={pace} isWriting={isWriting} />
    </div>
  );
}

function CostLine({
  text,
  language,
  pace,
  isWriting,
}: Pick<PolishActionsProps, 'language' | 'pace' | 'isWriting'> & { readonly text: string }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const length = useDocumentLength(language);
  const count = countText(text);
  const ms = writingMs(count, pace, language);
  const cost =
    ms === null
      ? t('document.polish.cost', { length: length.of(count) })
      : t('document.polish.costTime', { length: length.of(count), duration: measures.roughDuration(ms) });
  return (
    <p className="polish-cost note">
      {cost}
      {isWriting && t('document.polish.rests')}
    </p>
  );
}

function OwnInstruction({ onBegin }: { readonly onBegin: (instruction: string) => void }) {
  const { t } = useTranslation();
  const [instruction, setInstruction] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const begin = () => {
    if (instruction.trim() !== '') onBegin(instruction.trim());
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
