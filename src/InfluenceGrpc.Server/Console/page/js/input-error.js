// What a person or a link gave that this page cannot read: said as it is, and no fault of the page's.

/** Says in plain words what is wrong, and what to do. */
export class InputError extends Error {}
