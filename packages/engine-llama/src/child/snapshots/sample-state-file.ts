const magic = 0x67_67_73_71;
const version = 3;

export interface SampleState {
  readonly tokens: readonly number[];
  /** Positions, keys and values. */
  readonly cells: Uint8Array;
  /** Of the context that it was saved from, and which of them held something. */
  readonly streams: number;
  readonly stream: number;
}

/** A state file as llama.cpp writes it: the sequence stands in one of the streams, the others are empty. For tests. */
export function sampleStateFile({ tokens, cells, streams, stream }: SampleState): Buffer {
  return Buffer.concat([
    stateWords(magic, version, tokens.length, ...tokens, streams),
    stateWords(...Array<number>(stream).fill(0)),
    stateWords(tokens.length),
    cells,
    stateWords(...Array<number>(streams - 1 - stream).fill(0)),
  ]);
}

/** As numbers stand in such a file. */
export function stateWords(...values: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}
