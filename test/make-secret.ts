/**
 * Secrets of the right form that nobody ever issued, made when a test runs: nothing live-looking is
 * kept in the repository. The same kind and seed give the same secret on every host.
 */

const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const LETTERS = UPPER + LOWER;
const BASE32 = `${UPPER}234567`;
const UPPER36 = DIGITS + UPPER;
const LOWER36 = DIGITS + LOWER;
const BASE62 = DIGITS + LETTERS;
const BASE64 = `${BASE62}+/`;
const BASE64URL = `${BASE62}_-`;

const ROW_DIGITS = 64;
const CHECKSUM_DIGITS = 6;

/** Draws `length` digits of an alphabet. */
export type Draw = (alphabet: string, length: number) => string;

interface Recipe {
  readonly make: (draw: Draw) => string;
  /** Takes away what the format can be checked by; absent where nothing can. */
  readonly spoil?: (secret: string) => string;
}

const RECIPES: Readonly<Record<string, Recipe>> = {
  'anthropic-key': exact((draw) => `sk-ant-api03-${draw(BASE64URL, 93)}AA`),
  'anthropic-oauth-token': exact((draw) => `sk-ant-oat01-${draw(BASE64URL, 93)}AA`),
  basic: { make: (draw) => btoa(`${draw(LOWER, 7)}:${draw(BASE62, 14)}7a`) },
  'aws-access-key': exact((draw) => `AKIA${draw(BASE32, 16)}`),
  'aws-session-key': exact((draw) => `ASIA${draw(BASE32, 16)}`),
  'aws-secret-key': exact((draw) => draw(BASE64, 40)),
  'digitalocean-token': exact((draw) => `dop_v1_${draw(HEX, 64)}`),
  'github-app-jwt': {
    make: (draw) => `ghs_${draw(DIGITS, 7)}_${jwt(draw)}`,
    spoil: withoutAlgorithm,
  },
  'github-fine-grained-token': exact(
    (draw) => `github_pat_${draw(BASE62, 22)}_${draw(BASE62, 59)}`,
  ),
  'github-oauth-token': checked((draw) => `gho_${withChecksum(draw(BASE62, 30))}`),
  'github-refresh-token': checked((draw) => `ghr_${withChecksum(draw(BASE62, 70))}`),
  'github-token': checked((draw) => `ghp_${withChecksum(draw(BASE62, 30))}`),
  'gitlab-routable-token': exact((draw) => `glpat-${draw(BASE62, 36)}.01.${draw(LOWER36, 9)}`),
  'gitlab-runner-token': exact((draw) => `glrt-${draw(BASE62, 20)}`),
  'gitlab-token': exact((draw) => `glpat-${draw(BASE64URL, 20)}`),
  'google-api-key': exact((draw) => `AIza${draw(BASE64URL, 35)}`),
  'huggingface-token': exact((draw) => `hf_${draw(LETTERS, 34)}`),
  jwt: { make: jwt, spoil: withoutAlgorithm },
  'jwt-documented': { make: documentedJwt },
  'key-row': { make: (draw) => draw(BASE64, ROW_DIGITS) },
  'made-token': { make: (draw) => `${draw(BASE62, 30)}7aQ4` },
  'npm-token': checked((draw) => `npm_${withChecksum(draw(BASE62, 30))}`),
  'openai-key': {
    make: (draw) => `sk-${draw(BASE62, 20)}T3BlbkFJ${draw(BASE62, 20)}`,
    spoil: withoutMarker,
  },
  'openai-project-key': {
    make: (draw) => `sk-proj-${draw(BASE64URL, 74)}T3BlbkFJ${draw(BASE64URL, 74)}`,
    spoil: withoutMarker,
  },
  password: { make: (draw) => `${draw(BASE62, 14)}7aQ` },
  'private-key': { make: (draw) => pem('RSA PRIVATE KEY', draw(BASE64, 26 * ROW_DIGITS + 20)) },
  'private-key-encoded': {
    make: (draw) => btoa(pem('PRIVATE KEY', draw(BASE64, ROW_DIGITS))).replace(/=+$/, ''),
  },
  'private-key-encrypted': {
    make: (draw) =>
      pem(
        'RSA PRIVATE KEY',
        draw(BASE64, 9 * ROW_DIGITS),
        `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,${draw(HEX, 32).toUpperCase()}\n\n`,
      ),
  },
  'private-key-escaped': {
    make: (draw) => pem('PRIVATE KEY', draw(BASE64, 12 * ROW_DIGITS)).replaceAll('\n', '\\n'),
  },
  'private-key-openpgp': {
    make: (draw) =>
      pem('PGP PRIVATE KEY BLOCK', draw(BASE64, 8 * ROW_DIGITS), 'Version: GnuPG v2\n\n'),
  },
  'private-key-short': { make: (draw) => pem('PRIVATE KEY', draw(BASE64, ROW_DIGITS)) },
  'pypi-token': { make: (draw) => `pypi-AgEIcHlwaS5vcmc${draw(BASE62, 140)}` },
  'sendgrid-key': exact((draw) => `SG.${draw(BASE64URL, 22)}.${draw(BASE64URL, 43)}`),
  'slack-app-token': {
    make: (draw) => `xapp-1-A${draw(UPPER36, 10)}-${draw(DIGITS, 13)}-${draw(HEX, 64)}`,
  },
  'slack-token': {
    make: (draw) => `xoxb-${draw(DIGITS, 12)}-${draw(DIGITS, 13)}-${draw(BASE62, 24)}`,
  },
  'slack-user-token': {
    make: (draw) =>
      `xoxp-${draw(DIGITS, 12)}-${draw(DIGITS, 12)}-${draw(DIGITS, 13)}-${draw(HEX, 32)}`,
  },
  'slack-webhook': {
    make: (draw) =>
      `hooks.slack.com/services/T${draw(UPPER36, 10)}/B${draw(UPPER36, 10)}/${draw(BASE62, 24)}`,
  },
  'stripe-key': { make: (draw) => `sk_live_${draw(BASE62, 24)}` },
  'stripe-restricted-key': { make: (draw) => `rk_live_${draw(BASE62, 99)}` },
};

