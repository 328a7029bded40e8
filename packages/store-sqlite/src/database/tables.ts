import type { Message, RunState } from '@maobi/contract';
import type { Generated } from 'kysely';

interface FolderTable {
  seq: Generated<number>;
  id: string;
  name: string;
  created_at: string;
}

interface ConversationTable {
  seq: Generated<number>;
  id: string;
  title: string;
  folder_id: string | null;
  revision: number;
  active_leaf_id: string | null;
  created_at: string;
  updated_at: string;
  binned_at: string | null;
}

interface MessageTable {
  seq: Generated<number>;
  id: string;
  conversation_id: string;
  parent_id: string | null;
  role: Message['role'];
  text: string;
  created_at: string;
  deleted_at: string | null;
}

interface RunTable {
  seq: Generated<number>;
  id: string;
  conversation_id: string;
  message_id: string;
  model: string;
  state: RunState;
  seed: number;
  /** JSON. */
  request: string;
  created_at: string;
  ended_at: string | null;
  /** JSON, as are timings and error. */
  usage: string | null;
  timings: string | null;
  error: string | null;
  text: string | null;
}

interface RunChunkTable {
  run_id: string;
  seq: number;
  text: string;
  written: number;
}

interface NamedValueTable {
  name: string;
  value: string;
}

interface CalibrationTable {
  fingerprint: string;
  machine: string;
  engine_version: string;
  /** JSON. */
  result: string;
}

interface ModelFileTable {
  path: string;
  size_bytes: number;
  modified_ms: number;
  fingerprint: string;
}

/** The newest schema, as the migrations leave it. */
export interface Tables {
  folder: FolderTable;
  conversation: ConversationTable;
  message: MessageTable;
  run: RunTable;
  run_chunk: RunChunkTable;
  setting: NamedValueTable;
  secret: NamedValueTable;
  calibration: CalibrationTable;
  model_file: ModelFileTable;
}
