/** So many requests may be made with a token in a minute. */
export const MOST_IN_WINDOW = 120
