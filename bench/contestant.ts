/** What takes part in a comparison: something that can run workloads and says what that took. */
import type { Sizes, Workload } from './workload.ts';

export interface Sample {
  /** CPU seconds. */
  cpu: number;
  /** Of simulations of ours: what tells that all did the same. */
  switches?: number;
  steps?: number;
  hash?: string;
}

export interface Contestant {
  name: string;
  /** One line for the table: version, flags. */
  about: string;
  /** Workloads it can express; absent: all. */
  only?: readonly string[];
  /** Sizes that it runs at instead; engines are compared by unit. */
  sizes?: Readonly<Record<string, Sizes>>;
  /** Whether one run must be thrown away first (engines that compile while they run). */
  warm?: boolean;
  /** Makes a workload ready; the function it gives back runs it once. */
  prepare(w: Workload, sizes: Sizes): Promise<() => Promise<Sample>>;
}

/** Makes a contestant, or says why it cannot take part. */
export interface Entry {
  name: string;
  make: () => Promise<Contestant>;
}
