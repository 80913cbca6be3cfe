import { z } from 'zod';
import { defineEvent, eventOf, isChecked } from './contract';
import * as contracts from './contracts';

const parcelMovedV1 = defineEvent({
  type: 'parcel.moved',
  version: 1,
  schema: z.object({ step: z.int(), route: z.object({ to: z.string() }) }),
});

const data = { step: 1, route: { to: 'Rome' } };

describe('making an event', () => {
  it('gives it an id, its type and version, and the time in UTC', () => {
    const occurredAt = new Date('2030-01-01T13:00:00+01:00');
    expect(eventOf(parcelMovedV1, { aggregateId: 'p1', data, occurredAt })).toEqual({
      id: expect.stringMatching(/^evt_[0-9a-f-]{36}$/),
      type: 'parcel.moved',
      version: 1,
      aggregateId: 'p1',
      occurredAt: '2030-01-01T12:00:00.000Z',
      data,
    });
  });

  it('refuses data that breaks the contract, naming the place', () => {
    const wrong = { step: 1.5, route: { to: 'Rome' } };
    expect(() => eventOf(parcelMovedV1, { aggregateId: 'p1', data: wrong })).toThrow(
      /parcel\.moved v1 does not fit its contract[^]*step/,
    );
  });

  it('leaves out what the contract does not name, so that an entity passed whole does not leak', () => {
    const entity = { ...data, ownerEmail: 'someone@example.test' };
    expect(eventOf(parcelMovedV1, { aggregateId: 'p1', data: entity }).data).toEqual(data);
  });

  it('keeps it from being changed afterwards', () => {
    const event = eventOf(parcelMovedV1, { aggregateId: 'p1', data });
    expect(() => Object.assign(event.data.route, { to: 'Oslo' })).toThrow(TypeError);
    expect(isChecked(event)).toBe(true);
    expect(isChecked({ ...event })).toBe(false);
  });
});

describe('reading an event', () => {
  it('refuses another version', () => {
    const event = { ...eventOf(parcelMovedV1, { aggregateId: 'p1', data }), version: 2 };
    expect(() => parcelMovedV1.parse(event)).toThrow('it is parcel.moved v2');
  });

  it('drops members that a newer producer added', () => {
    const event = { ...eventOf(parcelMovedV1, { aggregateId: 'p1', data }), data: { ...data, weightGrams: 5 } };
    expect(parcelMovedV1.parse(event).data).toEqual(data);
  });
});

describe('the contracts', () => {
  const all = Object.values(contracts);

  it('have one type and version each', () => {
    expect(new Set(all.map(({ type, version }) => `${type} v${version}`)).size).toBe(all.length);
  });

  it.each(all.map((contract) => [contract.type, contract] as const))('%s has a JSON Schema', (_type, { schema }) => {
    expect(z.toJSONSchema(schema)).toMatchObject({ type: 'object', required: expect.any(Array) });
  });
});
