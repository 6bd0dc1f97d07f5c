const PREFIX = 'cairn-'

/** Takes the name of a draft and a person's id; returns the name under which the browser keeps what could not be sent. */
export function keptAs(draft: string, personId: string): string {
  return `${PREFIX}${draft.replaceAll(' ', '-')}-${personId}`
}

/** Takes the browser's storage; takes out of it all that was kept there, whoever wrote it. */
export function forgetAllKept(storage: Storage): void {
  for (const name of Object.keys(storage)) if (name.startsWith(PREFIX)) storage.removeItem(name)
}
