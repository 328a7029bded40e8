/** A unit as it stands behind a number. */
export interface ChineseUnit {
  /** Makes two statements comparable. */
  readonly name: string;
  /** How many characters of what stands behind the number belong to it. */
  readonly length: number;
  /** What one is worth in the unit that is named: 成 is ten per cent. */
  readonly worth: number;
}

/** Units that say by themselves what is counted; longer ones first. What makes another word of them is left out: 三年级, 三分之一, 三角形. */
const whole =
  /^(?:平方公里|平方千米|平方米|立方米|摄氏度|人次|个月|小时|分钟|公里|千米|厘米|毫米|公斤|千克|公顷|毫升|千瓦|美元|[户人元岁米斤克吨亩度秒倍票页升层]|口(?!之)|角(?!形)|天(?![前后内里])|周(?![年岁末])|年(?![级代前后内来间轻纪初末底])|分(?![之钟])|字(?!经))/u;
/** Units of many things: the first character of what is counted goes with them, so that 三百个学生 are no 三百个座位. */
const shared =
  /^[个名位种类项件条张只本台所座家间辆篇部组份支把棵头匹栋幢处门场款套双对片块章节课次届桌排][^百千万亿一二两三四五六七八九十]?/u;
/** 三成, but not 三成员. */
const tenths = /^成(?=$|[的以左上])/u;
/** More than the number says: 三百多户, 三百余人. */
const open = /^[多余来几数]/u;

/**
 * The unit of a number; `null`: it has none that is known, or is no number of things.
 * @param after the Chinese characters behind it, or a per cent sign
 */
export function chineseUnit(amount: string, after: string): ChineseUnit | null {
  if (amount.startsWith('百分之')) return { name: '%', length: 0, worth: 1 };
  if (/^[%％]/u.test(after)) return { name: '%', length: 1, worth: 1 };
  // 十分 is "very"
  if (open.test(after) || (amount === '十' && /^分(?!钟)/u.test(after))) return null;
  if (tenths.test(after)) return { name: '%', length: 1, worth: 10 };
  const known = (whole.exec(after) ?? shared.exec(after))?.[0];
  if (known !== undefined) return { name: known, length: known.length, worth: 1 };
  if (after === '') return /[万亿]$/u.test(amount) ? { name: '', length: 0, worth: 1 } : null;
  // digits count anything; numbers in characters are parts of too many other words: 三心二意, 四海为家
  return /^\d/u.test(amount) ? { name: after.slice(0, 2), length: Math.min(2, after.length), worth: 1 } : null;
}

/** What may stand behind a number without being what is counted. */
const noUnits = new Set('of or and to more less in the a an by at on from for times other each per out'.split(' '));

/** A unit in the singular; `null`: the word is none. */
export function englishUnit(word: string): string | null {
  const unit = word.toLowerCase();
  if (noUnits.has(unit)) return null;
  return /^per ?cent$/u.test(unit) ? '%' : unit.replace(/(?<=..)s$/u, '');
}
