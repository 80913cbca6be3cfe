import { eventually } from '@marquee/shared/testing';
import { type Canaries, hatchCanaries } from './support/canary/canaries';
import type { Evening } from './support/canary/cinemaJourney';
import { flyCanaries } from './support/canary/journey';
import { type Recorder, record } from './support/canary/recorder';
import { publishUnreadable, readTraces, type Traces } from './support/canary/traces';
import { type Kitchen, openKitchen } from './support/kitchen';
import { layouts, type Marquee, startMarquee } from './support/marquee';

describe.each(layouts)('what somebody typed, %s', (layout) => {
  let marquee: Marquee;
  let kitchen: Kitchen;
  let recorder: Recorder;
  let traces: Traces;
  let evening: Evening;
  let log: string;
  const canaries: Canaries = hatchCanaries();

  beforeAll(async () => {
    marquee = await startMarquee(layout, { logsEverything: true });
    kitchen = await openKitchen(marquee.url);
    recorder = record(marquee.url);
    evening = await flyCanaries({ marquee, kitchen, recorder, canaries });
    await publishUnreadable(marquee, {
      id: 'evt_unreadable',
      type: 'restaurant.staff.changed',
      version: 1,
      aggregateId: kitchen.restaurantId,
      occurredAt: new Date().toISOString(),
      data: { nothing: 'of what was agreed' },
    });
    await eventually(async () => {
      traces = await readTraces(marquee);
      if (traces.deadLetters === 0) throw new Error('the unreadable event is not among the dead letters');
    });
    log = marquee.log();
  });

  afterAll(() => marquee.stop());

  const secrets = () => [
    ...Object.entries(canaries.secrets),
    ...[...recorder.tokens].map((token) => ['a token', token] as const),
    ...[...recorder.ticketClaims].map((claims) => ['a ticket code', claims] as const),
  ];
  const personal = () => [...Object.entries(canaries.personal), ['displayName', canaries.displayName] as const];
  /** Also as JSON, in a URL, in base64, in hexadecimal or in capitals it would have leaked. */
  const found = (text: string, values: readonly (readonly [string, string])[]) =>
    values
      .filter(([, value]) => writings(value).some((writing) => text.includes(writing)))
      .map(([name, value]) => `${name}: ${around(text, writings(value))}`);

  it('has been everywhere where it could leak', () => {
    expect(recorder.tokens.size).toBeGreaterThan(8);
    expect(recorder.ticketClaims.size).toBeGreaterThan(1);
    expect(recorder.refusals.length).toBeGreaterThan(40);
    expect(recorder.refusals.join()).toContain('INTERNAL_SERVER_ERROR');
    expect(log.split('\n').length).toBeGreaterThan(100);
    expect(log).toContain('a statement failed');
    expect(log).toContain('a resolver failed');
    expect(log).toContain('moved to the dead letters');
    expect(traces.events).toContain('user.created');
    expect(traces.events).toContain('food_order.placed');
    expect(traces.tables.users).toContain(canaries.personal.email);
    expect(traces.tables.users).toContain(canaries.personal.street);
    expect(traces.tables.food).toContain(canaries.personal.note);
    expect(traces.events).toContain('booking.cancelled');
    expect(traces.tables.booking).toContain(canaries.personal.bookingReason);
    expect(traces.tables.booking).toContain(canaries.personal.showingReason);
    expect(traces.events).toContain('inventory.updated');
    expect(traces.tables.catalog).toContain(canaries.personal.stockReason);
    expect(traces.events).toContain('payment.refunded');
    expect(traces.tables.payments).toContain(canaries.personal.refundReason);
    expect(recorder.refusals.join()).toMatch(/INSUFFICIENT_STOCK.*VERSION_CONFLICT/s);
    expect(recorder.refusals.join()).toMatch(/IDEMPOTENCY_KEY_REUSED.*SEAT_UNAVAILABLE.*ALREADY_CHECKED_IN/s);
  });

  it('stands in no log line: no password, no token, no cookie, no ticket', () => {
    expect(found(log, secrets())).toEqual([]);
  });

  it('stands in no log line: no name, address, telephone number, note, reason or key', () => {
    expect(found(log, personal())).toEqual([]);
  });

  it('comes back in no refusal when it is a password, a token or a ticket', () => {
    expect(found(recorder.refusals.join('\n'), secrets())).toEqual([]);
  });

  it('is in no table as it was typed when it is a password, a token or a ticket', () => {
    expect(found(Object.values(traces.tables).join('\n'), secrets())).toEqual([]);
  });

  it('is in no event, outbox row or dead letter, but for the name and the reasons that others are told', () => {
    const { reason: _order, bookingReason: _booking, showingReason: _showing, ...kept } = canaries.personal;
    expect(found(traces.events, [...secrets(), ...Object.entries(kept)])).toEqual([]);
  });

  it('tells nobody who holds the seats that they want', () => {
    const { holderId, answersToOthers } = evening;
    expect(answersToOthers.join()).toMatch(/"HELD".*SEAT_UNAVAILABLE/s);
    expect(answersToOthers.filter((answer) => answer.includes('HELD_BY_ME') || answer.includes(holderId))).toEqual([]);
    expect(recorder.refusals.filter((refusal) => refusal.includes(holderId))).toEqual([]);
  });
});

function writings(value: string): string[] {
  return [
    value,
    value.toUpperCase(),
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    Buffer.from(value).toString('hex'),
    // Without its ends, which depend on what stands around it.
    Buffer.from(value).toString('base64').slice(4, -4),
  ];
}

function around(text: string, searched: readonly string[]): string {
  const at = Math.max(...searched.map((writing) => text.indexOf(writing)));
  return text.slice(Math.max(0, at - 200), at + 100);
}
