/**
 * Where built files are, as seen from this file. The build replaces the `build` part when it
 * bundles (scripts/build.mjs, assetsPlugin), so the literals must stay as they are: bundlers look
 * for this very form.
 */
export const RELEASE_KERNEL = (): URL =>
  new URL('../../build/kernel/release.wasm', import.meta.url);
export const DEBUG_KERNEL = (): URL => new URL('../../build/kernel/debug.wasm', import.meta.url);
export const OBJECTS = (): URL => new URL('../../build/lib.obj', import.meta.url);
export const LIBRARY = (): URL => new URL('../../build/lib.json', import.meta.url);
