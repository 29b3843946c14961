/** What scripts/markdown.mjs offers to tests. */
export function slug(heading: string): string;
export function markdown(text: string): string;
