/** As what a document is taken along: `md` Markdown, with its images in a ZIP; `html` one file to print, which has them in it. */
export const documentExportFormats = ['md', 'html'] as const;
export type DocumentExportFormat = (typeof documentExportFormats)[number];
