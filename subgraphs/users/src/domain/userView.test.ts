import { type UserFacts, viewFor } from './userView';

const anna: UserFacts = {
  id: 'usr_anna',
  email: 'anna@example.com',
  username: 'anna',
  displayName: 'Anna N.',
  firstName: 'Anna',
  lastName: 'Novak',
  phone: '+15550100',
  locale: 'en',
  preferredCurrency: 'EUR',
  role: 'MODERATOR',
  isActive: true,
  emailVerifiedAt: new Date('2030-01-01T00:00:00Z'),
  createdAt: new Date('2029-01-01T00:00:00Z'),
  updatedAt: new Date('2029-06-01T00:00:00Z'),
};

describe('a user seen by someone', () => {
  it('is whole to themself and to a holder of users:read', () => {
    expect(viewFor({ userId: 'usr_anna', scopes: [] }, anna)).toEqual(anna);
    expect(viewFor({ userId: 'usr_clerk', scopes: ['users:read'] }, anna)).toEqual(anna);
  });

  it('is an id and a display name to anyone else', () => {
    const seen = viewFor({ userId: 'usr_ben', scopes: ['food:write'] }, anna);
    const known = Object.entries(seen ?? {}).filter(([, value]) => value !== null);
    expect(Object.fromEntries(known)).toEqual({ id: 'usr_anna', displayName: 'Anna N.' });
  });

  it('is nothing to the anonymous', () => {
    expect(viewFor(null, anna)).toBeNull();
  });

  it('never carries what the schema does not name, such as the password hash', () => {
    const row = { ...anna, passwordHash: '$2b$12$canary' };
    expect(JSON.stringify(viewFor({ userId: 'usr_anna', scopes: [] }, row))).not.toContain('canary');
  });
});
