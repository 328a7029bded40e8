import type { Benchmark } from './benchmark.ts';
import { measureConversationPage } from './web/conversation-page.ts';

export const conversationPage: Benchmark = {
  name: 'conversation-page',
  about: 'opening 1,000 messages, and streaming an answer, in Chromium',
  measure: async () => {
    const { openThousandScriptMs, openThousandAllScriptMs, streaming } = await measureConversationPage();
    return [
      { name: 'opening 1,000 messages, until readable', value: openThousandScriptMs, unit: 'ms of script', budget: 300 },
      { name: 'opening 1,000 messages, until all are drawn', value: openThousandAllScriptMs, unit: 'ms of script' },
      { name: 'streaming', value: streaming.scriptPercent, unit: '% of a core', budget: 5 },
      { name: 'streaming, painting included', value: streaming.processPercent, unit: '% of a core' },
      { name: 'streaming, speed', value: streaming.tokensPerSecond, unit: 'tokens/s' },
      { name: 'streaming, lost', value: streaming.droppedCharacters, unit: 'characters', budget: 0 },
    ];
  },
};
