import { maxHeadingLength, usableTarget, sectionWordsRange, type OutlineRow, type WritingLanguage } from '@maobi/contract';
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { fitHeight } from '../../conversation/composer/text-field.ts';
import { isComposing } from '../../keyboard/composition.ts';
import { keepFocusNear } from '../../keyboard/keep-focus-near.ts';
import { useWhenLeft } from '../use-when-left.ts';

interface RowEditorProps {
  readonly row: OutlineRow;
  readonly language: WritingLanguage;
  /** Called once: with the row as it was edited, or with `null` when nothing is to change. */
  readonly onDone: (row: OutlineRow | null) => void;
}

const mostPoints = 20;
const longestPoint = 500;

/** A row edited where it stands. Enter in the heading, Ctrl+Enter anywhere or leaving it keeps what was written, Esc does not. */
export function RowEditor({ row, language, onDone }: RowEditorProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ heading: row.heading, points: row.points.join('\n'), target: String(row.target) });
  const change = (part: Partial<TypedRow>) => setTyped({ ...typed, ...part });
  const editor = useRef<HTMLDivElement>(null);
  const headingField = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    headingField.current?.focus({ preventScroll: true });
    headingField.current?.select();
  }, []);
  const finish = (isKept: boolean, isLeft = false) => {
    if (isDone.current) return;
    isDone.current = true;
    if (!isLeft) keepFocusNear(editor.current);
    onDone(isKept ? editedRow(row, typed, t('document.outline.unnamed')) : null);
  };
  useWhenLeft(() => finish(true, true));
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
      <label>
        <span className="note">{t('document.outline.heading')}</span>
        <input
          ref={headingField}
          className="field"
          maxLength={maxHeadingLength}
          value={typed.heading}
          enterKeyHint="done"
          onChange={(event) => change({ heading: event.target.value })}
        />
      </label>
      <PointsField value={typed.points} onChange={(points) => change({ points })} />
      <div className="row-editor-foot">
        <TargetField language={language} value={typed.target} onChange={(target) => change({ target })} />
        <DoneButtons onDone={finish} />
      </div>
    </div>
  );
}

function PointsField({ value, onChange }: Pick<TargetFieldProps, 'value' | 'onChange'>) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [value]);
  return (
    <label>
      <span className="note">{t('document.outline.points')}</span>
      <textarea ref={field} className="field" rows={2} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
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
  const points = linesOf(typed.points);
  const heading = typed.heading.trim() || row.heading || (points.length === 0 ? '' : unnamed);
  const words = Number.parseInt(typed.target, 10);
  const target = Number.isFinite(words) ? usableTarget(words) : row.target;
  const isSame = heading === row.heading && target === row.target && points.join('\n') === row.points.join('\n');
  return heading === '' || isSame ? null : { ...row, heading, points, target };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().slice(0, longestPoint))
    .filter((line) => line !== '')
    .slice(0, mostPoints);
}
