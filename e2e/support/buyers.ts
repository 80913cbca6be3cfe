import { newId } from '@marquee/shared/ids';
import { createLogger } from '@marquee/shared/logging';
import { openUsersDatabase } from '../../subgraphs/users/src/persistence/dataSource';
import { signAccessToken } from '../../subgraphs/users/src/services/tokens/accessToken';
import { loadSigningKeys } from '../../subgraphs/users/src/services/tokens/signingKeys';
import type { Marquee } from './marquee';

/** Somebody who is signed in: registering thousands would take longer than what is to be seen. */
export interface Buyer {
  readonly id: string;
  readonly token: string;
}

/** So many different people, with tokens signed by the key that users has. */
export async function signInBuyers({ environment }: Marquee, count: number): Promise<Buyer[]> {
  const database = await openUsersDatabase(
    environment['USERS_DATABASE_URL'] ?? '',
    createLogger({ service: 'test', level: 'silent' }),
  );
  try {
    const keys = await loadSigningKeys(database, environment['TOKEN_KEY_SECRET'] ?? '', () => new Date());
    const key = await keys.current();
    return Array.from({ length: count }, () => {
      const id = newId('user');
      const claims = { userId: id, sessionId: newId('session'), role: 'USER' as const, scopes: [] };
      return { id, token: signAccessToken(key, claims, new Date(), 900).token };
    });
  } finally {
    await database.destroy();
  }
}
