/**
 * Whether there is a configuration, which every hook asks: a few looks at the disk. What reads the
 * files, TOML and all, is loaded when there is something to read.
 */

import { join } from 'node:path';
import { type Configured, UNCONFIGURED } from '../runtime/configuration.ts';
import { encodeHex } from '../runtime/encoding.ts';
import { failureOf } from '../runtime/judge.ts';
import { isThere } from './configuration/bounded-file.ts';
import type { Folders } from './configuration/owner.ts';
import { configFolder, home, projectOf } from './folders.ts';
import { sha256 } from './sha256.ts';

export type { Folders } from './configuration/owner.ts';

/** Never throws: what goes wrong is among the problems. */
export async function loadConfiguration(folders: Folders): Promise<Configured> {
  if (!placesOf(folders).some(isThere)) return UNCONFIGURED;
  try {
    const { readConfiguration } = await import('./configuration/configuration-files.ts');
    return readConfiguration(folders, (bytes) => encodeHex(sha256(bytes)));
  } catch (error) {
    return { ...UNCONFIGURED, problems: [failureOf(error, 'INTERNAL')] };
  }
}

/** The configuration that a hook would find here, for the commands of a person. */
export async function configuredHere(isWanted: boolean): Promise<Configured> {
  if (!isWanted) return UNCONFIGURED;
  const { env } = process;
  return loadConfiguration({ config: configFolder(env), project: projectOf('.'), home: home(env) });
}

function placesOf({ config, project }: Folders): string[] {
  return [
    join(config, 'config.toml'),
    join(config, 'rules'),
    join(project, 'wafer.toml'),
    join(project, 'wafer.local.toml'),
    join(project, '.wafer', 'rules'),
  ];
}
