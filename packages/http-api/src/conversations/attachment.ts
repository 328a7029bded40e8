const longestName = 150;

/**
 * `Content-Disposition` of a download with any title as its name: a plain ASCII name for old programs and the real one
 * in UTF-8 (RFC 6266, RFC 5987). What no file system takes, and what could end the header, is left out.
 */
export function attachment(fileName: string): string {
  const name = safeName(fileName);
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extendedValue(name)}`;
}

function safeName(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  const extension = dot > 0 ? fileName.slice(dot).replace(/[^.\w]/g, '') : '';
  const stem = (dot > 0 ? fileName.slice(0, dot) : fileName)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return `${Array.from(stem).slice(0, longestName).join('').trim() || 'maobi'}${extension}`;
}

function extendedValue(name: string): string {
  // encodeURIComponent leaves four characters that RFC 5987 does not allow bare
  return encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
