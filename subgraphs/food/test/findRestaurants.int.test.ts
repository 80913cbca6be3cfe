import { distanceKm } from '../src/domain/geoPoint';
import { isOpen } from '../src/domain/kitchen';
import { isNear } from '../src/persistence/nearSearch';
import { RestaurantEntity } from '../src/persistence/restaurant.entity';
import { aRestaurant, employ } from './support/builders';
import { aFoodBed, type FoodBed, wednesdayLunch } from './support/foodBed';
import { aCook, anAdmin } from './support/people';

let bed: FoodBed;
beforeAll(async () => {
  bed = await aFoodBed();
});
afterAll(() => bed.close());

const namesBy = async (filter: Record<string, unknown>) => {
  const { data, errors } = await bed.ask<{ restaurants: { totalCount: number; nodes: { name: string }[] } }>(
    null,
    'query ($filter: RestaurantFilter) { restaurants(first: 100, filter: $filter) { totalCount nodes { name } } }',
    { filter },
  );
  expect(errors).toBeUndefined();
  const names = data.restaurants.nodes.map(({ name }) => name);
  expect(data.restaurants.totalCount).toBe(names.length);
  return names;
};

describe('restaurants that are open at a moment', () => {
  const zones = [
    'UTC',
    'Europe/Dublin',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Antarctica/Troll',
    'Pacific/Apia',
  ];
  const hours: Record<string, [number, string, string][]> = {
    night: [1, 2, 3, 4, 5, 6, 7].map((weekday) => [weekday, '18:00', '02:30']),
    early: [1, 2, 3, 4, 5, 6, 7].map((weekday) => [weekday, '01:30', '02:15']),
    always: [1, 2, 3, 4, 5, 6, 7].map((weekday) => [weekday, '00:00', '00:00']),
    twice: [
      [7, '01:15', '01:45'],
      [7, '23:00', '01:15'],
    ],
    never: [],
  };
  beforeAll(async () => {
    for (const timeZone of zones) {
      for (const [name, windows] of Object.entries(hours)) {
        const openingHours = windows.map(([weekday, opens, closes]) => ({ weekday, opens, closes }));
        await aRestaurant(bed, { name: `${timeZone} ${name}`, timeZone, openingHours });
      }
    }
  });

  it('are those whose isOpen says so, on ordinary days and when the clocks change', async () => {
    const rows = await bed.db.manager.find(RestaurantEntity, { order: { sortName: 'ASC', id: 'ASC' } });
    // A week in summer; then the days around each change of the clocks in 2030, every quarter of an hour.
    const moments = Array.from({ length: 7 * 8 }, (_, index) => Date.UTC(2030, 6, 1) + index * 3 * 3_600_000);
    for (const day of ['03-10', '03-31', '04-07', '10-06', '10-27', '11-03']) {
      const from = Date.parse(`2030-${day}T00:00:00Z`) - 16 * 3_600_000;
      moments.push(...Array.from({ length: 4 * 32 }, (_, index) => from + index * 900_000));
    }
    let open = 0;
    for (const moment of moments) {
      const at = new Date(moment);
      const expected = rows.filter((row) => isOpen(row, at)).map(({ name }) => name);
      const found = await namesBy({ openAt: at.toISOString() });
      if (String(found) !== String(expected)) {
        throw new Error(`${at.toISOString()}: found ${String(found)}, expected ${String(expected)}`);
      }
      open += found.length;
    }
    expect(open).toBeGreaterThan(1000);
  });

  it('are without those that pause', async () => {
    const openingHours = [{ weekday: 3, opens: '12:00', closes: '22:00' }];
    const id = await aRestaurant(bed, { name: 'Paused', openingHours });
    expect(await namesBy({ query: 'paused', openAt: wednesdayLunch })).toEqual(['Paused']);
    const cook = aCook();
    await employ(bed, id, cook, ['KITCHEN']);
    await bed.ask(cook, 'mutation ($id: ID!) { restaurantPause(id: $id, paused: true) { errors { code } } }', { id });
    expect(await namesBy({ query: 'paused', openAt: wednesdayLunch })).toEqual([]);
  });

  it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
    'are found at %s too',
    async (openAt) => {
      expect(await namesBy({ query: 'UTC always', openAt })).toEqual(['UTC always']);
    },
  );

  it('are paged without repeating or leaving out any', async () => {
    const filter = { openAt: '2030-07-01T23:00:00Z' };
    const query = `query ($after: String, $filter: RestaurantFilter) {
      restaurants(first: 3, after: $after, filter: $filter) { nodes { name } pageInfo { endCursor hasNextPage } }
    }`;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const {
        data,
      }: {
        data: { restaurants: { nodes: { name: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
      } = await bed.ask(null, query, { after, filter });
      seen.push(...data.restaurants.nodes.map(({ name }) => name));
      ({ endCursor: after, hasNextPage: more } = data.restaurants.pageInfo);
    }
    expect(seen).toEqual(await namesBy(filter));
  });

  it('may be in a zone only if the database knows it, too', async () => {
    const input = { name: 'x', address: { line1: 'x', city: 'x', country: 'IE' }, timeZone: 'Europe/Dublin' };
    const save = (timeZone: string) =>
      bed.ask<{ restaurantSave: { errors: unknown[] } }>(
        anAdmin(),
        'mutation ($input: RestaurantSaveInput!) { restaurantSave(input: $input) { errors { code path } } }',
        { input: { ...input, timeZone } },
      );
    expect((await save('europe/dublin')).data.restaurantSave.errors).toEqual([]);
    // The runtime takes it for an old name of Asia/Tokyo; PostgreSQL has no such zone.
    const before = await bed.rowCounts();
    const { errors } = (await save('JST')).data.restaurantSave;
    expect(errors).toEqual([{ code: 'VALIDATION', path: ['input', 'timeZone'] }]);
    expect(await bed.rowCounts()).toEqual(before);
  });
});

describe('restaurants near a place', () => {
  const spire = { latitude: 53.3498, longitude: -6.2603 };
  const places: Record<string, [number, number]> = {
    'near Talbot Street': [53.3506, -6.254],
    'near Camden Street': [53.3361, -6.2652],
    'near Howth': [53.3873, -6.0654],
    'near Cork': [51.8985, -8.4756],
    'near Taveuni west': [-16.85, 179.99],
    'near Taveuni east': [-16.85, -179.99],
    'near the pole': [89.99, 90],
  };
  beforeAll(async () => {
    for (const [name, [latitude, longitude]] of Object.entries(places)) {
      await aRestaurant(bed, { name, location: { latitude, longitude } });
    }
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['5 km unless said otherwise', { near: spire }, ['near Camden Street', 'near Talbot Street']],
    ['1 km', { near: spire, withinKm: 1 }, ['near Talbot Street']],
    ['20 km', { near: spire, withinKm: 20 }, ['near Camden Street', 'near Howth', 'near Talbot Street']],
    ['a hair', { near: spire, withinKm: 0.001 }, []],
    [
      'both sides of the antimeridian',
      { near: { latitude: -16.85, longitude: -179.999 }, withinKm: 3 },
      ['near Taveuni east', 'near Taveuni west'],
    ],
    ['the pole', { near: { latitude: 89.99, longitude: -90 }, withinKm: 3 }, ['near the pole']],
    ['near and more', { near: spire, query: 'talbot', openAt: wednesdayLunch }, ['near Talbot Street']],
  ])('within %s', async (_, filter, expected) => {
    expect(await namesBy(filter)).toEqual(expected);
  });

  it('are cut off at the exact distance', async () => {
    const [latitude, longitude] = places['near Howth'] ?? [0, 0];
    const km = distanceKm(spire, { latitude, longitude });
    expect(await namesBy({ near: spire, query: 'howth', withinKm: km + 0.001 })).toEqual(['near Howth']);
    expect(await namesBy({ near: spire, query: 'howth', withinKm: km - 0.001 })).toEqual([]);
  });

  it('are found by the index among many', async () => {
    await bed.db.query(`
      insert into restaurant (id, name, address, time_zone, prep_minutes, latitude, longitude)
      select 'rst_many' || n, 'Many ' || n, '{}', 'UTC', 20, -60 + n % 200 * 0.6, -170 + n / 200 * 3.4
      from generate_series(0, 19999) as n`);
    await bed.db.query('analyze restaurant');
    const query = bed.db.createQueryBuilder(RestaurantEntity, 'row').orderBy('row.sortName').limit(21);
    isNear(query, { center: spire, radiusKm: 5 });
    const [text, parameters] = query.getQueryAndParameters();
    const plan: Record<string, string>[] = await bed.db.query(`explain ${text}`, parameters);
    expect(JSON.stringify(plan)).toContain('restaurant_by_location');
  });
});

describe('the database itself', () => {
  it.each([
    ['half a place', 'update restaurant set longitude = null where latitude is not null'],
    ['a place off the globe', 'update restaurant set latitude = 91 where latitude is not null'],
    ['a negative minimum', 'update restaurant set minimum_order_minor = -1'],
  ])('refuses %s', async (_, statement) => {
    await expect(bed.db.query(statement)).rejects.toThrow(/violates/);
  });
});
