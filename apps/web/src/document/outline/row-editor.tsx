import {
  longestPoint,
  maxHeadingLength,
  mostPoints,
  usableTarget,
  sectionWordsRange,
  type OutlineRow,
  type WritingLanguage,
} from '@maobi/contract';
import { useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { fitHeight } from '../../conversation/composer/text-field.ts';
import { isComposing } from '../../keyboard/composition.ts';
import { keepFocusNear } from '../../keyboard/keep-focus-near.ts';
import { showToast } from '../../toasts/toasts.ts';
import { useWhenLeft } from '../use-when-left.ts';
import { fittedPoints, mostPointsText, problemOfPoints } from './typed-points.ts';

interface RowEditorProps {
  readonly row: OutlineRow;
  readonly language: WritingLanguage;
  /** Called once: with the row as it was edited, or with `null` when nothing is to change. */
  readonly onDone: (row: OutlineRow | null) => void;
}

/**
 * A row edited where it stands. Enter in the heading, Ctrl+Enter anywhere or leaving it keeps what was written, Esc does not. Points that are more
 * than a row takes keep it open; where its page goes all the same, they are broken into lines that it takes.
 */
export function RowEditor({ row, language, onDone }: RowEditorProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ heading: row.heading, points: row.points.join('\n'), target: String(row.target) });
  const change = (part: Partial<TypedRow>) => setTyped({ ...typed, ...part });
  const editor = useRef<HTMLDivElement>(null);
  const pointsField = useRef<HTMLTextAreaElement>(null);
  const { headingField, end } = useOneEnd(editor, onDone);
  const edited = () => editedRow(row, typed, t('document.outline.unnamed'));
  const isTooMuch = problemOfPoints(typed.points) !== null;
  const finish = (isKept: boolean, isLeft = false) => {
    if (!isKept || !isTooMuch) end(isKept ? edited() : null, isLeft);
    else if (!isLeft) pointsField.current?.focus();
  };
  useWhenLeft(() => {
    const kept = edited();
    if (end(kept, true) && kept && isTooMuch) showToast({ text: t('document.outline.pointsFitted', kept) });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const isPlainEnter = event.key === 'Enter' && event.target instanceof HTMLInputElement;
    if (event.key === 'Escape' || isPlainEnter || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      event.stopPropagation();
      finish(event.key === 'Enter');
    }
  };
  const onBlur = (event: FocusEvent) => {
    // another window is no other place in this one
    if (!document.hasFocus() || event.currentTarget.contains(event.relatedTarget)) return;
    finish(true, true);
  };
  return (
    <div
      ref={editor}
      className="row-editor"
      data-seen-whole
      role="group"
      aria-label={t('document.outline.editing')}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      <HeadingField field={headingField} value={typed.heading} onChange={(heading) => change({ heading })} />
      <PointsField field={pointsField} value={typed.points} onChange={(points) => change({ points })} />
      <div className="row-editor-foot">
        <TargetField language={language} value={typed.target} onChange={(target) => change({ target })} />
        <DoneButtons onDone={finish} />
      </div>
    </div>
  );
}

/** Begins in the heading, and ends once; returned is whether this was it. */
function useOneEnd(editor: RefObject<HTMLDivElement | null>, onDone: RowEditorProps['onDone']) {
  const headingField = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    headingField.current?.focus({ preventScroll: true });
    headingField.current?.select();
  }, []);
  const end = (row: OutlineRow | null, isLeft: boolean): boolean => {
    if (isDone.current) return false;
    isDone.current = true;
    if (!isLeft) keepFocusNear(editor.current);
    onDone(row);
    return true;
  };
  return { headingField, end };
}

interface HeadingFieldProps extends Pick<TargetFieldProps, 'value' | 'onChange'> {
  readonly field: RefObject<HTMLInputElement | null>;
}

function HeadingField({ field, value, onChange }: HeadingFieldProps) {
  const { t } = useTranslation();
  const remarkId = useId();
  const isFull = value.length >= maxHeadingLength;
  return (
    <div className="row-editor-words">
      <label>
        <span className="note">{t('document.outline.heading')}</span>
        <input
          ref={field}
          className="field"
          maxLength={maxHeadingLength}
          data-says-limit
          value={value}
          enterKeyHint="done"
          aria-describedby={remarkId}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <div id={remarkId} role="status">
        {isFull && <p className="ochre">{t('document.outline.fullHeading', { most: maxHeadingLength })}</p>}
      </div>
    </div>
  );
}

interface PointsFieldProps extends Pick<TargetFieldProps, 'value' | 'onChange'> {
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

function PointsField({ field, value, onChange }: PointsFieldProps) {
  const { t } = useTranslation();
  const remarkId = useId();
  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [field, value]);
  const problem = problemOfPoints(value);
  const isFull = value.length >= mostPointsText;
  return (
    <div className="row-editor-words">
      <label>
        <span className="note">{t('document.outline.points')}</span>
        <textarea
          ref={field}
          className="field"
          rows={2}
          maxLength={mostPointsText}
          data-says-limit
          value={value}
          aria-invalid={problem !== null || undefined}
          aria-describedby={remarkId}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <div id={remarkId} role="status">
        {problem?.code === 'long' && <p className="ochre">{t('document.outline.longPoint', { ...problem, most: longestPoint })}</p>}
        {problem?.code === 'many' && <p className="ochre">{t('document.outline.manyPoints', { ...problem, most: mostPoints })}</p>}
        {isFull && <p className="ochre">{t('document.outline.fullPoints', { most: mostPointsText })}</p>}
      </div>
    </div>
  );
}

function DoneButtons({ onDone }: { readonly onDone: (isKept: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <button type="button" className="btn plain" onClick={() => onDone(false)}>
        {t('document.cancel')}
      </button>
      <button type="button" className="btn" onClick={() => onDone(true)}>
        {t('document.save')}
      </button>
    </>
  );
}

interface TargetFieldProps {
  readonly language: WritingLanguage;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TargetField({ language, value, onChange }: TargetFieldProps) {
  const { t } = useTranslation();
  return (
    <label>
      <span className="note">{t(`document.outline.target.${language}`)}</span>
      <input
        className="field num"
        type="number"
        inputMode="numeric"
        min={sectionWordsRange.minimum}
        max={sectionWordsRange.maximum}
        step={10}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

interface TypedRow {
  readonly heading: string;
  /** One a line. */
  readonly points: string;
  readonly target: string;
}

/** What was typed as a row, under the heading from before or as an unnamed one where that was left empty; `null`: it changes nothing. */
function editedRow(row: OutlineRow, typed: TypedRow, unnamed: string): OutlineRow | null {
  const points = fittedPoints(typed.points);
  const heading = typed.heading.trim() || row.heading || (points.length === 0 ? '' : unnamed);
  const words = Number.parseInt(typed.target, 10);
  const target = Number.isFinite(words) ? usableTarget(words) : row.target;
  const isSame = heading === row.heading && target === row.target && points.join('\n') === row.points.join('\n');
  return heading === '' || isSame ? null : { ...row, heading, points, target };
}
