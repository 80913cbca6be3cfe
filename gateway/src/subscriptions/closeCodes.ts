/** Why a socket is closed, as graphql-ws clients understand it: they come back after all but `unauthorized`. */
export const closeCodes = {
  goingAway: 1001,
  tryAgainLater: 1013,
  /** A credential that was never good. */
  unauthorized: 4401,
  /** A credential that was good and is no longer. */
  forbidden: 4403,
  slowReader: 4408,
  internalError: 4500,
} as const;
