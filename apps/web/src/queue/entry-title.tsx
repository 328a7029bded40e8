import type { QueueEntry } from '@maobi/contract';
import { Link } from 'wouter';
import { entryAddress } from './entry-address.ts';
import { useEntryName } from './use-entry-name.ts';

interface EntryTitleProps {
  readonly entry: QueueEntry;
  readonly className: string;
  readonly onLeave?: () => void;
}

/** What an entry is called, and the way to it where there is one. */
export function EntryTitle({ entry, className, onLeave }: EntryTitleProps) {
  const name = useEntryName()(entry);
  const address = entryAddress(entry);
  if (address === null) return <span className={className}>{name}</span>;
  const { title, section } = entry;
  return (
    <Link href={address} className={className} aria-label={name} onClick={onLeave}>
      {section === null ? (
        name
      ) : (
        <>
          {title}
          <i className="sep" />
          {section}
        </>
      )}
    </Link>
  );
}
