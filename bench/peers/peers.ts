import type { Entry } from '../contestant.ts';
export const PEERS: readonly Entry[] = [];
