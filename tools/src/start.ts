import { ConfigError } from '@marquee/shared/config';
import { type Launched, launch, type Step } from './launch/launch';
import { watchNpm } from './launch/watchNpm';

export interface StartOptions {
  readonly root: string;
  readonly step: Step;
  readonly startedAt: number;
}

/** `npm start` after everything is installed and built: launches, and ends the process in the end. */
export function start({ root, step, startedAt }: StartOptions): void {
  const print = (text: string) => process.stdout.write(`${text}\n`);
  const launched = launch({
    environment: process.env,
    root,
    step,
    print,
    startedAt,
    onBreakdown: (reason) => end(1, reason),
  });
  const end = createEnd(launched, print);
  launched.catch((error: unknown) => {
    process.stderr.write(`\n${messageOf(error)}\n`);
    process.exit(1);
  });
  stopOnSignals(end, print);
  if (process.env['npm_lifecycle_event'] === 'start') watchNpm(() => end(0, 'npm has ended'));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => end(1, messageOf(error, 'stack')));
  }
}

type End = (exitCode: number, reason: string) => void;

/** The first reason to end counts; everything is then stopped in order. */
function createEnd(launched: Promise<Launched>, print: (text: string) => void): End {
  let isEnding = false;
  return (exitCode, reason) => {
    if (isEnding) return;
    isEnding = true;
    print(`\nStopping: ${reason}`);
    launched
      .then(({ stop }) => stop())
      .then(
        () => {
          print('Stopped.');
          process.exit(exitCode);
        },
        (error: unknown) => {
          process.stderr.write(`Not everything stopped cleanly: ${messageOf(error, 'stack')}\n`);
          process.exit(1);
        },
      );
  };
}

/** npm passes on what the terminal has sent to us already, so only a later signal counts as the second. */
const secondSignalAfterMs = 1_000;

function stopOnSignals(end: End, print: (text: string) => void): void {
  let firstAt: number | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    if (firstAt === null) {
      firstAt = Date.now();
      end(0, `${signal === 'SIGINT' ? 'Ctrl-C' : signal}; once more to force it`);
    } else if (Date.now() - firstAt > secondSignalAfterMs) {
      print('Forced.');
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}

/** What is not a mistake of ours to explain is told with where it happened. */
function messageOf(error: unknown, detail: 'message' | 'stack' = 'message'): string {
  if (!(error instanceof Error)) return String(error);
  const isExplained = error instanceof ConfigError || error.constructor === Error;
  return (isExplained && detail === 'message' ? error.message : error.stack) ?? String(error);
}
