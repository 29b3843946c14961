/** What a program did, and how two such outcomes differ. */

export interface Outcome {
  /** False when it was not even built; `stderr` then says why. */
  built: boolean;
  stdout: string;
  stderr: string;
  exit: number;
}

/** The stderr up to the first goroutine trace, without addresses, which nobody can foresee. */
function said(stderr: string): string {
  const text = `\n${stderr}`;
  const trace = text.search(/\n(goroutine \d+ .*\[|runtime stack:|exit status )/);
  return (trace < 0 ? text : text.slice(0, trace)).replace(/0x[0-9a-f]+/g, '0x?').trim();
}

/** The first difference in a line, or undefined. */
export function difference(go: Outcome, ours: Outcome): string | undefined {
  if (!ours.built) return `not compiled: ${firstLine(ours.stderr)}`;
  if (ours.exit !== go.exit) {
    return `exit ${ours.exit}, Go ${go.exit}: ${firstLine(said(ours.stderr) || said(go.stderr))}`;
  }
  return lineDifference('stdout', go.stdout, ours.stdout)
    ?? lineDifference('stderr', said(go.stderr), said(ours.stderr));
}

function lineDifference(what: string, go: string, ours: string): string | undefined {
  if (go === ours) return undefined;
  const [a, b] = [go.split('\n'), ours.split('\n')];
  const at = a.findIndex((line, i) => line !== b[i]);
  const n = at < 0 ? a.length : at;
  return `${what} line ${n + 1}: ${shown(b[n])}, Go ${shown(a[n])}`;
}

const shown = (line: string | undefined): string =>
  line === undefined ? 'missing' : JSON.stringify(line.slice(0, 90));

const firstLine = (text: string): string => text.trim().split('\n')[0]!.slice(0, 200);
