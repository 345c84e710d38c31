/** A line on standard error that counts the judged rows; only on a terminal, and only when asked. */

import { writeOutput } from './standard-streams.ts';

const REFRESH_MILLISECONDS = 100;
const FRAMES = ['|', '/', '-', '\\'];

export interface Progress {
  advance(rows: number): void;
  end(): void;
}

/** The length of a stream is not known beforehand, so the bar shows rows and their rate. */
export function createProgress(shown: boolean): Progress {
  const began = performance.now();
  let rows = 0;
  let drawn = Number.NEGATIVE_INFINITY;
  let frame = 0;
  const draw = () => {
    const seconds = (performance.now() - began) / 1000;
    const rate = Math.round(rows / Math.max(seconds, 0.001));
    writeOutput(2, `\r${FRAMES[frame++ % FRAMES.length]} ${rows} rows, ${rate}/s \x1b[K`);
  };
  return {
    advance(count) {
      rows += count;
      if (!shown || performance.now() - drawn < REFRESH_MILLISECONDS) return;
      drawn = performance.now();
      draw();
    },
    end() {
      if (!shown) return;
      draw();
      writeOutput(2, '\n');
    },
  };
}
