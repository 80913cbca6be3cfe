import { Worker } from 'node:worker_threads';
import { Unavailable } from '@marquee/shared/errors';
import { workerSource } from './workerSource';

export type PasswordTask =
  | { readonly kind: 'hash'; readonly text: string; readonly cost: number }
  | { readonly kind: 'compare'; readonly text: string; readonly hash: string }
  | { readonly kind: 'strength'; readonly text: string; readonly userInputs: readonly string[] };

interface Job {
  readonly task: PasswordTask;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
  idleTimer: NodeJS.Timeout | undefined;
}

export interface WorkerPoolOptions {
  readonly threads: number;
  /** How long an idle thread keeps its memory. */
  readonly idleMs: number;
  /** More than this many waiting tasks are refused: a flood of logins must not queue up for minutes. */
  readonly maxWaiting: number;
}

const modules = {
  bcrypt: require.resolve('bcryptjs'),
  zxcvbn: require.resolve('@zxcvbn-ts/core'),
  zxcvbnCommon: require.resolve('@zxcvbn-ts/language-common'),
  zxcvbnEnglish: require.resolve('@zxcvbn-ts/language-en'),
};

/** A few threads, started when there is work and ended when there is none, each with one task at a time. */
export class WorkerPool {
  private readonly threads = new Set<Thread>();
  private readonly waiting: Job[] = [];
  private isStopped = false;

  constructor(private readonly options: WorkerPoolOptions) {}

  /** @throws Unavailable when too many tasks wait already, or after `stop` */
  run(task: PasswordTask): Promise<unknown> {
    if (this.isStopped || this.waiting.length >= this.options.maxWaiting) return Promise.reject(new Unavailable());
    return new Promise((resolve, reject) => {
      this.waiting.push({ task, resolve, reject });
      this.assign();
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    for (const job of this.waiting.splice(0)) job.reject(new Unavailable());
    await Promise.all([...this.threads].map((thread) => this.end(thread)));
  }

  private assign(): void {
    const thread = this.freeThread();
    const job = thread && this.waiting.shift();
    if (!thread || !job) return;
    clearTimeout(thread.idleTimer);
    thread.job = job;
    thread.worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin, a window has
    thread.worker.postMessage(job.task);
  }

  private freeThread(): Thread | null {
    for (const thread of this.threads) if (thread.job === null) return thread;
    return this.threads.size < this.options.threads ? this.start() : null;
  }

  private start(): Thread {
    const worker = new Worker(workerSource, { eval: true, execArgv: [], env: {}, workerData: { modules } });
    const thread: Thread = { worker, job: null, idleTimer: undefined };
    this.threads.add(thread);
    worker.on('message', (answer: { result?: unknown; failure?: string }) => this.finish(thread, answer));
    worker.on('error', (error: Error) => this.lose(thread, error));
    worker.on('exit', () => this.lose(thread, new Error('a password thread ended')));
    return thread;
  }

  private finish(thread: Thread, { result, failure }: { result?: unknown; failure?: string }): void {
    const { job } = thread;
    thread.job = null;
    // An idle thread must not keep the process alive.
    thread.worker.unref();
    thread.idleTimer = setTimeout(() => void this.end(thread), this.options.idleMs).unref();
    if (failure === undefined) job?.resolve(result);
    else job?.reject(new Error(failure));
    this.assign();
  }

  /** The thread is gone: its task fails, the waiting ones get another thread. */
  private lose(thread: Thread, error: Error): void {
    if (!this.threads.delete(thread)) return;
    clearTimeout(thread.idleTimer);
    thread.job?.reject(error);
    if (!this.isStopped && this.waiting.length > 0) this.assign();
  }

  private async end(thread: Thread): Promise<void> {
    this.threads.delete(thread);
    clearTimeout(thread.idleTimer);
    thread.job?.reject(new Unavailable());
    await thread.worker.terminate();
  }
}
