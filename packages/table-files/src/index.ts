/**
 * Tables as files: CSV in any usual form, XLSX, and ZIP archives of texts. Implements core's TableFiles port; called by the app that composes the
 * studio. Its libraries are loaded when a table comes.
 */
export { tableFiles } from './table-files.ts';
