import { setTimeout as wait } from 'node:timers/promises';
import { type Credentials, post } from './client';

export interface Hit {
  readonly kind: string;
  readonly title: string;
}

/** Searches again until something of that title is found: the index follows events. */
export async function untilFound(url: string, title: string, credentials: Credentials = {}): Promise<Hit> {
  const query = 'query ($words: String!) { search(query: $words) { nodes { kind title } } }';
  for (;;) {
    const { data, errors } = await post<{ search: { nodes: readonly Hit[] } }>(
      url,
      query,
      { words: title },
      credentials,
    );
    expect(errors).toEqual([]);
    const hit = data.search.nodes.find((node) => node.title === title);
    if (hit !== undefined) return hit;
    await wait(100);
  }
}
