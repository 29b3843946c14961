/** The stories of the examples. */
import type { Step } from './story.ts';

export const STORIES: Record<string, readonly Step[]> = {};
