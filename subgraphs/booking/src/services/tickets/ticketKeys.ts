import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { makeKeyPair, openPrivateKey, type Sealing, verificationJwk } from '@marquee/shared/keys';
import type { DataSource } from 'typeorm';
import { databaseNow } from '../../persistence/databaseNow';
import type { TicketKeyEntity } from '../../persistence/ticketKey.entity';
import { ticketKeysRepository } from '../../persistence/ticketKeysRepository';

/** What signs ticket codes and reads them again. */
export interface TicketKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** The public half as the text of a JSON Web Key (RFC 7517), to verify codes offline. */
  readonly verificationKey: string;
}

/**
 * Loads the key of tickets, and makes it once. Replicas that start together agree on one.
 * @throws Error when TICKET_KEY_SECRET is not the one that the key was stored with
 */
export async function loadTicketKey(db: DataSource, secret: string): Promise<TicketKey> {
  const sealing = { secret, purpose: 'marquee booking ticket key' };
  const keys = ticketKeysRepository(db.manager);
  const stored = (await keys.find()) ?? (await storeFirst());
  return ticketKeyOf(stored, sealing);

  async function storeFirst(): Promise<TicketKeyEntity> {
    await keys.insertFirst({ ...makeKeyPair(newKid(), sealing), createdAt: await databaseNow(db.manager) });
    const first = await keys.find();
    if (first === null) throw new Error('there is no key of tickets');
    return first;
  }
}

/** Short, because every code carries it. */
function newKid(): string {
  return randomBytes(6).toString('base64url');
}

function ticketKeyOf(stored: TicketKeyEntity, sealing: Sealing): TicketKey {
  const privateKey = opened(stored, sealing);
  return {
    kid: stored.kid,
    privateKey,
    publicKey: createPublicKey(privateKey),
    verificationKey: JSON.stringify(verificationJwk(stored)),
  };
}

function opened(stored: TicketKeyEntity, sealing: Sealing): KeyObject {
  try {
    return openPrivateKey(stored, sealing);
  } catch (cause) {
    throw new Error(`TICKET_KEY_SECRET does not open the stored key of tickets ${stored.kid}`, { cause });
  }
}
