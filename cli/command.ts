/** What a command of the program is, and how it says that it was called wrongly. */

/** One command. `run` gets the words behind its name and returns the exit status. */
export interface Command {
  readonly help: string;
  run(args: readonly string[]): Promise<number>;
}

/** A call of the program that can't be carried out as written: exit status 2, with a hint. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
