import { requireViewer } from '@marquee/shared/auth';
import { TokenInvalid } from '../domain/errors';
import { fullView } from '../domain/userView';
import type { MutationResolvers } from '../generated/resolverTypes';
import { logIn } from '../services/logIn';
import { logOut } from '../services/logOut';
import { refreshSession } from '../services/refreshSession';
import { registerUser } from '../services/registerUser';
import { updateProfile } from '../services/updateProfile';
import { deliverTokens } from './deliverTokens';
import { requireOneSignIn } from './requireOneSignIn';

export const Mutation: MutationResolvers = {
  register: async (_root, { input }, { services, cookies, device }, info) => {
    requireOneSignIn(info);
    const { user, tokens } = await registerUser(services, { ...input, device: { ...device, name: null } });
    return { user: fullView(user), tokens: deliverTokens(cookies, tokens, input.delivery), errors: [] };
  },

  login: async (_root, { input }, { services, cookies, device }, info) => {
    requireOneSignIn(info);
    const { identifier, password, deviceName } = input;
    const command = { identifier, password, device: { ...device, name: deviceName ?? null } };
    const { user, tokens } = await logIn(services, command);
    return { user: fullView(user), tokens: deliverTokens(cookies, tokens, input.delivery), errors: [] };
  },

  tokenRefresh: async (_root, { refreshToken }, { services, cookies }) => {
    const fromCookie = refreshToken == null;
    const signedIn = await refreshSession(services, refreshToken ?? cookies.refreshToken ?? '');
    if (signedIn === null) {
      // A cookie that is of no use any more must not come back with every request.
      if (fromCookie) cookies.clear();
      throw new TokenInvalid();
    }
    const tokens = deliverTokens(cookies, signedIn.tokens, fromCookie ? 'COOKIE' : 'BEARER');
    return { user: fullView(signedIn.user), tokens, errors: [] };
  },

  logout: async (_root, { everywhere }, { viewer, services, cookies }) => {
    const revokedSessions = await logOut(services, { viewer, refreshToken: cookies.refreshToken, everywhere });
    cookies.clear();
    return { revokedSessions, errors: [] };
  },

  profileUpdate: async (_root, { input }, ctx) => {
    const { userId } = requireViewer(ctx);
    return { user: fullView(await updateProfile(ctx.services, userId, input)), errors: [] };
  },
};
