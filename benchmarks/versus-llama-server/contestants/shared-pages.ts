/** One mapped file of a process: the pages of it that are in memory unchanged, in bytes. */
type UnchangedPages = ReadonlyMap<string, number>;

/**
 * What the sizes of several processes count more than once: two Node processes have most pages of the same program file in memory, which
 * is there once. Of each file the pages of the process that uses most of them stay counted. Takes the text of `/proc/PID/smaps` of each.
 */
export function bytesCountedTwice(smaps: readonly string[]): number {
  const processes = smaps.map(unchangedPages);
  const files = new Set(processes.flatMap((pages) => [...pages.keys()]));
  let bytes = 0;
  for (const file of files) {
    const counted = processes.map((pages) => pages.get(file) ?? 0);
    bytes += counted.reduce((sum, each) => sum + each, 0) - Math.max(...counted);
  }
  return bytes;
}

function unchangedPages(smaps: string): UnchangedPages {
  const pages = new Map<string, number>();
  let file: string | null = null;
  for (const line of smaps.split('\n')) {
    const mapping = /^[\da-f]+-[\da-f]+ \S+ \S+ \S+ \d+\s*(.*)$/u.exec(line);
    if (mapping) file = mapping[1]?.startsWith('/') ? mapping[1] : null;
    const unchanged = file === null ? null : /^(?:Shared|Private)_Clean:\s+(\d+) kB/u.exec(line);
    if (file !== null && unchanged) pages.set(file, (pages.get(file) ?? 0) + Number(unchanged[1]) * 1024);
  }
  return pages;
}
