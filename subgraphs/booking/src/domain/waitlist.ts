/** OFFERED has a hold that waits for the party; OVER is booked, left, or let go. */
export const waitlistStates = ['WAITING', 'OFFERED', 'OVER'] as const;
export type WaitlistState = (typeof waitlistStates)[number];
