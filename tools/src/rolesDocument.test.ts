import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rolesDocument } from './rolesDocument';

describe('docs/roles.md', () => {
  it('says what the code grants; `npm run roles` brings it up to date', () => {
    const file = path.join(__dirname, '../../docs/roles.md');
    expect(readFileSync(file, 'utf8')).toBe(rolesDocument());
  });

  it('has a line for each scope with who holds it, by role and by duty', () => {
    const lines = rolesDocument().split('\n');
    const cells = (line: string | undefined) => (line ?? '').split('|').map((cell) => cell.trim());
    const header = cells(lines.find((line) => line.startsWith('| scope')));
    const holders = (scope: string) => {
      const line = cells(lines.find((text) => text.startsWith(`| \`${scope}\` |`)));
      return header.filter((_name, index) => line[index] === '✓');
    };
    expect(header).toEqual(expect.arrayContaining(['USER', 'MODERATOR', 'ADMIN', 'SUPER_ADMIN', 'duty KITCHEN']));
    expect(holders('users:read')).toEqual(['MODERATOR', 'ADMIN', 'SUPER_ADMIN']);
    expect(holders('food:kitchen')).toEqual(['duty KITCHEN']);
  });
});
