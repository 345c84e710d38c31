/** Builtins of the shell (POSIX XCU 2.14 and bash): a list of programs does not have to name them. */

import { Text } from '../../abi';

const BUILTINS: string =
  '. : [ [[ alias bg break builtin cd command continue declare dirs echo enable exit export false fc fg getopts hash help history jobs let local mapfile popd printf pushd pwd read readarray readonly return set shift shopt source test times trap true type typeset ulimit umask unalias unset wait';

export function isBuiltin(name: Text): bool {
  return name.isOneOf(BUILTINS);
}
