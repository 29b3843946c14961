/** What the page and its worker say to each other. */
import type { ResultDocument } from '../measure/document.ts';
import type { RecordSymbols } from '../records/file.ts';
import type { RunSettings } from './model/run.ts';

/** What a run may use before it pauses and asks. */
export interface RunLimits {
  records: number;
  /** Time of the host, in ms. */
  hostMs: number;
}

/** A diagnostic of the front end; lines and columns count from 1. */
export interface Remark {
  line: number;
  col: number;
  message: string;
  help: string;
  severity: 'error' | 'warning';
}

export type ToWorker =
  | { type: 'check'; id: number; name: string; source: string }
  | {
    type: 'run'; id: number; name: string; source: string; settings: RunSettings;
    limits: RunLimits;
  }
  | { type: 'stop'; id: number }
  | { type: 'more'; id: number; limits: RunLimits };

/** How a run came to rest, for now or for good. */
export interface Rest {
  reason: string;
  message: string;
  exitCode: number;
  timeNs: number;
  hash: string;
  document: ResultDocument;
}

export type FromWorker =
  | { type: 'ready' }
  | { type: 'checked'; id: number; remarks: Remark[] }
  | {
    type: 'started'; id: number; symbols: RecordSymbols; config: Record<string, unknown>;
    remarks: Remark[];
  }
  | { type: 'records'; id: number; words: Int32Array<ArrayBuffer> }
  | { type: 'output'; id: number; fd: number; text: string }
  | { type: 'progress'; id: number; timeNs: number; steps: number }
  /** It has used what it may; it can go on. */
  | { type: 'paused'; id: number; why: 'records' | 'time'; rest: Rest }
  | { type: 'done'; id: number; rest: Rest }
  /** It did not come to run: the source, a setting, or gopark itself is at fault. */
  | { type: 'failed'; id: number; message: string; remarks: Remark[] };
