import type { KeyboardEvent } from 'react';

/** Moves the focus from one of these links in a list to the one above or below it, as they are seen. */
export function moveByArrow(event: KeyboardEvent<HTMLElement>, links: string): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLAnchorElement) || !event.target.matches(links)) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>(links)];
  all.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  const next = all[all.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
