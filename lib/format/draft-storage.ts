const PREFIX = 'cairn-'

/** Takes the name of a draft and a person's id; returns the name under which the browser keeps what could not be sent. */
export function draftStorageKey(draft: string, personId: string): string {
  return `${PREFIX}${draft.replaceAll(' ', '-')}-${personId}`
}

/**
 * Takes work with what the browser keeps; returns what the work returns, or null where the browser keeps nothing: it may be told
 * not to, or have no room left.
 */
export function withBrowserStorage<T>(work: (storage: Storage) => T): T | null {
  try {
    return work(window.localStorage)
  } catch {
    return null
  }
}

/** Takes out of the browser all that was kept there, whoever wrote it. */
export function forgetAllTyped(): void {
  withBrowserStorage((storage) => {
    for (const name of Object.keys(storage)) if (name.startsWith(PREFIX)) storage.removeItem(name)
  })
}
