/** What every row of the first plan is made with: its plan, its id and its dates. */

import { v5 as uuid } from 'uuid'

export const FIRST_PLAN_SLUG = 'mental-health-workforce'

const NAMESPACE = '5b0c7f6e-2d0f-5a77-9b1e-6f1d6a4c2e11'

/**
 * Takes a kind of row and its code; returns its id. The same row has the same id in every installation, so that
 * identifiers in exports mean the same everywhere.
 */
export function idOf(kind: string, code: string): string {
  return uuid(`${FIRST_PLAN_SLUG}/${kind}/${code}`, NAMESPACE)
}

export const PLAN_ID = idOf('plan', FIRST_PLAN_SLUG)

/** Takes a date, "2025-02-28"; returns it as the database client wants it. */
export function dateOf(isoDate: string): Date {
  return new Date(`${isoDate}T00:00:00Z`)
}
