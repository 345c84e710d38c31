/** `npm run bench`: every benchmark in turn; the exit status tells whether all budgets held. */

await import('./decision.ts');
console.log();
await import('./hook.ts');
console.log();
await import('./packs.ts');
console.log();
await import('./regex.ts');
