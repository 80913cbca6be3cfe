/** Whom the timeline names for a step that nobody took by hand. */
export const systemActorId = 'system';
