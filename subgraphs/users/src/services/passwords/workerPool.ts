import { Worker } from 'node:worker_threads';
import { Unavailable } from '@marquee/shared/errors';
import { TooManySignIns } from '../../domain/errors';
import { RecentDurations } from './recentDurations';
import { waitingMs } from './waitingTime';
import { workerSource } from './workerSource';

export type PasswordTask =
  | { readonly kind: 'hash'; readonly text: string; readonly cost: number }
  | { readonly kind: 'compare'; readonly text: string; readonly hash: string }
  | { readonly kind: 'strength'; readonly text: string; readonly userInputs: readonly string[] };

/** Whoever waits for the answer, and for how long. */
export interface Patience {
  /** By the pool's clock; a task that cannot be finished by then is not begun. */
  readonly finishBy: number;
  /** Looked at when the task's turn comes: a check that has begun is carried through, because it counts. */
  readonly signal?: AbortSignal | undefined;
}

interface Job {
  readonly task: PasswordTask;
  readonly patience: Patience;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
  startedAt: number;
  /** Its first task takes twice as long, with the start of the thread in it. */
  isWarm: boolean;
  idleTimer: NodeJS.Timeout | undefined;
}

export interface WorkerPoolOptions {
  readonly threads: number;
  /** How long an idle thread keeps its memory. */
  readonly idleMs: number;
  /** More than this many waiting tasks are refused, whatever time they have. */
  readonly maxWaiting: number;
  /** How far the threads stand behind the event loop for a core, as nice(1) has it; on Linux only. */
  readonly niceness: number;
  /** In ms; it need not tell the date. */
  readonly now: () => number;
}

const forever: Patience = { finishBy: Number.POSITIVE_INFINITY };
const soonestRetryMs = 1_000;

const modules = {
  bcrypt: require.resolve('bcryptjs'),
  zxcvbn: require.resolve('@zxcvbn-ts/core'),
  zxcvbnCommon: require.resolve('@zxcvbn-ts/language-common'),
  zxcvbnEnglish: require.resolve('@zxcvbn-ts/language-en'),
};

/**
 * A few threads, started when there is work and ended when there is none, each with one task at a time. A task that
 * would be finished too late for whoever waits is not begun: it would only keep the others from being in time.
 */
export class WorkerPool {
  private readonly threads = new Set<Thread>();
  private readonly waiting: Job[] = [];
  private readonly durations = new RecentDurations();
  private isStopped = false;

  constructor(private readonly options: WorkerPoolOptions) {}

  /** @throws TooManySignIns, before the task has begun | Unavailable after `stop`, or for an aborted one that waited */
  run(task: PasswordTask, patience = forever): Promise<unknown> {
    if (this.isStopped) return Promise.reject(new Unavailable());
    return new Promise((resolve, reject) => {
      const job = { task, patience, resolve, reject };
      // A free thread takes any task that is not late yet. Otherwise one slow spell would be remembered for ever: only
      // a task that runs can show that it is over.
      const thread = this.options.now() <= patience.finishBy ? this.freeThread() : null;
      if (thread) this.begin(thread, job);
      else this.queue(job);
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    for (const job of this.waiting.splice(0)) job.reject(new Unavailable());
    await Promise.all([...this.threads].map((thread) => this.end(thread)));
  }

  private queue(job: Job): void {
    if (job.patience.signal?.aborted) job.reject(new Unavailable());
    else if (this.hasRoomFor(job.patience)) this.waiting.push(job);
    else job.reject(this.tooMany());
  }

  private hasRoomFor({ finishBy }: Patience): boolean {
    if (this.waiting.length >= this.options.maxWaiting) return false;
    return this.options.now() + this.waitingMs() + this.durations.typicalMs() <= finishBy;
  }

  private waitingMs(): number {
    const now = this.options.now();
    const busy = [...this.threads].filter(({ job }) => job !== null);
    return waitingMs({
      threads: this.options.threads,
      runningForMs: busy.map(({ startedAt }) => now - startedAt),
      waiting: this.waiting.length,
      taskMs: this.durations.typicalMs(),
    });
  }

  /** Whoever comes back when the queue has drained finds a free thread, unless others came. */
  private tooMany(): TooManySignIns {
    return new TooManySignIns(Math.max(soonestRetryMs, this.waitingMs()));
  }

  private assign(): void {
    if (this.waiting.length === 0) return;
    const thread = this.freeThread();
    const job = thread && this.waiting.shift();
    if (job) this.begin(thread, job);
  }

  /** What tasks take is known better now: whoever waits for nothing learns it at once, the last comers first. */
  private queueAgain(): void {
    for (const job of this.waiting.splice(0)) this.queue(job);
  }

  private begin(thread: Thread, job: Job): void {
    clearTimeout(thread.idleTimer);
    thread.job = job;
    thread.startedAt = this.options.now();
    thread.worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin, a window has
    thread.worker.postMessage(job.task);
  }

  private freeThread(): Thread | null {
    for (const thread of this.threads) if (thread.job === null) return thread;
    return this.threads.size < this.options.threads ? this.start() : null;
  }

  private start(): Thread {
    const workerData = { modules, niceness: this.options.niceness };
    const worker = new Worker(workerSource, { eval: true, execArgv: [], env: {}, workerData });
    const thread: Thread = { worker, job: null, startedAt: 0, isWarm: false, idleTimer: undefined };
    this.threads.add(thread);
    worker.on('message', (answer: { result?: unknown; failure?: string }) => this.finish(thread, answer));
    worker.on('error', (error: Error) => this.lose(thread, error));
    worker.on('exit', () => this.lose(thread, new Error('a password thread ended')));
    return thread;
  }

  private finish(thread: Thread, { result, failure }: { result?: unknown; failure?: string }): void {
    const { job } = thread;
    thread.job = null;
    if (thread.isWarm && failure === undefined) this.durations.add(this.options.now() - thread.startedAt);
    thread.isWarm = true;
    // An idle thread must not keep the process alive.
    thread.worker.unref();
    thread.idleTimer = setTimeout(() => void this.end(thread), this.options.idleMs).unref();
    if (failure === undefined) job?.resolve(result);
    else job?.reject(new Error(failure));
    this.queueAgain();
    this.assign();
  }

  /** The thread is gone: its task fails, the waiting ones get another thread. */
  private lose(thread: Thread, error: Error): void {
    if (!this.threads.delete(thread)) return;
    clearTimeout(thread.idleTimer);
    thread.job?.reject(error);
    if (!this.isStopped) this.assign();
  }

  private async end(thread: Thread): Promise<void> {
    this.threads.delete(thread);
    clearTimeout(thread.idleTimer);
    thread.job?.reject(new Unavailable());
    await thread.worker.terminate();
  }
}
