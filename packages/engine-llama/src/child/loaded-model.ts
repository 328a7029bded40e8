import { StudioError } from '@maobi/core';
import type { Llama, LlamaContext, LlamaModel } from 'node-llama-cpp';
import type { ToChild } from '../protocol.ts';
import { allowedProcessors } from './allowed-processors.ts';
import { collectAllGarbage } from './collect-garbage.ts';
import type { PassCosts } from './drafting/draft-length.ts';
import { Lockstep } from './generating/lockstep.ts';
import { tellsOfShortage } from './tells-of-shortage.ts';
import { startLlama } from './processor-build.ts';
import { PromptTokens } from './prompt-tokens.ts';
import { SequencePool } from './sequences/sequence-pool.ts';
import { RememberedAnswers } from './snapshots/remembered-answers.ts';
import { SnapshotFolder } from './snapshots/snapshot-folder.ts';

export interface LoadedModel {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly context: LlamaContext;
  readonly pool: SequencePool;
  readonly lockstep: Lockstep;
  readonly prompts: PromptTokens;
  readonly answers: RememberedAnswers;
  readonly passCosts: PassCosts;
}

type LoadMessage = Extract<ToChild, { type: 'load' }>;

interface LoadListeners {
  /** Told each whole percent once. */
  readonly onPercent: (percent: number) => void;
  /** Told what the log should know and what stops nothing. */
  readonly onRemark: (text: string) => void;
}

/** Loads a model. It is never unloaded: the process ends instead, which frees everything for sure. */
export async function loadModel(request: LoadMessage, { onPercent, onRemark }: LoadListeners): Promise<LoadedModel> {
  let complaint: string | null = null;
  let shownPercent = 0;
  const llama = await startLlama((text) => (complaint = text));
  try {
    const model = await llama.loadModel({
      modelPath: request.path,
      gpuLayers: 0,
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
      sequences: request.sequences,
      batchSize: request.batchTokens,
      flashAttention: 'auto',
      threads: request.threads ?? Math.min(llama.cpuMathCores, allowedProcessors()),
      ignoreMemorySafetyChecks: true,
      failedCreationRemedy: false,
    });
    letGoOfTables(model);
    const { totalSequences: sequences } = context;
    const bytesPerToken = request.stateBytesPerToken;
    const snapshots = request.snapshots && new SnapshotFolder({ ...request.snapshots, sequences, bytesPerToken }, onRemark);
    const answers = new RememberedAnswers(request.snapshots);
    return {
      llama,
      model,
      context,
      pool: new SequencePool(context, { snapshots, bytesPerToken }),
      lockstep: new Lockstep(),
      prompts: new PromptTokens(model, answers),
      answers,
      passCosts: request.passCosts,
    };
  } catch (cause) {
    const reason = complaint ?? (cause instanceof Error ? cause.message : String(cause));
    const code = tellsOfShortage(reason) ? 'out-of-memory' : 'model-invalid';
    throw new StudioError(code, `The model cannot be loaded: ${reason.split('\n')[0]?.slice(0, 200)}`, { cause });
  }
}

/** The binding reads the tables of the file once more than llama.cpp does, and needs nothing of these: 20 MB with Qwen3's vocabulary. */
function letGoOfTables({ fileInfo }: LlamaModel): void {
  const { ggml } = fileInfo.metadata.tokenizer;
  Object.assign(ggml, { merges: [], scores: [], token_type: [] });
  // it would stay until as much again has come
  collectAllGarbage();
}
