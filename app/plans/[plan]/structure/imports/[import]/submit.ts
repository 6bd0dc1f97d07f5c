'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { importMessages } from '@/lib/format/imports/messages'
import { undoImport } from '@/lib/mutations/imports/undo-import'
import { paths } from '@/lib/paths'
import { boundId, boundText } from '@/lib/schemas/bound'

/** Takes a plan's slug, the id of an import and which preview was seen; undoes exactly that. */
export const submitUndo = checkedSubmit(
  RIGHTS.editStructure,
  [boundText, boundId],
  async (slug, id, values) => {
    const file = await undoImport(slug, id, String(values.seen ?? ''))
    return redirectDone(paths.imports(slug), importMessages.undoneNow(file))
  },
)
