/** SHA-256 where the host brings none of its own (package.json, `imports`). */

export { sha256 } from '@noble/hashes/sha2.js';
