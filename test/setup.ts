/** Before the tests: everything that they read from build/ is brought up to date. */
import { build } from '../scripts/build.mjs';

export default async function setup(): Promise<void> {
  const steps = process.env['GOPARK_BUILD']?.split(',') ?? ['kernel', 'lib'];
  await build(steps);
}
