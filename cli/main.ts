#!/usr/bin/env node
/**
 * The program's entry: starts V8's cache of compiled code, then the program. The cache lies beside
 * the program, so it is as trustworthy as the program itself; where the folder can't be written, or
 * Node is older than 22.8, there is none, and nothing else changes.
 */

process.getBuiltinModule('node:module').enableCompileCache?.(`${import.meta.dirname}/cache`);
await import('./program.ts');
