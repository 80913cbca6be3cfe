import { createServer } from 'node:net';

export interface WantedPort {
  readonly host: string;
  readonly port: number;
  /** The environment variable that chooses it. */
  readonly variable: string;
}

/** @throws Error that names each port that is taken, and how to choose another */
export async function requireFreePorts(wanted: readonly WantedPort[]): Promise<void> {
  const checked = await Promise.all(wanted.map(async (port) => ({ ...port, isFree: await isFree(port) })));
  const taken = checked.filter((port) => !port.isFree);
  if (taken.length === 0) return;
  throw new Error(
    taken
      .map(({ port, variable }) => `Port ${port} is taken by another program: set ${variable} to a free one.`)
      .join('\n'),
  );
}

function isFree({ host, port }: WantedPort): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
