import { requireScope, requireViewer } from '@marquee/shared/auth';
import { TokenInvalid } from '../domain/errors';
import { fullView, viewFor } from '../domain/userView';
import type { MutationResolvers } from '../generated/resolverTypes';
import { assignRole } from '../services/assignRole';
import { changePassword } from '../services/changePassword';
import { endSession } from '../services/endSession';
import { grantScope } from '../services/grantScope';
import { logIn } from '../services/logIn';
import { logOut } from '../services/logOut';
import { refreshSession } from '../services/refreshSession';
import { registerUser } from '../services/registerUser';
import { removeAddress } from '../services/removeAddress';
import { saveAddress } from '../services/saveAddress';
import { setUserStatus } from '../services/setUserStatus';
import { updateProfile } from '../services/updateProfile';
import { deliverTokens } from './deliverTokens';
import { requireOneSignIn } from './requireOneSignIn';

const done = { ok: true, errors: [] };

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

  sessionRevoke: async (_root, { id }, ctx) => {
    await endSession(ctx.services, requireViewer(ctx).userId, id);
    return done;
  },

  passwordChange: async (_root, { input }, ctx, info) => {
    requireOneSignIn(info);
    await changePassword(ctx.services, requireViewer(ctx), {
      ...input,
      revokeOtherSessions: input.revokeOtherSessions ?? true,
    });
    return done;
  },

  addressSave: async (_root, { input }, ctx) => {
    const { makeDefaultShipping = false, makeDefaultBilling = false } = input;
    const command = { ...input, makeDefaultShipping, makeDefaultBilling };
    return { savedAddress: await saveAddress(ctx.services, requireViewer(ctx).userId, command), errors: [] };
  },

  addressRemove: async (_root, { id }, ctx) => {
    await removeAddress(ctx.services, requireViewer(ctx).userId, id);
    return done;
  },

  roleAssign: async (_root, { input }, ctx) => {
    const viewer = requireScope(ctx, 'roles:assign');
    return { user: viewFor(viewer, await assignRole(ctx.services, viewer, input)), errors: [] };
  },

  scopeGrant: async (_root, { input }, ctx) => {
    const viewer = requireScope(ctx, 'roles:assign');
    return { user: viewFor(viewer, await grantScope(ctx.services, viewer, input)), errors: [] };
  },

  userStatusSet: async (_root, { input }, ctx) => {
    const viewer = requireScope(ctx, 'users:manage');
    return { user: viewFor(viewer, await setUserStatus(ctx.services, viewer, input)), errors: [] };
  },
};
