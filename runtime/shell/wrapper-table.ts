/** Programs that run the command in their operands, and how they read them: data for wrappers.ts. */

import type { OptionSpec } from './options.ts';

export interface Wrapper extends OptionSpec {
  /** Operands before the command. */
  readonly skips?: number;
  /** Options with which it does something else than run a command. */
  readonly alone?: readonly string[];
  /** The command runs with other rights. */
  readonly elevates?: boolean;
  /** Operands such as `NAME=value` become the command's environment. */
  readonly assigns?: boolean;
  /** Runs the command in this very shell. */
  readonly isTransparent?: boolean;
  /** The first operand must be one of these. */
  readonly verbs?: readonly string[];
  /** Without any of these options it does something else. */
  readonly needs?: readonly string[];
  /** Options whose value is the directory that the command runs in. */
  readonly enters?: readonly string[];
}

const BARE: Wrapper = { values: '' };

/** An operand before the command: a name, a directory, an amount of time. */
const SKIPPING: Wrapper = { values: '', skips: 1 };

const ENV: Wrapper = {
  values: 'aCPSu',
  longValues: ['argv0', 'chdir', 'split-string', 'unset'],
  assigns: true,
  enters: ['C', 'chdir'],
};
const NICE: Wrapper = { values: 'n', longValues: ['adjustment'] };
const STDBUF: Wrapper = { values: 'eio', longValues: ['error', 'input', 'output'] };
const TIMEOUT: Wrapper = { values: 'ks', longValues: ['kill-after', 'signal'], skips: 1 };

/** One pair of paths, or a variable and its value. */
const BWRAP: Wrapper = {
  values: '',
  longValues: [
    ...['args', 'chdir', 'dev', 'dir', 'exec-label', 'file-label', 'gid', 'hostname', 'lock-file'],
    ...['mqueue', 'perms', 'proc', 'remount-ro', 'seccomp', 'size', 'tmpfs', 'uid', 'unsetenv'],
  ],
  longPairs: [
    ...['bind', 'bind-data', 'bind-try', 'chmod', 'dev-bind', 'dev-bind-try', 'file', 'overlay'],
    ...['ro-bind', 'ro-bind-data', 'ro-bind-try', 'setenv', 'symlink'],
  ],
};

const XARGS: Wrapper = {
  values: 'adEILnPRsS',
  longValues: [
    ...['arg-file', 'delimiter', 'max-args', 'max-chars', 'max-procs', 'process-slot-var'],
  ],
};

const SYSTEMD_RUN: Wrapper = {
  values: 'EHMpu',
  longValues: [
    ...['description', 'gid', 'host', 'machine', 'nice', 'on-active', 'on-boot', 'on-calendar'],
    ...['on-startup', 'on-unit-active', 'on-unit-inactive', 'path-property', 'property'],
    ...['service-type', 'setenv', 'slice', 'socket-property', 'timer-property', 'uid', 'unit'],
    'working-directory',
  ],
  enters: ['working-directory'],
};

