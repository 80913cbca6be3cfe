export type { SocketLimits } from './socketLimits';
export { attachSocketServer, type SocketServer, type SocketServerOptions } from './socketServer';
export { createOpenUpstream, type UpstreamTimings } from './upstreamSocket';
