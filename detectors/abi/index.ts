export {
  allocate,
  arenaMark,
  beginKeeping,
  cabi_realloc,
  endKeeping,
  keptRoom,
  releaseTo,
  reserveKept,
  resetArena,
} from './arena';
export * from './ascii';
export * from './call';
export * from './configuration';
export * from './report';
export * from './text';
