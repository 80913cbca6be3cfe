import { requireViewer } from '@marquee/shared/auth';
import type { SessionEventKind, SessionEventResolvers, SubscriptionResolvers } from '../generated/resolverTypes';
import { type SessionChange, watchSessions } from '../services/watchSessions';

export const Subscription: SubscriptionResolvers = {
  mySessions: {
    subscribe: async (_root, { after = null }, context) => {
      const { bus, services, signal } = context;
      return watchSessions({ bus, database: services.database }, requireViewer(context), { after, signal });
    },
    resolve: (change: SessionChange) => change,
  },
};

const kinds: Readonly<Record<SessionChange['event']['type'], SessionEventKind>> = {
  'session.started': 'STARTED',
  'session.refreshed': 'REFRESHED',
  'session.revoked': 'REVOKED',
};

export const SessionEvent: SessionEventResolvers = {
  occurredAt: ({ event }) => new Date(event.occurredAt),
  kind: ({ event }) => kinds[event.type],
  session: async ({ event }, _args, { loaders }) => {
    const session = await loaders.session.load(event.data.sessionId);
    if (session === null) throw new Error('a session was forgotten while its event was told');
    return session;
  },
};
