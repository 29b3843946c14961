/** What the build script offers to tests. */
export function build(steps?: string[], options?: { force?: boolean }): Promise<void>;
export function abiHash(): number;
