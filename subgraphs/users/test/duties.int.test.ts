import { eventOf, outbox, restaurantStaffChangedV1 } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { grantScopesOnRestaurantStaffChanged } from '../src/events/grantScopesOnRestaurantStaffChanged';
import { operationsOf, type Registered, viewerOf } from './support/operations';
import { logger, startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

let subject: UsersUnderTest;
let api: ReturnType<typeof operationsOf>;
let cook: Registered;
beforeAll(async () => {
  subject = await startUsersUnderTest();
  api = operationsOf(subject);
});
beforeEach(async () => {
  cook = await api.registered();
});
afterAll(() => subject.stop());

type Duties = ('KITCHEN' | 'COURIER')[];
const staffChanged = (userId: string, allDuties: Duties) =>
  eventOf(restaurantStaffChangedV1, {
    aggregateId: userId,
    data: { restaurantId: newId('restaurant'), userId, duties: allDuties, allDuties },
  });
const handle = (event: ReturnType<typeof staffChanged>) =>
  grantScopesOnRestaurantStaffChanged.handle(event, { db: subject.database, logger });
const scopesOf = async ({ viewer }: Registered) => {
  const { body } = await subject.run('{ me { scopes } }', {}, { viewer });
  return (body.data?.['me'] as { scopes: string[] } | undefined)?.scopes;
};
const updatesOf = async ({ id }: Registered) =>
  subject.database.query("select from outbox where type = 'user.updated' and aggregate_id = $1", [id]);

describe('a duty at a restaurant', () => {
  it('gives its scope to the user and to tokens made from then on', async () => {
    await handle(staffChanged(cook.id, ['KITCHEN']));
    expect(cook.viewer.scopes).toEqual([]);
    expect(await scopesOf(cook)).toEqual(['food:kitchen']);
    const { tokens } = await api.refresh(cook.refreshToken);
    expect(viewerOf(String(tokens?.accessToken)).scopes).toEqual(['food:kitchen']);
  });

  it('is replaced by the next change and taken away by none', async () => {
    await handle(staffChanged(cook.id, ['KITCHEN']));
    await handle(staffChanged(cook.id, ['COURIER', 'KITCHEN']));
    expect(await scopesOf(cook)).toEqual(['food:deliver', 'food:kitchen']);
    await handle(staffChanged(cook.id, []));
    expect(await scopesOf(cook)).toEqual([]);
    expect(await updatesOf(cook)).toHaveLength(3);
  });

  it('changes nothing when the event comes again after a later one', async () => {
    const first = staffChanged(cook.id, ['KITCHEN']);
    await handle(first);
    await handle(staffChanged(cook.id, []));
    await handle(first);
    expect(await scopesOf(cook)).toEqual([]);
    expect(await updatesOf(cook)).toHaveLength(2);
  });

  it('leaves single grants alone, and says nothing when nothing changes', async () => {
    await subject.database.query("insert into scope_grant values ($1, 'booking:checkin', now())", [cook.id]);
    await handle(staffChanged(cook.id, []));
    expect(await scopesOf(cook)).toEqual(['booking:checkin']);
    expect(await updatesOf(cook)).toHaveLength(0);
  });

  it('of nobody we know is passed over', async () => {
    await expect(handle(staffChanged(newId('user'), ['KITCHEN']))).resolves.toBeUndefined();
  });

  it('arrives over the bus', async () => {
    const announced = (async () => {
      const tail = await subject.bus.tail({ types: ['user.updated'] });
      for await (const { event } of tail) if (event.aggregateId === cook.id) return event;
      return null;
    })();
    await subject.database.transaction((tx) => outbox(tx).append(staffChanged(cook.id, ['COURIER'])));
    expect(await announced).toMatchObject({ data: { changed: ['scopes'] } });
    expect(await scopesOf(cook)).toEqual(['food:deliver']);
  });
});
