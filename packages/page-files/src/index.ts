/** Page port: documents as print-ready HTML files, each laid out by the preset of its template. */
export { makePage } from './make-page.ts';
