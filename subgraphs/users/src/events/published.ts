import {
  eventOf,
  sessionRefreshedV1,
  sessionRevokedV1,
  sessionStartedV1,
  userCreatedV1,
  userUpdatedV1,
} from '@marquee/shared/events';
import type { UserFacts } from '../domain/userView';
import type { Session } from '../persistence/session.entity';

/** Someone has just signed up. */
export function userCreated({ id, username, displayName, role, locale, createdAt }: UserFacts) {
  return eventOf(userCreatedV1, {
    aggregateId: id,
    occurredAt: createdAt,
    data: { userId: id, username, displayName, role, locale },
  });
}

/** A user's record has changed; `changed` names fields of the GraphQL type `User`. */
export function userUpdated(user: UserFacts, changed: readonly (keyof UserFacts | 'scopes')[], occurredAt: Date) {
  const { id, username, displayName, role, locale, isActive } = user;
  return eventOf(userUpdatedV1, {
    aggregateId: id,
    occurredAt,
    data: { userId: id, changed: [...changed], username, displayName, role, locale, isActive },
  });
}

type SessionFacts = Pick<Session, 'id' | 'userId' | 'expiresAt'>;

/** Someone has just signed in on a device. */
export function sessionStarted(session: SessionFacts, occurredAt: Date) {
  return eventOf(sessionStartedV1, { aggregateId: session.id, occurredAt, data: sessionData(session) });
}

/** A session has got new tokens; `expiresAt` is its new end. */
export function sessionRefreshed(session: SessionFacts, occurredAt: Date) {
  return eventOf(sessionRefreshedV1, { aggregateId: session.id, occurredAt, data: sessionData(session) });
}

/** A session has been ended before its time. */
export function sessionRevoked(session: SessionFacts, occurredAt: Date) {
  return eventOf(sessionRevokedV1, { aggregateId: session.id, occurredAt, data: sessionData(session) });
}

function sessionData({ id, userId, expiresAt }: SessionFacts) {
  return { sessionId: id, userId, expiresAt: expiresAt.toISOString() };
}
