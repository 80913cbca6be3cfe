import { type Listing, type PageArguments, readPage } from '@marquee/shared/pagination';
import { optionalText, searchWords } from '@marquee/shared/text';
import type { TheaterEntity } from '../../persistence/theater.entity';
import { theatersRepository } from '../../persistence/theatersRepository';
import type { BookingServices } from '../services';

export interface ListTheaters extends PageArguments {
  readonly filter?:
    | { readonly query?: string | null | undefined; readonly city?: string | null | undefined }
    | null
    | undefined;
}

/** Theaters by name. @throws InvalidInput for a page or a filter that cannot be */
export function listTheaters({ db }: BookingServices, args: ListTheaters): Promise<Listing<TheaterEntity>> {
  const { query, city } = args.filter ?? {};
  const criteria = { words: searchWords(query), city: optionalText(city, ['filter', 'city'], { max: 120 }) };
  return theatersRepository(db.manager).list(criteria, readPage(args, { list: 'theaters', keyCount: 2 }));
}
