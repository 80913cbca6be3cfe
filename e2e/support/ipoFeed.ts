import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A feed of two upcoming listings, and what a Marquee that reads it needs in its environment. */
export interface IpoFeed {
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Such as the first system scraped. */
const page = `<table><tr><th>Company</th><th>Date</th><th>Price Band</th></tr>
  <tr><td>Acme</td><td>2030-07-03</td><td>10-12</td></tr><tr><td>Bolt</td><td></td><td></td></tr></table>`;

export async function startIpoFeed(): Promise<IpoFeed> {
  const server = createServer((_request, response) => void response.end(page));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    environment: { IPO_FEEDS: `default=http://127.0.0.1:${port}/`, IPO_FEED_ALLOW_PRIVATE: 'true' },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
