import { documentSorts, listedProgress, listedTexts } from '@maobi/contract';
import { useSearchParams } from 'wouter';
import type { LibraryQuery } from '../studio/keys.ts';

const usual: LibraryQuery = { sort: 'updated', texts: 'own', template: null, progress: null };

export interface ChosenFilter {
  readonly filter: LibraryQuery;
  /** Whether something is left out that is usually there, or the other way round; the order leaves nothing out. */
  readonly isNarrowed: boolean;
  readonly choose: (change: Partial<LibraryQuery>) => void;
  /** Everything is listed again, in the order that was chosen. */
  readonly clear: () => void;
}

/** The filter that stands in the address; what is as usual is not named there. */
export function useLibraryFilter(): ChosenFilter {
  const [address, setAddress] = useSearchParams();
  const filter = filterIn(address);
  const choose = (change: Partial<LibraryQuery>) => setAddress(addressOf({ ...filter, ...change }), { replace: true });
  return {
    filter,
    isNarrowed: addressOf({ ...filter, sort: usual.sort }).size > 0,
    choose,
    clear: () => choose({ ...usual, sort: filter.sort }),
  };
}

function filterIn(address: URLSearchParams): LibraryQuery {
  const one = <Value extends string>(name: keyof LibraryQuery, values: readonly Value[]) =>
    values.find((value) => value === address.get(name));
  return {
    sort: one('sort', documentSorts) ?? usual.sort,
    texts: one('texts', listedTexts) ?? usual.texts,
    template: address.get('template') || null,
    progress: one('progress', listedProgress) ?? null,
  };
}

function addressOf(filter: LibraryQuery): URLSearchParams {
  const named = Object.entries(filter).filter(([name, value]) => value !== null && value !== usual[name as keyof LibraryQuery]);
  return new URLSearchParams(named as [string, string][]);
}
