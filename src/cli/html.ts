/**
 * `--html`: a report in one file that opens anywhere, from disk too. The page was made when gopark
 * was built; here the run is put into it, as a file of records, deflated, in base64.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import type { ResultDocument } from '../measure/document.ts';
import { type RecordFileHeader, RecordFileWriter, type RecordSymbols } from '../records/file.ts';
import type { RecordLog } from '../records/log.ts';
import { symbolsOf } from '../records/symbols.ts';
import { CliError } from './exit.ts';

const TEMPLATE = new URL('../../build/ui/report.html', import.meta.url);
const SLOT = '<!--data-->';

export interface ReportInput {
  path: string;
  document: ResultDocument;
  log: RecordLog;
  symbols: RecordSymbols;
  /** Text of the program, empty if it is not there. */
  source: string;
  checksum: number;
}

/** What the page reads beside the records: src/ui/model/run.ts, RunMeta. */
function metaOf({ document, source }: ReportInput): Record<string, unknown> {
  const { program, config, time, records } = document;
  const output = [{ fd: 1, text: program.stdout }, { fd: 2, text: program.stderr }];
  return {
    name: program.file.replace(/^.*[/\\]/, ''), source, settings: {}, config,
    reason: program.reason, message: program.message, exitCode: program.exitCode,
    endNs: time.simulatedNs, hash: records.hash ?? '',
    output: output.filter(({ text }) => text !== ''), document,
  };
}

function recordFile(input: ReportInput): Buffer {
  const { document, log, symbols, checksum } = input;
  const writer = new RecordFileWriter();
  const header = {
    gopark: document.gopark, model: document.model, config: document.config,
    program: { name: document.program.file, checksum }, symbols: symbolsOf(log, symbols),
    page: { version: 1, meta: metaOf(input) },
  } satisfies RecordFileHeader & { page: unknown };
  const chunks = log.runs().map((words) => writer.columns(words));
  return Buffer.concat([writer.header(header), ...chunks, writer.end()]);
}

export function writeReport(input: ReportInput): void {
  let template: string;
  try {
    template = readFileSync(TEMPLATE, 'utf8');
  } catch {
    const file = fileURLToPath(TEMPLATE);
    throw new CliError(`--html: ${file} is missing; build it with npm run build`);
  }
  const data = deflateRawSync(recordFile(input), { level: 9 }).toString('base64');
  try {
    writeFileSync(input.path, template.replace(SLOT, () => data));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    throw new CliError(`--html ${input.path}: cannot be written (${why})`);
  }
}
