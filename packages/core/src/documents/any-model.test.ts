import { countText } from '@maobi/contract';
import { documentWith, nextId, studiosOfTests, untilJobRests } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import { acceptedLength } from '../length/length-state.ts';

const openStudio = studiosOfTests();
const documents = 15;
const scenarios = ['plain', 'plain', 'short', 'endless', 'split-utf8'] as const;
/** A first text, one correction, and one more try with its own correction where the first went round in a circle. */
const mostRuns = 4;

describe('sixty sections by a model that is short, goes round in circles, or takes no notice', () => {
  it('J3 J4: each is within its length or marked, after no more than one correction a try', async () => {
    const studio = await openStudio();
    let marked = 0;
    for (let index = 0; index < documents; index += 1) {
      const headings = [0, 1, 2, 3].map(
        (place) => `第${index * 4 + place}节 [[scenario:${scenarios[(index + place * 3) % scenarios.length]}]]`,
      );
      const { id } = await documentWith(studio, headings, 100 + ((index * 37) % 400));
      await studio.jobs.start(id, { id: nextId() });
      const { job, sections } = await untilJobRests(studio, id);
      expect(job?.state).toBe('done');
      for (const { id: sectionId, target, state, version, count } of sections) {
        expect(count).toBe(countText(version?.text ?? ''));
        const isWithin = count >= target * acceptedLength.least && count <= target * acceptedLength.most;
        expect([state, count, target]).toEqual([isWithin ? 'done' : count < target ? 'short' : 'long', count, target]);
        const versions = await studio.documents.versions(sectionId);
        expect(versions.length).toBeLessThanOrEqual(mostRuns);
        marked += isWithin ? 0 : 1;
      }
    }
    expect(marked).toBeGreaterThan(0); // else nothing has been tried
    expect(marked).toBeLessThan(documents * 3);
  });
});
