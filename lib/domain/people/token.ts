/** So many requests may be made with a token in a minute. */
export const MOST_IN_WINDOW = 120
/** And so many without one, from one network address: an office of many readers may sit behind it. */
export const MOST_WITHOUT_TOKEN = 600
