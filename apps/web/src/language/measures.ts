import type { TFunction } from 'i18next';
import type { Language } from './language.ts';
import { useTranslation, type Translation } from './use-translation.ts';

/** Qwen3's vocabulary, measured over prose: one token writes about this many characters (zh) or words (en). */
export const writtenPerToken = { zh: 1.5, en: 0.75 } as const;

const bytesPerGigabyte = 1e9;
const bytesPerGibibyte = 2 ** 30;
const minuteMs = 60_000;
const dayMs = 86_400_000;

export type Period = 'today' | 'yesterday' | 'thisWeek' | 'thisMonth' | 'earlier';

/** Numbers with units in the language shown. */
export interface Measures {
  readonly language: Language;
  /** A file or a disk, in decimal units as hubs and systems show them. */
  fileSize(bytes: number): string;
  /** Memory, in the binary units that memory is sold in (and systems write as GB). */
  memory(bytes: number): string;
  duration(ms: number): string;
  /** A duration that was measured: tenths of a second below ten, hundredths below one. */
  measuredDuration(ms: number): string;
  /** A duration as roughly as an estimate knows it. */
  roughDuration(ms: number): string;
  /** What people count while writing: characters (zh) or words (en) per second. */
  rate(tokensPerSecond: number): string;
  /** The model's own units, for comparing machines and models. */
  tokenRate(tokensPerSecond: number): string;
  rateRange(from: number, to: number): string;
  /** How long a text of so many characters (zh) or words (en) takes, as roughly as it is known. */
  roughWritingTime(units: number, tokensPerSecond: number): string;
  /** About how many characters (zh) or words (en) so many tokens are. */
  unitsIn(tokens: number): number;
  number(value: number): string;
  /** Time of day for today, else the date. */
  moment(iso: string): string;
  /** The time of day it will be then. */
  timeIn(ms: number): string;
}

export function useMeasures(): Measures {
  const translation = useTranslation();
  const known = knownMeasures.get(translation);
  if (known) return known;
  const created = createMeasures(translation.t, translation.language);
  knownMeasures.set(translation, created);
  return created;
}

const knownMeasures = new WeakMap<Translation, Measures>();

// made once: one takes longer to make than a hundred numbers to write
const numbers = { zh: new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en') };
const momentParts = {
  time: { hour: '2-digit', minute: '2-digit', hour12: false },
  day: { month: 'short', day: 'numeric' },
  dayOfYear: { year: 'numeric', month: 'short', day: 'numeric' },
} as const;
/** Making one takes a hundred times as long as a text made with it. */
const momentFormats = new Map<string, Intl.DateTimeFormat>();

export function createMeasures(t: TFunction, language: Language): Measures {
  const duration = (ms: number) => durationText(t, ms);
  return {
    language,
    fileSize: (bytes) => sizeText(bytes, bytesPerGigabyte),
    memory: (bytes) => sizeText(bytes, bytesPerGibibyte),
    duration,
    measuredDuration: (ms) => (ms < 9950 ? t('measures.seconds', { seconds: fine(ms / 1000) }) : duration(ms)),
    roughDuration: (ms) => duration(roughly(ms)),
    rate: (tokens) => t('measures.rate', { rate: brief(tokens * writtenPerToken[language]) }),
    tokenRate: (tokens) => t('measures.tokenRate', { rate: brief(tokens) }),
    rateRange: (from, to) =>
      t('measures.rateRange', { from: brief(from * writtenPerToken[language]), to: brief(to * writtenPerToken[language]) }),
    roughWritingTime: (units, tokensPerSecond) => duration(roughly((units / writtenPerToken[language] / tokensPerSecond) * 1000)),
    unitsIn: (tokens) => Math.round((tokens * writtenPerToken[language]) / 100) * 100,
    number: (value) => numbers[language].format(value),
    moment: (iso) => momentText(iso, language, Date.now()),
    timeIn: (ms) => momentText(new Date(Date.now() + ms).toISOString(), language, Date.now()),
  };
}

function sizeText(bytes: number, perGiga: number): string {
  const step = perGiga === bytesPerGigabyte ? 1000 : 1024;
  const giga = bytes / perGiga;
  if (giga >= 0.95) return `${brief(giga)} GB`;
  const mega = giga * step;
  if (mega >= 0.95) return `${brief(mega)} MB`;
  return `${bytes > 0 ? Math.max(1, Math.round(bytes / step)) : 0} KB`;
}

/** Tens of seconds below a minute, whole minutes above: an estimate does not know more. */
function roughly(ms: number): number {
  const step = ms < minuteMs ? minuteMs / 6 : minuteMs;
  return Math.max(step, Math.round(ms / step) * step);
}

/** One decimal below ten, none above, and no `.0`; thousands are parted alike in both languages. */
function brief(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : numbers.en.format(Math.round(value));
}

/** Two digits that count, at most two decimals. */
function fine(seconds: number): string {
  return String(seconds < 0.995 ? Math.max(0.01, Math.round(seconds * 100) / 100) : Math.round(seconds * 10) / 10);
}

function durationText(t: TFunction, ms: number): string {
  const total = Math.max(1, Math.round(ms / 1000));
  if (total < 60) return t('measures.seconds', { seconds: total });
  if (total < 600) {
    const seconds = total % 60;
    const minutes = Math.floor(total / 60);
    return seconds === 0 ? t('measures.minutes', { minutes }) : t('measures.minutesSeconds', { minutes, seconds });
  }
  const minutes = Math.round((total * 1000) / minuteMs);
  if (minutes < 60) return t('measures.minutes', { minutes });
  return t('measures.hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

function momentText(iso: string, language: Language, now: number): string {
  const date = new Date(iso);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  const parts = periodOf(iso, now) === 'today' ? 'time' : isThisYear ? 'day' : 'dayOfYear';
  return momentFormat(language, parts).format(date);
}

function momentFormat(language: Language, parts: keyof typeof momentParts): Intl.DateTimeFormat {
  const key = `${language} ${parts}`;
  const format = momentFormats.get(key) ?? new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', momentParts[parts]);
  momentFormats.set(key, format);
  return format;
}

/** Into which stretch of a list sorted by time a moment falls, by the writer's own calendar days. */
export function periodOf(iso: string, now: number): Period {
  const startOfToday = new Date(now).setHours(0, 0, 0, 0);
  const time = Date.parse(iso);
  if (time >= startOfToday) return 'today';
  if (time >= startOfToday - dayMs) return 'yesterday';
  if (time >= startOfToday - 7 * dayMs) return 'thisWeek';
  return time >= startOfToday - 30 * dayMs ? 'thisMonth' : 'earlier';
}
