import { createTestDatabase } from '@marquee/shared/testing';
import type { DataSource } from 'typeorm';
import { usersEntities, usersMigrations } from '../src';
import { TooManySignIns } from '../src/domain/errors';
import { openUsersDatabase } from '../src/persistence/dataSource';
import { startServices } from '../src/server';
import { checkOwnPassword, checkPassword } from '../src/services/checkPassword';
import type { ProcessServices, Services } from '../src/services/services';
import { configFor, logger } from './support/usersUnderTest';

const account = { id: 'usr_1', passwordHash: 'what is known' };
const check = { account, identifier: 'anna', password: 'wrong', ipAddress: '203.0.113.1' };

let own: Awaited<ReturnType<typeof createTestDatabase>>;
let database: DataSource;
let real: ProcessServices;
beforeAll(async () => {
  own = await createTestDatabase('users', { entities: usersEntities, migrations: usersMigrations });
  database = await openUsersDatabase(own.url, logger);
  real = await startServices(configFor(own.url, own.url), database, () => new Date('2030-01-01T12:00:00.000Z'));
});
beforeEach(() => database.query('delete from login_attempt'));
afterAll(async () => {
  await real.passwords.stop();
  await database.destroy();
  await own.drop();
});

/** As on a machine that is too busy for some of the checks. */
function servicesThat(isTooBusyFor: (nth: number) => boolean, isRight = false): Services & { looked: () => number } {
  let asked = 0;
  let looked = 0;
  const matches = async () => {
    asked += 1;
    if (isTooBusyFor(asked)) throw new TooManySignIns(3_000);
    looked += 1;
    return isRight;
  };
  return { ...real, passwords: { ...real.passwords, matches }, looked: () => looked };
}

const attemptsLeft = async () => {
  const services = servicesThat(() => false);
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => checkPassword(services, check)));
  return answers.filter(({ status }) => status === 'fulfilled').length;
};

describe('a password that the machine was too busy to look at', () => {
  const busy = () => servicesThat(() => true);

  it('costs neither the account nor the address an attempt', async () => {
    for (let n = 0; n < 60; n += 1) await expect(checkPassword(busy(), check)).rejects.toThrow(TooManySignIns);
    expect(await attemptsLeft()).toBe(10);
  });

  it('costs none of somebody who is signed in either', async () => {
    for (let n = 0; n < 12; n += 1)
      await expect(checkOwnPassword(busy(), account, 'x')).rejects.toThrow(TooManySignIns);
    expect(
      await checkOwnPassword(
        servicesThat(() => false, true),
        account,
        'x',
      ),
    ).toBe(true);
  });
});

describe('guesses at a busy machine', () => {
  it('are at most ten that are looked at, however many were refused between them', async () => {
    const services = servicesThat((nth) => nth % 3 !== 0);
    for (let burst = 0; burst < 6; burst += 1) {
      // Each from somewhere else, so that the limit of the address does not come first.
      const guess = (n: number) => checkPassword(services, { ...check, ipAddress: `198.51.100.${50 * burst + n}` });
      await Promise.allSettled(Array.from({ length: 40 }, (_, n) => guess(n)));
    }
    expect(services.looked()).toBeGreaterThan(0);
    expect(services.looked() + (await attemptsLeft())).toBe(10);
  });
});
