/**
 * And-or lists and pipelines as they are written. The grammar hangs redirections around whole
 * lists, and what follows a here-document's operator inside of the redirection; here each stage
 * gets back its own.
 */

import { isRedirect } from './redirects.ts';
import type { SyntaxNode } from './syntax.ts';

/** One stage of a pipeline. */
export interface Stage {
  readonly node: SyntaxNode;
  /** Redirections that stand outside of the node, and words between them. */
  readonly redirects: readonly SyntaxNode[];
}

/** One pipeline of an and-or list. */
export interface Link {
  /** What stands before it: `&&` or `||`; empty for the first. */
  readonly operator: string;
  readonly stages: readonly Stage[];
}

interface GrowingLink extends Link {
  readonly stages: Stage[];
}

/** The and-or list that a statement is; most have one link of one stage. */
export function linksOf(node: SyntaxNode, redirects: readonly SyntaxNode[] = []): GrowingLink[] {
  switch (node.type) {
    case 'list':
    case 'pipeline':
      return joinLinks(node.children, redirects);
    case 'redirected_statement':
      return linksOfRedirected(node, redirects);
    default:
      return [{ operator: '', stages: [{ node, redirects }] }];
  }
}

/** Statements with the operators between them. The outer redirections belong to the last one. */
function joinLinks(nodes: readonly SyntaxNode[], redirects: readonly SyntaxNode[]): GrowingLink[] {
  const links: GrowingLink[] = [];
  const last = nodes.findLastIndex(({ type }) => !isOperator(type) && type !== 'comment');
  let operator = '';
  for (const [i, node] of nodes.entries()) {
    if (isOperator(node.type)) operator = node.type;
    else if (node.type !== 'comment')
      append(links, operator, linksOf(node, i === last ? redirects : []));
  }
  return links;
}

function linksOfRedirected(node: SyntaxNode, redirects: readonly SyntaxNode[]): GrowingLink[] {
  const isOwn = (child: SyntaxNode): boolean => isRedirect(child) || child.type === 'word';
  const body = node.children.find((child) => !isOwn(child) && child.type !== 'comment');
  const own = node.children.filter(isOwn);
  // `cmd <<EOF > file`: the grammar puts the file into the here-document.
  const inner = own.flatMap(({ type, children }) =>
    type === 'heredoc_redirect' ? children.filter(isRedirect) : [],
  );
  const all = [...own, ...inner, ...redirects];
  const links = body === undefined ? linksOfNothing(node, all) : linksOf(body, all);
  for (const here of own) {
    if (here.type === 'heredoc_redirect') appendContinuation(links, here);
  }
  return links;
}

/** A redirection without a command. */
function linksOfNothing(node: SyntaxNode, redirects: readonly SyntaxNode[]): GrowingLink[] {
  const empty = { ...node, type: 'command', children: [] };
  return [{ operator: '', stages: [{ node: empty, redirects }] }];
}

/** `cmd <<EOF | next` and `cmd <<EOF && next`. */
function appendContinuation(links: GrowingLink[], here: SyntaxNode): void {
  let operator = '';
  for (const child of here.children) {
    if (child.type === 'pipeline') append(links, '|', joinLinks(child.children, []));
    else if (isOperator(child.type)) operator = child.type;
    else if (operator !== '' && !isBodyPart(child)) append(links, operator, linksOf(child));
  }
}

function isBodyPart(node: SyntaxNode): boolean {
  return node.type.startsWith('heredoc_') || isRedirect(node);
}

/** `a && b`, then `| c && d`: the pipe takes the last and the first, the others follow. */
function append(links: GrowingLink[], operator: string, more: GrowingLink[]): void {
  const [first, ...rest] = more;
  if (first === undefined) return;
  const last = links.at(-1);
  if (last !== undefined && (operator === '|' || operator === '|&')) {
    last.stages.push(...first.stages);
  } else {
    links.push({ operator: links.length === 0 ? '' : operator, stages: first.stages });
  }
  links.push(...rest);
}

function isOperator(type: string): boolean {
  return type === '&&' || type === '||' || type === '|' || type === '|&';
}
