/** Sentences about the address of a comparison. */

export const movementMessages = {
  tookFirst: (name: string) => `We used the first “${name}” and ignored the others.`,
  notStatus: (value: string) => `We ignored “${value}”, which is not a status.`,
  notKind: (value: string) => `We ignored “${value}”, which is not a kind of change.`,
}
