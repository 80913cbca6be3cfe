import { eventually, type SubgraphBed, someone } from '@marquee/shared/testing';
import { forgoIndex } from '../src/elasticsearch/indexFollower';
import { movieSaved } from './support/facts';
import { aPlatformBed } from './support/platformBed';

let bed: SubgraphBed;
beforeAll(async () => {
  bed = await aPlatformBed();
});
afterAll(() => bed.close());

const waiting = async () => {
  const [row]: { changes: number; requests: number }[] = await bed.db.query(
    `select (select count(*)::int from search_change) as changes, (select count(*)::int from search_rebuild) as requests`,
  );
  return row;
};

describe('where there is no Elasticsearch', () => {
  it('nothing waits for one but a single request to build its index anew, should there be one some day', async () => {
    await bed.hear(...Array.from({ length: 600 }, (_, nth) => movieSaved({ title: `Nutmeg ${nth}` })));
    await eventually(async () => expect(await waiting()).toEqual({ changes: 600, requests: 0 }));
    await forgoIndex(bed.db);
    expect(await waiting()).toEqual({ changes: 0, requests: 1 });

    for (let time = 0; time < 3; time += 1) {
      await bed.ask(someone('platform:admin'), 'mutation { searchReindex { queued } }');
    }
    expect(await waiting()).toEqual({ changes: 0, requests: 4 });
    await forgoIndex(bed.db);
    expect(await waiting()).toEqual({ changes: 0, requests: 1 });
  });

  it('and nothing at all where nothing has changed', async () => {
    await bed.db.query('delete from search_rebuild');
    await forgoIndex(bed.db);
    expect(await waiting()).toEqual({ changes: 0, requests: 0 });
  });
});
