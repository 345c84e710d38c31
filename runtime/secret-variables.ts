/**
 * Variables that the configuration calls secret, as a rule: in the lowered command the value of a
 * variable that nobody knows is no text, so it is the line itself that says which one is used.
 */

import type { RuleSource, Setting } from './configuration.ts';

/** As `wafer rules list` names the file of this rule. */
const NAME = '[secrets] env_vars';

/** No source where no variable is named. */
export function secretVariableRules(settings: readonly Setting[]): RuleSource[] {
  const names = settings.find(({ key }) => key === 'secret_env_vars')?.values ?? [];
  if (names.length === 0) return [];
  const text = [
    'suspicious "secret-variable-used"',
    '  category credential-access',
    `  match \\$(?:\\{!?|env:)?(?:${names.map(patternOf).join('|')})\\b`,
    '  only_when command(@network_senders echo printf print write-output write-host)',
    '  reason "prints or sends a variable that the configuration calls secret ({detail})"',
    '  nudge "test that it is set, and leave its value to the program that needs it"',
  ];
  return [{ name: NAME, text: `${text.join('\n')}\n` }];
}

/** `*` stands for any text of a name; anything else stands for itself. */
function patternOf(name: string): string {
  return name
    .replace(/[^\w*]/gu, (character) => `\\x{${hexOf(character)}}`)
    .replaceAll('*', '\\w*');
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
