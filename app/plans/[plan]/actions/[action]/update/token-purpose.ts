/** Takes a plan's slug and an action's reference; returns what the token of the form for reporting on it is for. */
export function tokenPurpose(slug: string, ref: string): string {
  return `update ${slug} ${ref}`
}
