import { describe, expect, it } from 'vitest';
import type { StoredSection } from '../ports/document-store.ts';
import { refuseLockedPassage } from './refuse-locked.ts';

const first = '蜂场在楼顶，一共有六箱蜂，秘密都在里面。';
const second = '每天清晨他上去看一遍，再下来吃早饭。';
const own = '街对面的花店也开门了，老板在门口浇水。';

function section(id: string, text: string, isLocked: boolean): StoredSection {
  return { id, heading: id, isLocked, version: { text } } as unknown as StoredSection;
}

const sections = [section('locked', `${first}\n\n${second}`, true), section('open', own, false), section('short', '完。谢谢', true)];
const asking = (passage: string, sectionId?: string) => () => refuseLockedPassage(sections, passage, sectionId);
const refused = expect.objectContaining({ code: 'section-locked', hint: 'Unlock it first.' });

describe('S12 a passage of a locked section', () => {
  it.each([
    ['as it is', first],
    ['behind other words', `x\n\n${first}`],
    ['with an open one', `${own}\n\n${first}`],
    ['joined with the next', first + second],
    ['in lines', `${first}\n${second}`],
    ['in part', '一共有六箱蜂，秘密都在里面'],
    ['in part, with an open one', `${own}\n\n一共有六箱蜂，秘密都在里面`],
    ['with other punctuation', first.replaceAll('，', ',').replace('。', '.')],
    ['in another width', '蜂场在楼顶，一共有六箱蜂，秘密都在里面｡'],
    ['with spaces', [...first].join(' ')],
    ['that is short, as a whole', '完。谢谢'],
  ])('is refused %s, wherever it is said to be from', (_, passage) => {
    expect(asking(passage)).toThrow(refused);
    expect(asking(passage, 'open')).toThrow(refused);
  });

  it.each([
    ['a few words of it', '秘密'],
    ['an open one', own],
    ['words of no section', '不在任何一节里的话，也没有人写过它们。'],
    ['marks alone', '……————！！！！！！！！'],
    ['a longer text with the words of a short one', '故事说完，谢谢各位来听，下次再来。'],
  ])('is not seen in %s', (_, passage) => {
    expect(asking(passage)).not.toThrow();
    expect(asking(passage, 'open')).not.toThrow();
  });

  it('is taken where an open one says the same', () => {
    const both = [...sections, section('quoting', `${own}\n\n${first}`, false)];
    expect(() => refuseLockedPassage(both, `${own}\n\n${first}`, undefined)).not.toThrow();
    expect(() => refuseLockedPassage(both, second, undefined)).toThrow(refused);
  });

  it('is known by the section that is named', () => {
    expect(asking('秘密', 'locked')).toThrow(refused);
    expect(asking('秘密', 'nowhere')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});
