/** The public surface of gopark, by hand. */
export {
  create,
  type CreateOptions,
  type Reason,
  resume,
  type RunOptions,
  type RunResult,
  Simulation,
  type Stats,
} from './simulate.ts';
export { compile, type Compiled, type CompileOptions, type InputFile } from './golang/compile.ts';
export { type Diagnostic, formatDiagnostic } from './golang/diagnostic.ts';
export { type Library, libraryOf, loadLibrary } from './kernel/lib.ts';
export { compileKernel, type CompiledKernel, type KernelSource } from './kernel/load.ts';
export type { HostRequest } from './kernel/kernel.ts';
export { InjectError, KernelError, ProgramError, StaleKernelError } from './kernel/error.ts';
export {
  type Config,
  ConfigError,
  LIMITS,
  MASKS,
  resolve,
  type Settings,
} from './config/config.ts';
export { type CostModel, costPreset, FIELDS as COST_FIELDS } from './config/cost.ts';
export { COST_PRESETS } from './config/preset.ts';
export { type Behaviours, RELEASES, release, type Release } from './config/goversion.ts';
export { formatDuration, parseDuration } from './config/duration.ts';
export { Builder } from './program/builder.ts';
export type { Case, FuncBuilder } from './program/funcbuilder.ts';
export type { Duration, FuncRef, ParamKind, Value } from './program/handles.ts';
export { type Executable, link } from './program/encode.ts';
export { readProgram, writeProgram } from './program/file.ts';
export { FileFormatError } from './program/container.ts';
export type { Program } from './program/program.ts';
export { type Place, Symbols } from './program/symbols.ts';
export { validate } from './program/validate.ts';
export { printProgram } from './program/print.ts';
export { Cursor } from './records/cursor.ts';
export { RecordLog } from './records/log.ts';
export { Fold, foldAll } from './records/fold.ts';
export { recordText } from './records/text.ts';
export { readRecordFile, RecordFileWriter } from './records/file.ts';
export { Histogram } from './measure/histogram.ts';
export { type LedgerEntry, type Wait, waitsOf } from './measure/ledger.ts';
export { metricsOf } from './measure/metrics.ts';
export { type ResultDocument, resultDocument } from './measure/document.ts';
export { summary } from './measure/summary.ts';
export { Ev } from '../assembly/abi/event.ts';
export { Cause, GStatus, MStatus, PStatus, WaitReason } from '../assembly/abi/status.ts';
