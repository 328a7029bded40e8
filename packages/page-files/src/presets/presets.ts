import type { ExportPreset, WritingLanguage } from '@maobi/contract';
import { codeStyle } from './code-style.ts';
import { essayStyle } from './essay-style.ts';
import { letterStyle } from './letter-style.ts';
import { paperStyle } from './paper-style.ts';
import { plainStyle } from './plain-style.ts';
import { reportStyle } from './report-style.ts';
import { scriptStyle } from './script-style.ts';
import { storyStyle } from './story-style.ts';

interface Preset {
  /** The document's title stands above it; a letter goes without. */
  readonly hasTitle: boolean;
  /** A table of contents stands before the sections, where there are several. */
  readonly hasContents: boolean;
  readonly styles: Readonly<Record<WritingLanguage, string>>;
}

const usual = { hasTitle: true, hasContents: false };
const inBoth = (style: (language: WritingLanguage) => string) => ({ zh: style('zh'), en: style('en') });

/** What each preset makes of a page: templates.md says it in words. */
export const presets: Readonly<Record<ExportPreset, Preset>> = {
  essay: { ...usual, styles: inBoth(essayStyle) },
  paper: { ...usual, styles: inBoth(paperStyle) },
  report: { hasTitle: true, hasContents: true, styles: inBoth(reportStyle) },
  letter: { hasTitle: false, hasContents: false, styles: inBoth(letterStyle) },
  script: { ...usual, styles: inBoth(scriptStyle) },
  story: { ...usual, styles: inBoth(storyStyle) },
  code: { ...usual, styles: inBoth(codeStyle) },
  plain: { ...usual, styles: inBoth(plainStyle) },
};
