/** Takes the name of a draft and a person's id; returns the name under which the browser keeps what could not be sent. */
export function keptAs(draft: string, personId: string): string {
  return `cairn-${draft.replaceAll(' ', '-')}-${personId}`
}
