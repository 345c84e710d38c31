/** Which programs carry a command, and where it begins: data for carriers.ts. */

import type { OptionSpec } from './options.ts';

export interface Carrier extends OptionSpec {
  /** The operands that make it this form, such as `compose exec`. */
  readonly verbs?: readonly string[];
  /** Operands before the command: a host, a container, a directory. */
  readonly skips?: number;
  /** Our directory and project mean nothing there. */
  readonly isElsewhere?: boolean;
  /** The operands are joined to one text for a shell; without any it reads its input. */
  readonly joins?: boolean;
  /** Options whose value is text for a shell. */
  readonly texts?: readonly string[];
  /** Operands are no command: only the options of `texts` are. */
  readonly onlyTexts?: boolean;
}

const CONTAINER = {
  values: 'euwn',
  longValues: ['detach-keys', 'env', 'env-file', 'user', 'workdir', 'context', 'host', 'index'],
  skips: 1,
  isElsewhere: true,
};

const COMPOSE = {
  ...CONTAINER,
  values: 'euwfp',
  longValues: [...CONTAINER.longValues, 'file', 'project-name', 'project-directory', 'profile'],
};

const POD: Carrier = {
  values: 'cns',
  longValues: ['container', 'namespace', 'context', 'kubeconfig', 'cluster', 'user', 'server'],
  verbs: ['exec'],
  skips: 1,
  isElsewhere: true,
};

const SSH: Carrier = { values: 'BbcDEeFIiJLlmOopQRSWw', skips: 1, isElsewhere: true, joins: true };

const DOCKER: readonly Carrier[] = [
  { ...CONTAINER, verbs: ['exec'] },
  { ...CONTAINER, verbs: ['container', 'exec'] },
  { ...COMPOSE, verbs: ['compose', 'exec'] },
];

/** `npm exec`, and everything else that runs a package's program. */
const PACKAGE: Carrier = {
  values: 'cpw',
  longValues: ['call', 'package', 'workspace', 'prefix', 'filter', 'dir'],
  texts: ['c', 'call'],
};

const PYTHON: Carrier = {
  values: 'CPpn',
  longValues: ['directory', 'project', 'python', 'with', 'extra', 'group', 'env-file', 'name'],
};

/** Variables, mostly secret ones, for one command. */
const VARIABLES: Carrier = {
  values: 'cefpn',
  longValues: ['config', 'env', 'env-file', 'environment', 'project', 'account', 'duration'],
};

const CONDA: Carrier = { values: 'np', longValues: ['name', 'prefix', 'cwd'], verbs: ['run'] };

const BARE: Carrier = { values: '' };

const GCLOUD: Carrier = {
  values: '',
  longValues: ['command', 'zone', 'project', 'region'],
  verbs: ['compute', 'ssh'],
  skips: 1,
  texts: ['command'],
  isElsewhere: true,
  onlyTexts: true,
};

const SHELL_OPTION: Carrier = {
  values: 'cpIA',
  longValues: ['command', 'run'],
  texts: ['c', 'command', 'run'],
  onlyTexts: true,
};

function after(verb: string, spec: Carrier): Carrier {
  return { ...spec, verbs: [verb] };
}

export const CARRIERS: ReadonlyMap<string, readonly Carrier[]> = new Map([
  ['adb', [after('shell', { values: 's', isElsewhere: true, joins: true })]],
  ['asdf', [after('exec', BARE)]],
  ['autossh', [{ ...SSH, values: `${SSH.values}M` }]],
  ['aws-vault', [after('exec', { ...VARIABLES, skips: 1 })]],
  ['bun', [after('x', { values: 'p' })]],
  ['bundle', [after('exec', BARE)]],
  ['bunx', [{ values: 'p', longValues: ['package'] }]],
  ['chamber', [after('exec', { ...VARIABLES, skips: 1 })]],
  ['conda', [CONDA]],
  ['direnv', [after('exec', { values: '', skips: 1 })]],
  ['docker', DOCKER],
  ['docker-compose', [{ ...COMPOSE, verbs: ['exec'] }]],
  ['doppler', [after('run', VARIABLES)]],
  ['dotenvx', [after('run', VARIABLES)]],
  ['gcloud', [GCLOUD]],
  ['hatch', [after('run', { values: 'e', longValues: ['env'] })]],
  ['infisical', [after('run', VARIABLES)]],
  ['kubectl', [POD]],
  ['lxc', [after('exec', { ...CONTAINER, values: '' })]],
  ['mamba', [CONDA]],
  ['micromamba', [CONDA]],
  ['mise', [after('exec', { values: 'c', longValues: ['command'], texts: ['c', 'command'] })]],
  ['multipass', [after('exec', { ...CONTAINER, values: '' })]],
  ['nerdctl', DOCKER],
  ['nix', [after('develop', SHELL_OPTION)]],
  ['nix-shell', [SHELL_OPTION]],
  ['nodemon', [{ values: 'xewi', longValues: ['exec'], texts: ['x', 'exec'], onlyTexts: true }]],
  ['npm', [after('exec', PACKAGE), after('x', PACKAGE)]],
  ['npx', [PACKAGE]],
  ['oc', [POD]],
  ['op', [after('run', VARIABLES)]],
  ['pdm', [after('run', PYTHON)]],
  ['pipenv', [after('run', BARE)]],
  ['pnpm', [after('exec', BARE), after('dlx', PACKAGE)]],
  ['pnpx', [PACKAGE]],
  ['podman', DOCKER],
  ['poetry', [after('run', PYTHON)]],
  ['pyenv', [after('exec', BARE)]],
  ['rbenv', [after('exec', BARE)]],
  ['rye', [after('run', PYTHON)]],
  ['script', [{ ...SHELL_OPTION, values: 'cEIOTmoB', permutes: true }]],
  ['ssh', [SSH]],
  ['uv', [after('run', PYTHON), { ...PYTHON, verbs: ['tool', 'run'] }]],
  ['uvx', [PYTHON]],
  ['vagrant', [{ ...SHELL_OPTION, verbs: ['ssh'], isElsewhere: true }]],
  ['watch', [{ values: 'nq', longValues: ['interval', 'equexit'], joins: true }]],
  ['yarn', [after('exec', BARE), after('dlx', PACKAGE)]],
]);
