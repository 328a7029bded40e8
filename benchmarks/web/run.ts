import { measureConversationPage } from './conversation-page.ts';

const [webFolder] = process.argv.slice(2);
const cost = await measureConversationPage(webFolder === undefined ? {} : { webFolder });
process.stdout.write(`${JSON.stringify(cost, null, 2)}\n`);
