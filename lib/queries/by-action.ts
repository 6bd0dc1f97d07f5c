import 'server-only'

/** Takes rows about actions and what is wanted of each; returns that by the action's id, in the order of the rows. */
export function byAction<R extends { readonly actionId: string }, T>(
  rows: readonly R[],
  view: (row: R) => T,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const members = groups.get(row.actionId)
    if (members) members.push(view(row))
    else groups.set(row.actionId, [view(row)])
  }
  return groups
}
