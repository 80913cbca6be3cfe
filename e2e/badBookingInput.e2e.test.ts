import { randomUUID } from 'node:crypto';
import { noIds, refusal, type Traces, unread, watchForTraces } from './support/badInput';
import { book, bookSeats, buySeats, hold } from './support/bookings';
import { type Cinema, openCinema, price } from './support/cinema';
import { listen, post } from './support/client';
import { type Marquee, startMarquee } from './support/marquee';
import { type Person, register, registerAtDoor } from './support/people';

type Input = Readonly<Record<string, unknown>>;

const unknownSeat = 'sea_0197a000-0000-7000-8000-000000000000';

const totalPath = ['input', 'expectedTotal'];

const cancel = `mutation ($id: ID!, $reason: String, $key: IdempotencyKey!) {
  bookingCancel(input: { bookingId: $id, reason: $reason, idempotencyKey: $key }) {
    errors { code message path ... on CancellationWindowClosedError { closedAt } }
  }
}`;

const add = `mutation ($id: ID!, $seatId: ID!, $total: MoneyInput!, $key: IdempotencyKey!) {
  bookingSeatAdd(bookingId: $id, seat: { seatId: $seatId }, expectedTotal: $total, idempotencyKey: $key) {
    errors { code message path }
  }
}`;

