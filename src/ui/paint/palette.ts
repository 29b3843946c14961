/** Colours of the canvases: the same as those of style.css, which says them again for the page. */
import { Look, LOOKS } from '../model/look.ts';

export interface Palette {
  background: string;
  panel: string;
  raised: string;
  border: string;
  text: string;
  dim: string;
  faint: string;
  accent: string;
  /** By Look: the colour itself, and a tint of it for areas behind text. */
  looks: readonly string[];
  tints: readonly string[];
}

function listOf(byLook: Record<number, string>): string[] {
  return Array.from({ length: LOOKS }, (_, look) => byLook[look]!);
}

const LIGHT: Palette = {
  background: '#f6f6f3', panel: '#ffffff', raised: '#fafaf8', border: '#dcdcd6', text: '#1c2024',
  dim: '#5f6870', faint: '#a9b0b6', accent: '#0b6fa4',
  looks: listOf({
    [Look.NONE]: '#c9cdd1', [Look.RUN]: '#1b8f66', [Look.RUNNABLE]: '#d08a00',
    [Look.WAIT]: '#7386ad', [Look.SYSCALL]: '#b0457f', [Look.SCHED]: '#9aa2a9',
    [Look.SPIN]: '#3b9cc4', [Look.STOP]: '#c43d50',
  }),
  tints: listOf({
    [Look.NONE]: '#eeeeea', [Look.RUN]: '#d3efe4', [Look.RUNNABLE]: '#fbe9c4',
    [Look.WAIT]: '#e3e8f2', [Look.SYSCALL]: '#f6dcea', [Look.SCHED]: '#e9ebed',
    [Look.SPIN]: '#d9eef7', [Look.STOP]: '#f8d9dd',
  }),
};

const DARK: Palette = {
  background: '#121518', panel: '#191d21', raised: '#1f2429', border: '#2e343a', text: '#e7e9eb',
  dim: '#9aa4ad', faint: '#5a636b', accent: '#5db7e8',
  looks: listOf({
    [Look.NONE]: '#3a4148', [Look.RUN]: '#2fbf8c', [Look.RUNNABLE]: '#f0b13a',
    [Look.WAIT]: '#7b92c4', [Look.SYSCALL]: '#de7bb0', [Look.SCHED]: '#737d86',
    [Look.SPIN]: '#56b8dc', [Look.STOP]: '#e66a7a',
  }),
  tints: listOf({
    [Look.NONE]: '#23282d', [Look.RUN]: '#143d30', [Look.RUNNABLE]: '#463410',
    [Look.WAIT]: '#263044', [Look.SYSCALL]: '#452236', [Look.SCHED]: '#2b3137',
    [Look.SPIN]: '#17394a', [Look.STOP]: '#4a2028',
  }),
};

export function palette(theme: 'light' | 'dark'): Palette {
  return theme === 'dark' ? DARK : LIGHT;
}

export const FONT = 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
export const MONO = 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace';

/** Fits a canvas to its box at the screen's resolution; the context then counts in CSS pixels. */
export function prepare(
  canvas: HTMLCanvasElement, width: number, height: number,
): CanvasRenderingContext2D {
  const ratio = Math.min(globalThis.devicePixelRatio || 1, 3);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
