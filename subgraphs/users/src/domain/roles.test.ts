import { dutyScopes, effectiveScopes, roleScopes, scopeDescriptions, singleScopes } from './roles';

describe('the scopes of a user', () => {
  it('are none for an ordinary user', () => {
    expect(effectiveScopes('USER', [], [])).toEqual([]);
  });

  it('come from the role, from grants and from duties, each once', () => {
    expect(effectiveScopes('MODERATOR', ['booking:checkin', 'users:read'], ['KITCHEN', 'COURIER'])).toEqual([
      'booking:checkin',
      'food:deliver',
      'food:kitchen',
      'users:read',
    ]);
  });

  it('let an administrator read any order, and a moderator not', () => {
    expect(effectiveScopes('ADMIN', [], [])).toContain('food:read:any');
    expect(effectiveScopes('MODERATOR', [], [])).not.toContain('food:read:any');
  });

  it('never shrink from one role to the next', () => {
    const { MODERATOR, ADMIN, SUPER_ADMIN } = roleScopes;
    expect(ADMIN).toEqual(expect.arrayContaining([...MODERATOR]));
    expect(SUPER_ADMIN).toEqual(expect.arrayContaining([...ADMIN]));
  });
});

describe('the table of roles', () => {
  it('knows no scope that is not described, and describes none that nobody can get', () => {
    const reachable = new Set([...Object.values(roleScopes).flat(), ...Object.values(dutyScopes), ...singleScopes]);
    expect([...reachable].toSorted()).toEqual(Object.keys(scopeDescriptions).toSorted());
  });

  it('gives no role and no duty what is given one by one', () => {
    const given = new Set<string>([...Object.values(roleScopes).flat(), ...Object.values(dutyScopes)]);
    expect(singleScopes.filter((scope) => given.has(scope))).toEqual([]);
  });
});