export const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  [
    'sudo',
    {
      values: 'aCcDghpRrTtuU',
      longValues: [
        'user',
        'group',
        'host',
        'prompt',
        'chdir',
        'chroot',
        'role',
        'type',
        'close-from',
      ],
      alone: ['e', 'K', 'l', 'v', 'V', 'edit', 'list', 'validate', 'version', 'remove-timestamp'],
      elevates: true,
      assigns: true,
      enters: ['D', 'chdir'],
    },
  ],
  ['doas', { values: 'aCu', alone: ['C', 'L'], elevates: true }],
  ['env', ENV],
  ['nohup', BARE],
  ['timeout', TIMEOUT],
  ['time', { values: 'fo', longValues: ['format', 'output'], isTransparent: true }],
  ['nice', NICE],
  ['ionice', { values: 'cnpPu', longValues: ['class', 'classdata'], alone: ['p', 'P', 'u'] }],
  ['command', { values: '', alone: ['v', 'V'], isTransparent: true }],
  ['exec', { values: 'a' }],
  ['builtin', { values: '', isTransparent: true }],
  ['stdbuf', STDBUF],
  ['setsid', BARE],
  ['chrt', { values: 'DPT', alone: ['m', 'p', 'max', 'pid'], skips: 1 }],
  ['gxargs', XARGS],
  ['xargs', XARGS],
  ['busybox', { values: '', alone: ['help', 'install', 'list', 'list-full'] }],
  ['toybox', { values: '', alone: ['help', 'long', 'version'] }],
  ['coproc', BARE],
  ['chroot', { values: '', longValues: ['groups', 'userspec'], skips: 1 }],
  ['fakeroot', BARE],
  ['flock', { values: 'Ew', alone: ['u'], longValues: ['timeout', 'wait'], skips: 1 }],
  ['gosu', SKIPPING],
  ['ltrace', { values: 'aeFlnopsuwxSt' }],
  ['numactl', { values: 'CNmip' }],
  ['nsenter', { values: 'tSGW', longValues: ['target', 'setuid', 'setgid', 'wdns'] }],
  ['pkexec', { values: 'u', longValues: ['user'], elevates: true }],
  ['prlimit', { values: 'p', longValues: ['pid'], alone: ['p', 'pid'] }],
  ['proxychains4', { values: 'f' }],
  [
    'run0',
    {
      values: 'ugD',
      longValues: ['user', 'group', 'chdir', 'unit'],
      elevates: true,
      enters: ['D', 'chdir'],
    },
  ],
  ['setpriv', { values: '', longValues: ['reuid', 'regid', 'groups', 'inh-caps', 'bounding-set'] }],
  ['strace', { values: 'abeEIoOpPsSuUX' }],
  ['su-exec', SKIPPING],
  ['taskset', { values: '', alone: ['p', 'pid'], skips: 1 }],
  ['torsocks', BARE],
  ['unbuffer', BARE],
  ['unshare', { values: 'RSGw', longValues: ['root', 'setuid', 'setgid', 'wd'] }],
  ['xvfb-run', { values: 'efnps', longValues: ['server-args', 'server-num'] }],
  ['nocorrect', { values: '', isTransparent: true }],
  ['noglob', { values: '', isTransparent: true }],
  ['arch', BARE],
  ['bwrap', BWRAP],
  ['caffeinate', { values: 'tw' }],
  ['catchsegv', BARE],
  ['cgexec', { values: 'g' }],
  ['chpst', { values: '/bcdefmnoprtuU' }],
  ['choom', { values: 'np', alone: ['p'] }],
  ['cpulimit', { values: 'leP', longValues: ['limit', 'exe', 'path'] }],
  ['cross-env', { values: '', assigns: true }],
  ['cross-env-shell', { values: '', assigns: true }],
  ['daemonize', { values: 'aceEloPpuL' }],
  ['dbus-launch', { values: '', longValues: ['config-file'] }],
  ['dbus-run-session', { values: '', longValues: ['config-file', 'dbus-daemon'] }],
  ['dzdo', { values: 'aCcDghpRrTtuU', elevates: true, assigns: true }],
  ['eatmydata', BARE],
  ['envdir', SKIPPING],
  ['envuidgid', SKIPPING],
  ['faketime', { values: 'f', skips: 1 }],
  ['fakechroot', BARE],
  ['firejail', BARE],
  ['flatpak-spawn', { values: '', longValues: ['env', 'directory'] }],
  ['genv', ENV],
  ['gnice', NICE],
  ['gnohup', BARE],
  ['gstdbuf', STDBUF],
  ['gtimeout', TIMEOUT],
  ['i386', BARE],
  ['linux32', BARE],
  ['linux64', BARE],
  ['nocache', BARE],
  [
    'perf',
    {
      values: 'eoptCGDIrxFcmj',
      longValues: ['event', 'output', 'repeat', 'delay', 'cpu', 'freq', 'count'],
      verbs: ['stat', 'record', 'trace'],
    },
  ],
  ['please', { values: 'adegtu', elevates: true }],
  ['proot', { values: 'bmqrRSw' }],
  ['proxychains', { values: 'f' }],
  ['retry', { values: 'dmt', longValues: ['delay', 'times', 'max-time'] }],
  ['rlwrap', { values: 'abcCfHloOpqsSt' }],
  ['runcon', SKIPPING],
  [
    'runuser',
    { values: 'gGsuw', longValues: ['user', 'group'], needs: ['u', 'user'], elevates: true },
  ],
  ['s6-envdir', SKIPPING],
  ['s6-setuidgid', SKIPPING],
  ['sandbox-exec', { values: 'Dfnp' }],
  ['setarch', { values: '', skips: 1 }],
  ['setuidgid', SKIPPING],
  ['softlimit', { values: 'acdfmoprst' }],
  ['srun', { values: 'AcCDeJnNopqtw' }],
  ['ssh-agent', { values: 'aEtPO' }],
  ['sshpass', { values: 'dfpP' }],
  ['sudo-rs', { values: 'aCcDghpRrTtuU', elevates: true, assigns: true }],
  ['systemd-inhibit', { values: '', longValues: ['what', 'who', 'why', 'mode'] }],
  ['systemd-run', SYSTEMD_RUN],
  ['torify', BARE],
  ['trickle', { values: 'dlLNnstuw' }],
  ['tsocks', BARE],
  ['uname26', BARE],
  ['valgrind', BARE],
  ['x86_64', BARE],
]);
