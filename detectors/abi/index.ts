export { allocate, cabi_realloc, resetArena } from './arena';
export * from './call';
export * from './report';
