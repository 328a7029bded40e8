import type { DocumentDetail, Job, Section } from '@maobi/contract';
import { readPercent } from '../../conversation/stream/use-run-view.ts';
import { usePolishingWords } from '../job/use-polishing-words.ts';
import { countOf, shownState, totalCount, type LiveSection, type ShownState } from '../writing-progress.ts';

interface ProgressLineProps {
  readonly detail: Pick<DocumentDetail, 'job' | 'brief'>;
  readonly sections: readonly Section[];
  readonly live: LiveSection | null;
  readonly label: string;
}

const lineOf: Partial<Record<ShownState, string>> = {
  writing: 'live',
  reading: 'reading',
  stopped: 'broken',
  interrupted: 'broken',
  failed: 'failed',
};

/** How far each section is, as wide as its target; while all of it is polished, how far that is. */
export function ProgressLine({ detail, sections, live, label }: ProgressLineProps) {
  const { job } = detail;
  if (job?.state === 'open' && job.kind === 'polish' && job.wait === null) return <PolishingLine job={job} />;
  return (
    <div
      className="ink-line"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuenow={Math.min(totalCount(sections, live), detail.brief.words)}
      aria-valuemax={detail.brief.words}
    >
      {sections.map((section) => {
        const state = shownState(section, detail, live);
        const part = partOf(section, state, live);
        return (
          <i key={section.id} className={lineOf[state] ?? ''} style={{ flexGrow: section.target, ['--part' as string]: `${part}%` }} />
        );
      })}
    </div>
  );
}

function PolishingLine({ job }: { readonly job: Job }) {
  const { text, percent } = usePolishingWords(job);
  return (
    <div className="ink-line" role="progressbar" aria-label={text} aria-valuemin={0} aria-valuenow={percent ?? 0} aria-valuemax={100}>
      <i className="live" style={{ ['--part' as string]: `${percent ?? 0}%` }} />
    </div>
  );
}

function partOf(section: Section, state: ShownState, live: LiveSection | null): number {
  const reading = state === 'reading' ? live?.view.reading : null;
  if (reading) return Math.floor(readPercent(reading));
  return Math.min(100, Math.round((countOf(section, live) / section.target) * 100));
}
