import { roles } from '@marquee/shared/auth';
import { dutyScopes, roleScopes, scopeDescriptions, singleScopes } from '@marquee/users';

/** The text of docs/roles.md: who holds which scope by role or by duty, from what users puts into a token. */
export function rolesDocument(): string {
  const scopes = Object.entries(scopeDescriptions).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const duties = Object.entries(dutyScopes);
  const row = ([scope, description]: [string, string]): string[] => [
    `\`${scope}\``,
    description,
    ...roles.map((role) => mark(roleScopes[role].some((held) => held === scope))),
    ...duties.map(([, held]) => mark(held === scope)),
    mark(singleScopes.some((single) => single === scope)),
  ];
  const table = [
    ['scope', 'what it opens', ...roles, ...duties.map(([duty]) => `duty ${duty}`), 'only by grant'],
    Array.from({ length: 3 + roles.length + duties.length }, () => '---'),
    ...scopes.map(row),
  ];
  return `${preface}\n\n${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n\n${closing}\n`;
}

const mark = (isHeld: boolean): string => (isHeld ? '✓' : '');

const preface = `# Roles and scopes

Made by \`npm run roles\` from \`subgraphs/users/src/domain/roles.ts\`, the only place where a role gets its scopes.

A field that needs a scope says so in the schema (\`@requiresScopes\`); the gateway refuses it to everyone else, and the
subgraph checks it again. Everyone who is signed in may do what needs no scope, with what is their own.`;

const closing = `A role holds the scopes with a mark and no others: none is implied. A duty is no role: a restaurant's staff are
ordinary users, and food looks up at which restaurant somebody holds the duty. A single scope can be granted to one user
as well (\`scopeGrant\`). What was granted or taken is in the tokens made from then on; \`me { scopes }\` tells what a
token made now would carry.`;
