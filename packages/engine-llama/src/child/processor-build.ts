import { StudioError } from '@maobi/core';
import { getLlama, LlamaLogLevel, type Llama } from 'node-llama-cpp';

/**
 * Which build of llama.cpp writes on this machine's processor. Without a graphics part llama.cpp repacks weights for the processor; for Apple's own
 * processors no such build is shipped, only one with Metal, which leaves everything to the processor where it is given no layer.
 */
export function processorBuild(platform: NodeJS.Platform, architecture: string): 'metal' | false {
  return platform === 'darwin' && architecture === 'arm64' ? 'metal' : false;
}

/** Starts llama.cpp; nothing is compiled or fetched. Throws `engine-unavailable` where no build is installed for this machine. */
export async function startLlama(onComplaint: (text: string) => void): Promise<Llama> {
  try {
    return await getLlama({
      gpu: processorBuild(process.platform, process.arch),
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      maxThreads: 0,
      logLevel: LlamaLogLevel.error,
      logger: (_level, message) => onComplaint(message.trim()),
    });
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new StudioError(
      'engine-unavailable',
      `llama.cpp cannot be started on this machine (${process.platform} ${process.arch}): ${reason.slice(0, 200)}`,
      {
        cause,
        hint: 'Install Maobi again on this machine with its optional packages: npm ci, or npm install -g maobi.',
      },
    );
  }
}
