/** Other names that a program of a scripting language gives to modules and what is in them. */

/** `import subprocess as s`, `const cp = require('child_process')`, `import * as cp from ..` */
const MODULES = [
  /(?<!from[ \t]{1,8}[\w.]{1,40}[ \t]{1,8})\bimport[ \t]+([\w.]{1,40})[ \t]+as[ \t]+(\w{1,40})/g,
  /\bimport[ \t]+\*[ \t]+as[ \t]+(?<as>\w{1,40})[ \t]+from[ \t]*["'](?:node:)?(?<of>[\w./]{1,40})["']/g,
  /(?<as>\w{1,40})[ \t]*=[ \t]*(?:await[ \t]+)?(?:require|import)\([ \t]*["'](?:node:)?(?<of>[\w./]{1,40})["'][ \t]*\)/g,
  /import\([ \t]*["'](?:node:)?(?<of>[\w./]{1,40})["'][ \t]*\)\.then\([ \t]*\(?(?<as>\w{1,40})\)?[ \t]*=>/g,
];

/** `from os import system as s, remove`, `import {exec as e} from 'child_process'` */
const MEMBERS = [
  /\bfrom[ \t]+(?<of>[\w.]{1,40})[ \t]+import[ \t]+(?<list>[^\n;]{1,200})/g,
  /\bimport[ \t]*\{(?<list>[^}]{1,200})\}[ \t]*from[ \t]*["'](?:node:)?(?<of>[\w./]{1,40})["']/g,
  /\{(?<list>[^{}]{1,200})\}[ \t]*=[ \t]*(?:await[ \t]+)?(?:require|import)\([ \t]*["'](?:node:)?(?<of>[\w./]{1,40})["']/g,
];

export interface Meant {
  readonly name: string;
  /** What stands before the name: the module, where the program leaves it away. */
  readonly before: string;
}

export interface Names {
  settle(name: string, before: string): Meant;
}

/** Calls by a name in a string: `getattr(os, "system")(..)`, `cp["exec"](..)`. */
export function settleNames(text: string): string {
  return text
    .replaceAll(
      /\bgetattr\(\s{0,8}([\w.]{1,40})\s{0,8},\s{0,8}["'](\w{1,40})["']\s{0,8}\)/g,
      '$1.$2',
    )
    .replaceAll(/(?<=[\w)])\[\s{0,8}["'](\w{1,40})["']\s{0,8}\](?=\s{0,8}\()/g, '.$1');
}

export function namesOf(text: string): Names {
  if (!/\b(?:import|require)\b/.test(text)) return { settle: (name, before) => ({ name, before }) };
  const modules = modulesIn(text);
  const members = membersIn(text);
  return {
    settle(name, before) {
      const member = members.get(name);
      if (member !== undefined && !/[.\w]$/.test(before)) return member;
      const receiver = /(\w+)\.$/.exec(before)?.[1] ?? '';
      const module = modules.get(receiver);
      return module === undefined ? { name, before } : { name, before: `${module}.` };
    },
  };
}

function modulesIn(text: string): Map<string, string> {
  const modules = new Map<string, string>();
  for (const pattern of MODULES) {
    for (const { 1: first = '', 2: second = '', groups } of text.matchAll(pattern)) {
      modules.set(groups?.as ?? second, nameOf(groups?.of ?? first));
    }
  }
  return modules;
}

function membersIn(text: string): Map<string, Meant> {
  const members = new Map<string, Meant>();
  for (const pattern of MEMBERS) {
    for (const { groups } of text.matchAll(pattern)) {
      const before = `${nameOf(groups?.of ?? '')}.`;
      for (const item of (groups?.list ?? '').split(',')) {
        const [, name = '', as = name] = /^\s*\(?(\w+)(?:\s*(?:as\b|:)\s*(\w+))?/.exec(item) ?? [];
        members.set(as, { name, before });
      }
    }
  }
  return members;
}

/** `fs/promises` is as good as `fs`. */
function nameOf(module: string): string {
  return module.replace(/\/.*/, '');
}
