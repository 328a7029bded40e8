// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
);

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(text: string, background: string, theme: 'light' | 'dark'): number {
  const [high = 0, low = 0] = [text, background].map((name) => luminance(tokens.get(name)?.[theme] ?? '')).sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ['desk', 'paper', 'raised', 'sunken', 'hover'];
const hues = ['zhu', 'azure', 'ochre', 'rouge'];
const texts: [text: string, background: string, least: number][] = [
  ...['ink-1', 'ink-2', 'ink-3', 'ink-4', ...hues].flatMap((text) => surfaces.map((on): [string, string, number] => [text, on, 4.5])),
  ...hues.flatMap((hue) => [hue, 'ink-1', 'ink-3'].map((text): [string, string, number] => [text, `${hue}-wash`, 4.5])),
  ...['code-keyword', 'code-string'].flatMap((text) => ['sunken', 'paper'].map((on): [string, string, number] => [text, on, 4.5])),
  ['on-ink', 'ink-1', 4.5],
  ['on-ink', 'ink-2', 4.5],
  ['on-zhu', 'zhu', 4.5],
  ['on-seal', 'seal', 4.5],
  ...surfaces.map((on): [string, string, number] => ['edge', on, 3]),
];

describe('the colours', () => {
  it.each(texts)('show %s on %s with a contrast of at least %d in both themes', (text, background, least) => {
    expect(contrast(text, background, 'light')).toBeGreaterThanOrEqual(least);
    expect(contrast(text, background, 'dark')).toBeGreaterThanOrEqual(least);
  });
});
