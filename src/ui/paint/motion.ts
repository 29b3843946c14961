/**
 * Movement: tokens do not jump to where the scene has them, they glide there in a fifth of a second
 * of the viewer's time. The scene itself stays a function of (records, moment); this only decides
 * how the eye follows from one to the next, forwards and backwards alike.
 */
export interface Spot { x: number; y: number }

/** Time in which most of a way is made, in ms. */
const GLIDE_MS = 70;
/** Nearer than this is there. */
const NEAR = 0.4;

export class Motion {
  private readonly spots = new Map<number, Spot>();
  private last = 0;

  /** Forgets where everything was. */
  reset(): void {
    this.spots.clear();
  }

  /**
   * Moves all towards their targets; those that are new are there at once. True while something
   * still moves.
   */
  step(
    targets: Iterable<[id: number, x: number, y: number]>, now: number, still: boolean,
  ): boolean {
    const share = still ? 1 : 1 - Math.exp(-Math.min(64, Math.max(0, now - this.last)) / GLIDE_MS);
    this.last = now;
    const seen = new Set<number>();
    let moving = false;
    for (const [id, x, y] of targets) {
      seen.add(id);
      const spot = this.spots.get(id);
      if (!spot) {
        this.spots.set(id, { x, y });
        continue;
      }
      spot.x += (x - spot.x) * share;
      spot.y += (y - spot.y) * share;
      if (Math.abs(x - spot.x) + Math.abs(y - spot.y) < NEAR) {
        spot.x = x;
        spot.y = y;
      } else moving = true;
    }
    for (const id of this.spots.keys()) if (!seen.has(id)) this.spots.delete(id);
    return moving;
  }

  /** Where a token is drawn now. */
  at(id: number): Spot | undefined {
    return this.spots.get(id);
  }
}
