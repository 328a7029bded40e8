import type { ConversationSummary, Message, Model, QueueEntry, System } from '@maobi/contract';

const sampling = { temperature: 0.7, topP: 0.8, topK: 20, minP: 0, repeatPenalty: 1, presencePenalty: 0, frequencyPenalty: 0 };

export function sampleId(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

export function sampleConversation(number: number, fields: Partial<ConversationSummary> = {}): ConversationSummary {
  const at = new Date(Date.UTC(2026, 10, 1, 0, number)).toISOString();
  return {
    id: sampleId(number),
    title: `Conversation ${number}`,
    folderId: null,
    documentId: null,
    revision: 1,
    activeLeafId: null,
    createdAt: at,
    updatedAt: at,
    binnedAt: null,
    documentTitle: null,
    preview: `Question ${number}`,
    messageCount: 2,
    activeRunId: null,
    ...fields,
  };
}

/** A first question of the first conversation, unless told otherwise. */
export function sampleMessage(number: number, fields: Partial<Message> = {}): Message {
  return {
    id: sampleId(1000 + number),
    conversationId: sampleId(1),
    parentId: null,
    role: 'user',
    text: `Question ${number}`,
    createdAt: '2026-11-01T00:00:00.000Z',
    run: null,
    lastSeq: 0,
    ...fields,
  };
}

/** A run of the conversation with this number. */
export function sampleEntry(number: number, fields: Partial<QueueEntry> = {}): QueueEntry {
  return {
    runId: sampleId(5000 + number),
    conversationId: sampleId(number),
    documentId: null,
    action: 'answer',
    title: `Conversation ${number}`,
    section: null,
    urgency: 'interactive',
    owner: 'writer',
    state: 'waiting',
    position: 0,
    estimate: { waitingMs: null, readingMs: null, remainingMs: null },
    ...fields,
  };
}

export function sampleModel(id: string, fields: Partial<Model> = {}): Model {
  return {
    id,
    name: `Model ${id}`,
    kind: 'writing',
    quantisation: 'Q4_K_M',
    sizeBytes: 2_500_000_000,
    licence: 'Apache-2.0',
    sha256: null,
    memoryBytes: { at8k: 3_700_000_000, at32k: 7_100_000_000 },
    sampling,
    sources: [
      { name: 'huggingface', url: 'https://huggingface.co/a' },
      { name: 'modelscope', url: 'https://modelscope.cn/a' },
    ],
    isDefault: false,
    isCatalogued: true,
    installed: null,
    download: null,
    ...fields,
  };
}

export function sampleSystem(fields: Partial<System> = {}): System {
  return {
    version: '0.1.0',
    nodeVersion: '20.20.2',
    sqliteVersion: '3.53.0',
    engineVersion: 'scripted',
    dataFolder: '/home/writer/.local/share/maobi',
    machine: {
      platform: 'linux',
      architecture: 'x64',
      processor: 'Sample processor',
      physicalCores: 4,
      features: ['avx2'],
      totalMemoryBytes: 16 * 2 ** 30,
      freeMemoryBytes: 9 * 2 ** 30,
      freeDiskBytes: 120e9,
    },
    engine: {
      state: 'empty',
      model: null,
      percent: null,
      contextTokens: null,
      largestContextTokens: null,
      memoryBytes: null,
      expectedMemoryBytes: null,
      error: null,
    },
    settings: { language: 'en', theme: 'system', model: null, contextTokens: null, typographyOff: [] },
    activeModel: 'demo',
    isDemo: true,
    calibration: null,
    pace: null,
    recommended: { model: 'standard', tokensPerSecond: [3, 10] },
    notices: [],
    ...fields,
  };
}
