/**
 * Takes how many things are kept at most; returns a function that takes what a thing is known by and how it is made, and returns
 * the thing: the one made before where it is still kept, else a new one. Those who ask for the same at the same time share its
 * making; what could not be made is not kept. The least recently asked for is given up first.
 */
export function keepFew<Thing>(most: number): (key: string, make: () => Promise<Thing>) => Promise<Thing> {
  const saved = new Map<string, Promise<Thing>>()
  return (key, make) => {
    const thing = saved.get(key) ?? make()
    saved.delete(key)
    saved.set(key, thing)
    thing.catch(() => {
      if (saved.get(key) === thing) saved.delete(key)
    })
    for (const oldest of saved.keys()) {
      if (saved.size <= most) break
      saved.delete(oldest)
    }
    return thing
  }
}
