import 'server-only'

/** Takes rows, what they are grouped by and what is wanted of each; returns the groups, each in the order of the rows. */
export function groupBy<R, T>(
  rows: readonly R[],
  keyOf: (row: R) => string,
  view: (row: R) => T,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const members = groups.get(keyOf(row))
    if (members) members.push(view(row))
    else groups.set(keyOf(row), [view(row)])
  }
  return groups
}

/** Takes rows about actions and what is wanted of each; returns that by the action's id, in the order of the rows. */
export function byAction<R extends { readonly actionId: string }, T>(
  rows: readonly R[],
  view: (row: R) => T,
) {
  return groupBy(rows, ({ actionId }) => actionId, view)
}
