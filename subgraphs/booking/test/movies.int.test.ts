import { newId } from '@marquee/shared/ids';
import { aBookingBed, type BookingBed } from './support/bookingBed';
import { aKey, aMovie, aScreen, aShowing } from './support/builders';
import { manages, refusalOf } from './support/manage';
import { aManager } from './support/people';

let bed: BookingBed;
beforeAll(async () => {
  bed = await aBookingBed();
});
afterAll(() => bed.close());

const playtime = {
  title: 'Playtime',
  description: 'A city.\nA bus.',
  durationMinutes: 124,
  genres: ['Comedy'],
  rating: 'G',
  releasedOn: '1967-12-16',
  posterUrl: 'https://example.com/playtime.jpg',
};
const timesOf = async (id: string) => {
  const { data } = await bed.ask<{ showing: unknown }>(
    null,
    'query ($id: ID!) { showing(id: $id) { startsAt endsAt salesCloseAt } }',
    { id },
  );
  return data.showing;
};

describe('a film', () => {
  it('is announced as it is given, once a key', async () => {
    const [manager, input] = [aManager(), { ...playtime, idempotencyKey: aKey() }];
    const { payload } = await manages(bed, 'movieCreate', input, manager);
    expect(payload).toEqual({
      replayed: false,
      movie: { id: expect.stringMatching(/^mov_/), ...playtime },
      errors: [],
    });
    const again = await manages(bed, 'movieCreate', input, manager);
    expect(again.payload).toEqual({ ...payload, replayed: true });
  });

  it('is changed in what is given', async () => {
    const id = await aMovie(bed, playtime);
    const changed = await manages(bed, 'movieUpdate', { id, title: 'Trafic', rating: null });
    expect(changed.payload?.['movie']).toEqual({ id, ...playtime, title: 'Trafic', rating: null });
  });

  it('is refused where it breaks a rule, and where there is none', async () => {
    const id = await aMovie(bed);
    expect(await refusalOf(bed, 'movieCreate', { ...playtime, durationMinutes: 1001 })).toMatchObject({
      code: 'VALIDATION',
      path: ['input', 'durationMinutes'],
    });
    expect(await refusalOf(bed, 'movieUpdate', { id, title: '' })).toMatchObject({ path: ['input', 'title'] });
    for (const missing of [newId('movie'), '\u0000']) {
      const refusal = await refusalOf(bed, 'movieUpdate', { id: missing, title: 'x' });
      expect(refusal).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'id'] });
    }
  });
});

describe('a film of another length', () => {
  it('ends earlier or later in what has not begun, and its sale with it', async () => {
    const movieId = await aMovie(bed, { durationMinutes: 60 });
    const screenId = await aScreen(bed);
    const running = await aShowing(bed, { movieId, screenId, startsAt: '2030-07-03T12:30:00Z' });
    const startsAt = '2030-07-04T12:00:00.000Z';
    const coming = await aShowing(bed, { movieId, screenId, startsAt, salesCloseAt: '2030-07-04T12:50:00Z' });
    await bed.setNow('2030-07-03T12:45:00Z');

    await manages(bed, 'movieUpdate', { id: movieId, durationMinutes: 90 });
    expect(await timesOf(coming)).toMatchObject({ startsAt, endsAt: '2030-07-04T13:30:00.000Z' });
    await manages(bed, 'movieUpdate', { id: movieId, durationMinutes: 45 });
    expect(await timesOf(coming)).toEqual({
      startsAt,
      endsAt: '2030-07-04T12:45:00.000Z',
      salesCloseAt: '2030-07-04T12:45:00.000Z',
    });
    expect(await timesOf(running)).toMatchObject({ endsAt: '2030-07-03T13:30:00.000Z' });
  });

  it('must not run into what is shown after it', async () => {
    const movieId = await aMovie(bed, { durationMinutes: 60 });
    const screenId = await aScreen(bed);
    const first = await aShowing(bed, { movieId, screenId, startsAt: '2030-07-05T10:00:00Z' });
    await aShowing(bed, { screenId, startsAt: '2030-07-05T11:00:00Z' });
    expect(await refusalOf(bed, 'movieUpdate', { id: movieId, title: 'Longer', durationMinutes: 61 })).toMatchObject({
      code: 'SHOWING_OVERLAP',
      path: ['input', 'durationMinutes'],
    });
    expect(await timesOf(first)).toMatchObject({ endsAt: '2030-07-05T11:00:00.000Z' });
    const { data } = await bed.ask(null, 'query ($id: ID!) { movie(id: $id) { title durationMinutes } }', {
      id: movieId,
    });
    expect(data).toEqual({ movie: { title: 'Playtime', durationMinutes: 60 } });
  });
});
