/** The engine's module behind plain strings. Knows nothing of hosts. */

interface Exports {
  readonly memory: WebAssembly.Memory;
  reserve(bytes: number): number;
  forget(): void;
  compile(at: number, length: number, cacheBytes: number): number;
  errorAt(): number;
  errorLength(): number;
  columnOfError(): number;
  search(regex: number, text: number, length: number, from: number): number;
  matchStart(): number;
  matchEnd(): number;
  steps(): bigint;
}

export interface Mistake {
  readonly error: string;
  readonly column: number;
}

/** What a search found, in bytes of UTF-8, and the work that it took. */
export interface Outcome {
  readonly match: readonly [number, number] | null;
  readonly steps: number;
}

export interface CompiledRegex {
  /** `text` as a string or in UTF-8, `from` in bytes. */
  search(text: string | Uint8Array, from?: number): Outcome;
}

interface Place {
  readonly at: number;
  readonly length: number;
}

/** So few bytes that states are forgotten again and again. */
export const TINY_CACHE_BYTES = 1;

export class RegexEngine {
  readonly #exports: Exports;

  constructor(module: WebAssembly.Module) {
    this.#exports = new WebAssembly.Instance(module).exports as unknown as Exports;
  }

  /** Compiles a pattern; the one before is forgotten. `cacheBytes` 0 stands for the usual size. */
  compile(pattern: string, cacheBytes = 0): CompiledRegex | Mistake {
    const exports = this.#exports;
    exports.forget();
    const source = this.#place(new TextEncoder().encode(pattern));
    const regex = exports.compile(source.at, source.length, cacheBytes);
    if (regex === 0) return this.#mistake();
    let room: Place = { at: 0, length: 0 };
    return {
      search: (text, from = 0) => {
        const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
        // One place for all texts: what is reserved stays so until the next pattern.
        if (bytes.length > room.length) room = this.#place(bytes);
        const { at } = room;
        const { length } = bytes;
        new Uint8Array(exports.memory.buffer).set(bytes, at);
        const before = exports.steps();
        const isFound = exports.search(regex, at, length, from) !== 0;
        return {
          match: isFound ? [exports.matchStart(), exports.matchEnd()] : null,
          steps: Number(exports.steps() - before),
        };
      },
    };
  }

  #mistake(): Mistake {
    const { memory, errorAt, errorLength, columnOfError } = this.#exports;
    const message = new Uint8Array(memory.buffer, errorAt(), errorLength());
    return { error: new TextDecoder().decode(message), column: columnOfError() };
  }

  #place(bytes: Uint8Array): Place {
    const at = this.#exports.reserve(bytes.length);
    new Uint8Array(this.#exports.memory.buffer).set(bytes, at);
    return { at, length: bytes.length };
  }
}

/** For patterns that are known to be right. */
export function compileOrThrow(
  engine: RegexEngine,
  pattern: string,
  cacheBytes = 0,
): CompiledRegex {
  const regex = engine.compile(pattern, cacheBytes);
  if ('error' in regex) throw new Error(`${pattern}: ${regex.error}`);
  return regex;
}
