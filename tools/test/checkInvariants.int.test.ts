import { checkInvariants } from '../src/invariants/checkInvariants';
import { reportFindings } from '../src/invariants/reportFindings';
import {
  aBooking,
  aCharge,
  aClaim,
  aFoodOrder,
  anEvent,
  anOrder,
  aPayable,
  aPayment,
  aRestingWorld,
  aSaga,
  aStep,
  type Name,
  names,
  type RestingWorld,
} from './support/restingWorld';

const subgraphs = ['users', 'booking', 'food', 'catalog', 'orders', 'payments', 'platform'] as const;

let world: RestingWorld | undefined;
afterEach(async () => {
  await world?.drop();
  world = undefined;
});

async function brokenPromises({ environment }: RestingWorld): Promise<string[]> {
  const findings = await checkInvariants(environment);
  return findings.filter(({ violations }) => (violations?.length ?? 0) > 0).map(({ promise }) => promise);
}

const plant = async ({ change }: RestingWorld, name: Name, statements: readonly string[] = []) => {
  if (statements.length > 0) await change(name, ...statements);
};

/** What breaks a promise: where, by which statements, and which databases it takes to see that. */
interface Fault {
  readonly breaks: string;
  readonly by: Readonly<Partial<Record<Name, readonly string[]>>>;
  readonly seenWith?: readonly Name[];
  readonly how?: string;
}

const money = 'what was taken and kept is what the orders, bookings and dishes that stand are worth';
const seats = 'the seats of an order stand when it stands, and are free when it came to nothing';
const dishes = 'the dishes of an order stand when it stands, and are called off when it came to nothing';
const goods = 'the goods of an order are sold when it stands, and on the shelf when it came to nothing';
const books = 'the ledger says of every payment what the payment says';
const provider = 'the payment provider took and gave back what our payments say';
const chain = 'nothing in the ledger was changed, added or taken out afterwards';
const stepsAgree = 'of a checkout that went through every step is done, of one that did not none is';
const paidOnce = 'one thing is paid once, and no more is given back than was taken';
const soldOnce = 'a seat of a showing is sold once';
const isOver = 'every checkout has come to its end';

const whatIsPaidFor: readonly Name[] = ['orders', 'booking', 'food', 'payments'];

