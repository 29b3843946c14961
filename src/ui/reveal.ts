/** Where the editor puts its cursor; the editor says how, when it is there. */
type Reveal = (line: number, focus: boolean) => void;
let reveal: Reveal = () => {};

export function onRevealLine(how: Reveal): void {
  reveal = how;
}

/** Goes there to edit. */
export const goToLine = (line: number): void => reveal(line, true);
/** Shows it; keys stay where they are. */
export const pointToLine = (line: number): void => reveal(line, false);
