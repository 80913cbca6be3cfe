import { Client } from '@elastic/elasticsearch';
import { newId } from '@marquee/shared/ids';
import { createLogger } from '@marquee/shared/logging';
import { eventually, type SubgraphBed, someone } from '@marquee/shared/testing';
import { followIndex } from '../src/elasticsearch/indexFollower';
import { searchIndex } from '../src/elasticsearch/searchIndex';
import { createElasticsearchEngine } from '../src/engines/elasticsearchEngine';
import {
  type RunningElasticsearch,
  reasonForNoElasticsearch,
  startElasticsearch,
} from './support/elasticsearch/startElasticsearch';
import { noDocuments, onIndex } from './support/elasticsearchUnderTest';
import { describeEngine } from './support/engineSuite';
import { categorySaved, itemTold, movieSaved } from './support/facts';
import { aPlatformBed } from './support/platformBed';

const given = process.env['ELASTICSEARCH_URL'];
const reason = given === undefined ? reasonForNoElasticsearch() : null;
if (reason !== null) process.stderr.write(`notice: no Elasticsearch to test with, ${reason}; its tests are skipped\n`);
const whereThereIsOne = reason === null ? describe : describe.skip;

whereThereIsOne('a real Elasticsearch', () => {
  let elasticsearch: RunningElasticsearch | undefined;
  let client: Client;
  beforeAll(async () => {
    elasticsearch = given === undefined ? await startElasticsearch() : undefined;
    client = new Client({ node: given ?? elasticsearch?.url ?? '' });
  }, 120_000);
  afterAll(async () => {
    await client.close();
    await elasticsearch?.stop();
  });

  describeEngine('it', async () => {
    const index = searchIndex(client);
    await index.rebuild(noDocuments());
    return { engine: createElasticsearchEngine(client), ...onIndex(index) };
  });

  describe('behind the service', () => {
    const logger = createLogger({ service: 'platform', level: 'silent' });
    let bed: SubgraphBed;
    beforeAll(async () => {
      bed = await aPlatformBed({ elasticsearchUrl: given ?? elasticsearch?.url ?? '' });
    });
    afterAll(() => bed.close());

    const follow = async () => {
      await followIndex(bed.db, searchIndex(client), logger);
      await searchIndex(client).refresh();
    };
    const found = async (query: string) => {
      const { data } = await bed.ask<{ search: { engine: string; nodes: { title: string }[] } }>(
        null,
        'query ($query: String!) { search(query: $query) { engine nodes { title } } }',
        { query },
      );
      return { engine: data.search.engine, titles: data.search.nodes.map(({ title }) => title) };
    };

    it('follows what the owners tell', async () => {
      await bed.hear(movieSaved({ title: 'Galangal' }));
      await eventually(async () => {
        await follow();
        expect(await found('galangal')).toEqual({ engine: 'ELASTICSEARCH', titles: ['Galangal'] });
      });
    });

    it('follows an item that is archived and one whose category is called otherwise', async () => {
      const category = { id: newId('category'), slug: 'shelf', name: 'Juniper shelf' };
      const gone = { itemId: newId('product'), title: 'Juniper gone' };
      await bed.hear(
        itemTold('product.created', { title: 'Berries', category }),
        itemTold('product.created', gone),
        itemTold('product.deleted', { ...gone, isActive: false, version: 2 }),
      );
      await eventually(async () => {
        await follow();
        expect(await found('juniper')).toEqual({ engine: 'ELASTICSEARCH', titles: ['Berries'] });
      });
      await bed.hear(categorySaved({ ...category, name: 'Sumac shelf' }));
      await eventually(async () => {
        await follow();
        expect((await found('sumac')).titles).toEqual(['Berries']);
      });
      expect((await found('juniper')).titles).toEqual([]);
    });

    it('is the same after a rebuild, which nobody notices who searches meanwhile', async () => {
      await bed.hear(...Array.from({ length: 600 }, (_, nth) => movieSaved({ title: `Mace ${nth}` })));
      await eventually(async () => {
        await follow();
        expect((await found('mace')).titles).toHaveLength(20);
      });
      const before = await found('mace');
      await bed.ask(someone('platform:admin'), 'mutation { searchReindex { queued } }');
      const during = Array.from({ length: 20 }, () => found('mace'));
      await Promise.all([follow(), ...during]);
      for (const answer of await Promise.all(during)) expect(answer).toEqual(before);
      expect(await found('mace')).toEqual(before);
      const indices = await client.cat.indices({ index: 'marquee-search*', format: 'json' });
      expect(indices).toHaveLength(1);
    });

    const whereItIsOurs = given === undefined ? describe : describe.skip;
    whereItIsOurs('and killed', () => {
      it('leaves the answers to PostgreSQL', async () => {
        expect((await found('galangal')).engine).toBe('ELASTICSEARCH');
        await elasticsearch?.kill();
        expect(await found('galangal')).toEqual({ engine: 'POSTGRES', titles: ['Galangal'] });
        expect(await bed.subgraph.ready()).toMatchObject({ ready: true, dependencies: { elasticsearch: false } });
      });
    });
  });
});
