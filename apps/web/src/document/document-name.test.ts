import { describe, expect, it } from 'vitest';
import { documentName } from './document-name.ts';

const named = (topic: string) => documentName({ title: '', brief: { topic } });

describe('what a document without a title is called', () => {
  it('is the first line of its topic', () => {
    expect(named('  海边的早市\n写给没有去过的人')).toBe('海边的早市');
    expect(documentName({ title: '早市', brief: { topic: '海边' } })).toBe('早市');
  });

  it('is cut between two words', () => {
    expect(named('How a small town by the sea changed its mind about the line between land and water')).toBe(
      'How a small town by the sea changed its mind about the line…',
    );
    expect(named('How a small town by the sea once changed its mind about the line between land')).toBe(
      'How a small town by the sea once changed its mind about the…',
    );
  });

  it('is cut within a word that is so long that little would be left without it', () => {
    expect(named(`Notes on ${'Donaudampfschifffahrt'.repeat(4)}`)).toBe(`Notes on ${'Donaudampfschifffahrt'.repeat(3).slice(0, 51)}…`);
  });

  it('is cut anywhere in Chinese, and in one endless word, but never within a character', () => {
    expect(named('写'.repeat(80))).toBe(`${'写'.repeat(60)}…`);
    expect(named('a'.repeat(80))).toBe(`${'a'.repeat(60)}…`);
    expect(named(`${'写'.repeat(59)}🌊${'写'.repeat(20)}`)).toBe(`${'写'.repeat(59)}…`);
  });
});
