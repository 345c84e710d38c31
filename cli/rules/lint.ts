/** `wafer rules lint`: what is wrong in rule files, and where. */

import { describeMistake } from '../../runtime/configuration.ts';
import { createGuard } from '../../runtime/guard.ts';
import { counted } from '../../runtime/outcome.ts';
import { DEFAULT_POSTURE } from '../../runtime/posture.ts';
import { UsageError } from '../command.ts';
import { BUILT_DETECTORS, createPlatform } from '../platform.ts';
import { writeOutput } from '../standard-streams.ts';
import { printable } from '../verdict-text.ts';

import { configurationOf, fileNames, readRuleFiles } from './rule-files.ts';

export async function runLint(words: readonly string[]): Promise<number> {
  const files = fileNames(words);
  if (files.length === 0) throw new UsageError('rules lint: expected a rule file');
  const configuration = configurationOf(readRuleFiles(files));
  const platform = createPlatform(BUILT_DETECTORS, 'one-call');
  const { mistakes } = await createGuard(platform, DEFAULT_POSTURE, configuration);
  for (const mistake of mistakes) writeOutput(1, `${printable(describeMistake(mistake))}\n`);
  if (mistakes.length > 0) return 1;
  writeOutput(1, `no mistakes in ${counted(files.length, 'file')}\n`);
  return 0;
}
