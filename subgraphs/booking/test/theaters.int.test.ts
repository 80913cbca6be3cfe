import { newId } from '@marquee/shared/ids';
import { aBookingBed, type BookingBed } from './support/bookingBed';
import { aKey, aScreen, aTheater, drawPlan, dublin } from './support/builders';
import { manages, refusalOf } from './support/manage';
import { aCustomer, aDoor, aManager } from './support/people';

let bed: BookingBed;
beforeAll(async () => {
  bed = await aBookingBed();
});
afterAll(() => bed.close());

const lighthouse = { name: 'Lighthouse', address: dublin, timeZone: 'Europe/Dublin' };
const everyMutation: [Parameters<typeof manages>[1], Record<string, unknown>][] = [
  ['theaterCreate', lighthouse],
  ['theaterUpdate', { id: newId('theater') }],
  ['screenSave', { theaterId: newId('theater'), name: 'x' }],
  ['seatCreate', { screenId: newId('screen'), row: 'A', number: 1 }],
  ['seatPlanReplace', { screenId: newId('screen'), expectedVersion: 1, width: 1, height: 1, seats: [] }],
  ['movieCreate', { title: 'x', durationMinutes: 1, genres: [] }],
  ['movieUpdate', { id: newId('movie') }],
  [
    'showingCreate',
    {
      movieId: newId('movie'),
      screenId: newId('screen'),
      startsAt: '2030-07-04T19:00:00Z',
      basePrice: { minor: 1, currency: 'EUR' },
    },
  ],
  ['showingUpdate', { id: newId('showing') }],
];

describe('what the staff keeps', () => {
  it.each(everyMutation)('(%s) is changed by nobody else', async (field, input) => {
    const codes = [];
    for (const viewer of [null, aCustomer(), aDoor()]) {
      const { payload, faults } = await manages(bed, field, input, viewer);
      expect(payload).toBeNull();
      codes.push(faults?.[0]?.extensions?.['code']);
    }
    expect(codes).toEqual(['UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN']);
  });
});

describe('a new theater', () => {
  it('has no screens of its own accord', async () => {
    const { payload } = await manages(bed, 'theaterCreate', { ...lighthouse, name: ' Lighthouse ' });
    expect(payload).toEqual({
      replayed: false,
      theater: {
        id: expect.stringMatching(/^thr_/),
        name: 'Lighthouse',
        timeZone: 'Europe/Dublin',
        address: { line1: '6 Meath Street', city: 'Dublin' },
        capacity: 0,
        screens: [],
      },
      errors: [],
    });
  });

  it('has a screen with that many seats when its capacity is given', async () => {
    const { payload } = await manages(bed, 'theaterCreate', { ...lighthouse, capacity: 30 });
    expect(payload?.['theater']).toMatchObject({ capacity: 30, screens: [{ name: 'Main' }] });
  });

  it('is made once a key, and without a key each time', async () => {
    const manager = aManager();
    const input = { ...lighthouse, capacity: 12, idempotencyKey: aKey() };
    const first = await manages(bed, 'theaterCreate', input, manager);
    const second = await manages(bed, 'theaterCreate', input, manager);
    expect(second.payload).toEqual({ ...first.payload, replayed: true });

    const other = await manages(bed, 'theaterCreate', { ...input, name: 'Savoy' }, manager);
    expect(other.payload?.errors).toEqual([expect.objectContaining({ code: 'IDEMPOTENCY_KEY_REUSED' })]);
    expect(await aTheater(bed)).not.toBe(await aTheater(bed));
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['without a name', { name: ' ' }, ['name']],
    ['with a name that cannot be stored', { name: 'a\u0000' }, ['name']],
    ['with half of a surrogate pair', { name: 'a\ud800' }, ['name']],
    ['with an empty address', { address: { ...dublin, line1: '' } }, ['address', 'line1']],
    ['in no time zone', { timeZone: 'Europe/Atlantis' }, ['timeZone']],
    ['in an offset', { timeZone: '+01:00' }, ['timeZone']],
    ['with no seat', { capacity: 0 }, ['capacity']],
    ['with 701 seats', { capacity: 701 }, ['capacity']],
  ])('cannot be made %s', async (_name, wrong, path) => {
    const refusal = await refusalOf(bed, 'theaterCreate', { ...lighthouse, ...wrong });
    expect(refusal).toMatchObject({ code: 'VALIDATION', path: ['input', ...path] });
  });

  it('leaves its key unspent when it cannot be made', async () => {
    const [manager, key] = [aManager(), aKey()];
    const wrong = await manages(bed, 'theaterCreate', { ...lighthouse, name: '', idempotencyKey: key }, manager);
    expect(wrong.payload?.errors).toHaveLength(1);
    const right = await manages(bed, 'theaterCreate', { ...lighthouse, idempotencyKey: key }, manager);
    expect(right.payload).toMatchObject({ replayed: false, errors: [] });
  });
});

