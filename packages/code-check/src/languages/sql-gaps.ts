/** Usual SQL of PostgreSQL, MySQL and SQL Server, and of templates, as SQLite would write it or without it. Lines may get lost. */
const gaps: readonly (readonly [RegExp, string])[] = [
  // templates
  [/%s|%\(\w+\)s|\{\{[^{}]*\}\}|[$#]\{[^{}]*\}/gu, '?'],
  [/<[\p{L}][\p{L}\p{N}_ ]*>/gu, 'x'],
  [/#(?=[\s\p{Script=Han}])[^\n]*|^[ \t]*go[ \t]*$/gimu, ''],
  // types and values
  [/::\s*(?:double\s+precision|character\s+varying|[a-z_]\w*)(?:\s*\([\d\s,]*\))?/giu, ''],
  [/(\w)\s*\[[\d\s:]*\]/gu, '$1'],
  [/\barray\s*\[([^[\]]*)\]/giu, 'array($1)'],
  [/\bwith(?:out)?\s+time\s+zone\b/giu, ''],
  [/\b(?:unsigned|zerofill|auto_increment)\b/giu, ''],
  [/\b(?:enum|set)\s*\((?:\s*'[^']*'\s*,?)+\)/giu, 'text'],
  [/\binterval\s+('[^']*'|[\w?]+)(?:\s+(?:year|quarter|month|week|day|hour|minute|second)s?\b)?/giu, '$1'],
  [/\b(?:date|time|timestamp|N|E)\s*(?=')/giu, ''],
  // expressions
  [/\b(extract|trim|substring|overlay)\s*\(([^()]*?)\bfrom\b/giu, '$1($2,'],
  [/@>|<@|#>>?|<=>|&&|!?~\*?/gu, ' || '],
  [/\bilike\b|\brlike\b|\bsimilar\s+to\b/giu, 'like'],
  [/\bseparator\s+(?=')/giu, ', '],
  [/=\s*values\s*\(/giu, '= max('],
  // queries
  [/\b(select(?:\s+distinct)?)\s+top\s*\(?\d+\)?/giu, '$1'],
  [/\bdistinct\s+on\s*\([^()]*\)/giu, 'distinct'],
  [/\bwith\s*\(\s*nolock\s*\)|\blateral\b|\b(?:force|use|ignore)\s+index\s*\([^()]*\)/giu, ''],
  [/\bfor\s+(?:update|share)(?:\s+of\s+\w+)?(?:\s+nowait|\s+skip\s+locked)?|\block\s+in\s+share\s+mode\b/giu, ''],
  [/\bfetch\s+(?:first|next)\s+(\d+)\s+rows?\s+only\b/giu, 'limit $1'],
  [/\bwith\s+rollup\b/giu, ''],
  [/\binsert\s+ignore\b/giu, 'insert'],
  [/\bon\s+duplicate\s+key\s+update\b/giu, 'on conflict do update set'],
  // tables
  [/\bdefault\s+([\w.]+\s*\([^()]*\))/giu, 'default ($1)'],
  [/\bon\s+update\s+current_timestamp(?:\s*\(\d*\))?/giu, ''],
  [/\bgenerated\s+(?:always|by\s+default)\s+as\s+identity(?:\s*\([^()]*\))?|\bidentity\s*\(\d+\s*,\s*\d+\)/giu, ''],
  [/\)\s*(?:engine|default\s+charset|charset|auto_increment|row_format|comment)\s*=[^;]*/giu, ')'],
  [/\bcomment\s+'(?:[^']|'')*'|\bcharacter\s+set\s+\w+|\bcollate\s+\w+/giu, ''],
  [/,\s*(?:(?:unique|fulltext|spatial)\s+)?(?:key|index)(?:\s+(?:`[^`]*`|\w+))?\s*\((?:[^()]|\([^()]*\))*\)(?:\s*using\s+\w+)?/giu, ''],
  [/\bconcurrently\b|\busing\s+\w+\s*(?=\()/giu, ''],
];

/** What SQLite would say of the code if it knew what others know. */
export function withoutSqlGaps(code: string): string {
  return gaps.reduce((text, [gap, instead]) => text.replaceAll(gap, instead), code);
}
