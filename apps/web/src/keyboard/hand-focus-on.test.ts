import { afterEach, beforeEach, expect, it } from 'vitest';
import { handFocusOn } from './hand-focus-on.ts';

let end = () => {};
beforeEach(() => {
  history.replaceState(null, '', '/library');
  end = handFocusOn();
});
afterEach(() => {
  end();
  document.body.replaceChildren();
});

const list = `<main><a href="/new">New</a><ul>
  <li><a href="/1">1</a></li>
  <li>a heading</li>
  <li><a href="/2">2</a><button>bin</button></li>
  <li><a href="/3">3</a></li>
</ul></main>`;
const element = (selector: string) => document.querySelector<HTMLElement>(selector)!;
const focused = () => document.activeElement?.textContent;
const row = (number: number) => element(`a[href="/${number}"]`);
const takeAway = (...numbers: readonly number[]) => {
  for (const number of numbers) row(number).closest('li')!.remove();
};

it('X9: a row that is taken away hands the focus on to the next one, and the last one to the one before', async () => {
  document.body.innerHTML = list;
  element('li button').focus();
  takeAway(2);
  await expect.poll(focused).toBe('3');
  takeAway(3);
  await expect.poll(focused).toBe('1');
});

it('X9: where no row is left, what stands in the same part of the page gets the focus', async () => {
  document.body.innerHTML = `<button>elsewhere</button>${list}`;
  row(3).focus();
  takeAway(1, 2, 3);
  await expect.poll(focused).toBe('New');
});

it('X9: a row that is moved keeps the focus', async () => {
  document.body.innerHTML = list;
  element('li button').focus();
  element('ul').append(row(2).closest('li')!);
  await expect.poll(focused).toBe('bin');
});

it('X9: a list that goes as a whole hands the focus on too', async () => {
  document.body.innerHTML = list;
  row(3).focus();
  element('ul').remove();
  await expect.poll(focused).toBe('New');
});

it('X9: after a turn the field for the next question has the focus', async () => {
  document.body.innerHTML =
    '<main><div class="turn"><button>delete</button></div><div class="composer"><textarea>next</textarea></div></main>';
  element('button').focus();
  element('.turn').remove();
  await expect.poll(focused).toBe('next');
});

it('X9: after a message, what had the focus before it', async () => {
  document.body.innerHTML = `${list}<div class="toast"><button>Undo</button></div><div class="toast"><button>Close</button></div>`;
  row(2).focus();
  element('.toast button').focus();
  element('.toast').remove();
  await expect.poll(focused).toBe('2');
});

it('X9: the focus is not taken from where the writer has gone meanwhile, nor brought back from another page', async () => {
  document.body.innerHTML = list;
  const seen: (string | null | undefined)[] = [];
  const note = () => seen.push(focused());
  row(2).focus();
  element('a[href="/new"]').focus();
  document.addEventListener('focusin', note);
  takeAway(2);
  row(1).focus();
  element('ul').dispatchEvent(new Event('pointerdown', { bubbles: true }));
  takeAway(1);
  row(3).focus();
  history.replaceState(null, '', '/3');
  takeAway(3);
  await new Promise((resolve) => {
    new MutationObserver(resolve).observe(document.body, { childList: true });
    document.body.append('later');
  });
  document.removeEventListener('focusin', note);
  expect(seen).toEqual(['1', '3']);
});
