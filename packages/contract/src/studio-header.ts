/**
 * The header that says which data folder an answer is from, and of which one a page believes that it asks: another one may be served at the same
 * address by then.
 */
export const studioHeader = 'maobi-studio';
