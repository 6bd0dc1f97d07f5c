/** What someone has typed and not sent. */

import 'server-only'
import { db } from '@/lib/db'
import { draftName, type TypedForm } from '@/lib/domain/updates/draft'
import type { FormValues } from '@/lib/schemas/form'

export interface Draft {
  /** What was typed, by the name of the field. */
  readonly fields: FormValues
  /** An instant. */
  readonly savedAt: string
}

/** Takes the id of the person who asks, the kind of a form and the id of what it is about; returns their draft of it, or null. */
export async function readDraft(
  personId: string,
  kind: TypedForm['kind'],
  id: string,
): Promise<Draft | null> {
  const draft = await db.draft.findUnique({
    where: { personId_form: { personId, form: draftName(kind, id) } },
    select: { fields: true, savedAt: true },
  })
  return draft && { fields: draft.fields as FormValues, savedAt: draft.savedAt.toISOString() }
}
