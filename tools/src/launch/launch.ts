import path from 'node:path';
import type { Environment } from '@marquee/shared/config';
import { type BannerAccount, banner } from './banner';
import { claimDataFolder } from './claimDataFolder';
import { startColocated } from './colocated';
import { type LauncherConfig, readLauncherConfig } from './config';
import { provideDatabases } from './databases';
import { type DataFolder, dataFolderAt } from './dataFolder';
import { demoAccounts } from './demoCity';
import { startDistributed } from './distributed';
import { completeEnvironment } from './environment';
import type { LogFile } from './logFile';
import { requireFreePorts } from './ports';
import { requireUsableConfig, wantedPorts } from './services';
import { providePaymentProvider } from './simulatedProvider';
import { stopAll } from './stopAll';

/** Runs a step of the start and shows how it goes. */
export type Step = <T>(title: string, work: () => Promise<T>) => Promise<T>;

export interface LaunchOptions {
  readonly environment: Environment;
  readonly root: string;
  readonly step: Step;
  readonly print: (text: string) => void;
  readonly startedAt: number;
  /** Something without which nothing works has ended by itself. */
  readonly onBreakdown: (reason: string) => void;
}

export interface Launched {
  stop(): Promise<void>;
}

/**
 * Starts everything that `npm start` promises, and prints how to use it. What was started is stopped again when a
 * later step fails. @throws ConfigError, or Error with a sentence that says what to do
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const config = readLauncherConfig(options.environment, options.root);
  const folder = dataFolderAt(config.dataFolder);
  const stops: (() => Promise<void>)[] = [];
  const stop = () => stopAll(stops);
  try {
    const log = await claimDataFolder(folder, stops);
    const completed = completeEnvironment(options.environment, folder.secrets);
    requireUsableConfig(completed);
    await requireFreePorts(wantedPorts(completed, config.layout));
    const services = { ...options, ...config, folder, log, environment: completed, given: options.environment };
    await startServices(services, stops);
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Services = LaunchOptions &
  LauncherConfig & { readonly folder: DataFolder; readonly log: LogFile; readonly given: Environment };

async function startServices(services: Services, stops: (() => Promise<void>)[]): Promise<void> {
  const { folder, layout, log, onBreakdown, print, root, step } = services;
  const databases = await step('PostgreSQL', () => provideDatabases(services.environment, folder));
  stops.unshift(databases.stop);
  databases.onBreakdown(() => onBreakdown(`PostgreSQL ended by itself; see ${folder.logs}`));

  const opened = { ...services.environment, ...databases.urls };
  const provider = await step('payment provider (simulated)', () =>
    providePaymentProvider({ environment: opened, log, root, notice: print }),
  );
  stops.unshift(provider.stop);

  const environment = { ...opened, ...provider.environment };
  const accounts = services.hasDemoCity ? await step('demo city', () => demoAccounts(environment, log)) : [];
  const start = layout === 'distributed' ? startDistributed : startColocated;
  const supergraph = await step(`services (${layout})`, () => start({ environment, log, root, notice: print }));
  stops.unshift(supergraph.stop);

  print(
    banner({
      url: supergraph.url,
      accounts: [...accounts, ...firstAdmin(environment, services)],
      dataFolder: folder.root,
      logFile: path.join(folder.logs, 'marquee.log'),
      startedInMs: Date.now() - services.startedAt,
      isOpenToOthers: !isLoopback(environment['HOST'] ?? 'localhost'),
    }),
  );
}

/** Its password is never shown: the one who starts has chosen it, or finds it beside the other secrets. */
function firstAdmin(environment: Environment, { given, folder }: Services): BannerAccount[] {
  const email = environment['MARQUEE_ADMIN_EMAIL'];
  if (email === undefined) return [];
  const isGiven = Boolean(given['MARQUEE_ADMIN_PASSWORD']);
  const password = isGiven ? '(the one you chose)' : `(in ${path.join(folder.secrets, 'admin-password')})`;
  return [{ role: 'SUPER_ADMIN', email, password }];
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.');
