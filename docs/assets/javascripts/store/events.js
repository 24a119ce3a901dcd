// A day of the case is an event of the case: the fact "dates.received" and the event "received" are one thing, kept once.

/** "dates.seller_received" → "seller-received"; null for a fact that is no day of an event. */
export const eventOf = (fact) => (fact.startsWith("dates.") ? fact.slice(6).replace(/_/g, "-") : null);

/** "seller-received" → "dates.seller_received" */
export const factOf = (event) => `dates.${event.replace(/-/g, "_")}`;
