import { type Person, requireAssignable, requireGrantable, requireManageable } from './administration';
import type { Role } from './roles';

const person = (id: string, role: Role): Person => ({ id, role });
const refused = (code: string, field: string) => expect.objectContaining({ code, inputPath: ['input', field] });

describe('giving a role', () => {
  const assign = (actor: Role, target: Role, role: Role) => () =>
    requireAssignable(person('usr_actor', actor), person('usr_target', target), role);

  it.each([
    ['ADMIN', 'USER', 'MODERATOR'],
    ['ADMIN', 'MODERATOR', 'USER'],
    ['SUPER_ADMIN', 'USER', 'ADMIN'],
    ['SUPER_ADMIN', 'USER', 'SUPER_ADMIN'],
    ['SUPER_ADMIN', 'SUPER_ADMIN', 'USER'],
    ['MODERATOR', 'USER', 'MODERATOR'],
  ] as const)('lets a %s make a %s a %s', (actor, target, role) => {
    expect(assign(actor, target, role)).not.toThrow();
  });

  it.each([
    ['ADMIN', 'USER', 'ADMIN', 'role'],
    ['ADMIN', 'USER', 'SUPER_ADMIN', 'role'],
    ['ADMIN', 'ADMIN', 'USER', 'userId'],
    ['ADMIN', 'SUPER_ADMIN', 'USER', 'userId'],
    ['USER', 'USER', 'MODERATOR', 'role'],
    ['USER', 'MODERATOR', 'USER', 'userId'],
    ['MODERATOR', 'USER', 'ADMIN', 'role'],
  ] as const)('does not let a %s make a %s a %s', (actor, target, role, field) => {
    expect(assign(actor, target, role)).toThrow(refused('ROLE_NOT_ASSIGNABLE', field));
  });

  it('is for others: not even a SUPER_ADMIN changes their own', () => {
    const me = person('usr_me', 'SUPER_ADMIN');
    expect(() => requireAssignable(me, me, 'USER')).toThrow(refused('ROLE_NOT_ASSIGNABLE', 'userId'));
  });
});

describe('granting a scope', () => {
  const grant = (actor: Role, target: Role, scope: string, granted = true) =>
    requireGrantable(person('usr_actor', actor), person('usr_target', target), { scope, granted });

  it('works for a scope of the own role that the other role has not', () => {
    expect(grant('ADMIN', 'USER', 'users:read')).toBe('users:read');
    expect(grant('SUPER_ADMIN', 'MODERATOR', 'users:manage')).toBe('users:manage');
    expect(grant('ADMIN', 'USER', 'users:read', false)).toBe('users:read');
  });

  it.each(['', 'everything', 'users:read ', 'toString', 'food:kitchen', 'food:deliver'])(
    'is refused for %j, which is no scope or comes with a duty',
    (scope) => {
      expect(() => grant('SUPER_ADMIN', 'USER', scope)).toThrow(refused('VALIDATION', 'scope'));
    },
  );

  it('is refused for what the role carries already, and taking it back is not', () => {
    expect(() => grant('ADMIN', 'MODERATOR', 'users:read')).toThrow(refused('VALIDATION', 'scope'));
    expect(grant('ADMIN', 'MODERATOR', 'users:read', false)).toBe('users:read');
  });

  it.each([true, false])('is refused for scopes of roles above (granted: %s)', (granted) => {
    expect(() => grant('MODERATOR', 'USER', 'users:manage', granted)).toThrow(refused('ROLE_NOT_ASSIGNABLE', 'scope'));
    expect(() => grant('USER', 'USER', 'users:read', granted)).toThrow(refused('ROLE_NOT_ASSIGNABLE', 'scope'));
    expect(() => grant('ADMIN', 'SUPER_ADMIN', 'users:read', granted)).toThrow(
      refused('ROLE_NOT_ASSIGNABLE', 'userId'),
    );
  });

  it('is for others', () => {
    const me = person('usr_me', 'SUPER_ADMIN');
    expect(() => requireGrantable(me, me, { scope: 'users:read', granted: true })).toThrow(
      refused('ROLE_NOT_ASSIGNABLE', 'userId'),
    );
  });
});

describe('switching an account off or on', () => {
  const manage = (actor: Role, target: Role) => () =>
    requireManageable(person('usr_actor', actor), person('usr_target', target));

  it.each([
    ['MODERATOR', 'USER'],
    ['MODERATOR', 'MODERATOR'],
    ['ADMIN', 'MODERATOR'],
    ['SUPER_ADMIN', 'ADMIN'],
    ['SUPER_ADMIN', 'SUPER_ADMIN'],
  ] as const)('lets a %s touch a %s', (actor, target) => {
    expect(manage(actor, target)).not.toThrow();
  });

  it.each([
    ['USER', 'MODERATOR'],
    ['MODERATOR', 'ADMIN'],
    ['MODERATOR', 'SUPER_ADMIN'],
    ['ADMIN', 'ADMIN'],
    ['ADMIN', 'SUPER_ADMIN'],
  ] as const)('does not let a %s touch a %s', (actor, target) => {
    expect(manage(actor, target)).toThrow(refused('FORBIDDEN', 'userId'));
  });

  it('is for others', () => {
    const me = person('usr_me', 'SUPER_ADMIN');
    expect(() => requireManageable(me, me)).toThrow(refused('FORBIDDEN', 'userId'));
  });
});
