/**
 * The names of the cost models that come with gopark; the first is what is used if none is named.
 * Apart from the costs (cost.ts), so that who only offers the names does not carry all figures.
 */
export const COST_PRESETS = ['linux-amd64', 'zero'] as const;

export type CostPreset = (typeof COST_PRESETS)[number];
