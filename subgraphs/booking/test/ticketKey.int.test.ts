import { openDatabase } from '@marquee/shared/database';
import { newId } from '@marquee/shared/ids';
import { createLogger } from '@marquee/shared/logging';
import { createTestDatabase, type TestDatabase } from '@marquee/shared/testing';
import type { DataSource } from 'typeorm';
import { bookingMigrations } from '../src/migrations';
import { bookingEntities } from '../src/persistence/dataSource';
import { readTicketCode, signTicketCode } from '../src/services/tickets/ticketCode';
import { loadTicketKey } from '../src/services/tickets/ticketKeys';

const schema = { entities: bookingEntities, migrations: bookingMigrations };
const logger = createLogger({ service: 'booking', level: 'silent' });
const secret = 'only-for-tests-only-for-tests-only';

let database: TestDatabase;
let db: DataSource;
beforeEach(async () => {
  database = await createTestDatabase('booking', schema);
  db = await openDatabase({ url: database.url, applicationName: 'booking', logger, ...schema });
});
afterEach(async () => {
  await db.destroy();
  await database.drop();
});

const load = () => loadTicketKey(db, secret);
const claims = {
  ticketId: newId('ticket'),
  bookingId: newId('event'),
  showingId: newId('event'),
  seatLabel: 'H12',
  startsAt: new Date('2030-07-03T19:30:00.000Z'),
};

describe('the key of tickets', () => {
  it('is one, however many replicas start at once, and kept', async () => {
    const replicas = await Promise.all(Array.from({ length: 8 }, load));
    expect(new Set(replicas.map(({ kid }) => kid)).size).toBe(1);
    expect(await db.query('select kid from ticket_key')).toEqual([{ kid: replicas[0]?.kid }]);

    const [first] = replicas;
    const later = await load();
    expect(later.verificationKey).toBe(first?.verificationKey);
    for (const replica of replicas)
      expect(readTicketCode(later, signTicketCode(replica, claims))).toBe(claims.ticketId);
  });

  it('is published with its name and use, and without its private half', async () => {
    const { kid, verificationKey } = await load();
    const base64url = expect.stringMatching(/^[\w-]{43}$/);
    expect(JSON.parse(verificationKey)).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: base64url,
      y: base64url,
      kid,
      alg: 'ES256',
      use: 'sig',
    });
  });

  it('lies encrypted in the database, and opens with its secret only', async () => {
    const { privateKey } = await load();
    const [row] = await db.query('select sealed_private_key, public_jwk from ticket_key');
    expect(Object.keys(row.public_jwk).toSorted()).toEqual(['crv', 'kty', 'x', 'y']);
    const { d } = privateKey.export({ format: 'jwk' });
    expect(row.sealed_private_key.includes(Buffer.from(String(d), 'base64url'))).toBe(false);

    const other = loadTicketKey(db, 'another-secret-of-thirty-two-bytes!!');
    await expect(other).rejects.toThrow('TICKET_KEY_SECRET does not open');
    expect(await db.query('select from ticket_key')).toHaveLength(1);
  });
});
