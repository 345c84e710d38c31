/** The public surface of the shell model, but for the grammar, which hosts load when needed. */

export type { Lowering, Places } from './commands.ts';
export { lowerPlain } from './plain.ts';
export { lowerTree } from './tree.ts';