describe('a theater', () => {
  it('is changed in what is given, and shows it', async () => {
    const id = await aTheater(bed);
    const renamed = await manages(bed, 'theaterUpdate', { id, name: 'Savoy', timeZone: null });
    expect(renamed.payload).toMatchObject({ theater: { ...lighthouse, name: 'Savoy', address: { city: 'Dublin' } } });
    const moved = await manages(bed, 'theaterUpdate', { id, address: { ...dublin, city: 'Cork' }, timeZone: 'UTC' });
    expect(moved.payload).toMatchObject({ theater: { name: 'Savoy', address: { city: 'Cork' }, timeZone: 'UTC' } });
  });

  it('shows every change when one request makes two', async () => {
    const id = await aTheater(bed);
    const query = `mutation ($id: ID!) {
      a: theaterUpdate(input: { id: $id, name: "One" }) { theater { name } }
      b: theaterUpdate(input: { id: $id, name: "Two" }) { theater { name } }
    }`;
    const { data } = await bed.ask(aManager(), query, { id });
    expect(data).toEqual({ a: { theater: { name: 'One' } }, b: { theater: { name: 'Two' } } });
  });

  it('cannot be moved to no time zone', async () => {
    const refusal = await refusalOf(bed, 'theaterUpdate', { id: await aTheater(bed), timeZone: 'Mars/Olympus' });
    expect(refusal).toMatchObject({ code: 'VALIDATION', path: ['input', 'timeZone'] });
  });

  it.each([newId('theater'), newId('screen'), 'x', '\u0000', '\ud800'])('is not there as %j', async (id) => {
    const refusal = await refusalOf(bed, 'theaterUpdate', { id, name: 'Savoy' });
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'id'] });
  });
});

describe('a screen', () => {
  it('is made without seats, and its features come in the order they were given', async () => {
    const theaterId = await aTheater(bed);
    const features = ['IMAX', ' Hearing loop ', 'IMAX'];
    const { payload } = await manages(bed, 'screenSave', { theaterId, name: ' Screen 1 ', features });
    expect(payload).toEqual({
      screen: {
        id: expect.stringMatching(/^scr_/),
        name: 'Screen 1',
        features: ['IMAX', 'Hearing loop'],
        theater: { id: theaterId },
        seatPlan: { version: 1, width: 1, height: 1, seats: [] },
      },
      errors: [],
    });
  });

  it('keeps its features and its plan when it gets another name', async () => {
    const theaterId = await aTheater(bed);
    const { payload } = await manages(bed, 'screenSave', { theaterId, name: 'One', features: ['IMAX'] });
    const { id } = Object(payload?.['screen']) as { id: string };
    await drawPlan(bed, id, ['..']);
    const renamed = await manages(bed, 'screenSave', { id, theaterId, name: 'Two' });
    expect(renamed.payload?.['screen']).toMatchObject({
      id,
      name: 'Two',
      features: ['IMAX'],
      seatPlan: { version: 2 },
    });
    const bare = await manages(bed, 'screenSave', { id, theaterId, name: 'Two', features: [] });
    expect(bare.payload?.['screen']).toMatchObject({ features: [] });
  });

  it('has a name of its own in its theater, upper and lower case alike', async () => {
    const theaterId = await aTheater(bed);
    await aScreen(bed, { theaterId, name: 'One' });
    const id = await aScreen(bed, { theaterId, name: 'Two' });
    await aScreen(bed, { name: 'One' });
    for (const input of [{ name: 'oNE' }, { id, name: 'ONE' }]) {
      const refusal = await refusalOf(bed, 'screenSave', { theaterId, ...input });
      expect(refusal).toMatchObject({ code: 'VALIDATION', path: ['input', 'name'] });
    }
  });

  it('stays in its theater', async () => {
    const id = await aScreen(bed);
    for (const theaterId of [await aTheater(bed), newId('theater')]) {
      const refusal = await refusalOf(bed, 'screenSave', { id, theaterId, name: 'One' });
      expect(refusal).toMatchObject({ code: 'VALIDATION', path: ['input', 'theaterId'] });
    }
  });

  it.each<[string, Record<string, unknown>, string, string[]]>([
    ['in no theater', { theaterId: newId('theater') }, 'NOT_FOUND', ['theaterId']],
    ['in what is no theater', { theaterId: '\u0000' }, 'NOT_FOUND', ['theaterId']],
    ['instead of none', { id: newId('screen') }, 'NOT_FOUND', ['id']],
    ['without a name', { name: '' }, 'VALIDATION', ['name']],
    ['with a name of 121 characters', { name: 'x'.repeat(121) }, 'VALIDATION', ['name']],
    ['with a feature of 61 characters', { features: ['x'.repeat(61)] }, 'VALIDATION', ['features', '0']],
    ['with 21 features', { features: Array.from({ length: 21 }, String) }, 'VALIDATION', ['features']],
  ])('cannot be saved %s', async (_name, wrong, code, path) => {
    const input = { theaterId: await aTheater(bed), name: 'One', ...wrong };
    expect(await refusalOf(bed, 'screenSave', input)).toMatchObject({ code, path: ['input', ...path] });
  });
});
