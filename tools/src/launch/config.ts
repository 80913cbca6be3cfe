import path from 'node:path';
import { type Config, type Environment, readConfig, variable } from '@marquee/shared/config';

/** What only `npm start` reads; everything else goes on to the packages that declare it. */
export const launcherVariables = {
  dataFolder: variable.text({
    name: 'MARQUEE_DATA_DIR',
    default: '.data',
    description: 'Where `npm start` keeps databases, secrets and logs.',
  }),
  layout: variable.oneOf({
    name: 'MARQUEE_LAYOUT',
    values: ['colocated', 'distributed'],
    default: 'colocated',
    description: 'Everything in one process, or each subgraph and the gateway in one of its own.',
  }),
  hasDemoCity: variable.boolean({
    name: 'MARQUEE_DEMO_CITY',
    default: true,
    description: 'Whether `npm start` fills in restaurants, and accounts whose passwords are public.',
  }),
};

export type LauncherConfig = Config<typeof launcherVariables>;
export type Layout = LauncherConfig['layout'];

/** @throws ConfigError naming every mistake */
export function readLauncherConfig(environment: Environment, root: string): LauncherConfig {
  const config = readConfig(environment, launcherVariables);
  return { ...config, dataFolder: path.resolve(root, config.dataFolder) };
}
