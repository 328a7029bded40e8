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

it('X9: what is gone as another page comes hands the focus to the beginning of that page', async () => {
  document.body.innerHTML = `<main tabindex="-1">${list}</main>`;
  row(2).focus();
  history.replaceState(null, '', '/2');
  element('main main').remove();
  await expect.poll(() => document.activeElement?.tagName).toBe('MAIN');
});

it('X9: a button that could not be pressed while it was at work has the focus again, unless that has gone elsewhere', async () => {
  document.body.innerHTML = '<main><button>more</button><button>other</button></main>';
  const [more, other] = document.querySelectorAll('button');
  const work = async (meanwhile = () => {}) => {
    more!.focus();
    more!.disabled = true;
    more!.blur(); // as a browser does
    meanwhile();
    await Promise.resolve();
    more!.disabled = false;
    await Promise.resolve();
  };
  await work();
  expect(focused()).toBe('more');
  await work(() => other!.focus());
  expect(focused()).toBe('other');
});

it('X9: a form that makes room for what it has set hands the focus to that, and a button of a section to the section', async () => {
  document.body.innerHTML = `<main><button>first</button><section><p>At night</p><form><button>set</button></form></section>
    <section class="text-section" tabindex="-1"><button>write</button></section></main>`;
  element('form button').focus();
  const planned = document.createElement('div');
  planned.innerHTML = '<button>change</button>';
  element('form').remove();
  element('section').append(planned);
  await expect.poll(focused).toBe('change');
  element('.text-section button').focus();
  element('.text-section button').remove();
  await expect.poll(() => document.activeElement?.className).toBe('text-section');
});

it('X9: a button at the end that is gone once it is done hands the focus to what stands last', async () => {
  document.body.innerHTML = '<main><a href="/1">1</a><div><a href="/2">2</a></div><button>more</button></main>';
  element('button').focus();
  element('button').remove();
  await expect.poll(focused).toBe('2');
});

it('X9: what takes the focus by itself in the place of something keeps it', async () => {
  document.body.innerHTML = '<main><button>before</button><button>ask</button></main>';
  element('button:last-child').focus();
  element('button:last-child').remove();
  const field = document.createElement('input');
  element('main').append(field);
  await new Promise((resolve) => {
    new MutationObserver(resolve).observe(document.body, { childList: true });
    document.body.append('later');
  });
  field.focus();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(document.activeElement).toBe(field);
});

it('X9: the focus is not taken from where the writer has gone meanwhile', async () => {
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
  await new Promise((resolve) => {
    new MutationObserver(resolve).observe(document.body, { childList: true });
    document.body.append('later');
  });
  document.removeEventListener('focusin', note);
  expect(seen).toEqual(['1']);
});