const faults: readonly Fault[] = [
  { breaks: soldOnce, by: { booking: [aBooking('bkg_9', 'CHECKED_IN')] } },
  {
    breaks: 'who has booked a seat has the claim on it',
    by: { booking: [`delete from seat_claim where booking_id = 'bkg_1'`] },
  },
  { breaks: 'a booking that is over claims no seat', by: { booking: [`update booking set status = 'CANCELLED'`] } },
  {
    breaks: 'no hold outlives its time',
    by: {
      booking: [
        `insert into seat_hold (id, showing_id, user_id, state, expires_at, extensions_left, total_minor, currency,
           version, created_at, updated_at)
         values ('hld_1', 'shw_1', 'usr_1', 'ACTIVE', now() - interval '1 minute', 0, 1, 'EUR', 1, now(), now())`,
      ],
    },
  },
  {
    breaks: 'what is available is the sum of all movements, and never below nothing',
    by: { catalog: ['update stock set on_hand = on_hand + 1'] },
  },
  {
    breaks: 'every movement begins where the one before it ended',
    by: { catalog: [`update stock_movement set balance_after = balance_after + 1 where id = 'stm_2'`] },
  },
  {
    breaks: 'what is reserved is what running reservations keep',
    by: { catalog: ['update stock set reserved = reserved + 1, on_hand = on_hand + 1'] },
  },
  {
    breaks: 'no reservation outlives its time',
    by: { catalog: [`update stock_reservation set state = 'ACTIVE', expires_at = now() - interval '1 minute'`] },
  },
  {
    breaks: isOver,
    how: 'by one that is stuck',
    by: { orders: [anOrder('ord_9', 'PENDING'), aSaga('ord_9', 'STUCK')] },
  },
  {
    breaks: 'no checkout is left in the hands of a worker',
    by: { orders: [`update checkout_saga set lease_owner = 'host/1', lease_until = now()`] },
  },
  {
    breaks: stepsAgree,
    how: 'by one that went through',
    by: { orders: [`update checkout_saga_step set state = 'WAITING'`] },
  },
  {
    breaks: stepsAgree,
    how: 'by one that did not',
    by: { orders: [aSaga('ord_9', 'COMPENSATED'), aStep('ord_9', 'DONE')] },
  },
  {
    breaks: 'every transaction of the ledger sums to zero',
    by: { payments: [`update ledger_entry set amount_minor = amount_minor + 1 where id = 'lge_2'`] },
  },
  {
    breaks: books,
    how: 'by a capture that was not booked',
    by: { payments: [`delete from ledger_entry where transaction_id = 'ltx_pay_food_1'`] },
  },
  {
    breaks: books,
    how: 'by a refund that was not booked',
    by: { payments: [`update payment set refunded_minor = 100 where id = 'pay_bkg_1'`] },
  },
  {
    breaks: chain,
    how: 'by an entry that was changed on both sides',
    by: { payments: [`update ledger_entry set amount_minor = 5600 where transaction_id = 'ltx_pay_ord_1'`] },
  },
  {
    breaks: chain,
    how: 'by one that was taken out',
    by: {
      payments: [
        `delete from ledger_entry where transaction_id = 'ltx_pay_bkg_1'`,
        `delete from ledger_transaction where id = 'ltx_pay_bkg_1'`,
      ],
    },
  },
  {
    breaks: chain,
    how: 'by one that was given to another payment',
    by: { payments: [`update ledger_transaction set payment_id = 'pay_bkg_1' where id = 'ltx_pay_ord_1'`] },
  },
  {
    breaks: paidOnce,
    how: 'by two payments',
    by: {
      payments: ['drop index payment_of_subject_once', aPayment('pay_9', 'ord_1', 5700)],
    },
  },
  {
    breaks: paidOnce,
    how: 'by a refund of more than was taken',
    by: {
      payments: [
        'alter table payment drop constraint payment_check2',
        `update payment set refunded_minor = captured_minor + 1 where id = 'pay_bkg_1'`,
      ],
    },
  },
  {
    breaks: 'nothing waits for the payment provider',
    by: {
      payments: [
        `insert into provider_operation (payment_id, sequence, kind, state, tries, due_at)
         values ('pay_ord_1', 9, 'CAPTURE', 'OPEN', 3, now())`,
      ],
    },
  },
  {
    breaks: provider,
    how: 'by a charge that nobody here knows',
    by: { simulated_provider: [aCharge('pay_9', 100)] },
    seenWith: ['payments'],
  },
  {
    breaks: provider,
    how: 'by a refund that only the provider made',
    by: {
      simulated_provider: [
        `insert into book_entry (charge_id, kind, amount_minor, currency) values ('chg_pay_ord_1', 'REFUND', 100, 'EUR')`,
      ],
    },
    seenWith: ['payments'],
  },
  {
    breaks: provider,
    how: 'by money that only we think was taken',
    by: { simulated_provider: [`delete from book_entry where charge_id = 'chg_pay_bkg_1'`] },
    seenWith: ['payments'],
  },
  {
    breaks: money,
    how: 'by an order that was paid in part',
    by: { payments: [`update payment set captured_minor = 5000 where id = 'pay_ord_1'`] },
    seenWith: whatIsPaidFor,
  },
  {
    breaks: money,
    how: 'by a booking that stands unpaid',
    by: { booking: [aBooking('bkg_9', 'CONFIRMED', { seat: 'sea_9' })], payments: [aPayable('bkg_9', 1200)] },
    seenWith: whatIsPaidFor,
  },
  {
    breaks: money,
    how: 'by a food order that was called off and is still paid for',
    by: { food: [`update food_order set status = 'CANCELLED' where id = 'food_1'`] },
    seenWith: whatIsPaidFor,
  },
  {
    breaks: money,
    how: 'by dishes paid when they are fetched, for another price',
    by: { payments: [aPayment('pay_9', 'food_3', 1999)] },
    seenWith: whatIsPaidFor,
  },
  {
    breaks: 'nothing is paid for that nobody knows',
    by: { payments: [aPayment('pay_9', 'ord_9', 100)] },
    seenWith: whatIsPaidFor,
  },
  {
    breaks: seats,
    how: 'by seats that were let go of',
    by: { booking: [`update booking set status = 'CANCELLED' where id = 'bkg_2'`] },
    seenWith: ['orders'],
  },
  {
    breaks: seats,
    how: 'by seats that nobody ordered',
    by: { booking: [aBooking('bkg_9', 'CONFIRMED', { isOfOrder: true, seat: 'sea_9' })] },
    seenWith: ['orders'],
  },
  {
    breaks: dishes,
    how: 'by dishes that are cooked for nobody',
    by: { orders: [`update customer_order set status = 'FAILED'`] },
    seenWith: ['food'],
  },
  {
    breaks: dishes,
    how: 'by dishes that were never ordered',
    by: { food: [`delete from food_order where id = 'food_2'`] },
    seenWith: ['orders'],
  },
  {
    breaks: goods,
    how: 'by goods that went back on the shelf',
    by: { catalog: [`update stock_reservation set state = 'RELEASED'`] },
    seenWith: ['orders'],
  },
  {
    breaks: goods,
    how: 'by goods that a failed order has kept',
    by: { orders: [`update customer_order set status = 'CANCELLED'`] },
    seenWith: ['catalog'],
  },
  {
    breaks: 'every subgraph has heard everything',
    by: { bus: [anEvent('evt_9')] },
  },
  {
    breaks: 'whoever told an event knows of it',
    by: { bus: [anEvent('evt_9')] },
    seenWith: subgraphs,
  },
  {
    breaks: 'what food knows of booking is so',
    by: { food: [`update seat_booking set status = 'CANCELLED'`] },
    seenWith: ['booking'],
  },
  {
    breaks: 'what orders knows of booking is so',
    by: { orders: [`update known_booking set customer_id = 'usr_9'`] },
    seenWith: ['booking'],
  },
  {
    breaks: 'what orders knows of food is so',
    by: { food: [`update food_order set status = 'REJECTED' where id = 'food_2'`] },
    seenWith: ['orders'],
  },
  {
    breaks: 'what orders knows of payments is so',
    by: { orders: ['update known_payment set refunded_minor = 100'] },
    seenWith: ['payments'],
  },
  {
    breaks: 'the search finds what there is of booking, and nothing else',
    how: 'by somebody else',
    by: { platform: [`update search_document set owner_id = 'usr_9' where kind = 'BOOKING'`] },
    seenWith: ['booking'],
  },
  {
    breaks: 'the search finds what there is of food, and nothing else',
    how: 'by an old name',
    by: { food: [`update food set name = 'Pumpkin soup'`] },
    seenWith: ['platform'],
  },
  {
    breaks: 'the search finds what there is of catalog, and nothing else',
    how: 'that is not sold any more',
    by: { catalog: ['update catalog_item set is_active = false'] },
    seenWith: ['platform'],
  },
  {
    breaks: 'the search finds what there is of orders, and nothing else',
    how: 'but for one',
    by: { platform: [`delete from search_document where kind = 'ORDER'`] },
    seenWith: ['orders'],
  },
  ...subgraphs.flatMap((name): Fault[] => [
    {
      breaks: 'every event has been published',
      how: `by ${name}`,
      by: { [name]: [`insert into outbox (event_id, type, aggregate_id, envelope) values ('evt_9', 'x', 'y', '{}')`] },
    },
    {
      breaks: 'every event that was heard could be applied',
      how: `by ${name}`,
      by: {
        [name]: [
          `insert into dead_letter (consumer_group, handler, event_id, type, envelope, error, attempts)
           values ('${name}', 'x', 'evt_9', 'x', '{}', 'x', 9)`,
        ],
      },
    },
    {
      breaks: `the bus has every event that ${name} published in the last hours`,
      by: {
        [name]: [
          `insert into outbox (event_id, type, aggregate_id, envelope, published_at)
           values ('evt_9', 'x', 'y', '{}', now())`,
        ],
      },
      seenWith: ['bus'],
    },
  ]),
];

