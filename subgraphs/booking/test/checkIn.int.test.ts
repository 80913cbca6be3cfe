import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { signTicketCode, type TicketClaims } from '../src/services/tickets/ticketCode';
import { loadTicketKey } from '../src/services/tickets/ticketKeys';
import { aBookingBed, type BookingBed, ticketKeySecret, wednesdayNoon } from './support/bookingBed';
import { eur, thursdayEvening } from './support/builders';
import { aPaidBooking } from './support/checkout';
import { manages } from './support/manage';
import { aCustomer, aDoor, aManager } from './support/people';
import { aRoom, type Room } from './support/room';
import { cancelShowing, checkIn } from './support/saleSteps';
import { type Booked, cancelBooking } from './support/sales';

let bed: BookingBed;
let room: Room;
let ann: Viewer;
let booked: Booked;
let codes: string[];
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  room = await aRoom(bed);
  ann = aCustomer();
  const { showingId, seats } = room;
  const choices = seats('A1', 'A2').map((seatId) => ({ seatId }));
  booked = await aPaidBooking(bed, ann, { showingId, seats: choices, expectedTotal: eur(2400) });
  codes = booked.tickets.map(({ code }) => code);
  await bed.setNow('2030-07-04T18:30:00.000Z');
});
afterAll(() => bed.close());

const first = () => codes[0] ?? '';
const refused = (code: string, more: Record<string, unknown> = {}) => ({
  ticket: null,
  booking: null,
  errors: [expect.objectContaining({ code, path: ['code'], ...more })],
});

describe('a ticket at the door', () => {
  it('lets its bearer in, and tells the door whose booking that is', async () => {
    const { ticket, booking, errors } = await checkIn(bed, first());
    expect(errors).toEqual([]);
    expect(ticket).toEqual({ id: booked.tickets[0]?.id, checkedInAt: '2030-07-04T18:30:00.000Z' });
    // The door has read a code; it is not shown the others.
    expect(booking).toMatchObject({ bookingNumber: booked.bookingNumber, status: 'CHECKED_IN', tickets: [] });
    expect(booking?.timeline.map(({ status }) => status)).toEqual(['PENDING_PAYMENT', 'CONFIRMED', 'CHECKED_IN']);
  });

  it('lets the rest of the party in later, and is one step of the booking', async () => {
    await checkIn(bed, first());
    await bed.setNow('2030-07-04T19:10:00.000Z');
    const { ticket, booking } = await checkIn(bed, codes[1] ?? '');
    expect(ticket?.checkedInAt).toBe('2030-07-04T19:10:00.000Z');
    expect(booking?.timeline).toHaveLength(3);
    const query = 'query ($id: ID) { booking(id: $id) { status tickets { checkedInAt } } }';
    expect((await bed.ask(ann, query, { id: booked.id })).data).toEqual({
      booking: {
        status: 'CHECKED_IN',
        tickets: [{ checkedInAt: '2030-07-04T18:30:00.000Z' }, { checkedInAt: '2030-07-04T19:10:00.000Z' }],
      },
    });
  });

  it('lets one person in, whatever doors read it at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => checkIn(bed, first())));
    expect(answers.filter(({ ticket }) => ticket !== null)).toHaveLength(1);
    for (const answer of answers.filter(({ ticket }) => ticket === null)) {
      expect(answer).toMatchObject(
        refused('ALREADY_CHECKED_IN', { message: 'This ticket was used at 2030-07-04T18:30:00.000Z.' }),
      );
    }
  });

  it('is taken from three hours before the beginning', async () => {
    await bed.setNow('2030-07-04T15:59:59.999Z');
    expect(await checkIn(bed, first())).toMatchObject(
      refused('SHOWING_CLOSED', {
        message: 'This ticket is for 2030-07-04T19:00:00.000Z; doors open at 2030-07-04T16:00:00.000Z.',
      }),
    );
    await bed.setNow('2030-07-04T16:00:00.000Z');
    expect((await checkIn(bed, first())).errors).toEqual([]);
  });

  it('is taken until the end', async () => {
    await bed.setNow('2030-07-04T21:03:59.999Z');
    expect((await checkIn(bed, first())).errors).toEqual([]);
    await bed.setNow('2030-07-04T21:04:00.000Z');
    expect(await checkIn(bed, codes[1] ?? '')).toMatchObject(
      refused('SHOWING_CLOSED', { message: 'This showing is over.' }),
    );
  });

  it('is no good when the showing was cancelled', async () => {
    await cancelShowing(bed, room.showingId);
    expect(await checkIn(bed, first())).toMatchObject(
      refused('SHOWING_CLOSED', { message: 'This showing was cancelled.' }),
    );
  });

  it('is no good when the booking was cancelled', async () => {
    await bed.setNow('2030-07-04T16:30:00.000Z');
    await cancelBooking(bed, ann, { bookingId: booked.id });
    expect(await checkIn(bed, first())).toMatchObject(
      refused('INVALID_TRANSITION', { message: 'A booking that is CANCELLED cannot become CHECKED_IN.' }),
    );
  });
});

