const Sequencer = require('@jest/test-sequencer').default;

/**
 * Starts long files first, also where jest has not seen them run (it goes by their size then, and the longest is a small
 * one): a long one that starts last runs alone.
 */
class LongestFirst extends Sequencer {
  sort(tests) {
    const seconds = new Map(tests.map((test) => [test, this.secondsOf(test)]));
    return [...tests].sort((a, b) => seconds.get(b) - seconds.get(a));
  }

  secondsOf(test) {
    const lastTimeMs = this.time(test);
    if (lastTimeMs !== undefined) return lastTimeMs / 1000;
    const known = Object.entries(roughly).find(([ending]) => test.path.endsWith(ending));
    return known === undefined ? usually[test.context.config.displayName.name] : known[1];
  }
}

/** In seconds; only their order matters. */
const usually = { journeys: 15, integration: 4, unit: 0.2 };
const roughly = {
  'e2e/accessMatrix.e2e.test.ts': 200,
  'tools/test/launch.int.test.ts': 70,
  'e2e/checkoutCrash.e2e.test.ts': 50,
  'e2e/canary.e2e.test.ts': 50,
  'e2e/seatRace.e2e.test.ts': 45,
  'tools/test/seed.int.test.ts': 35,
  'e2e/mixedLoad.e2e.test.ts': 35,
  'tools/test/checkInvariants.int.test.ts': 30,
  'e2e/paying.e2e.test.ts': 30,
  'e2e/nestedQueries.e2e.test.ts': 30,
  'e2e/oneBasket.e2e.test.ts': 30,
  'subgraphs/orders/test/crashPoints.int.test.ts': 25,
};

module.exports = LongestFirst;
