import { partsAt, splitPlaces, type Section } from '@maobi/contract';
import { useState, type FormEvent } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { DialogFrame } from '../../shell/dialog-frame.tsx';
import { keepSplit, keptSplit } from './kept-split.ts';
import type { Shaping } from './use-shaping.ts';
import './shape.css';

const shownLetters = 90;

/** Asks where a section is to be cut, and what the second part is called. */
export function SplitDialog({ section, shaping }: { readonly section: Section; readonly shaping: Shaping }) {
  const { t } = useTranslation();
  const text = section.version?.text ?? '';
  const places = splitPlaces(text);
  const [{ at: chosen, heading: ownHeading }, setSplit] = useState<{ readonly at: number; readonly heading: string | null }>(
    () => keptSplit(section.id, places) ?? { at: middleOf(places, text.length), heading: null },
  );
  const heading = ownHeading ?? partsAt(text, chosen).heading;
  const choose = (at: number, own: string | null) => {
    setSplit({ at, heading: own });
    keepSplit(section.id, own ? { at, heading: own } : null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (heading.trim() !== '') void shaping.split(section, { at: chosen, heading: heading.trim() });
  };
  return (
    <DialogFrame title={t('shape.splitOf', { heading: section.heading })} className="split-dialog" onClose={shaping.closeSplit}>
      <form onSubmit={submit}>
        <fieldset>
          <legend>{t('shape.where')}</legend>
          <div className="split-places">
            {places.map((at, index) => (
              <label key={at} data-chosen={at === chosen || undefined}>
                <input type="radio" name="place" checked={at === chosen} onChange={() => choose(at, ownHeading)} />
                <span>{firstLetters(text.slice(at, places[index + 1]))}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <label className="split-heading">
          {t('shape.heading')}
          <input className="field" value={heading} maxLength={200} onChange={(event) => choose(chosen, event.target.value)} />
        </label>
        <div className="dialog-foot">
          <button type="submit" className="btn ink" disabled={heading.trim() === ''}>
            {t('shape.doSplit')}
          </button>
        </div>
      </form>
    </DialogFrame>
  );
}

/** Of the block that begins there. */
function firstLetters(block: string): string {
  const words = block
    .slice(0, shownLetters * 2)
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const letters = [...words];
  return letters.length > shownLetters ? `${letters.slice(0, shownLetters).join('')}…` : words;
}

/** The place that comes nearest to two halves. */
function middleOf(places: readonly number[], length: number): number {
  const distance = (at: number) => Math.abs(at - length / 2);
  return places.reduce((best, at) => (distance(at) < distance(best) ? at : best), places[0] ?? 0);
}
