import { countText, type RunAction, type RunState } from '@maobi/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthState } from './length-state.ts';
import { type DraftFacts, isOverdue, nextDraftStep } from './length-governor.ts';

/** So many 字 in sentences of ten, none like another, in paragraphs of five. */
function prose(count: number, from = 0): string {
  const sentences = Array.from({ length: Math.ceil(count / 10) }, (_, index) => {
    const own = Array.from({ length: 10 }, (_unused, place) => String.fromCodePoint(0x4e00 + (((from + index) * 10 + place) % 9000)));
    return `${own.join('').slice(0, Math.min(10, count - index * 10))}。`;
  });
  return sentences
    .map((sentence, index) => sentence + (index % 5 === 4 ? '\n\n' : ''))
    .join('')
    .trim();
}

function facts(text: string, runs: readonly (readonly [RunAction, RunState])[], more: Partial<DraftFacts> = {}): DraftFacts {
  return { target: 200, text, runs: runs.map(([action, state]) => ({ action, state })), isTrimmed: false, begins: 'draft', ...more };
}

describe('nextDraftStep', () => {
  it('begins with a draft, or with condensing', () => {
    expect(nextDraftStep(facts('', []))).toEqual({ type: 'run', action: 'draft' });
    expect(nextDraftStep(facts('', [], { begins: 'condense' }))).toEqual({ type: 'run', action: 'condense' });
  });

  it.each([180, 200, 240])('is finished with %d of 200', (count) => {
    expect(nextDraftStep(facts(prose(count), [['draft', 'done']]))).toEqual({ type: 'finish' });
  });

  it('asks for one more paragraph when a text ended by itself and is short, and only once', () => {
    expect(nextDraftStep(facts(prose(150), [['draft', 'done']]))).toEqual({ type: 'run', action: 'extend' });
    expect(
      nextDraftStep(
        facts(prose(150), [
          ['draft', 'done'],
          ['extend', 'done'],
        ]),
      ),
    ).toEqual({ type: 'finish' });
  });

  it('goes on in the same breath when the tokens were used up too soon', () => {
    expect(nextDraftStep(facts(prose(100), [['draft', 'length']]))).toEqual({ type: 'run', action: 'complete' });
  });

  it('takes away the half sentence that the limit left, when what is before it is long enough', () => {
    expect(nextDraftStep(facts(`${prose(200)}半句话`, [['draft', 'length']]))).toEqual({ type: 'trim', text: prose(200) });
  });

  it('cuts what is too long at a paragraph, else at a sentence', () => {
    const step = nextDraftStep(facts(prose(300), [['draft', 'length']]));
    expect(step).toEqual({ type: 'trim', text: prose(200) });
    const onePiece = prose(300).replaceAll('\n\n', '');
    expect(nextDraftStep(facts(onePiece, [['draft', 'done']]))).toEqual({ type: 'trim', text: prose(240).replaceAll('\n\n', '') });
  });

  it('leaves alone what is too long and cannot be cut', () => {
    expect(nextDraftStep(facts('字'.repeat(5) + prose(400).replaceAll(/[。\n]/gu, ''), [['draft', 'done']]))).toEqual({ type: 'finish' });
  });

  it.each(['interrupted', 'stopped', 'failed'] as const)('continues what was %s, however often', (state) => {
    expect(
      nextDraftStep(
        facts(prose(50), [
          ['draft', state],
          ['continue', state],
        ]),
      ),
    ).toEqual({ type: 'run', action: 'continue' });
    expect(nextDraftStep(facts('', [['draft', state]]))).toEqual({ type: 'run', action: 'continue' });
  });

  it('takes a loop out, tries once more, and then leaves it', () => {
    const looped = prose(60) + '我们要努力学习天天向上。'.repeat(8);
    const step = nextDraftStep(facts(looped, [['draft', 'length']]));
    expect(step.type).toBe('trim');
    const kept = step.type === 'trim' ? step.text : '';
    expect(kept.startsWith(prose(60))).toBe(true);
    expect(countText(kept)).toBeLessThan(90);
    expect(nextDraftStep(facts(kept, [['draft', 'length']], { isTrimmed: true }))).toEqual({ type: 'run', action: 'retry' });
    const again = [
      ['draft', 'length'],
      ['retry', 'length'],
    ] as const;
    expect(nextDraftStep(facts(kept, [...again], { isTrimmed: true }))).toEqual({ type: 'finish' });
  });

  it('does not correct what was condensed', () => {
    expect(nextDraftStep(facts(prose(100), [['condense', 'done']], { begins: 'condense' }))).toEqual({ type: 'finish' });
  });

  it('comes to an end within six steps, whatever a model writes, and every text is in range or marked', () => {
    const written = fc.record({ count: fc.integer({ min: 0, max: 700 }), state: fc.constantFrom('done', 'length', 'interrupted') });
    fc.assert(
      fc.property(fc.array(written, { minLength: 8, maxLength: 8 }), fc.integer({ min: 20, max: 600 }), (answers, target) => {
        let [text, isTrimmed, steps, interruptions] = ['', false, 0, 0];
        const runs: DraftFacts['runs'][number][] = [];
        for (let step = nextDraftStep({ target, text, runs, isTrimmed, begins: 'draft' }); step.type !== 'finish';) {
          if (step.type === 'trim') {
            expect(step.text.length).toBeLessThan(text.length);
            [text, isTrimmed] = [step.text, true];
          } else {
            const answer = answers[runs.length % answers.length] ?? { count: 0, state: 'done' as const };
            const state = interruptions < 2 ? answer.state : 'done';
            if (state === 'interrupted') interruptions += 1;
            text += (step.action === 'extend' ? '\n\n' : '') + prose(Math.min(answer.count, target * 1.5), runs.length * 100);
            runs.push({ action: step.action, state: state as RunState });
            isTrimmed = false;
          }
          steps += 1;
          expect(steps).toBeLessThanOrEqual(8);
          step = nextDraftStep({ target, text, runs, isTrimmed, begins: 'draft' });
        }
        expect(['done', 'short', 'long']).toContain(lengthState(countText(text), target));
      }),
    );
  });
});

describe('isOverdue', () => {
  it('ends a text that is longer than it may be, and one that goes round in a circle', () => {
    expect(isOverdue(prose(240), 200)).toBe(false);
    expect(isOverdue(prose(250), 200)).toBe(true);
    expect(isOverdue(prose(20) + '我们要努力学习天天向上。'.repeat(4), 200)).toBe(true);
  });
});
