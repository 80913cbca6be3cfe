import { type Draw, drawFor, fixedId } from '@marquee/shared/seeding';
import type { MovieEntity } from '../../persistence/movie.entity';

const qualities =
  'Last, Quiet, Crooked, Silver, Northern, Broken, Second, Hollow, Burning, Distant, Paper, Velvet, Reluctant, Midnight, Frozen, Gentle, Hidden, Electric, Wandering, Scarlet'.split(
    ', ',
  );
const subjects =
  'Lighthouse, Courier, Orchard, Astronaut, Pianist, Harbour, Conductor, Locksmith, Violin, Archive, Ferry, Beekeeper, Signal, Carnival, Glacier, Detective, Postman, Observatory, Waltz, Tunnel, Cartographer, Regatta, Hotel, Comet'.split(
    ', ',
  );
const places =
  'Arklow, Lisbon, Tallinn, Cobh, Trieste, the North Wall, Bergen, Smithfield, Howth, Ghent, Palermo, the Burren'.split(
    ', ',
  );
const genres =
  'Action, Adventure, Animation, Comedy, Crime, Documentary, Drama, Family, Fantasy, History, Horror, Music, Mystery, Romance, Science Fiction, Thriller, War, Western'.split(
    ', ',
  );
const ratings = ['G', 'PG', '12A', '15A', '16', '18'];
const beginnings = [
  'A stranger comes to town and asks for the wrong person.',
  'Two sisters inherit something that nobody wants.',
  'The night before the storm, a letter arrives.',
  'An old promise has to be kept within a day.',
  'Everybody in the house remembers it differently.',
  'What begins as a favour becomes a career.',
];
const endings = [
  'Nobody leaves as they came.',
  'It ends in the rain, as it must.',
  'The truth is told by the dog.',
  'By morning there are fewer of them.',
  'Then the lights come on.',
  'And yet they dance.',
];

const dayMs = 86_400_000;
/** The longest of them leaves half an hour to clean between the beginnings of the programme. */
const durations = { least: 80, most: 165 };

export const movieId = (nth: number): string => fixedId('movie', `large ${nth}`);

/** The nth film, the newest first, always the same but for the day on which it came out. */
export function largeMovie(nth: number, now: Date): Omit<MovieEntity, 'sortName'> {
  const draw = drawFor(nth);
  return {
    id: movieId(nth),
    title: titleOf(draw),
    description: `${draw.oneOf(beginnings)} ${draw.oneOf(endings)}`,
    durationMinutes: draw.whole(durations.least, durations.most),
    genres: draw.someOf(genres, draw.whole(1, 3)),
    rating: draw.oneOf(ratings),
    releasedOn: new Date(now.getTime() - nth * 2 * dayMs).toISOString().slice(0, 10),
    posterUrl: null,
  };
}

function titleOf(draw: Draw): string {
  const [first, second] = draw.someOf(subjects, 2);
  switch (draw.whole(1, 4)) {
    case 1:
      return `The ${draw.oneOf(qualities)} ${first}`;
    case 2:
      return `${first} and ${second}`;
    case 3:
      return `The ${first} of ${draw.oneOf(places)}`;
    default:
      return `A ${draw.oneOf(qualities)} ${first} in ${draw.oneOf(places)}`;
  }
}
