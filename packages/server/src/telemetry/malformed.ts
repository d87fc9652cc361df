/** The body is not the message that it is said to be; the message says where, and quotes nothing of it. */
export class Malformed extends Error {}