describe('databases at rest', () => {
  it('keep every promise', async () => {
    world = await aRestingWorld();
    const findings = await checkInvariants(world.environment);
    expect(findings.filter(({ violations }) => violations?.length !== 0)).toEqual([]);
  });

  it('may have cash that is to be taken when the dishes are handed over', async () => {
    world = await aRestingWorld();
    await world.change('food', aFoodOrder('food_4', 'PLACED', 'BY_METHOD'));
    await world.change(
      'payments',
      aPayment('pay_food_4', 'food_4', 2000, 'cash'),
      `update payment set status = 'AUTHORISED', captured_minor = 0 where id = 'pay_food_4'`,
    );
    expect(await brokenPromises(world)).not.toContain(money);
  });

  it.each([
    ['was delivered', { orders: `update customer_order set status = 'REFUNDED', is_delivered = true` }],
    [
      'was shipped, seen and eaten',
      {
        orders: `update customer_order set status = 'REFUNDED', is_shipped = true`,
        booking: `update booking set status = 'CHECKED_IN' where id = 'bkg_2'`,
        food: `update food_order set status = 'DELIVERED' where id = 'food_2'`,
      },
    ],
  ])('may have an order of which all money went back when it %s', async (_what, changes) => {
    world = await aRestingWorld();
    for (const [name, change] of Object.entries(changes)) await world.change(name as Name, change);
    const broken = await brokenPromises(world);
    for (const promise of [seats, dishes, goods]) expect(broken).not.toContain(promise);
  });

  it('that are not named are not looked at', async () => {
    const named: readonly Name[] = ['booking', 'catalog', 'orders', 'bus'];
    world = await aRestingWorld(named);
    const findings = await checkInvariants(world.environment);
    for (const { where, violations } of findings) {
      const isSeen = where.split(/ = |, /).every((name) => named.includes(name as Name));
      expect({ where, violations }).toEqual({ where, violations: isSeen ? [] : null });
    }
  });
});