/** Every kind that can be made. */
export const SECRET_KINDS: readonly string[] = Object.keys(RECIPES);

/** @throws Error on a kind that does not exist, or that has nothing to break. */
export function makeSecret(
  kind: string,
  seed: number,
  { broken = false }: { readonly broken?: boolean } = {},
): string {
  const recipe = RECIPES[kind];
  if (recipe === undefined) throw new Error(`${kind}: no such kind of secret`);
  const secret = recipe.make(createDraw(kind, seed));
  if (!broken) return secret;
  if (recipe.spoil === undefined) throw new Error(`${kind}: nothing to break`);
  return recipe.spoil(secret);
}

/** A secret to be made, in a text that is otherwise written down. */
export interface MadePart {
  readonly make: string;
  readonly seed: number;
  readonly broken?: boolean;
}

/** Joins the parts. `ranges` are the bytes of the made ones in UTF-8, half-open, in order. */
export function assembleText(parts: readonly (string | MadePart)[]): {
  readonly text: string;
  readonly ranges: readonly (readonly [start: number, end: number])[];
} {
  const encoder = new TextEncoder();
  const ranges: [number, number][] = [];
  let text = '';
  let start = 0;
  for (const part of parts) {
    const piece = typeof part === 'string' ? part : makeSecret(part.make, part.seed, part);
    const end = start + encoder.encode(piece).length;
    if (typeof part !== 'string') ranges.push([start, end]);
    text += piece;
    start = end;
  }
  return { text, ranges };
}

/** One digit fewer than the format asks for. */
function exact(make: Recipe['make']): Recipe {
  return { make, spoil: (secret) => secret.slice(0, -1) };
}

/** The last digit of the checksum is another one. */
function checked(make: Recipe['make']): Recipe {
  return { make, spoil: (secret) => secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0') };
}

function withoutMarker(secret: string): string {
  return secret.replace('T3BlbkFJ', 'T3BlbkFK');
}

function withoutAlgorithm(secret: string): string {
  return secret.replace(/eyJ[^.]*/, encodeJson({ typ: 'JWT', kid: 'a-key-of-this-year' }));
}

function jwt(draw: Draw): string {
  const header = encodeJson({ alg: 'HS256', typ: 'JWT' });
  const payload = encodeJson({ iss: draw(LOWER, 8), sub: draw(DIGITS, 9), iat: 1_700_000_000 });
  return `${header}.${payload}.${draw(BASE64URL, 43)}`;
}

function documentedJwt(draw: Draw): string {
  const header = encodeJson({ alg: 'HS256', typ: 'JWT' });
  const payload = encodeJson({ sub: '1234567890', name: 'John Doe', iat: 1_516_239_022 });
  return `${header}.${payload}.${draw(BASE64URL, 43)}`;
}

function encodeJson(value: object): string {
  return btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** No key, but of its form: the body is drawn. */
function pem(label: string, body: string, headers = ''): string {
  const rows = body.match(new RegExp(`.{1,${ROW_DIGITS}}`, 'g')) ?? [];
  return `-----BEGIN ${label}-----\n${headers}${rows.join('\n')}\n-----END ${label}-----`;
}

function withChecksum(random: string): string {
  let checksum = crc32(random);
  let digits = '';
  for (let i = 0; i < CHECKSUM_DIGITS; i++) {
    digits = BASE62.charAt(checksum % 62) + digits;
    checksum = Math.floor(checksum / 62);
  }
  return random + digits;
}

function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

/** Mulberry32, seeded by kind and seed: a few lines, the same on every host. */
export function createDraw(kind: string, seed: number): Draw {
  let state = (crc32(kind) + seed * 0x9e3779b9) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return (alphabet, length) =>
    Array.from({ length }, () => alphabet.charAt(next() % alphabet.length)).join('');
}
