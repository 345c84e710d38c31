/** Every rule in force, with what is known of it: by its detector, and by the file it stands in. */

import type { Configured, Mistake } from '../../runtime/configuration.ts';
import { createGuard } from '../../runtime/guard.ts';
import { covers } from '../../runtime/layers.ts';
import type { Rule } from '../../runtime/load.ts';
import { DEFAULT_POSTURE } from '../../runtime/posture.ts';
import { type RuleText, readRuleTexts } from '../../runtime/rule-text.ts';
import { BUILT_DETECTORS, createPlatform } from '../platform.ts';
import { readPacks } from './rule-files.ts';

export interface KnownRule extends Rule {
  readonly detector: string;
  /** The file that holds it, built-in packs by their names; empty for a rule written as code. */
  readonly file: string;
  /** Where and how it stands there; null for a rule written as code. */
  readonly source: RuleText | null;
  /** Switched off by the configuration. */
  readonly disabled: boolean;
}

export interface KnownRules {
  readonly rules: readonly KnownRule[];
  readonly mistakes: readonly Mistake[];
}

export async function readKnownRules({ configuration }: Configured): Promise<KnownRules> {
  const platform = createPlatform(BUILT_DETECTORS, 'many-calls');
  const guard = await createGuard(platform, DEFAULT_POSTURE, configuration);
  const { mistakes } = guard;
  const detectors = await guard.detectors();
  const places = placesOf([...readPacks(), ...configuration.sources]);
  const off = configuration.settings.find(({ key }) => key === 'disabled_rules')?.values ?? [];
  const rules = detectors.flatMap(({ entry, rules: rulesOf }) =>
    rulesOf().map((rule) => {
      const place = entry.configurable ? places.get(rule.name) : undefined;
      return {
        ...rule,
        detector: entry.name,
        file: place?.file ?? '',
        source: place?.source ?? null,
        disabled: place !== undefined && off.some((pattern) => covers(pattern, rule.name)),
      };
    }),
  );
  return { rules, mistakes };
}

interface Place {
  readonly file: string;
  readonly source: RuleText;
}

/** Of two rules with one name the first is in force. */
function placesOf(files: readonly { readonly name: string; readonly text: string }[]) {
  const places = new Map<string, Place>();
  for (const { name: file, text } of files) {
    for (const source of readRuleTexts(text)) {
      if (!places.has(source.name)) places.set(source.name, { file, source });
    }
  }
  return places;
}
