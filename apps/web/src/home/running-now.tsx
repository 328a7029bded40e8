import type { QueueEntry } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { RunMark } from '../conversation-list/run-mark.tsx';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { EntryTitle } from '../queue/entry-title.tsx';
import { isAtWork } from '../queue/queue-order.ts';
import { useShownQueue } from '../queue/use-shown-queue.ts';
import { useTimeLeft } from '../queue/use-time-left.ts';
import { useModels, useSystem } from '../studio/queries.ts';

const shownAfterFirst = 4;

/** What the engine does, when it is done, what waits, and the model that does it. */
export function RunningNow() {
  const { t } = useTranslation();
  const queue = useShownQueue();
  const atWork = queue.find(isAtWork);
  const others = queue.filter((entry) => entry !== atWork).slice(0, shownAfterFirst);
  return (
    <>
      <section className="home-section">
        <div className="home-section-head">
          <h2>{t('home.running')}</h2>
          {queue.length > 0 && <Link href="/queue">{t('home.toQueue')}</Link>}
        </div>
        {queue.length === 0 && <p className="home-quiet">{t('home.nothingRuns')}</p>}
        {atWork && <AtWork entry={atWork} />}
      </section>
      <ModelInUse />
      {others.length > 0 && <Waiting entries={others} />}
    </>
  );
}

/** Last, so that it pushes nothing down as it grows. A phone, where more follows, leaves it to the queue. */
function Waiting({ entries }: { readonly entries: readonly QueueEntry[] }) {
  const { t } = useTranslation();
  return (
    <section className="home-section no-phone">
      <div className="home-section-head">
        <h2>{t('home.waiting')}</h2>
      </div>
      <ul className="running-others">
        {entries.map((entry) => (
          <li key={entry.runId}>
            <EntryTitle entry={entry} className="running-name truncate" />
            <Facts entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface EntryProps {
  readonly entry: QueueEntry;
}

function AtWork({ entry }: EntryProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { remainingMs } = entry.estimate;
  return (
    <div className="running-first">
      {remainingMs !== null && (
        <p className="running-end">
          <span className="finish-time serif num">{measures.timeIn(remainingMs)}</span> {t(`home.${endOf(entry)}`)}
        </p>
      )}
      <EntryTitle entry={entry} className="running-name truncate" />
      <Facts entry={entry} />
    </div>
  );
}

/** What is done then: the end of a run is not that of the document. */
function endOf({ documentId, action, urgency }: QueueEntry): 'outlineBy' | 'sectionBy' | 'endsBy' {
  if (action === 'outline') return 'outlineBy';
  return documentId !== null && urgency === 'job' && action !== 'polish' ? 'sectionBy' : 'endsBy';
}

/** What it does, and how long that takes. */
function Facts({ entry }: EntryProps) {
  const timeLeft = useTimeLeft();
  const text = timeLeft(entry);
  return (
    <span className="running-facts note">
      <RunMark entry={entry} />
      {text !== null && <i className="sep" />}
      {text}
    </span>
  );
}

function ModelInUse() {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { data: system } = useSystem();
  const { data: models, isFetched: areModelsKnown } = useModels();
  // in one piece: the name would push the rest aside
  if (!system || !areModelsKnown) return null;
  const { activeModel, engine, pace } = system;
  const name = models?.find(({ id }) => id === activeModel)?.name ?? activeModel;
  const rate = pace?.writeTokensPerSecond ?? null;
  const isLoaded = engine.model === activeModel && engine.state === 'ready';
  return (
    <section className="home-section">
      <div className="home-section-head">
        <h2>{t('home.model')}</h2>
        <Link href="/models">{t('shell.nav.models')}</Link>
      </div>
      <ul className="home-facts">
        <li>
          <Icon name="model" small />
          <span className="facts">
            <span>{name}</span>
            {rate !== null && <span className="fact">{t('home.modelSpeed', { rate: measures.rate(rate) })}</span>}
            {/* last: it comes and goes; on a phone it might take a line more */}
            {isLoaded && <span className="fact no-phone">{t('home.modelLoaded')}</span>}
          </span>
        </li>
        <li>
          <Icon name="shield" small />
          <span>{t('home.local')}</span>
        </li>
      </ul>
    </section>
  );
}
