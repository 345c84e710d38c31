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
  /** It may be no text for a shell at all. */
  readonly isGuess?: boolean;
  /** Each operand is text for a shell. */
  readonly eachText?: boolean;
  /** The option that names the program, whose arguments the operands then are. */
  readonly program?: string;
  /** Options with which it carries nothing. */
  readonly alone?: readonly string[];
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
  longValues: [
    ...CONTAINER.longValues,
    'file',
    'project-name',
    'project-directory',
    'profile',
    'entrypoint',
    'volume',
    'publish',
  ],
};

const POD: Carrier = {
  values: 'cns',
  longValues: ['container', 'namespace', 'context', 'kubeconfig', 'cluster', 'user', 'server'],
  verbs: ['exec'],
  skips: 1,
  isElsewhere: true,
};

const SSH: Carrier = { values: 'BbcDEeFIiJLlmOopQRSWw', skips: 1, isElsewhere: true, joins: true };

/** A container of its own for one command. */
const RUN: Carrier = {
  values: 'acehlmpuvw',
  longValues: [
    ...CONTAINER.longValues,
    ...['add-host', 'annotation', 'cap-add', 'cap-drop', 'cgroupns', 'cidfile', 'cpu-shares'],
    ...['cpus', 'cpuset-cpus', 'device', 'dns', 'entrypoint', 'expose', 'gpus', 'group-add'],
    ...['hostname', 'ip', 'ipc', 'label', 'link', 'log-driver', 'log-opt', 'mac-address', 'memory'],
    ...['memory-swap', 'mount', 'name', 'net', 'network', 'network-alias', 'pid', 'pids-limit'],
    ...['platform', 'publish', 'pull', 'restart', 'runtime', 'security-opt', 'shm-size'],
    ...['stop-signal', 'stop-timeout', 'storage-opt', 'sysctl', 'tmpfs', 'ulimit', 'userns', 'uts'],
    ...['volume', 'volumes-from'],
  ],
  program: 'entrypoint',
  skips: 1,
  isElsewhere: true,
};

