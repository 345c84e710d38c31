/** Functions about calls that are no shell commands: files, tools, and the texts they carry. */

import { Call, Text } from '../../abi';
import { FN_CONTENT, FN_PATH, FN_SERVER, FN_TARGETS, FN_TOOL } from './functions';
import { matchesAny } from './globs';
import { noteDetail } from './matched';
import { LazyRegex, Term } from './model';
import { fitsPath } from './paths';
import { matchesRegex } from './regexes';

/** All functions of the row hold. Those about commands never do. */
export function callHolds(call: Call, row: Term | null): bool {
  for (let term: Term | null = row; term !== null; term = term!.next) {
    if (isTrue(call, term) === term.negated) return false;
  }
  return true;
}

function isTrue(call: Call, term: Term): bool {
  if (term.kind === FN_PATH) {
    if (!fitsPath(call.path, call.cwd, term.values)) return false;
    noteDetail(call.path);
    return true;
  }
  if (term.kind === FN_TARGETS)
    return call.path.length > 0 && ((term.bits >> call.pathTarget) & 1) !== 0;
  if (term.kind === FN_CONTENT) return hasContent(call, term.regex);
  if (term.kind === FN_TOOL) return isNamed(call.tool, term);
  return term.kind === FN_SERVER && isNamed(call.server, term);
}

function isNamed(name: Text, term: Term): bool {
  return name.length > 0 && matchesAny(term.values, name, true);
}

function hasContent(call: Call, regex: LazyRegex): bool {
  for (let i: u32 = 0; i < call.textCount; i++) {
    if (matchesRegex(regex, call.text(i))) return true;
  }
  return false;
}
