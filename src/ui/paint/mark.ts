/** Small signs that say a state without colour: a triangle runs, a dot could run, a ring waits. */
import { Look } from '../model/look.ts';

type Sign = (c: CanvasRenderingContext2D, x: number, y: number, r: number) => void;

const triangle: Sign = (c, x, y, r) => {
  c.moveTo(x - r * 0.8, y - r);
  c.lineTo(x + r, y);
  c.lineTo(x - r * 0.8, y + r);
  c.closePath();
};
const dot: Sign = (c, x, y, r) => c.arc(x, y, r * 0.85, 0, 7);
const diamond: Sign = (c, x, y, r) => {
  c.moveTo(x, y - r * 1.15);
  c.lineTo(x + r * 1.15, y);
  c.lineTo(x, y + r * 1.15);
  c.lineTo(x - r * 1.15, y);
  c.closePath();
};
const square: Sign = (c, x, y, r) => c.rect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);

const SIGNS: Record<number, [sign: Sign, filled: boolean]> = {
  [Look.NONE]: [dot, false],
  [Look.RUN]: [triangle, true],
  [Look.RUNNABLE]: [dot, true],
  [Look.WAIT]: [dot, false],
  [Look.SYSCALL]: [diamond, true],
  [Look.SCHED]: [square, false],
  [Look.SPIN]: [triangle, false],
  [Look.STOP]: [square, true],
};

/** Draws the sign of a look around (x, y). */
export function mark(
  c: CanvasRenderingContext2D, look: number, x: number, y: number, r: number, colour: string,
): void {
  const [sign, filled] = SIGNS[look] ?? SIGNS[Look.NONE]!;
  c.beginPath();
  sign(c, x, y, r);
  if (filled) {
    c.fillStyle = colour;
    c.fill();
  } else {
    c.strokeStyle = colour;
    c.lineWidth = 1.4;
    c.stroke();
  }
}
