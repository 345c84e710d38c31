/** Destructive SQL that a database client is told to run. */

import { Call, Command, REDIRECT_HERE_DOCUMENT, REDIRECT_HERE_STRING, Text } from '../abi';
import { reportCommand } from './evidence';
import { SQL_DROP } from './rules';

const HYPHEN: u8 = 0x2d;
const QUOTE: u8 = 0x27;
const NEWLINE: u8 = 0x0a;
const UNDERSCORE: u8 = 0x5f;

export function inspectDatabase(call: Call, index: u32): void {
  const command = call.command(index);
  if (command.wordCount === 0 || !isClient(command.word(0).value)) return;
  if (isToldToDrop(command) || isFedDrop(call, command)) reportCommand(SQL_DROP, command);
}

/** In an argument, a here-document or a here-string. */
function isToldToDrop(command: Command): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    if (drops(command.word(i).value)) return true;
  }
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    const isBody =
      redirect.operator === REDIRECT_HERE_DOCUMENT || redirect.operator === REDIRECT_HERE_STRING;
    if (isBody && drops(redirect.target.value)) return true;
  }
  return false;
}

/** `echo 'DROP TABLE t' | psql`. */
function isFedDrop(call: Call, client: Command): bool {
  for (let i: u32 = 0; i < call.commandCount; i++) {
    const other = call.command(i);
    if (other.pipeline !== client.pipeline || other.stage >= client.stage) continue;
    if (!other.runs('echo') && !other.runs('printf')) continue;
    for (let k: u32 = 1; k < other.wordCount; k++) {
      if (drops(other.word(k).value)) return true;
    }
  }
  return false;
}

function isClient(name: Text): bool {
  return (
    name.is('psql') ||
    name.is('mysql') ||
    name.is('mariadb') ||
    name.is('sqlite3') ||
    name.is('sqlcmd') ||
    name.is('cockroach') ||
    name.is('clickhouse-client') ||
    name.is('clickhouse') ||
    name.is('duckdb') ||
    name.is('bq') ||
    name.is('snowsql')
  );
}

/** `DROP TABLE | DATABASE | SCHEMA` or `TRUNCATE`, outside of SQL strings and line comments. */
function drops(sql: Text): bool {
  let afterDrop = false;
  let i: u32 = 0;
  while (i < sql.length) {
    const byte = sql.byte(i);
    if (byte === QUOTE) {
      i = endOfString(sql, i);
    } else if (byte === HYPHEN && i + 1 < sql.length && sql.byte(i + 1) === HYPHEN) {
      while (i < sql.length && sql.byte(i) !== NEWLINE) i++;
    } else if (isWordByte(byte)) {
      const end = endOfWord(sql, i);
      if (
        afterDrop &&
        (isKeyword(sql, i, end, 'table') ||
          isKeyword(sql, i, end, 'database') ||
          isKeyword(sql, i, end, 'schema'))
      ) {
        return true;
      }
      if (isKeyword(sql, i, end, 'truncate')) return true;
      afterDrop = isKeyword(sql, i, end, 'drop');
      i = end;
    } else {
      i++;
    }
  }
  return false;
}

function endOfString(sql: Text, start: u32): u32 {
  let i = start + 1;
  while (i < sql.length && sql.byte(i) !== QUOTE) i++;
  return i + 1;
}

function endOfWord(sql: Text, start: u32): u32 {
  let i = start;
  while (i < sql.length && isWordByte(sql.byte(i))) i++;
  return i;
}

function isWordByte(byte: u8): bool {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === UNDERSCORE;
}

/** The word from `start` to `end` is the lower-case `keyword` in any case. */
function isKeyword(sql: Text, start: u32, end: u32, keyword: string): bool {
  if (end - start !== <u32>keyword.length) return false;
  for (let i = start; i < end; i++) {
    if ((sql.byte(i) | 0x20) !== <u8>keyword.charCodeAt(i - start)) return false;
  }
  return true;
}
