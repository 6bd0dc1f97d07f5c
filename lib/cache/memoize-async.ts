import { LRUCache } from 'lru-cache'

/**
 * Takes a key, how its value is made (from the one remembered in another version, where there is one), and, where the value changes
 * with one, the version that is wanted; returns the value.
 */
export type Memo<Value> = (
  key: string,
  make: (earlier: Promise<Value> | null) => Promise<Value>,
  version?: string,
) => Promise<Value>

type Entry<Value> = { readonly version: string } & (
  | { readonly making: Promise<Value> }
  /**
   * Once it is there, the value itself: a promise has with it all that belongs to the request in which it was made (AsyncLocalStorage), and
   * would keep that for as long as it is remembered.
   */
  | { readonly made: Value }
)

/** What remembered values weigh, and how much of it may be remembered at once; of one value alone, however much. */
export interface Weight<Value> {
  readonly of: (value: Value) => number
  readonly most: number
}

/**
 * Takes the largest number of keys to remember, and what values weigh where some are much larger than others; returns a function that
 * makes the value of a key only where it is not remembered in the version asked for. Of each key one version is remembered, the last.
 * Those who ask at the same time share one making; a failure is not remembered. The key that was asked for least recently is dropped first.
 */
export function memoizeAsync<Value>(max: number, weight?: Weight<Value>): Memo<Value> {
  const cache = new LRUCache<string, Entry<Value>>({ max, maxSize: weight?.most ?? max })
  return (key, make, version = '') => {
    const known = cache.get(key)
    if (known?.version === version) return valueOf(known)
    const making = make(known ? valueOf(known) : null)
    const entry = { version, making }
    cache.set(key, entry, { size: 1 })
    making.then(
      (made) => {
        if (cache.peek(key) !== entry) return
        const size = weight ? Math.min(Math.max(1, weight.of(made)), weight.most) : 1
        // Another object: an entry that is there already keeps the weight that it has.
        cache.set(key, { version, made }, { size })
      },
      () => {
        if (cache.peek(key) === entry) cache.delete(key)
      },
    )
    return making
  }
}

const valueOf = <Value>(entry: Entry<Value>): Promise<Value> =>
  'making' in entry ? entry.making : Promise.resolve(entry.made)
