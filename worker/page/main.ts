/**
 * The page that checks a seal: shows what the runtime finds, decides nothing. Everything that comes
 * out of a file is set as text, never as markup.
 */

import { type PublicJwk, parseJwks } from '../../runtime/key.ts';
import type { SealStatement } from '../../runtime/statement.ts';
import { type Verification, verifySeal } from '../../runtime/verify.ts';

const MEANINGS = {
  valid: 'Signed by a key that you trust, and nothing that could be checked was changed.',
  invalid: 'This seal does not hold: the failed check says what is wrong.',
  unknown:
    'Nothing was changed since it was signed, but the key is not one that you said you trust. Drop a JWKS to say so.',
} as const satisfies Record<Verification['result'], string>;

/** What was dropped so far; a file of the same kind takes the place of the one before. */
const dropped: { seal?: Dropped; log?: Dropped; keys?: Dropped } = {};

interface Dropped {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const drop = element('drop', HTMLLabelElement);
const input = element('files', HTMLInputElement);

input.addEventListener('change', () => take(input.files));
drop.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.classList.add('over');
});
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  take(event.dataTransfer?.files ?? null);
});

async function take(files: FileList | null): Promise<void> {
  for (const file of files ?? []) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    dropped[kindOf(bytes)] = { name: file.name, bytes };
  }
  showNames();
  if (dropped.seal !== undefined) await check(dropped.seal);
}

/** By what is in it: names are easily wrong. A file that is no JSON object is a log. */
function kindOf(bytes: Uint8Array): keyof typeof dropped {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value !== 'object' || value === null) return 'seal';
    if ('keys' in value) return 'keys';
    return 'seq' in value && 'salt' in value ? 'log' : 'seal';
  } catch {
    return 'log';
  }
}

async function check(seal: Dropped): Promise<void> {
  try {
    const verification = await verifySeal(new TextDecoder().decode(seal.bytes), {
      trustedKeys: trustedKeys(),
      now: new Date().toISOString(),
      ...(dropped.log === undefined ? {} : { log: dropped.log.bytes }),
    });
    show(verification);
  } catch (error) {
    showFailure(error instanceof Error ? error.message : String(error));
  }
}

function trustedKeys(): readonly PublicJwk[] {
  return dropped.keys === undefined ? [] : parseJwks(new TextDecoder().decode(dropped.keys.bytes));
}

function showNames(): void {
  const lines = [
    ['seal', dropped.seal],
    ['log', dropped.log],
    ['trusted keys', dropped.keys],
  ] as const;
  element('names', HTMLUListElement).replaceChildren(
    ...lines.flatMap(([kind, file]) =>
      file === undefined ? [] : [withText('li', `${kind}: ${file.name}`)],
    ),
  );
}

function show({ result, checks, statement }: Verification): void {
  showResult(result, MEANINGS[result]);
  element('checks', HTMLTableSectionElement).replaceChildren(
    ...checks.map(({ name, status, message }) => {
      const row = document.createElement('tr');
      const state = withText('td', status);
      state.dataset.status = status;
      row.append(withText('td', name), state, withText('td', message));
      return row;
    }),
  );
  element('facts', HTMLDListElement).replaceChildren(...(statement ? factsOf(statement) : []));
}

function showFailure(message: string): void {
  showResult('invalid', message);
  element('checks', HTMLTableSectionElement).replaceChildren();
  element('facts', HTMLDListElement).replaceChildren();
}

function showResult(result: Verification['result'], meaning: string): void {
  const verdict = element('verdict', HTMLHeadingElement);
  verdict.dataset.result = result;
  verdict.textContent = `Result: ${result}`;
  element('meaning', HTMLParagraphElement).textContent = meaning;
  element('result', HTMLElement).hidden = false;
}

function factsOf({ predicate }: SealStatement): HTMLElement[] {
  const { counts, tree } = predicate;
  const facts = {
    Agent: predicate.agent,
    Session: predicate.session,
    From: predicate.startedAt ?? 'unknown',
    To: predicate.endedAt ?? 'unknown',
    Calls: `${counts.governed} governed: ${counts.allowed} allowed, ${counts.asked} asked, ${counts.denied} denied`,
    Redacted: `${counts.redacted} records`,
    Records: `${tree.size}, root ${tree.root}`,
    Detectors: predicate.detectors.map(({ name, sha256 }) => `${name} ${sha256}`).join(', '),
    Wafer: predicate.wafer,
  };
  return Object.entries(facts).flatMap(([term, fact]) => [
    withText('dt', term),
    withText('dd', fact),
  ]);
}

function withText<K extends keyof HTMLElementTagNameMap>(tag: K, text: string) {
  const node = document.createElement(tag);
  node.textContent = text;
  return node;
}

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const node = document.getElementById(id);
  if (node instanceof type) return node;
  throw new Error(`page: expected ${type.name} #${id}`);
}
