/**
 * A run as the page knows it: records, what turns their numbers into names, what the program wrote,
 * how it ended. It is saved as a file of records whose header carries the rest, so that every other
 * reader of records can open it too.
 */
import type { ResultDocument } from '../../measure/document.ts';
import {
  readRecordFile, type RecordFileHeader, RecordFileWriter, type RecordSymbols,
} from '../../records/file.ts';
import type { RecordLog } from '../../records/log.ts';
import { symbolsOf } from '../../records/symbols.ts';

/** What the run bar sets; absent: the default of the release or of the program. */
export interface RunSettings {
  gomaxprocs?: number;
  cpus?: number;
  cores?: number;
  /** As `200ms/100ms`. */
  quota?: string;
  /** Busy threads of neighbours. */
  load?: number;
  go?: string;
  seed?: string;
  cost?: string;
}

export interface OutputPiece { fd: number; text: string }

export interface RunMeta {
  /** What the program is called: `main.go`. */
  name: string;
  source: string;
  settings: RunSettings;
  /** Every setting in force. */
  config: Record<string, unknown>;
  /** How it ended; `running` while it runs, `stopped` when somebody stopped it. */
  reason: string;
  message: string;
  exitCode: number;
  endNs: number;
  hash: string;
  output: OutputPiece[];
  document?: ResultDocument;
}

export interface Run {
  meta: RunMeta;
  symbols: RecordSymbols | undefined;
  log: RecordLog;
}

const VERSION_OF_META = 1;

interface PageHeader extends RecordFileHeader {
  page?: { version: number; meta: RunMeta };
}

/** The bytes of a saved run; `packed`: as short as can be once it is compressed. */
export function writeRun(run: Run, gopark: string, packed = false): Uint8Array {
  const writer = new RecordFileWriter();
  const { log, meta } = run;
  const symbols = packed && run.symbols ? symbolsOf(log, run.symbols) : run.symbols;
  const header: PageHeader = {
    gopark, model: `go${meta.config['go'] ?? ''}`, config: meta.config,
    program: { name: meta.name, checksum: 0 }, ...(symbols ? { symbols } : {}),
    page: { version: VERSION_OF_META, meta },
  };
  const chunks = log.runs().map((words) => packed ? writer.columns(words) : writer.chunk(words));
  const pieces = [writer.header(header), ...chunks, writer.end()];
  const bytes = new Uint8Array(pieces.reduce((n, piece) => n + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Reads a saved run, or any file of records. Throws RecordFileError. */
export function readRun(bytes: Uint8Array): Run {
  const { header, log } = readRecordFile(bytes);
  const { page } = header as PageHeader;
  const known = page?.version === VERSION_OF_META && typeof page.meta?.source === 'string';
  const end = log.length > 0 ? log.at(log.length - 1).time : 0;
  const meta = known ? page.meta : foreignMeta(header, end);
  // Saved before there was a layer of cores.
  if (meta.document) meta.document = { ...meta.document, cores: meta.document.cores ?? [] };
  return { meta, symbols: header.symbols, log };
}

function foreignMeta(header: RecordFileHeader, endNs: number): RunMeta {
  return {
    name: String(header.program.name ?? 'a recorded run'), source: '', settings: {},
    config: header.config, reason: 'recorded', message: '', exitCode: 0, endNs, hash: '',
    output: [],
  };
}
