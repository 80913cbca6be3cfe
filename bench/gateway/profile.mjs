// Where does the time of a .cpuprofile go? By package, and the functions that do most themselves.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { root } from '../support/marquee.mjs';
import { printTable } from '../support/report.mjs';
import { selfTimes } from './profile/selfTimes.mjs';

const mostPackages = 15;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { from: { type: 'string', default: '0' }, functions: { type: 'string', default: '5' } },
});

for (const file of positionals) {
  const packages = selfTimes(JSON.parse(readFileSync(file, 'utf8')), root, 1_000 * Number(values.from));
  const total = packages.reduce((sum, { ms }) => sum + ms, 0);
  const cells = (ms) => [ms.toFixed(0), `${((100 * ms) / total).toFixed(1)} %`];
  const rows = packages
    .slice(0, mostPackages)
    .flatMap(({ name, ms, functions }) => [
      [`**${name}**`, '', ...cells(ms)],
      ...functions.slice(0, Number(values.functions)).map((one) => [one.name, one.place, ...cells(one.ms)]),
    ]);
  printTable(['function', 'place', 'self ms', 'share'], rows);
}
