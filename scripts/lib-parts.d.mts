export function partsOf(packed: Record<string, string>): {
  core: Record<string, string>;
  rest: Record<string, string>;
  index: Array<[string, string, number[]]>;
};
