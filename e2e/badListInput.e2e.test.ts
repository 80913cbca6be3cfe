import { extremes } from './support/badInput';
import { bookSeats } from './support/bookings';
import { type Cinema, openCinema } from './support/cinema';
import { post } from './support/client';
import { type Marquee, startMarquee } from './support/marquee';
import { type Person, register } from './support/people';

describe('bad input in a list of the cinema', () => {
  let marquee: Marquee;
  let cinema: Cinema;
  let customer: Person;

  beforeAll(async () => {
    marquee = await startMarquee('colocated');
    cinema = await openCinema(marquee.url);
    customer = await register(marquee.url, 'Nora');
    await bookSeats(marquee.url, customer.token, cinema.showingId, [cinema.seats['A1'] ?? '']);
  });

  afterAll(() => marquee.stop());

  const list = `query ($showings: ShowingFilter, $theaters: TheaterFilter, $movies: MovieFilter, $bookings: BookingFilter) {
    showings(first: 5, filter: $showings) { nodes { id } totalCount }
    theaters(first: 5, filter: $theaters) { nodes { id } totalCount }
    movies(first: 5, filter: $movies) { nodes { id } totalCount }
    bookings(first: 5, filter: $bookings) { nodes { id } totalCount }
  }`;
  /** What is neither an answer nor a refusal. */
  const faultsOf = async (filters: Record<string, unknown>): Promise<unknown[]> => {
    const { errors } = await post(marquee.url, list, filters, customer);
    return errors.filter(({ extensions }) => extensions['code'] !== 'BAD_USER_INPUT');
  };

  it.each(extremes)('takes %s, or says that it does not', async (_name, at) => {
    expect(await faultsOf({ showings: { from: at } })).toEqual([]);
    expect(await faultsOf({ showings: { to: at } })).toEqual([]);
    expect(await faultsOf({ bookings: { createdAfter: at } })).toEqual([]);
    expect(await faultsOf({ bookings: { createdBefore: at } })).toEqual([]);
  });

  it.each(['0001-01-01', '9999-12-31', '0000-00-00', '+275760-09-13'])('takes the day %s', async (showingOn) => {
    expect(await faultsOf({ movies: { showingOn } })).toEqual([]);
  });

  it.each([0, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.5])('takes %d free seats', async (minSeatsAvailable) => {
    expect(await faultsOf({ showings: { minSeatsAvailable } })).toEqual([]);
  });

  it.each(['\u0000', '\ud83d', '%', '_', '\\', "' or 1=1 --", 'x'.repeat(10_000), 'x '.repeat(5_000)])(
    'searches for what nobody would (%#)',
    async (text) => {
      expect(await faultsOf({ theaters: { query: text } })).toEqual([]);
      expect(await faultsOf({ theaters: { city: text } })).toEqual([]);
      expect(await faultsOf({ movies: { query: text } })).toEqual([]);
      expect(await faultsOf({ movies: { genres: [text] } })).toEqual([]);
      expect(await faultsOf({ bookings: { userId: text, showingId: text } })).toEqual([]);
    },
  );

  it('takes empty lists', async () => {
    expect(await faultsOf({ showings: { status: [] }, movies: { genres: [] }, bookings: { status: [] } })).toEqual([]);
  });

  it.each([
    ['a party of none', 'partySize: 0'],
    ['a negative party', 'partySize: -1'],
    ['a party of nine', 'partySize: 9'],
    ['no blocks', 'partySize: 2, limit: 0'],
    ['less than none', 'partySize: 2, limit: -1'],
    ['eleven blocks', 'partySize: 2, limit: 11'],
  ])('offers no seats for %s', async (_name, args) => {
    const query = `query ($id: ID!) { showing(id: $id) { bestSeats(${args}) { score } } }`;
    const { errors } = await post(marquee.url, query, { id: cinema.showingId });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
  });
});
