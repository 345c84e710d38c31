/**
 * The Merkle tree of RFC 6962 s2.1 over SHA-256, its proofs (s2.1.1, s2.1.2) and their verification
 * (RFC 9162 s2.1.3.2 and s2.1.4.2, which spell out the algorithms for the same tree).
 *
 *     MTH({})   = SHA-256()
 *     MTH({d})  = SHA-256(0x00 || d)                                 a leaf
 *     MTH(D[n]) = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n]))        k: largest power of two < n
 *
 * The two prefixes keep a node from being passed off as a leaf. Trees here are given by the hashes
 * of their leaves.
 */

import { sha256 } from '#sha256';
import { encodeHex } from './encoding.ts';
import { WaferError } from './errors.ts';

export const TREE_ALGORITHM = 'RFC6962-SHA256';

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

/** A tree that grows at its right edge, in memory that grows with the logarithm of its size. */
export interface Tree {
  append(leafHash: Uint8Array): void;
  size(): number;
  root(): Uint8Array;
}

export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  /** From 0. */
  readonly index: number;
  readonly treeSize: number;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly newSize: number;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

export function hashLeaf(entry: Uint8Array): Uint8Array {
  const message = new Uint8Array(1 + entry.length);
  message[0] = LEAF_PREFIX;
  message.set(entry, 1);
  return sha256(message);
}

export function createTree(): Tree {
  // Roots of the perfect subtrees that the leaves fill from the left: their sizes are the powers of
  // two in the binary form of `size`, the largest first.
  const subtrees: Uint8Array[] = [];
  let size = 0;
  return {
    append(leafHash) {
      let node = leafHash;
      for (let filled = size; filled % 2 === 1; filled = Math.floor(filled / 2)) {
        node = hashNode(subtrees.pop() ?? node, node);
      }
      subtrees.push(node);
      size += 1;
    },
    size: () => size,
    root: () =>
      size === 0
        ? sha256(new Uint8Array())
        : subtrees.reduceRight((right, left) => hashNode(left, right)),
  };
}

export function treeRoot(leafHashes: readonly Uint8Array[]): Uint8Array {
  const tree = createTree();
  for (const leafHash of leafHashes) tree.append(leafHash);
  return tree.root();
}

/** PATH(index, D[n]) of RFC 6962 s2.1.1, lowest sibling first. */
export function inclusionProof(
  index: number,
  leafHashes: readonly Uint8Array[],
): readonly Uint8Array[] {
  assertBelow('leaf index', index, leafHashes.length);
  const proof: Uint8Array[] = [];
  for (let first = 0, rest = leafHashes; rest.length > 1; ) {
    const middle = largestPowerOfTwoBelow(rest.length);
    const left = rest.slice(0, middle);
    const right = rest.slice(middle);
    const goesLeft = index - first < middle;
    proof.push(treeRoot(goesLeft ? right : left));
    if (!goesLeft) first += middle;
    rest = goesLeft ? left : right;
  }
  return proof.reverse();
}

/** PROOF(oldSize, D[n]) of RFC 6962 s2.1.2: that the tree's first `oldSize` leaves are still there. */
export function consistencyProof(
  oldSize: number,
  leafHashes: readonly Uint8Array[],
): readonly Uint8Array[] {
  assertBelow('old tree size', oldSize, leafHashes.length + 1);
  const proof: Uint8Array[] = [];
  if (oldSize === 0) return proof;
  // The old tree's own root needs no entry: whoever verifies has it. That ends at the first step to
  // the right (the flag `b` of SUBPROOF).
  let isOldRoot = true;
  let old = oldSize;
  let rest = leafHashes;
  while (old < rest.length) {
    const middle = largestPowerOfTwoBelow(rest.length);
    const goesLeft = old <= middle;
    proof.push(treeRoot(goesLeft ? rest.slice(middle) : rest.slice(0, middle)));
    if (!goesLeft) {
      old -= middle;
      isOldRoot = false;
    }
    rest = goesLeft ? rest.slice(0, middle) : rest.slice(middle);
  }
  if (!isOldRoot) proof.push(treeRoot(rest));
  return proof.reverse();
}

