/** Where parameters and results lie in a frame or window: as offsets from its start. */
import { FRAME_HEADER } from '../../../assembly/abi/frame.ts';
import type { Signature, Type } from '../types/types.ts';
import type { Layout } from './layout.ts';

export interface SigLayout {
  params: number[];
  results: number[];
  paramBytes: number;
  resultBytes: number;
}

/** `first`: types of what comes before the parameters (the receiver). */
export function sigLayout(layout: Layout, sig: Signature, first: readonly Type[] = []): SigLayout {
  const place = (types: Type[], from: number): { at: number[]; end: number } => {
    const at: number[] = [];
    for (const t of types) {
      at.push(from);
      from += layout.of(t).slotBytes;
    }
    return { at, end: from };
  };
  const params = place([...first, ...sig.params.map((v) => v.type)], FRAME_HEADER);
  const results = place(sig.results.map((v) => v.type), params.end);
  return {
    params: params.at, results: results.at, paramBytes: params.end - FRAME_HEADER,
    resultBytes: results.end - params.end,
  };
}
