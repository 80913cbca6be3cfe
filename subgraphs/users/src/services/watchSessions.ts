import type { Viewer } from '@marquee/shared/auth';
import {
  type EventBus,
  type EventOf,
  sessionRefreshedV1,
  sessionRevokedV1,
  sessionStartedV1,
  type TailedEvent,
} from '@marquee/shared/events';
import { eventStream } from '@marquee/shared/subscriptions';
import type { DataSource } from 'typeorm';
import { sessionsRepository } from '../persistence/sessionsRepository';

const contracts = [sessionStartedV1, sessionRefreshedV1, sessionRevokedV1];

type SessionFact =
  | EventOf<typeof sessionStartedV1>
  | EventOf<typeof sessionRefreshedV1>
  | EventOf<typeof sessionRevokedV1>;

/** What happened to a session, with the cursor to resume after it. */
export type SessionChange = TailedEvent<SessionFact>;

export interface WatchSessions {
  readonly after: string | null;
  readonly signal: AbortSignal | undefined;
}

/**
 * From now on, or after a cursor: what happens to the viewer's sessions. A session that has expired since and was
 * forgotten is passed over in a replay. @throws InvalidInput for a bad cursor
 */
export function watchSessions(
  { bus, database }: { readonly bus: EventBus; readonly database: DataSource },
  viewer: Viewer,
  { after, signal }: WatchSessions,
): Promise<AsyncIterableIterator<SessionChange>> {
  const sessions = sessionsRepository(database.manager);
  const isFor = async ({ data }: SessionFact) =>
    data.userId === viewer.userId && (await sessions.find(data.sessionId)) !== null;
  return eventStream({ bus, contracts, after, signal, isFor });
}
