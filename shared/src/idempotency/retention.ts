/** How long a spent key is remembered; after that it is free again. */
export const retentionHours = 24;
