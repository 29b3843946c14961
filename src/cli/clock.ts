/** Milliseconds since some time in the past; `performance` would have to be loaded. */
export function clockMs(): number {
  const [seconds, ns] = process.hrtime();
  return seconds * 1000 + ns / 1e6;
}
