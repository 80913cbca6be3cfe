/** What one websocket may take. Times in ms. */
export interface SocketLimits {
  readonly initTimeoutMs: number;
  readonly maxMessageBytes: number;
  readonly maxOperations: number;
  /** A peer that answers no ping until the next one is gone. */
  readonly pingIntervalMs: number;
  /** More than this waiting to be read, for longer than `slowReaderMs`, closes the socket. */
  readonly maxBufferedBytes: number;
  readonly slowReaderMs: number;
}

export const defaultSocketLimits: SocketLimits = {
  initTimeoutMs: 3_000,
  maxMessageBytes: 64 * 1024,
  maxOperations: 50,
  pingIntervalMs: 15_000,
  maxBufferedBytes: 1024 * 1024,
  slowReaderMs: 5_000,
};
