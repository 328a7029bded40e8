/** A title as part of the name of a file, such as every file system takes. */
export function fileNameOf(title: string): string {
  const name = title
    .replaceAll(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return (
    [...name]
      .slice(0, 40)
      .join('')
      .replace(/[. ]+$/u, '') || 'text'
  );
}

/** The name of a row's file, without its ending; different for each row of a batch. @param number of the row, from 1 */
export function rowFileName(number: number, title: string): string {
  return `${String(number).padStart(3, '0')}-${fileNameOf(title)}`;
}
