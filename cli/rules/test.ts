/** `wafer rules test`: the `expect` lines of rule files, each judged by the whole guard. */

import { describeMistake } from '../../runtime/configuration.ts';
import { runExpectations } from '../../runtime/expectation-run.ts';
import { createGuard } from '../../runtime/guard.ts';
import { counted } from '../../runtime/outcome.ts';
import { DEFAULT_POSTURE } from '../../runtime/posture.ts';
import { BUILT_DETECTORS, createPlatform } from '../platform.ts';
import { writeOutput } from '../standard-streams.ts';
import { printable } from '../verdict-text.ts';
import { configurationOf, fileNames, readPacks, readRuleFiles } from './rule-files.ts';

export async function runTest(words: readonly string[]): Promise<number> {
  const paths = fileNames(words);
  const files = paths.length === 0 ? readPacks() : readRuleFiles(paths);
  const platform = createPlatform(BUILT_DETECTORS, 'many-calls');
  const guard = await createGuard(platform, DEFAULT_POSTURE, configurationOf(files));
  const mistakes = guard.mistakes.map(describeMistake);
  const { count, failures } = await runExpectations(guard, files);
  for (const line of [...mistakes, ...failures]) writeOutput(1, `${printable(line)}\n`);
  const all = counted(count, 'expectation');
  const held = failures.length === 0 ? `${all}, all hold` : `${all}, ${failures.length} fail`;
  const wrong = mistakes.length === 0 ? '' : `, ${counted(mistakes.length, 'mistake')}`;
  writeOutput(1, `${counted(files.length, 'file')}: ${held}${wrong}\n`);
  return mistakes.length + failures.length === 0 ? 0 : 1;
}