describe('bad input at the box office', () => {
  let marquee: Marquee;
  let cinema: Cinema;
  let other: Cinema;
  let customer: Person;
  let door: Person;
  let traces: Traces;

  beforeAll(async () => {
    marquee = await startMarquee('colocated');
    cinema = await openCinema(marquee.url);
    other = await openCinema(marquee.url, 'Odeon Point');
    customer = await register(marquee.url, 'Nora');
    door = await registerAtDoor(marquee.url);
    traces = await watchForTraces(marquee);
  });

  afterAll(async () => {
    await traces.stop();
    await marquee.stop();
  });

  const holding = (input: Input) => () => hold(marquee.url, customer.token, { showingId: cinema.showingId, ...input });
  const booking = (input: Input) => () => book(marquee.url, customer.token, input);
  const ask =
    (query: string, variables: Record<string, unknown>, token = customer.token) =>
    () =>
      post(marquee.url, query, variables, { token });
  const seatIds = (labels: readonly string[]): string[] => labels.map((label) => cinema.seats[label] ?? '');
  const seats = (labels: readonly string[]) => seatIds(labels).map((seatId) => ({ seatId }));
  const nine = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9'];

  describe('in a hold', () => {
    it.each<[string, () => Input, string, string[]]>([
      ['no way to say which seats', () => ({}), 'VALIDATION', ['input']],
      ['nulls for all ways', () => ({ seats: null, seatIds: null, partySize: null }), 'VALIDATION', ['input']],
      ['two ways', () => ({ seatIds: seatIds(['A1']), partySize: 1 }), 'VALIDATION', ['input']],
      ['all ways', () => ({ seatIds: seatIds(['A1']), seats: seats(['A1']), partySize: 1 }), 'VALIDATION', ['input']],
      ['a party of none', () => ({ partySize: 0 }), 'VALIDATION', ['input', 'partySize']],
      ['less than none', () => ({ partySize: -1 }), 'VALIDATION', ['input', 'partySize']],
      ['a party of nine', () => ({ partySize: 9 }), 'VALIDATION', ['input', 'partySize']],
      ['the largest party that is an Int', () => ({ partySize: 2 ** 31 - 1 }), 'VALIDATION', ['input', 'partySize']],
      ['no seats', () => ({ seatIds: [] }), 'VALIDATION', ['input', 'seatIds']],
      ['nine seats', () => ({ seatIds: seatIds(nine) }), 'HOLD_LIMIT', ['input', 'seatIds']],
      ['nine seats with audiences', () => ({ seats: seats(nine) }), 'HOLD_LIMIT', ['input', 'seats']],
      ['a seat twice', () => ({ seatIds: seatIds(['A1', 'A2', 'A1']) }), 'VALIDATION', ['input', 'seatIds']],
      ['a seat that is not there', () => ({ seatIds: [unknownSeat] }), 'NOT_FOUND', ['input', 'seatIds']],
      ['a seat of another cinema', () => ({ seatIds: [other.seats['A1']] }), 'NOT_FOUND', ['input', 'seatIds']],
      [
        'good seats with a foreign one',
        () => ({ seatIds: [...seatIds(['A1']), other.seats['A2']] }),
        'NOT_FOUND',
        ['input', 'seatIds'],
      ],
    ])('refuses %s, and nothing has changed', async (_name, input, code, path) => {
      expect(await traces.consequenceOf(holding(input()))).toEqual(refusal(code, path));
    });

    it.each(noIds)('finds no showing and no seat by %s', async (_name, id) => {
      expect(await traces.consequenceOf(holding({ showingId: id, partySize: 1 }))).toEqual(
        refusal('NOT_FOUND', ['input', 'showingId']),
      );
      expect(await traces.consequenceOf(holding({ seatIds: [id] }))).toEqual(
        refusal('NOT_FOUND', ['input', 'seatIds']),
      );
      expect(await traces.consequenceOf(holding({ seats: [...seats(['A1']), { seatId: id }] }))).toEqual(
        refusal('NOT_FOUND', ['input', 'seats']),
      );
    });

    it.each<[string, () => Input]>([
      ['one and a half persons', () => ({ partySize: 1.5 })],
      ['more than an Int', () => ({ partySize: 2 ** 31 })],
      ['a text for a number', () => ({ partySize: 'two' })],
      ['a seat without an id', () => ({ seats: [{ audience: 'CHILD' }] })],
      ['an audience there is not', () => ({ seats: [{ seatId: unknownSeat, audience: 'BABY' }] })],
      ['a price named by the caller', () => ({ seats: [{ seatId: unknownSeat, price }] })],
      ['a total named by the caller', () => ({ partySize: 1, total: price })],
      ['a state named by the caller', () => ({ partySize: 1, state: 'CONVERTED' })],
      ['an end named by the caller', () => ({ partySize: 1, expiresAt: '2999-01-01T00:00:00Z' })],
      ['an owner named by the caller', () => ({ partySize: 1, userId: 'usr_1' })],
      ['no key', () => ({ partySize: 1, idempotencyKey: null })],
      ['a key that is too short', () => ({ partySize: 1, idempotencyKey: 'seven77' })],
      ['a key that is too long', () => ({ partySize: 1, idempotencyKey: 'k'.repeat(129) })],
      ['a key with a blank', () => ({ partySize: 1, idempotencyKey: 'eight ate' })],
      ['a key with NUL', () => ({ partySize: 1, idempotencyKey: 'key-key-key\u0000' })],
    ])('does not even run with %s', async (_name, input) => {
      expect(await traces.consequenceOf(holding(input()))).toEqual(unread);
    });

    it.each(noIds)('neither lengthens nor gives back %s', async (_name, id) => {
      for (const mutation of ['seatHoldExtend', 'seatHoldRelease']) {
        const query = `mutation ($id: ID!) { ${mutation}(id: $id) { hold { id } errors { code message path } } }`;
        expect(await traces.consequenceOf(ask(query, { id }))).toEqual(refusal('NOT_FOUND', ['id']));
      }
    });
  });

  describe('in a booking', () => {
    const free = (change: Input = {}) => ({ showingId: cinema.showingId, seats: seats(['B1']), ...change });

    it.each<[string, () => Input, string, string[]]>([
      ['neither a hold nor a showing', () => ({}), 'VALIDATION', ['input']],
      ['seats of no showing', () => ({ seats: seats(['B1']) }), 'VALIDATION', ['input']],
      ['a hold and a showing', () => free({ holdId: 'hld_1' }), 'VALIDATION', ['input']],
      ['a hold and seats', () => ({ holdId: 'hld_1', seats: seats(['B1']) }), 'VALIDATION', ['input', 'seats']],
      ['a showing without seats', () => free({ seats: null }), 'VALIDATION', ['input', 'seats']],
      ['no seats', () => free({ seats: [] }), 'VALIDATION', ['input', 'seats']],
      ['nine seats', () => free({ seats: seats(nine) }), 'HOLD_LIMIT', ['input', 'seats']],
      ['a seat twice', () => free({ seats: seats(['B1', 'B1']) }), 'VALIDATION', ['input', 'seats']],
      ['a foreign seat', () => free({ seats: [{ seatId: other.seats['B1'] }] }), 'NOT_FOUND', ['input', 'seats']],
      ['less than it costs', () => free({ expectedTotal: { ...price, minor: 1199 } }), 'PRICE_CHANGED', totalPath],
      ['more than it costs', () => free({ expectedTotal: { ...price, minor: 1201 } }), 'PRICE_CHANGED', totalPath],
      ['nothing', () => free({ expectedTotal: { ...price, minor: 0 } }), 'PRICE_CHANGED', totalPath],
      ['a negative total', () => free({ expectedTotal: { ...price, minor: -1200 } }), 'PRICE_CHANGED', totalPath],
      [
        'all the money there is',
        () => free({ expectedTotal: { ...price, minor: Number.MAX_SAFE_INTEGER } }),
        'PRICE_CHANGED',
        totalPath,
      ],
      ['another currency', () => free({ expectedTotal: { ...price, currency: 'USD' } }), 'PRICE_CHANGED', totalPath],
    ])('refuses %s, and nothing has changed', async (_name, input, code, path) => {
      expect(await traces.consequenceOf(booking(input()))).toEqual(refusal(code, path));
    });

    it.each(noIds)('finds no hold, showing, seat or booking by %s', async (_name, id) => {
      expect(await traces.consequenceOf(booking({ holdId: id }))).toEqual(refusal('NOT_FOUND', ['input', 'holdId']));
      expect(await traces.consequenceOf(booking(free({ showingId: id })))).toEqual(
        refusal('NOT_FOUND', ['input', 'showingId']),
      );
      expect(await traces.consequenceOf(booking(free({ seats: [{ seatId: id }] })))).toEqual(
        refusal('NOT_FOUND', ['input', 'seats']),
      );
      expect(await traces.consequenceOf(ask(cancel, { id, key: randomUUID() }))).toEqual(
        refusal('NOT_FOUND', ['input', 'bookingId']),
      );
      expect(await traces.consequenceOf(ask(add, { id, seatId: id, key: randomUUID(), total: price }))).toEqual(
        refusal('NOT_FOUND', ['bookingId']),
      );
      const { data, errors } = await post<{ booking: unknown; byNumber: unknown; seatHold: unknown }>(
        marquee.url,
        `query ($id: ID!, $number: String!) {
          booking(id: $id) { id } byNumber: booking(bookingNumber: $number) { id } seatHold(id: $id) { id }
          bookings(filter: { userId: $id, showingId: $id }) { nodes { id } }
        }`,
        { id, number: id },
        customer,
      );
      expect({ data, errors }).toEqual({
        data: { booking: null, byNumber: null, seatHold: null, bookings: { nodes: [] } },
        errors: [],
      });
    });

    it.each<[string, () => Input]>([
      ['a price named by the caller', () => free({ seats: [{ seatId: unknownSeat, price }] })],
      ['a total named by the caller', () => free({ total: price })],
      ['a status named by the caller', () => free({ status: 'CONFIRMED' })],
      ['an owner named by the caller', () => free({ customerId: 'usr_1' })],
      ['no total', () => free({ expectedTotal: null })],
      ['a fraction of a cent', () => free({ expectedTotal: { ...price, minor: 0.5 } })],
      ['a currency there is not', () => free({ expectedTotal: { ...price, currency: 'XYZ' } })],
      ['a key that is too short', () => free({ idempotencyKey: 'short' })],
    ])('does not even run with %s', async (_name, input) => {
      expect(await traces.consequenceOf(booking(input()))).toEqual(unread);
    });

    it.each([
      ['NUL', 'no\u0000time'],
      ['half a character', 'no \ud83d'],
      ['10 kB', 'x'.repeat(10_000)],
    ])('takes no reason with %s', async (_name, reason) => {
      const { id } = await bookSeats(marquee.url, customer.token, other.showingId, [takeSeat()]);
      expect(await traces.consequenceOf(ask(cancel, { id, reason, key: randomUUID() }))).toEqual(
        refusal('VALIDATION', ['input', 'reason']),
      );
    });

    it('takes no seat of another cinema into a booking, and no wrong total', async () => {
      const { id } = await bookSeats(marquee.url, customer.token, other.showingId, [takeSeat()]);
      const seatId = cinema.seats['C1'];
      const both = { ...price, minor: 2 * price.minor };
      const key = randomUUID();
      expect(await traces.consequenceOf(ask(add, { id, seatId, total: both, key }))).toEqual(
        refusal('NOT_FOUND', ['seat', 'seatId']),
      );
      const freeSeat = other.seats['C12'];
      expect(await traces.consequenceOf(ask(add, { id, seatId: freeSeat, total: price, key: randomUUID() }))).toEqual(
        refusal('PRICE_CHANGED', ['expectedTotal']),
      );
    });

    it('answers a refusal with its times again when the key comes again', async () => {
      const soon = await openCinema(marquee.url, 'Matinee', { startsInHours: 1 });
      const { id } = await buySeats(marquee, customer.token, soon.showingId, [soon.seats['A1'] ?? '']);
      const late = { id, key: randomUUID() };
      const first = await traces.consequenceOf(ask(cancel, late));
      expect(first).toEqual(refusal('CANCELLATION_WINDOW_CLOSED', ['input', 'bookingId']));
      expect(first.problems).toMatchObject([{ closedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string }]);
      expect(await traces.consequenceOf(ask(cancel, late))).toEqual(first);
    });
  });

  describe('in a place in the queue', () => {
    const joined = (input: Input) =>
      ask('mutation ($input: WaitlistJoinInput!) { waitlistJoin(input: $input) { errors { code message path } } }', {
        input: { showingId: cinema.showingId, ...input },
      });

    it.each([0, -1, 9, 2 ** 31 - 1])('refuses a party of %d', async (partySize) => {
      expect(await traces.consequenceOf(joined({ partySize }))).toEqual(refusal('VALIDATION', ['input', 'partySize']));
    });

    it.each([1.5, 2 ** 31, '2', null])('does not even run with a party of %p', async (partySize) => {
      expect(await traces.consequenceOf(joined({ partySize }))).toEqual(unread);
    });

    it.each(noIds)('finds no showing and no place by %s', async (_name, id) => {
      expect(await traces.consequenceOf(joined({ partySize: 1, showingId: id }))).toEqual(
        refusal('NOT_FOUND', ['input', 'showingId']),
      );
      expect(await traces.consequenceOf(joined({ partySize: 1, showingId: id, idempotencyKey: randomUUID() }))).toEqual(
        refusal('NOT_FOUND', ['input', 'showingId']),
      );
      const leave = 'mutation ($id: ID!) { waitlistLeave(id: $id) { errors { code message path } } }';
      expect(await traces.consequenceOf(ask(leave, { id }))).toEqual(refusal('NOT_FOUND', ['id']));
    });
  });

  describe('at the door', () => {
    const checkIn = (code: string) =>
      ask(
        'mutation ($code: String!) { ticketCheckIn(code: $code) { errors { code message path } } }',
        { code },
        door.token,
      );

    it.each<readonly [string, string]>([
      ...noIds,
      ['dots', '..'],
      ['10 kB of dots', '.'.repeat(10_000)],
      ['a token that nobody signed', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0a3RfMSJ9.'],
    ])('takes no ticket that is %s', async (_name, code) => {
      expect(await traces.consequenceOf(checkIn(code))).toEqual(refusal('VALIDATION', ['code']));
    });

    it('takes no ticket that was changed', async () => {
      const soon = await openCinema(marquee.url, 'Matinee', { startsInHours: 2 });
      const { tickets } = await buySeats(marquee, customer.token, soon.showingId, [soon.seats['A1'] ?? '']);
      const code = tickets[0]?.code ?? '';
      for (const changed of [`${code.slice(0, -4)}AAAA`, `${code} `, `${code}=`, code.toLowerCase(), `${code}\u0000`]) {
        expect(await traces.consequenceOf(checkIn(changed))).toEqual(refusal('VALIDATION', ['code']));
      }
    });
  });

  describe('in a subscription', () => {
    it.each(noIds)('finds nothing by %s', async (_name, id) => {
      for (const [field, argument] of [
        ['seatMapChanged', 'showingId'],
        ['seatHoldChanged', 'holdId'],
        ['bookingChanged', 'bookingId'],
      ] as const) {
        const query = `subscription ($id: ID!) { ${field}(${argument}: $id) { cursor } }`;
        const listening = listen(marquee.url, query, { id }, customer);
        await listening.ended;
        const problems = [...listening.received.flatMap(({ errors }) => errors), await listening.ended].flat();
        expect(problems).toEqual(
          expect.arrayContaining([
            expect.objectContaining({ extensions: expect.objectContaining({ code: 'NOT_FOUND' }) }),
          ]),
        );
        await listening.close();
      }
    });
  });

  let taken = 0;
  /** A seat of the other cinema that nothing else of this file wants. */
  function takeSeat(): string {
    taken += 1;
    return other.seats[`B${taken}`] ?? '';
  }
});
