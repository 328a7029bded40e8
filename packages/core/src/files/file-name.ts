/** Together with a number and an ending they stay below the 255 bytes that file systems allow, whatever the characters. */
const mostCharacters = 60;
const forbidden = /[\p{Cc}\\/:*?"<>|]+/gu;
/** Devices of Windows, whatever ending follows. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/iu;

/** A title as the name of a file without its ending, or a part of one, such as every file system takes; never a path. Where nothing is left of it, `text`. */
export function fileNameOf(title: string): string {
  const words = title
    .replaceAll(forbidden, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[. ]+/u, '');
  const name = [...words]
    .slice(0, mostCharacters)
    .join('')
    .replace(/[. ]+$/u, '');
  return name.replace(devices, '$&_') || 'text';
}

/** The name of a row's file, without its ending; different for each row of a batch. @param number of the row, from 1 */
export function rowFileName(number: number, title: string): string {
  return `${String(number).padStart(3, '0')}-${fileNameOf(title)}`;
}
