import type { Viewer } from '@marquee/shared/auth';
import { InvalidInput } from '@marquee/shared/errors';
import { requireText } from '@marquee/shared/text';
import { wordsOf } from '../domain/queryWords';
import type { SearchKind } from '../domain/searchDocument';
import { readKinds } from './search';
import type { PlatformServices } from './services';

export interface SuggestCommand {
  readonly prefix: string;
  readonly kinds?: readonly SearchKind[] | null | undefined;
  readonly limit?: number | null | undefined;
}

const usualLimit = 8;
const mostSuggestions = 20;

/** Titles that the viewer may see and that have a word which begins so. @throws InvalidInput */
export async function suggest(
  { search, clock }: PlatformServices,
  viewer: Viewer | null,
  { prefix, kinds, limit }: SuggestCommand,
): Promise<string[]> {
  const wanted = limit ?? usualLimit;
  if (wanted < 1 || wanted > mostSuggestions) {
    throw new InvalidInput(`limit must be from 1 to ${mostSuggestions}.`, ['limit']);
  }
  // Stop words count: who types `the` is still writing. Of many words the last ones count: that is where one is writing.
  const words = wordsOf(requireText(prefix, ['prefix'], { max: 100, label: 'The prefix' })).slice(-10);
  const request = {
    words,
    kinds: readKinds(kinds),
    viewerId: viewer?.userId ?? null,
    now: clock.now(),
    limit: wanted,
  };
  return (await search.suggest(request)).answer;
}
