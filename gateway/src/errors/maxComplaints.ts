/** A client that is wrong in four places learns of three; nobody gets a long answer for a short request. */
export const maxComplaints = 3;
