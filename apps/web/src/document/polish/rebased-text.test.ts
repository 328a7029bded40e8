import { expect, it } from 'vitest';
import { rebasedText } from './rebased-text.ts';

const older = 'One stands here.\n\nTwo stands here.\n\nThree stands here.\n\nFour stands here.';

it('keeps what was changed in other paragraphs meanwhile', () => {
  const polished = older.replace('Four stands', 'Four rests');
  const present = older.replace('One stands', 'One sits');
  expect(rebasedText(polished, older, present)).toBe(present.replace('Four stands', 'Four rests'));
  const inserted = `${older}\n\nFive comes.`;
  expect(rebasedText(inserted, older, present)).toBe(`${present}\n\nFive comes.`);
});

it('decides nothing where the same paragraph was changed', () => {
  const polished = older.replace('Four stands', 'Four rests');
  expect(rebasedText(polished, older, older.replace('Four stands', 'Four sits'))).toBeNull();
});