describe('a showing that somebody came to', () => {
  const nextDay = '2030-07-05T19:00:00.000Z';
  const moves = (startsAt: string) => manages(bed, 'showingUpdate', { id: room.showingId, startsAt });

  it('begins when it does, and may change otherwise', async () => {
    await checkIn(bed, first());
    expect((await moves(nextDay)).payload).toMatchObject({
      showing: null,
      errors: [{ __typename: 'ValidationError', code: 'ALREADY_CHECKED_IN', path: ['input', 'startsAt'] }],
    });
    expect((await moves(thursdayEvening)).payload?.errors).toEqual([]);
    const { payload } = await manages(bed, 'showingUpdate', { id: room.showingId, status: 'SALES_CLOSED' });
    expect(payload?.errors).toEqual([]);
  });

  it('moves when the one who came has been refused, never both', async () => {
    const [entry, move] = await Promise.all([checkIn(bed, first()), moves(nextDay)]);
    const codesOfBoth = [...entry.errors, ...(move.payload?.errors ?? [])].map(({ code }) => code);
    expect(codesOfBoth).toEqual([expect.stringMatching(/^(ALREADY_CHECKED_IN|SHOWING_CLOSED)$/)]);
  });
});

describe('a code', () => {
  const claims = (): TicketClaims => ({
    ticketId: booked.tickets[0]?.id ?? '',
    bookingId: booked.id,
    showingId: room.showingId,
    seatLabel: 'A1',
    startsAt: new Date(thursdayEvening),
  });
  const other = (text: string, at: number) => (text.charAt(at) === 'A' ? 'B' : 'A');
  const withOther = (text: string, at: number) => text.slice(0, at) + other(text, at) + text.slice(at + 1);

  it('that was changed anywhere is no ticket', async () => {
    const [head = '', body = '', signature = ''] = first().split('.');
    const wrong = [
      `${withOther(head, 5)}.${body}.${signature}`,
      `${head}.${withOther(body, 20)}.${signature}`,
      `${head}.${body}.${withOther(signature, 20)}`,
      `${head}.${body}.`,
      first().slice(1),
      `${first()} `,
      '',
      '\u0000',
      '\ud800',
      booked.bookingNumber,
      claims().ticketId,
      'x'.repeat(10_000),
    ];
    for (const code of wrong) {
      expect(await checkIn(bed, code)).toMatchObject(refused('VALIDATION', { message: 'This is no ticket of ours.' }));
    }
    expect((await checkIn(bed, first())).errors).toEqual([]);
  });

  it('of a ticket that is not here is none, though the signature is good', async () => {
    const key = await loadTicketKey(bed.db, ticketKeySecret);
    expect(await checkIn(bed, signTicketCode(key, { ...claims(), ticketId: newId('ticket') }))).toMatchObject(
      refused('VALIDATION', { message: 'This is no ticket of ours.' }),
    );
  });
});

describe('who reads tickets', () => {
  it.each<[string, () => Viewer | null, string]>([
    ['its customer', () => ann, 'FORBIDDEN'],
    ['a manager without the door', () => aManager(), 'FORBIDDEN'],
    ['nobody', () => null, 'UNAUTHENTICATED'],
  ])('is not %s', async (_name, viewer, code) => {
    const query = 'mutation ($code: String!) { ticketCheckIn(code: $code) { ticket { id } errors { code } } }';
    const { data, errors } = await bed.ask(viewer(), query, { code: first() });
    expect(errors).toMatchObject([{ extensions: { code } }]);
    expect(data).toEqual({ ticketCheckIn: null });
    expect((await checkIn(bed, first(), aDoor())).errors).toEqual([]);
  });
});
