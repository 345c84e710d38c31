import { describe, expect, it } from 'vitest';
import { decodeHexOrNull, encodeHex } from '../runtime/encoding.ts';
import {
  consistencyProof,
  createTree,
  hashLeaf,
  inclusionProof,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from '../runtime/merkle.ts';
import { runVectors } from './run-vectors.ts';
import file from './vectors/merkle.json' with { type: 'json' };

interface MerkleVector {
  readonly name: string;
  readonly why: string;
  readonly kind: string;
  readonly size: number;
  readonly index?: number;
  readonly oldSize?: number;
  readonly expect: { readonly root?: string; readonly proof?: readonly string[] };
}

const KEYS = { vector: ['kind', 'size', 'index', 'oldSize'], expect: ['root', 'proof'] };
const REFUSED = expect.objectContaining({ name: 'WaferError', code: 'SEAL_INVALID' });
const MAX_SIZE = 20;

const referenceLeaves = file.leaves.map((leaf) => hashLeaf(bytesOf(leaf)));
const leaves = Array.from({ length: MAX_SIZE }, (_, i) => hashLeaf(Uint8Array.of(i)));
const sizes = Array.from({ length: MAX_SIZE }, (_, i) => i + 1);

function bytesOf(hex: string): Uint8Array {
  const bytes = decodeHexOrNull(hex);
  if (bytes === null) throw new Error(`${hex}: not hex`);
  return bytes;
}

function flipped(hash: Uint8Array): Uint8Array {
  return hash.map((byte, i) => (i === 0 ? byte ^ 1 : byte));
}

/** Every proof that differs from `proof` by one hash: changed, missing, or too many. */
function spoilt(proof: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const extra = hashLeaf(Uint8Array.of(255));
  const changed = proof.map((hash, i) => proof.with(i, flipped(hash)));
  const dropped = proof.map((_, i) => proof.toSpliced(i, 1));
  return [...changed, ...dropped, [...proof, extra], [extra, ...proof]];
}

runVectors<MerkleVector>('merkle', file, KEYS, (vector) => {
  const { kind, size, index = 0, oldSize = 0 } = vector;
  const tree = referenceLeaves.slice(0, size);
  const proofs = {
    root: () => [treeRoot(tree)],
    inclusion: () => inclusionProof(index, tree),
    consistency: () => consistencyProof(oldSize, tree),
  };
  const proof = Object.entries(proofs).find(([name]) => name === kind)?.[1]();
  const { root, proof: expected = [root] } = vector.expect;
  expect(proof?.map(encodeHex)).toEqual(expected);
});

describe('tree', () => {
  it('grows to the same root as the whole', () => {
    const tree = createTree();
    expect(encodeHex(tree.root())).toBe(encodeHex(treeRoot([])));
    for (const size of sizes) {
      tree.append(leaves[size - 1] ?? new Uint8Array());
      expect(tree.size()).toBe(size);
      expect(encodeHex(tree.root())).toBe(encodeHex(treeRoot(leaves.slice(0, size))));
    }
  });

  it('tells a leaf from a node', () => {
    const [a, b] = leaves;
    const pair = new Uint8Array([...(a ?? []), ...(b ?? [])]);
    expect(encodeHex(hashLeaf(pair))).not.toBe(encodeHex(treeRoot(leaves.slice(0, 2))));
  });
});

describe('inclusion', () => {
  it.each(sizes)('holds for every leaf of %i, and for no other place', (treeSize) => {
    const tree = leaves.slice(0, treeSize);
    const root = treeRoot(tree);
    for (const [index, leafHash] of tree.entries()) {
      const claim = { leafHash, index, treeSize, proof: inclusionProof(index, tree), root };
      verifyInclusion(claim);
      for (const proof of spoilt(claim.proof)) {
        expect(() => verifyInclusion({ ...claim, proof })).toThrow(REFUSED);
      }
      for (const other of tree.keys()) {
        if (other === index) continue;
        expect(() => verifyInclusion({ ...claim, index: other })).toThrow(REFUSED);
      }
      expect(() => verifyInclusion({ ...claim, leafHash: flipped(leafHash) })).toThrow(REFUSED);
      expect(() => verifyInclusion({ ...claim, root: flipped(root) })).toThrow(REFUSED);
    }
  });

  it('refuses an index that is none', () => {
    const [leafHash = new Uint8Array()] = leaves;
    const claim = { leafHash, treeSize: 1, proof: [], root: leafHash };
    for (const index of [-1, 1, 0.5, Number.NaN]) {
      expect(() => verifyInclusion({ ...claim, index })).toThrow(REFUSED);
      expect(() => inclusionProof(index, [leafHash])).toThrow(REFUSED);
    }
  });
});

describe('consistency', () => {
  it.each(sizes)('holds from every smaller tree to %i, and breaks with any hash', (newSize) => {
    const newRoot = treeRoot(leaves.slice(0, newSize));
    for (let oldSize = 0; oldSize <= newSize; oldSize++) {
      const oldRoot = treeRoot(leaves.slice(0, oldSize));
      const proof = consistencyProof(oldSize, leaves.slice(0, newSize));
      const claim = { oldSize, oldRoot, newSize, newRoot, proof };
      verifyConsistency(claim);
      for (const other of spoilt(proof)) {
        expect(() => verifyConsistency({ ...claim, proof: other })).toThrow(REFUSED);
      }
      expect(() => verifyConsistency({ ...claim, oldRoot: flipped(oldRoot) })).toThrow(REFUSED);
      // Everything is consistent with the empty tree: its proof says nothing of the new root.
      if (oldSize === 0) continue;
      expect(() => verifyConsistency({ ...claim, newRoot: flipped(newRoot) })).toThrow(REFUSED);
    }
  });

  it('refuses a tree that shrank', () => {
    const oldRoot = treeRoot(leaves.slice(0, 2));
    const newRoot = treeRoot(leaves.slice(0, 1));
    const claim = { oldSize: 2, oldRoot, newSize: 1, newRoot, proof: [] };
    expect(() => verifyConsistency(claim)).toThrow(REFUSED);
    expect(() => consistencyProof(2, leaves.slice(0, 1))).toThrow(REFUSED);
  });
});
