/** Takes the ids of an action and of a person; returns the name under which the browser keeps what could not be sent. */
export function keptAs(actionId: string, personId: string): string {
  return `cairn-update-${actionId}-${personId}`
}