/** @throws SEAL_INVALID */
export function verifyInclusion(claim: InclusionClaim): void {
  const { index, treeSize, proof, root } = claim;
  assertBelow('leaf index', index, treeSize);
  const sides = siblingSides('inclusion', { position: index, last: treeSize - 1 }, proof.length);
  let node = claim.leafHash;
  for (const [i, sibling] of proof.entries()) {
    node = sides[i] === 'left' ? hashNode(sibling, node) : hashNode(node, sibling);
  }
  assertRoot('inclusion', root, node);
}

/** @throws SEAL_INVALID */
export function verifyConsistency(claim: ConsistencyClaim): void {
  const { oldSize, oldRoot, newSize, newRoot, proof } = claim;
  assertBelow('old tree size', oldSize, newSize + 1);
  if (oldSize === 0 || oldSize === newSize) {
    if (proof.length > 0) refuseProof('consistency', 'no hash', String(proof.length));
    assertRoot('consistency', oldSize === 0 ? treeRoot([]) : newRoot, oldRoot);
    return;
  }
  const place = { position: oldSize - 1, last: newSize - 1 };
  while (place.position % 2 === 1) ascend(place);
  // A perfect old tree is a node of the new one: the proof leaves its root out.
  const [start, ...path] = place.position === 0 ? [oldRoot, ...proof] : proof;
  if (start === undefined) refuseProof('consistency', 'a hash', 'none');
  const sides = siblingSides('consistency', place, path.length);
  let old = start;
  let node = start;
  for (const [i, sibling] of path.entries()) {
    if (sides[i] === 'left') old = hashNode(sibling, old);
    node = sides[i] === 'left' ? hashNode(sibling, node) : hashNode(node, sibling);
  }
  assertRoot('consistency', oldRoot, old);
  assertRoot('consistency', newRoot, node);
}

/** A node's index in its level, and the index of that level's last node. */
interface Place {
  position: number;
  last: number;
}

/** On which side of the way up to the root each hash of a proof stands. Uses up `place`. */
function siblingSides(proof: string, place: Place, length: number): readonly ('left' | 'right')[] {
  const sides: ('left' | 'right')[] = [];
  while (sides.length < length) {
    if (place.last === 0) refuseProof(proof, `${sides.length} hashes`, String(length));
    const isLeft = place.position % 2 === 1 || place.position === place.last;
    sides.push(isLeft ? 'left' : 'right');
    // A right edge without a sibling rises until it has one.
    while (isLeft && place.position % 2 === 0 && place.position !== 0) ascend(place);
    ascend(place);
  }
  if (place.last !== 0) refuseProof(proof, `more than ${length} hashes`, String(length));
  return sides;
}

/** Division, because a shift would cut at 32 bits. */
function ascend(place: Place): void {
  place.position = Math.floor(place.position / 2);
  place.last = Math.floor(place.last / 2);
}

function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  const message = new Uint8Array(1 + left.length + right.length);
  message[0] = NODE_PREFIX;
  message.set(left, 1);
  message.set(right, 1 + left.length);
  return sha256(message);
}

function largestPowerOfTwoBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function assertBelow(name: string, number: number, bound: number): void {
  if (Number.isSafeInteger(number) && number >= 0 && number < bound) return;
  throw new WaferError('SEAL_INVALID', `tree: expected ${name} below ${bound}, got ${number}`);
}

function assertRoot(proof: string, expected: Uint8Array, got: Uint8Array): void {
  if (encodeHex(expected) === encodeHex(got)) return;
  refuseProof(proof, `root ${encodeHex(expected)}`, encodeHex(got));
}

function refuseProof(proof: string, expected: string, got: string): never {
  throw new WaferError('SEAL_INVALID', `${proof} proof: expected ${expected}, got ${got}`);
}
