import type { Batch, Job, JobKind, Message, RunAction, RunState, Version } from '@maobi/contract';
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
  document_id: string | null;
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
  /** JSON. */
  context: string | null;
}

interface DocumentTable {
  seq: Generated<number>;
  id: string;
  title: string;
  /** JSON. */
  brief: string;
  revision: number;
  outline_run_id: string | null;
  batch_id: string | null;
  created_at: string;
  updated_at: string;
  binned_at: string | null;
}

interface SectionTable {
  seq: Generated<number>;
  id: string;
  document_id: string;
  position: number;
  heading: string;
  /** JSON. */
  points: string;
  target: number;
  /** 0 or 1. */
  is_locked: number;
  version_id: string | null;
  suggestion_id: string | null;
  count: number;
  removed_at: string | null;
}

interface SectionVersionTable {
  seq: Generated<number>;
  id: string;
  section_id: string;
  parent_id: string | null;
  root_id: string;
  source: Version['source'];
  text: string;
  created_at: string;
}

interface CommentTable {
  seq: Generated<number>;
  id: string;
  document_id: string;
  section_id: string;
  quote: string;
  before: string;
  after: string;
  text: string;
  revision: number;
  created_at: string;
  updated_at: string;
  resolved_at: string | null;
  removed_at: string | null;
}

interface JobTable {
  seq: Generated<number>;
  id: string;
  kind: JobKind;
  position: number;
  document_id: string;
  state: Job['state'];
  /** JSON, as are request and error. */
  section_ids: string | null;
  request: string;
  created_at: string;
  ended_at: string | null;
  error: string | null;
}

interface PolishedSectionTable {
  job_id: string;
  section_id: string;
  base_id: string;
  /** 0 or 1. */
  is_done: Generated<number>;
}

interface PolishedParagraphTable {
  job_id: string;
  section_id: string;
  place: number;
  run_id: string;
}

interface BatchTable {
  seq: Generated<number>;
  id: string;
  title: string;
  template: string;
  /** JSON, as are options and error. */
  common: string;
  options: string;
  state: Batch['state'];
  error: string | null;
  revision: number;
  created_at: string;
  updated_at: string;
  binned_at: string | null;
}

interface BatchRowTable {
  seq: Generated<number>;
  id: string;
  batch_id: string;
  position: number;
  /** JSON, as is the error. */
  cells: string;
  document_id: string | null;
  /** 0 or 1. */
  is_wanted: number;
  error: string | null;
  removed_at: string | null;
}

interface RunTable {
  seq: Generated<number>;
  id: string;
  action: RunAction;
  conversation_id: string | null;
  message_id: string | null;
  document_id: string | null;
  version_id: string | null;
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

interface ComparisonTable {
  model: string;
  machine: string;
  /** JSON. */
  figures: string;
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
  document: DocumentTable;
  section: SectionTable;
  section_version: SectionVersionTable;
  comment: CommentTable;
  job: JobTable;
  polished_section: PolishedSectionTable;
  polished_paragraph: PolishedParagraphTable;
  batch: BatchTable;
  batch_row: BatchRowTable;
  run: RunTable;
  run_chunk: RunChunkTable;
  setting: NamedValueTable;
  secret: NamedValueTable;
  calibration: CalibrationTable;
  comparison: ComparisonTable;
  model_file: ModelFileTable;
}