describe('a promise that is broken is found', () => {
  it.each(faults.map((fault) => ({ ...fault, title: [fault.breaks, fault.how].filter(Boolean).join(', ') })))(
    '$title',
    async ({ breaks, by, seenWith = [] }) => {
      world = await aRestingWorld(names.filter((name) => name in by || seenWith.includes(name)));
      expect(await brokenPromises(world)).toEqual([]);
      for (const name of names) await plant(world, name, by[name]);
      expect(await brokenPromises(world)).toContain(breaks);
    },
  );

  it('for each that is looked at', async () => {
    const promised = new Set((await checkInvariants({})).map(({ promise }) => promise));
    expect(new Set(faults.map(({ breaks }) => breaks))).toEqual(promised);
  });
});

/** Each leaves what such a bug leaves once the processes have died and come back. */
describe('a bug that is planted is found', () => {
  it('when no key keeps a seat from being claimed twice', async () => {
    world = await aRestingWorld();
    await world.change(
      'booking',
      'alter table seat_claim drop constraint seat_claim_pkey',
      aBooking('bkg_9', 'CONFIRMED'),
      aClaim('bkg_9'),
    );
    await world.change('payments', aPayable('bkg_9', 1200), aPayment('pay_9', 'bkg_9', 1200));
    expect(await brokenPromises(world)).toContain(soldOnce);
  });

  it('when no key keeps a thing from being paid twice', async () => {
    world = await aRestingWorld();
    await world.change('payments', 'drop index payment_of_subject_once', aPayment('pay_9', 'ord_1', 5700));
    await world.change('simulated_provider', aCharge('pay_9', 5700));
    expect(await brokenPromises(world)).toEqual(expect.arrayContaining([paidOnce, money]));
  });

  it('when a checkout is undone but for the money', async () => {
    world = await aRestingWorld();
    await world.change(
      'orders',
      anOrder('ord_9', 'FAILED'),
      aSaga('ord_9', 'COMPENSATED'),
      aStep('ord_9', 'COMPENSATED'),
    );
    await world.change('payments', aPayable('ord_9', 5700), aPayment('pay_ord_9', 'ord_9', 5700));
    await world.change('simulated_provider', aCharge('pay_ord_9', 5700));
    expect(await brokenPromises(world)).toContain(money);
  });

  it('when nobody takes over a checkout whose worker died', async () => {
    world = await aRestingWorld();
    await world.change(
      'orders',
      anOrder('ord_9', 'PENDING'),
      aSaga('ord_9', 'RUNNING', 'host/1'),
      `update checkout_saga set due_at = now() - interval '1 hour', lease_until = now() - interval '1 hour'
       where id = 'sga_ord_9'`,
      aStep('ord_9', 'RUNNING'),
    );
    expect(await brokenPromises(world)).toEqual(
      expect.arrayContaining([isOver, 'no checkout is left in the hands of a worker']),
    );
  });

  it('when the relay marks an event before the bus has it', async () => {
    world = await aRestingWorld();
    await world.change(
      'orders',
      `insert into outbox (event_id, type, aggregate_id, envelope, published_at)
       values ('evt_9', 'order.status.updated', 'ord_1', '{}', now())`,
    );
    expect(await brokenPromises(world)).toEqual(['the bus has every event that orders published in the last hours']);
  });

  it('when a second copy of an event is applied, after a newer one', async () => {
    world = await aRestingWorld();
    // Called off by its customer, and then the copy of `booking.confirmed` once more.
    await world.change(
      'booking',
      `update booking set status = 'REFUNDED' where id = 'bkg_1'`,
      `delete from seat_claim where booking_id = 'bkg_1'`,
    );
    expect(await brokenPromises(world)).toContain('what food knows of booking is so');
  });

  it('when a second copy of a sale is applied', async () => {
    world = await aRestingWorld();
    await world.change(
      'catalog',
      'update stock set on_hand = on_hand - 1',
      `insert into stock_movement (id, item_id, kind, delta, balance_after, created_at)
       values ('stm_9', 'prd_1', 'SALE', -1, 9, now())`,
    );
    expect(await brokenPromises(world)).toContain('every movement begins where the one before it ended');
  });

  it('when what was acknowledged was not on the disk', async () => {
    world = await aRestingWorld();
    // Made, told and paid; then orders lost its last commits with its power.
    await world.change('bus', anEvent('evt_9'), 'update bus_group set position = 2');
    await world.change('payments', aPayable('ord_9', 5700), aPayment('pay_ord_9', 'ord_9', 5700));
    await world.change('simulated_provider', aCharge('pay_ord_9', 5700));
    expect(await brokenPromises(world)).toEqual(
      expect.arrayContaining(['whoever told an event knows of it', 'nothing is paid for that nobody knows']),
    );
  });
});

describe('the report', () => {
  it('shows the first rows that break a promise, and counts', () => {
    const finding = { id: 'I7' as const, where: 'catalog', promise: 'nothing is lost' };
    const violations = Array.from({ length: 7 }, (_, index) => ({ item: index }));
    const report = reportFindings([
      { ...finding, violations },
      { ...finding, violations: [] },
      { ...finding, violations: null },
    ]);
    expect(report.split('\n')).toEqual([
      'BROKEN  I7  catalog: nothing is lost (7)',
      ...[0, 1, 2, 3, 4].map((item) => `          {"item":${item}}`),
      '          and 2 more',
      'ok      I7  catalog: nothing is lost',
      '-       I7  catalog: nothing is lost (not looked at: a database is not named)',
      '1 hold, 1 broken, 1 not looked at',
    ]);
  });
});
