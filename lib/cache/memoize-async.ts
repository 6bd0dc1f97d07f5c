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

interface Entry<Value> {
  readonly version: string
  readonly value: Promise<Value>
}

/**
 * Takes the largest number of keys to remember; returns a function that makes the value of a key only where it is not remembered in
 * the version asked for. Of each key one version is remembered, the last. Those who ask at the same time share one making; a
 * failure is not remembered. The key that was asked for least recently is dropped first.
 */
export function memoizeAsync<Value>(max: number): Memo<Value> {
  const cache = new LRUCache<string, Entry<Value>>({ max })
  return (key, make, version = '') => {
    const known = cache.get(key)
    if (known?.version === version) return known.value
    const entry = { version, value: make(known?.value ?? null) }
    cache.set(key, entry)
    entry.value.catch(() => {
      if (cache.peek(key) === entry) cache.delete(key)
    })
    return entry.value
  }
}
