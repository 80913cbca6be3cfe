import { sign } from 'jsonwebtoken';
import {
  createIdentitySigner,
  createIdentityVerifier,
  hasScope,
  type Identity,
  requireScope,
  requireViewer,
} from './index';

const secret = 'a secret of at least thirty-two bytes';
const identity: Identity = {
  viewer: { userId: 'usr_1', role: 'USER', scopes: ['food:kitchen'], sessionId: 'ses_1' },
  requestId: 'req-1',
  clientIp: '192.0.2.1',
};
const verifyForFood = createIdentityVerifier(secret, 'food');
const refused = expect.objectContaining({ code: 'UNAUTHENTICATED', httpStatus: 401 });

describe('a signed identity', () => {
  it('tells a subgraph who asks', () => {
    expect(verifyForFood(createIdentitySigner(secret).sign(identity, 'food'))).toEqual(identity);
  });

  it('may state that the caller is anonymous', () => {
    const anonymous: Identity = { viewer: null, requestId: 'req-2', clientIp: null };
    expect(verifyForFood(createIdentitySigner(secret).sign(anonymous, 'food'))).toEqual(anonymous);
  });

  const options = { algorithm: 'HS256', issuer: 'gateway', audience: 'food', expiresIn: 60 } as const;
  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['meant for another subgraph', createIdentitySigner(secret).sign(identity, 'users')],
    ['signed with another secret', createIdentitySigner(`${secret}!`).sign(identity, 'food')],
    ['expired', sign({ ...identity }, secret, { ...options, expiresIn: -30 })],
    ['without an end', sign({ ...identity }, secret, { algorithm: 'HS256', issuer: 'gateway', audience: 'food' })],
    ['of another issuer', sign({ ...identity }, secret, { ...options, issuer: 'somebody' })],
    ['of another algorithm', sign({ ...identity }, secret, { ...options, algorithm: 'HS512' })],
    ['unsigned', sign({ ...identity }, '', { ...options, algorithm: 'none' })],
    ['of another shape', sign({ viewer: 'usr_1' }, secret, options)],
  ])('is refused when %s', (_name, token) => {
    expect(() => verifyForFood(token)).toThrow(refused);
  });
});

describe('a viewer', () => {
  it('is required where a resolver says so', () => {
    expect(requireViewer(identity)).toBe(identity.viewer);
    expect(() => requireViewer({ viewer: null })).toThrow(refused);
  });

  it('has the scopes of the token and no others', () => {
    expect(hasScope(identity.viewer, 'food:kitchen')).toBe(true);
    expect(hasScope(identity.viewer, 'food')).toBe(false);
    expect(hasScope(null, 'food:kitchen')).toBe(false);
  });

  it('needs one of the scopes that a resolver asks for', () => {
    expect(requireScope(identity, 'food:write', 'food:kitchen')).toBe(identity.viewer);
    expect(() => requireScope(identity, 'food:write')).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(() => requireScope({ viewer: null }, 'food:write')).toThrow(refused);
  });
});
