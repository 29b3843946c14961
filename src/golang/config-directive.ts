/** `//gopark:config key=value ...` at the top of a file: defaults that flags override. */
import { readDuration } from './amount.ts';
import type { Diagnostics } from './diagnostic.ts';
import { directiveName, PREFIX } from './directive.ts';
import { DirectiveError, DirectiveReader } from './directive-reader.ts';
import { knownWords } from './suggest.ts';
import type { DirectiveLine, File } from './syntax/ast.ts';

/** The settings of a file; what it does not mention is absent. */
export interface ConfigDefaults {
  gomaxprocs?: number;
  cpus?: number;
  cores?: number;
  /** So much CPU time in each period. */
  quota?: { quotaNs: number; periodNs: number };
  /** Busy threads of neighbours. */
  load?: number;
  /** A Go release: `1.25`. */
  go?: string;
  seed?: number;
  /** The cost model's preset. */
  cost?: string;
}

type Setting = (r: DirectiveReader, into: ConfigDefaults) => void;

/** How each setting is read. */
const SETTINGS: Record<keyof ConfigDefaults, Setting> = {
  gomaxprocs: (r, into) => void (into.gomaxprocs = integer(r, 'gomaxprocs', 1, 1 << 16)),
  cpus: (r, into) => void (into.cpus = integer(r, 'cpus', 1, 1 << 16)),
  cores: (r, into) => void (into.cores = integer(r, 'cores', 1, 1 << 10)),
  quota: (r, into) => void (into.quota = quota(r)),
  load: (r, into) => void (into.load = integer(r, 'load', 0, 1 << 10)),
  go: (r, into) => void (into.go = release(r)),
  seed: (r, into) => void (into.seed = integer(r, 'seed', 0, Number.MAX_SAFE_INTEGER)),
  cost: (r, into) => void (into.cost = preset(r)),
};
const KEYS = Object.keys(SETTINGS);

function integer(r: DirectiveReader, key: string, min: number, max: number): number {
  const pos = r.pos();
  const text = r.value();
  const value = Number(text);
  if (!/^[0-9]+$/.test(text)) r.fail(pos, `${key} is a whole number, not ${text || 'nothing'}`);
  if (value < min || value > max) r.fail(pos, `${key} must be between ${min} and ${max}`);
  return value;
}

function quota(r: DirectiveReader): { quotaNs: number; periodNs: number } {
  const help = 'a quota is CPU time in each period: quota=200ms/100ms';
  const pos = r.pos();
  const text = r.value();
  const [quotaText, periodText, ...more] = text.split('/');
  if (!quotaText || !periodText || more.length > 0) {
    r.fail(pos, `malformed quota ${text}`, help);
  }
  const quotaNs = part(pos, quotaText);
  const periodPos = pos + quotaText.length + 1;
  const periodNs = part(periodPos, periodText);
  if (quotaNs <= 0) r.fail(pos, 'the quota must be more than 0', help);
  if (periodNs <= 0) r.fail(periodPos, 'the period must be more than 0', help);
  return { quotaNs, periodNs };
}

function part(pos: number, text: string): number {
  const r = new DirectiveReader({ pos, text }, 0);
  const ns = readDuration(r);
  if (r.peek()) r.fail(r.pos(), `unexpected ${r.found()} after a duration`);
  return ns;
}

function release(r: DirectiveReader): string {
  const pos = r.pos();
  const text = r.value().replace(/^go/, '');
  if (!/^1\.[0-9]{1,3}(\.[0-9]{1,3})?$/.test(text)) {
    r.fail(pos, `malformed Go release ${text || '(nothing)'}`, 'for example go=1.25');
  }
  return text;
}

function preset(r: DirectiveReader): string {
  const pos = r.pos();
  const text = r.value();
  if (!/^[a-z][a-z0-9-]*$/.test(text)) {
    r.fail(pos, `malformed name of a cost model ${text}`, 'for example cost=linux-amd64');
  }
  return text;
}

/** Reads one `//gopark:config` line into `into`. What is wrong goes to `diags`. */
export function parseConfigDirective(
  line: DirectiveLine, diags: Diagnostics, into: ConfigDefaults = {},
): ConfigDefaults {
  try {
    readSettings(new DirectiveReader(line, directiveName(line).at), into);
  } catch (e) {
    if (!(e instanceof DirectiveError)) throw e;
    diags.error(e.pos, e.message, e.help);
  }
  return into;
}

function readSettings(r: DirectiveReader, into: ConfigDefaults): void {
  if (!r.peek()) r.fail(r.pos(), '//gopark:config needs settings', 'for example gomaxprocs=4');
  while (r.peek()) {
    const pos = r.pos();
    const key = r.word();
    if (!Object.hasOwn(SETTINGS, key)) {
      r.fail(pos, `unknown setting ${key || r.found()}`, knownWords(key, KEYS, 'the settings are'));
    }
    const known = key as keyof ConfigDefaults;
    if (into[known] !== undefined) r.fail(pos, `${key} is set twice`);
    r.want('=', `after ${key}`);
    SETTINGS[known](r, into);
  }
}

/**
 * The settings at the top of a file. Also reports the file's directives that are where they mean
 * nothing: those above a function are in its declaration, not here.
 */
export function parseFileDirectives(file: File, diags: Diagnostics): ConfigDefaults {
  const config: ConfigDefaults = {};
  for (const line of file.directives) {
    if (!line.text.startsWith(PREFIX)) continue;
    const { name } = directiveName(line);
    if (name !== 'config') {
      diags.error(line.pos, `misplaced directive //gopark:${name}`,
        'directives belong on lines of their own directly above a function declaration');
    } else if (line.pos > file.packageName.pos) {
      diags.error(line.pos, '//gopark:config belongs above the package clause');
    } else parseConfigDirective(line, diags, config);
  }
  return config;
}