const DOCKER: readonly Carrier[] = [
  { ...RUN, verbs: ['run'] },
  { ...RUN, verbs: ['container', 'run'] },
  { ...COMPOSE, verbs: ['compose', 'run'], program: 'entrypoint' },
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

/** A pod of its own for one command. */
const POD_RUN: Carrier = {
  ...POD,
  longValues: [...(POD.longValues ?? []), 'image', 'env', 'overrides', 'restart', 'labels', 'port'],
  verbs: ['run'],
};

const PODS: readonly Carrier[] = [
  POD,
  POD_RUN,
  { ...POD, verbs: ['rsh'] },
  { ...POD, verbs: ['debug'] },
];

/** tmux's commands that end in a line of shell; all options that any of them has. */
const PANE: Carrier = { values: 'bcefFLlnpsSTtxy', joins: true };
const TMUX: readonly Carrier[] = [
  ...['new', 'new-session', 'neww', 'new-window', 'splitw', 'split-window', 'respawnp'],
  ...['respawn-pane', 'respawnw', 'respawn-window', 'popup', 'display-popup', 'run', 'run-shell'],
  ...['pipep', 'pipe-pane', 'if', 'if-shell'],
].map((verb) => after(verb, PANE));

/** Keys that are typed into a shell, or into whatever runs there. */
const KEYS: Carrier = { values: 'cfLNSTt', joins: true, isGuess: true };

const SCREEN: Carrier = { values: 'cehpSstT', alone: ['r', 'R', 'x', 'X', 'l', 'w', 'v'] };
const SCREEN_TYPING: Carrier = {
  ...SCREEN,
  alone: ['r'],
  verbs: ['stuff'],
  joins: true,
  isGuess: true,
};

const HOSTS: Carrier = { values: 'fhHlotuwx', isElsewhere: true, joins: true };

const ANSIBLE: Carrier = {
  values: 'abBcefikmMPtTu',
  longValues: ['args', 'module-name', 'inventory', 'user', 'forks', 'limit'],
  permutes: true,
  texts: ['a', 'args'],
  onlyTexts: true,
  isElsewhere: true,
};

const ECS: Carrier = {
  values: '',
  longValues: ['cluster', 'task', 'container', 'command', 'region', 'profile'],
  permutes: true,
  texts: ['command'],
  onlyTexts: true,
  isElsewhere: true,
};

const EACH_TEXT: Carrier = {
  values: 'cCIMmNnpPrsSuw',
  longValues: ['names', 'prefix', 'prefix-colors', 'warmup', 'runs', 'min-runs', 'max-runs'],
  permutes: true,
  eachText: true,
};

const WATCHING: Carrier = {
  values: 'CdefiIosw',
  longValues: ['exts', 'watch', 'ignore', 'filter', 'signal', 'shell', 'debounce', 'workdir'],
  joins: true,
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
  ['ansible', [ANSIBLE]],
  [
    'apptainer',
    [after('exec', { values: 'BHW', longValues: ['bind', 'pwd'], skips: 1, isElsewhere: true })],
  ],
  ['adb', [after('shell', { values: 's', isElsewhere: true, joins: true })]],
  ['asdf', [after('exec', BARE)]],
  ['autossh', [{ ...SSH, values: `${SSH.values}M` }]],
  ['aws-vault', [after('exec', { ...VARIABLES, skips: 1 })]],
  ['aws', [{ ...ECS, verbs: ['ecs', 'execute-command'] }]],
  ['buildah', [after('run', { ...CONTAINER, values: 'v', skips: 1 })]],
  ['bun', [after('x', { values: 'p' })]],
  ['bundle', [after('exec', BARE)]],
  ['bunx', [{ values: 'p', longValues: ['package'] }]],
  ['cargo', [after('watch', { values: 'swxiC', longValues: ['shell'], texts: ['s', 'shell'] })]],
  ['chamber', [after('exec', { ...VARIABLES, skips: 1 })]],
  ['clush', [HOSTS]],
  ['concurrently', [EACH_TEXT]],
  ['conda', [CONDA]],
  ['crictl', [after('exec', { ...CONTAINER, values: '' })]],
  ['direnv', [after('exec', { values: '', skips: 1 })]],
  ['docker', DOCKER],
  [
    'docker-compose',
    [
      { ...COMPOSE, verbs: ['exec'] },
      { ...COMPOSE, verbs: ['run'] },
    ],
  ],
  ['dotenv', [{ values: 'efv' }]],
  ['doppler', [after('run', VARIABLES)]],
  ['dotenvx', [after('run', VARIABLES)]],
  ['entr', [{ values: 's', texts: ['s'] }]],
  [
    'fly',
    [
      {
        values: 'aC',
        longValues: ['command', 'app'],
        permutes: true,
        texts: ['C', 'command'],
        onlyTexts: true,
        isElsewhere: true,
      },
    ],
  ],
  [
    'flyctl',
    [
      {
        values: 'aC',
        longValues: ['command', 'app'],
        permutes: true,
        texts: ['C', 'command'],
        onlyTexts: true,
        isElsewhere: true,
      },
    ],
  ],
  ['foreman', [after('run', { values: 'ef' })]],
  ['gcloud', [GCLOUD]],
  ['hatch', [after('run', { values: 'e', longValues: ['env'] })]],
  ['heroku', [after('run', { values: 'arse', isElsewhere: true, joins: true })]],
  ['honcho', [after('run', { values: 'efd' })]],
  ['hyperfine', [EACH_TEXT]],
  ['incus', [after('exec', { ...CONTAINER, values: '' })]],
  ['infisical', [after('run', VARIABLES)]],
  ['k3s', [{ ...POD, verbs: ['kubectl', 'exec'] }]],
  ['kubectl', PODS],
  ['lima', [{ values: '' }]],
  [
    'limactl',
    [after('shell', { values: '', longValues: ['workdir', 'shell'], skips: 1, isElsewhere: true })],
  ],
  ['lxc', [after('exec', { ...CONTAINER, values: '' })]],
  ['machinectl', [after('shell', { ...CONTAINER, values: 'E' })]],
  ['mamba', [CONDA]],
  ['micromamba', [CONDA]],
  ['mise', [after('exec', { values: 'c', longValues: ['command'], texts: ['c', 'command'] })]],
  ['mosh', [{ values: 'p', skips: 1, isElsewhere: true }]],
  ['multipass', [after('exec', { ...CONTAINER, values: '' })]],
  ['nerdctl', DOCKER],
  ['nix', [after('develop', SHELL_OPTION)]],
  ['nix-shell', [SHELL_OPTION]],
  ['nodemon', [{ values: 'xewi', longValues: ['exec'], texts: ['x', 'exec'], onlyTexts: true }]],
  ['npm', [after('exec', PACKAGE), after('x', PACKAGE)]],
  ['npx', [PACKAGE]],
  ['oc', PODS],
  ['op', [after('run', VARIABLES)]],
  ['pdm', [after('run', PYTHON)]],
  ['pdsh', [HOSTS]],
  ['pipenv', [after('run', BARE)]],
  ['pnpm', [after('exec', BARE), after('dlx', PACKAGE)]],
  ['pnpx', [PACKAGE]],
  ['podman', DOCKER],
  ['poetry', [after('run', PYTHON)]],
  ['pssh', [HOSTS]],
  ['pyenv', [after('exec', BARE)]],
  ['rbenv', [after('exec', BARE)]],
  ['rsh', [SSH]],
  ['rye', [after('run', PYTHON)]],
  ['screen', [SCREEN_TYPING, SCREEN]],
  [
    'script',
    [
      { ...SHELL_OPTION, values: 'cEIOTmoB', permutes: true },
      { values: 'EIOTmoBt', skips: 1 },
    ],
  ],
  [
    'singularity',
    [after('exec', { values: 'BHW', longValues: ['bind', 'pwd'], skips: 1, isElsewhere: true })],
  ],
  ['ssh', [SSH]],
  [
    'start-stop-daemon',
    [
      {
        values: 'acdgknNprsux',
        longValues: ['chdir', 'chuid', 'exec', 'group', 'name', 'pidfile', 'startas', 'user'],
        program: 'exec',
      },
    ],
  ],
  ['systemd-nspawn', [{ values: 'DMbEu', longValues: ['directory', 'machine', 'bind'] }]],
  ['tmux', [...TMUX, after('send', KEYS), after('send-keys', KEYS)]],
  ['toolbox', [after('run', { values: 'c', longValues: ['container'] })]],
  ['uv', [after('run', PYTHON), { ...PYTHON, verbs: ['tool', 'run'] }]],
  ['uvx', [PYTHON]],
  ['vagrant', [{ ...SHELL_OPTION, verbs: ['ssh'], isElsewhere: true }]],
  ['watch', [{ values: 'nq', longValues: ['interval', 'equexit'], joins: true }]],
  ['viddy', [{ values: 'n', joins: true }]],
  ['watchexec', [WATCHING]],
  ['wsl', [{ values: 'du' }]],
  ['yarn', [after('exec', BARE), after('dlx', PACKAGE)]],
]);
