import { printTable } from '../../support/report.mjs';
import { againstStock } from './againstStock.mjs';

const figures = [
  ['requests/s', (round) => round.perSecond],
  ['p50 ms', (round) => round.p50Ms],
  ['p99 ms', (round) => round.p99Ms],
  ['p99/p50', (round) => round.p99Ms / round.p50Ms],
  ['CPU ms a request', (round) => round.cpuMs],
  ['peak MB', (round) => round.peakBytes / 1e6],
];

/**
 * @typedef {{ perSecond: number, p50Ms: number, p99Ms: number, cpuMs: number, peakBytes: number }} Round
 * @param {string} title
 * @param {readonly { name: string, title: string, fetches: number, rounds: Round[] }[]} results
 */
export function printResults(title, results) {
  const stock = results.find(({ name }) => name === 'apollo')?.rounds ?? [];
  const rows = results.map(({ title: contender, fetches, rounds }) => {
    const compared = rounds === stock ? [] : stock;
    const cells = figures.map(([, figureOf]) => againstStock(rounds.map(figureOf), compared.map(figureOf)));
    return [contender, fetches, ...cells];
  });
  console.log(`## ${title}\n`);
  printTable(['', 'fetches', ...figures.map(([name]) => name)], rows);
  console.log('');
}
