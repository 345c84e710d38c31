/** What stands on the standard input of a command. */

import {
  REDIRECT_DUPLICATE,
  REDIRECT_HERE_DOCUMENT,
  REDIRECT_HERE_STRING,
  Redirect,
} from '../../abi';
import { labelsOfFile, labelsOfPrinted } from './data';
import { isConnection, labelsOfDescriptor } from './descriptors';
import { LABEL_NETWORK, OPAQUE } from './labels';
import { commandAt } from './trace';

/** @param piped what comes without a redirection */
export function inputOf(index: u32, piped: u32): u32 {
  const command = commandAt(index);
  let labels = piped;
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    if (redirect.descriptor === 0) labels = labelsOfRedirect(index, redirect);
  }
  return labels;
}

/** What a redirection lets a command read. */
export function labelsOfRedirect(index: u32, redirect: Redirect): u32 {
  if (redirect.operator === REDIRECT_HERE_DOCUMENT || redirect.operator === REDIRECT_HERE_STRING) {
    return labelsOfPrinted(index, redirect.target);
  }
  if (redirect.operator === REDIRECT_DUPLICATE) return labelsOfDescriptor(redirect);
  if (isConnection(redirect.target.value)) return LABEL_NETWORK | OPAQUE;
  return labelsOfFile(index, redirect.target);
}
