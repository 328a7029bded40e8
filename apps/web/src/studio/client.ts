import { createStudioClient } from '@maobi/contract';

/** The studio that served this page. */
export const client = createStudioClient({ baseUrl: '' });
