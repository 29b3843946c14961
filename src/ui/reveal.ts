/** Where the editor puts its cursor; the editor says how, when it is there. */
let reveal: (line: number) => void = () => {};

export function onRevealLine(how: (line: number) => void): void {
  reveal = how;
}

export const goToLine = (line: number): void => reveal(line);
