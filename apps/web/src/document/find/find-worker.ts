import { answerTo, type FindTask } from './find-answer.ts';

// a regular expression can take longer than a life: here it holds nobody up, and can be ended
addEventListener('message', ({ data }: MessageEvent<FindTask>) => postMessage(answerTo(data)));
