/** What the builder's calls take and give: values, functions, durations. */
import { Draw } from '../../assembly/abi/op.ts';

/** What a parameter is. */
export type ParamKind = 'int' | 'chan' | 'semaphore';

/** A value in the frame of the function being built. */
export interface Value {
  readonly slot: number;
  readonly kind: ParamKind;
}

/** A function of the program being built; callable before its body was given. */
export interface FuncRef {
  readonly name: string;
  readonly index: number;
  readonly params: readonly ParamKind[];
}

/**
 * A duration: ns, a value, or a draw from a distribution (ns; sigma and alpha are plain numbers).
 */
export type Duration =
  | number
  | Value
  | { exp: number }
  | { uniform: [number, number] }
  | { normal: [number, number] }
  | { lognormal: [median: number, sigma: number] }
  | { pareto: [min: number, alpha: number] };

/** Type indices that builder programs use. */
export const BuilderType = { INT: 1, STRING: 2, CHAN: 3, SEMA: 4 } as const;

/**
 * A distribution as the operands of DRAW: kind, two parameters, whether the second is an f64, its
 * text.
 */
export function drawOf(d: Exclude<Duration, number | Value>): {
  kind: Draw;
  first: number;
  second: number;
  secondIsFloat: boolean;
  text: string;
} {
  if ('exp' in d)
    return {
      kind: Draw.EXP,
      first: d.exp,
      second: 0,
      secondIsFloat: false,
      text: `exp(${d.exp}ns)`,
    };
  const [name, kind, pair, secondIsFloat] =
    'uniform' in d
      ? (['uniform', Draw.UNIFORM, d.uniform, false] as const)
      : 'normal' in d
        ? (['normal', Draw.NORMAL, d.normal, false] as const)
        : 'lognormal' in d
          ? (['lognormal', Draw.LOGNORMAL, d.lognormal, true] as const)
          : (['pareto', Draw.PARETO, d.pareto, true] as const);
  const second = secondIsFloat ? String(pair[1]) : `${pair[1]}ns`;
  return {
    kind,
    first: pair[0],
    second: pair[1],
    secondIsFloat,
    text: `${name}(${pair[0]}ns,${second})`,
  };
}
