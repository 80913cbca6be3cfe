import { fixedId } from '@marquee/shared/seeding';
import { scheduleShowing } from '../../domain/showing';
import type { ShowingEntity } from '../../persistence/showing.entity';
import { demoSlots } from '../demoCity/demoShowings';
import { demoCity } from '../demoCity/demoTheaters';
import { largeMovie } from './largeMovies';
import type { LargeScreen } from './largeTheaters';

/** How many of the newest films are shown. */
export const moviesOnScreens = 120;
/** What a screen shows at least within the two weeks that a programme reaches ahead, whatever the time of day. */
export const showingsAScreen = 75;

/**
 * The next showings on these screens, so many, those that begin first before the others. The same day and time on a
 * screen is always the same showing, so what is planned later adds to it and changes none.
 */
export function largeProgramme(screens: readonly LargeScreen[], count: number, now: Date): ShowingEntity[] {
  const films = Array.from({ length: moviesOnScreens }, (_, nth) => largeMovie(nth, now));
  const slots = screens.flatMap((screen, screenIndex) =>
    demoSlots(screenIndex, films.length, demoCity.timeZone, now).map((slot) => ({ ...slot, screen })),
  );
  return slots
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .slice(0, count)
    .flatMap(({ key, startsAt, movieIndex, screen: { row, basePriceMinor } }) => {
      const film = films[movieIndex];
      if (film === undefined) return [];
      const showing: ShowingEntity = {
        id: fixedId('showing', `${row.id} ${key}`),
        movieId: film.id,
        screenId: row.id,
        theaterId: row.theaterId,
        ...scheduleShowing({ startsAt }, film.durationMinutes, now),
        sale: 'ON_SALE',
        basePriceMinor,
        currency: demoCity.currency,
      };
      return [showing];
    });
}
