import type { PageDocument } from '@maobi/core';
import type { Heading } from 'mdast';
import { drawNodes } from './draw-nodes.ts';
import { pageHeadings, type OutlineEntry, type PageHeadings } from './page-headings.ts';
import type { Drawing } from './drawing.ts';
import { escapeHtml } from './escape-html.ts';
import { Footnotes } from './footnotes.ts';
import { letterRoles } from './letter-roles.ts';
import { pageWords } from './page-words.ts';
import { plainWords } from './plain-words.ts';
import { presets } from './presets/presets.ts';
import { readSections, type ReadSection } from './read-sections.ts';
import { formulaSetter } from './set-formulas.ts';
import { sectionClass } from './section-class.ts';

/** Nothing of a page runs, and nothing is fetched; its images come with it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** Of a document with fewer sections everything is found without one. */
const fewestContents = 3;

/** The document as HTML. */
export async function layOutPage(document: PageDocument): Promise<string> {
  const { preset, language, title } = document;
  const sections = readSections(document.sections);
  const ownTitle = titleInText(sections);
  const headings = pageHeadings(sections, preset, (heading) => heading === ownTitle);
  const notes = new Footnotes(sections);
  const setFormula = await formulaSetter(sections.flatMap(({ children }) => children));
  const drawingOf = (section: number): Drawing => ({
    language,
    preset,
    source: sections[section]?.source ?? '',
    section,
    links: sections[section]?.links ?? new Map(),
    headings: headings.inTexts,
    roles: preset === 'letter' ? letterRoles(sections[section]?.children ?? []) : new Map(),
    notes,
    images: document.images,
    setFormula,
    isInLink: false,
  });
  const { hasTitle, hasContents, styles } = presets[preset];
  const drawn = sections.map((section, index) => drawSection(section, headings.ofSections.get(index), drawingOf(index), ownTitle));
  const titleWords = ownTitle ? drawNodes(ownTitle.children, drawingOf(0)) : escapeHtml(title);
  const parts = [
    hasTitle ? `<h1>${titleWords}</h1>\n` : ownTitle ? `<p class="subject">${titleWords}</p>\n` : '',
    hasContents && headings.ofSections.size >= fewestContents ? drawContents(headings, document) : '',
    ...drawn,
    drawNotes(notes, document, drawingOf),
  ];
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(ownTitle ? plainWords(ownTitle) : title)}</title>`,
    `<style>\n${styles[language]}</style>`,
    '</head>',
    `<body class="${preset}">`,
    `<main>\n${parts.join('')}</main>`,
    '</body>',
    '</html>\n',
  ].join('\n');
}

/** A document of one section may bring its title in its text. */
function titleInText([only, ...others]: readonly ReadSection[]): Heading | null {
  const first = only?.heading === null && others.length === 0 ? only.children[0] : undefined;
  return first?.type === 'heading' && first.depth === 1 ? first : null;
}

function drawSection({ heading, children }: ReadSection, entry: OutlineEntry | undefined, drawing: Drawing, title: Heading | null): string {
  const text = drawNodes(
    children.filter((node) => node !== title),
    drawing,
  );
  if (!entry) return text;
  const className = sectionClass(heading ?? '');
  const number = entry.number ? `<span class="number">${entry.number}</span> ` : '';
  return `<section${className ? ` class="${className}"` : ''}>\n<h2 id="${entry.id}">${number}${escapeHtml(entry.words)}</h2>\n${text}</section>\n`;
}

function drawContents({ all }: PageHeadings, { language }: PageDocument): string {
  const lines = all
    .filter(({ level }) => level <= 3)
    .map(
      ({ level, id, number, words }) => `<li class="at-${level}"><a href="#${id}">${escapeHtml(`${number} ${words}`.trim())}</a></li>\n`,
    );
  return `<nav class="contents">\n<p>${pageWords[language].contents}</p>\n<ul>\n${lines.join('')}</ul>\n</nav>\n`;
}

function drawNotes(notes: Footnotes, { language }: PageDocument, drawingOf: (section: number) => Drawing): string {
  const items: string[] = [];
  for (const { number, definition, section } of notes.all()) {
    const words = drawNodes(definition.children, drawingOf(section));
    items.push(`<li id="n${number}" value="${number}">${words}</li>\n`);
  }
  if (items.length === 0) return '';
  return `<section class="notes">\n<h2>${pageWords[language].notes}</h2>\n<ol>\n${items.join('')}</ol>\n</section>\n`;
}
