import 'server-only'
import { db } from '@/lib/db'

/** Takes ids of people, some missing; returns their names by their ids. For the eyes of those inside a plan only. */
export async function readNames(ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const people = await db.person.findMany({
    where: { id: { in: [...new Set(ids.flatMap((id) => id ?? []))] } },
    select: { id: true, name: true },
  })
  return new Map(people.map(({ id, name }) => [id, name]))
}
