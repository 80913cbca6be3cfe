import { setTimeout as pause } from 'node:timers/promises';
import { type Draw, drawFor } from '@marquee/shared/seeding';
import { brokenAtRest } from '@marquee/tools';
import { signInBuyers } from './support/buyers';
import { openCinema } from './support/cinema';
import { openKitchen } from './support/kitchen';
import { type Marquee, startMarquee } from './support/marquee';
import { type LoadCounts, type Marketplace, runBuyer } from './support/mixedLoad';
import { type SagaCounts, sagaCounts } from './support/sagaCounts';
import { aShopKeeper } from './support/shopKeeper';

/** More of it: `MIXED_LOAD_SECONDS=60 npx jest e2e/mixedLoad`. */
const seconds = Number(process.env['MIXED_LOAD_SECONDS'] ?? 20);
const seed = Number(process.env['MIXED_LOAD_SEED'] ?? 20_261_125);
const buyerCount = 12;

async function stockGoods(url: string): Promise<string[]> {
  const { product } = await aShopKeeper(url);
  const make = (nth: number) => product({ sku: `GOODS-${nth}`, title: `Goods ${nth}`, initialStock: 100 });
  return Promise.all([1, 2, 3].map(make));
}

function summaryOf({ orderIds, ...counts }: LoadCounts, { orderIds: _made, ...sagas }: SagaCounts) {
  return { ...counts, acknowledged: orderIds.length, ...sagas };
}

describe('a crowd that browses, holds, checks out and calls off while processes are killed', () => {
  let marquee: Marquee;
  beforeAll(async () => {
    marquee = await startMarquee('a process each');
  });
  afterAll(() => marquee.stop());

  it(
    'leaves nothing half done',
    async () => {
      const { url, environment } = marquee;
      const places: Marketplace = {
        cinemas: [
          await openCinema(url, 'Lantern Cinema', { capacity: 240 }),
          await openCinema(url, 'Harbour Cinema', { capacity: 240 }),
        ],
        kitchen: await openKitchen(url),
        goods: await stockGoods(url),
      };
      const buyers = await signInBuyers(marquee, buyerCount);
      const endsAt = Date.now() + seconds * 1_000;
      const counts: LoadCounts = {
        browsed: 0,
        held: 0,
        ordered: 0,
        cancelled: 0,
        refused: 0,
        unknown: 0,
        orderIds: [],
      };
      const load = Promise.all(
        buyers.map(({ token }, nth) => runBuyer({ url, token, places, counts, draw: drawFor(seed + nth), endsAt })),
      );
      const kills = await killUntil(endsAt - 2_000, drawFor(seed + buyerCount));
      await load;

      const broken = await brokenAtRest(environment, 90_000);
      const sagas = await sagaCounts(marquee);
      console.log(JSON.stringify({ seed, seconds, kills, ...summaryOf(counts, sagas) }));
      expect(broken).toEqual([]);
      expect(await unknownOrders(counts.orderIds)).toEqual([]);
      // The run has teeth: something was killed, sold, refused and called off.
      expect(Object.values(kills).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2);
      expect(sagas.completed).toBeGreaterThan(0);
      expect(sagas.compensated).toBeGreaterThan(0);
    },
    (seconds + 180) * 1_000,
  );

  /** SIGKILL for one process after the other, and a new start for each. Returns how often each was killed. */
  async function killUntil(endsAt: number, draw: Draw): Promise<Record<string, number>> {
    const names = Object.keys(marquee.processes);
    const kills: Record<string, number> = {};
    while (Date.now() < endsAt) {
      await pause(draw.whole(1_000, 2_500));
      const name = draw.oneOf(names);
      const victim = marquee.processes[name];
      await victim?.kill();
      await victim?.restart();
      kills[name] = (kills[name] ?? 0) + 1;
    }
    return kills;
  }

  /** Those that somebody was told of and that are not there. */
  async function unknownOrders(orderIds: readonly string[]): Promise<string[]> {
    const known = new Set(await sagaCounts(marquee).then(({ orderIds: ids }) => ids));
    return orderIds.filter((id) => !known.has(id));
  }
});
