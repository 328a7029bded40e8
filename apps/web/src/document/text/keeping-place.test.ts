import { afterEach, describe, expect, it, vi } from 'vitest';
import { letGo } from './hold-in-sight.ts';
import { keepingPlace } from './keeping-place.ts';

const heightPx = 100;

/** A page of 300 px with two texts of three paragraphs; `moved` px are added above the second paragraph of the second one. */
function shownPage() {
  document.body.innerHTML = `<main>${['a', 'b'].map((id) => `<div data-text="${id}"><div class="answer"><p></p><p></p><p></p></div></div>`).join('')}</main>`;
  const page = document.querySelector('main')!;
  let movedPx = 0;
  const boxOf = (element: Element, topPx: () => number, tallPx: number) => {
    element.getBoundingClientRect = () => new DOMRect(0, topPx(), 500, tallPx);
  };
  Object.defineProperty(page, 'scrollTop', { value: 350, writable: true });
  const scrollBy = vi.fn<(to: ScrollToOptions) => void>(({ top = 0 }) => void (page.scrollTop += top));
  page.scrollBy = scrollBy as typeof page.scrollBy;
  boxOf(page, () => 0, 3 * heightPx);
  const draw = () =>
    page.querySelectorAll('p').forEach((block, index) => {
      const topPx = () => index * heightPx + (index >= 3 ? movedPx : 0) - page.scrollTop;
      boxOf(block, topPx, heightPx);
      if (index % 3 === 0) boxOf(block.closest('[data-text]')!, topPx, 3 * heightPx);
    });
  draw();
  const change = async (px: number) => {
    // as when texts are drawn anew
    for (const text of page.querySelectorAll('[data-text]')) text.innerHTML = text.innerHTML.slice();
    movedPx = px;
    draw();
  };
  return { page, change, scrollBy };
}

afterEach(() => {
  letGo();
  document.body.replaceChildren();
});

describe('keeping the place', () => {
  it('W9: the paragraph that is looked at stays where it is seen, though it is another node and the text above is longer', async () => {
    const { page, change } = shownPage();
    await expect(keepingPlace(page, () => change(40).then(() => 'done'))).resolves.toBe('done');
    await vi.waitFor(() => expect(page.scrollTop).toBe(390));
  });

  it('W9: leaves whoever went somewhere else meanwhile', async () => {
    const { page, change, scrollBy } = shownPage();
    await keepingPlace(page, async () => {
      await change(40);
      page.scrollTop = 0;
    });
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(scrollBy).not.toHaveBeenCalled();
  });
});
