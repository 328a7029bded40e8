import type { DocumentDetail } from '@maobi/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sampleDocument, sampleJob, sampleSection } from '../testing/document-samples.ts';
import { renderStudio } from '../testing/fake-studio.tsx';
import { sampleId } from '../testing/samples.ts';
import { SectionAnnouncer } from './section-announcer.tsx';
import type { LiveSection } from './writing-progress.ts';

afterEach(cleanup);

const section = (count: number, fields = {}) => sampleSection(1, { heading: 'End', count, ...fields });
const live = { sectionId: section(0).id, view: { phase: 'writing', reading: null }, count: 134 } as unknown as LiveSection;

/** Shows what is said while a document goes from one state to the next. */
async function announcing(detail: DocumentDetail, written: LiveSection | null) {
  const { rerender } = await renderStudio(<SectionAnnouncer detail={detail} live={written} />);
  return (next: DocumentDetail) => {
    rerender(
      <QueryClientProvider client={new QueryClient()}>
        <SectionAnnouncer detail={next} live={null} />
      </QueryClientProvider>,
    );
    return screen.getAllByRole('status').map(({ textContent }) => textContent);
  };
}

describe('what is said of the writing', () => {
  it('is the length that a section has once it was cut, not the one that was written', async () => {
    const say = await announcing(sampleDocument({ job: sampleJob(), sections: [section(0)] }), live);
    expect(say(sampleDocument({ job: sampleJob(), sections: [section(134)] }))[0]).toBe('Writing “End”');
    expect(say(sampleDocument({ job: sampleJob({ state: 'done' }), sections: [section(105)] }))[0]).toBe('“End” stands at 105 words');
  });

  it('is the end of polishing a whole document, with what waits', async () => {
    const say = await announcing(sampleDocument({ job: sampleJob({ kind: 'polish' }), sections: [section(9)] }), null);
    const suggestion = { id: sampleId(9), text: 'Other words.' };
    const done = sampleDocument({ job: sampleJob({ kind: 'polish', state: 'done' }), sections: [section(9, { suggestion })] });
    expect(say(done)[1]).toBe('Polishing has ended; suggestions for 1 section wait');
  });

  it('is nothing of a polish that had ended before', async () => {
    const done = sampleDocument({ job: sampleJob({ kind: 'polish', state: 'done' }), sections: [section(9)] });
    const say = await announcing(done, null);
    expect(say(done)).toEqual(['', '']);
  });
});
