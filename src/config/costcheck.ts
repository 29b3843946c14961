/** A cost model given by hand (an object, a JSON file): only known fields, only sensible values. */
import { COST_FIELDS, type CostModel } from './cost.ts';

/** One second: more than anything that a cost field stands for. */
const MOST_NS = 1e9;

export class CostError extends Error {
  override readonly name = 'ConfigError';
  readonly setting = 'cost';
}

/** The fields of a partial model, checked. */
export function costFields(model: Partial<CostModel>): Partial<CostModel> {
  if (typeof model !== 'object' || model === null || Array.isArray(model)) {
    throw new CostError('cost is the name of a preset, or an object of cost fields in ns');
  }
  for (const [name, value] of Object.entries(model)) {
    if (!(COST_FIELDS as string[]).includes(name)) throw new CostError(unknownField(name));
    if (typeof value !== 'number' || !(value >= 0 && value <= MOST_NS)) {
      throw new CostError(
        `cost ${name} cannot be ${JSON.stringify(value)}: it is ns, from 0 to ${MOST_NS}`,
      );
    }
  }
  return model;
}

function unknownField(name: string): string {
  const near =
    COST_FIELDS.find((f) => f.toLowerCase() === name.toLowerCase()) ??
    COST_FIELDS.find((f) => f.toLowerCase().includes(name.toLowerCase()));
  return `there is no cost field ${name}${near ? `; did you mean ${near}?` : ''}`;
}
