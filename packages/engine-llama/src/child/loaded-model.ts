import { StudioError } from '@maobi/core';
import { getLlama, LlamaLogLevel, type Llama, type LlamaContext, type LlamaContextSequence, type LlamaModel } from 'node-llama-cpp';
import type { ToChild } from '../protocol.ts';
import { allowedProcessors } from './allowed-processors.ts';
import { PromptTokens } from './prompt-tokens.ts';

export interface LoadedModel {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly context: LlamaContext;
  readonly sequence: LlamaContextSequence;
  readonly prompts: PromptTokens;
}

type LoadMessage = Extract<ToChild, { type: 'load' }>;

/** Loads a model with one sequence; tells each whole percent once. It is never unloaded: the process ends instead, which frees everything for sure. */
export async function loadModel(request: LoadMessage, onPercent: (percent: number) => void): Promise<LoadedModel> {
  let complaint: string | null = null;
  let shownPercent = 0;
  // gpu:false keeps llama.cpp's repacking of weights for this processor on; build:"never" forbids compiling anything.
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    maxThreads: 0,
    logLevel: LlamaLogLevel.error,
    logger: (_level, message) => (complaint = message.trim()),
  });
  try {
    const model = await llama.loadModel({
      modelPath: request.path,
      // Mapped weights that are repacked for this processor stand in memory twice: 5.6 GB instead of 3.9 for Qwen3-4B Q4_K_M.
      useMmap: false,
      ignoreMemorySafetyChecks: true,
      onLoadProgress: (part) => {
        const percent = Math.floor(part * 100);
        if (percent > shownPercent) onPercent((shownPercent = percent));
      },
    });
    const context = await model.createContext({
      contextSize: request.contextTokens,
      sequences: 1,
      batchSize: request.batchTokens,
      flashAttention: 'auto',
      threads: request.threads ?? Math.min(llama.cpuMathCores, allowedProcessors()),
      ignoreMemorySafetyChecks: true,
      failedCreationRemedy: false,
    });
    return { llama, model, context, sequence: context.getSequence(), prompts: new PromptTokens(model) };
  } catch (cause) {
    const reason = complaint ?? (cause instanceof Error ? cause.message : String(cause));
    throw new StudioError('model-invalid', `The model cannot be loaded: ${reason.split('\n')[0]?.slice(0, 200)}`, { cause });
  }
}
