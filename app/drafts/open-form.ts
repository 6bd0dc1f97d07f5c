import 'server-only'
import { headers } from 'next/headers'
import type { OpenedForm } from '@/components/forms/draft-form'
import { makeFormToken } from '@/lib/auth/form-token'
import { requireActor } from '@/lib/auth/require'
import { draftName, type PageForm, type TypedForm, tokenPurpose } from '@/lib/domain/updates/draft'
import { draftStorageKey } from '@/lib/format/draft-storage'
import { ADDRESS_HEADER } from '@/lib/http/moment-header'
import { readDraft } from '@/lib/queries/updates/drafts'
import type { FormValues } from '@/lib/schemas/form'
import { pageOf } from '@/app/save-draft'
import { submitDiscardDraft, submitDraft } from './submit'

interface Given {
  /** What the fields hold where there is no draft. */
  readonly values?: FormValues
  /** What belongs to the form that is opened now, whatever a draft says. */
  readonly own?: FormValues
}

/**
 * Opens a form with more than two fields: whatever keeps it from being saved, what was typed there is not lost
 * (docs/decisions/0020-forms-across-builds.md). Takes which form it is, and the id of what it is about; returns what DraftForm shows.
 * Its text is saved as a draft while someone types.
 */
export async function openTypedForm(
  typed: Exclude<TypedForm, PageForm>,
  about: string,
  given: Given = {},
): Promise<OpenedForm> {
  return { ...(await open(typed, about, given)), save: submitDraft.bind(null, typed) }
}

/** The same for any other form, by the address of its page; a page with several names them. It becomes a draft only when it could not be saved. */
export async function openPageForm(page: string, given: Given = {}, name?: string): Promise<OpenedForm> {
  const address = name === undefined ? page : `${page}#${name}`
  return open({ kind: 'page', page: address }, address, given)
}

async function open(typed: TypedForm, about: string, { values, own }: Given): Promise<OpenedForm> {
  const { id } = await requireActor(pageOf(typed))
  const [draft, token, asked] = await Promise.all([
    readDraft(id, typed.kind, about),
    makeFormToken(id, tokenPurpose(typed)),
    headers(),
  ])
  const query = new URLSearchParams((asked.get(ADDRESS_HEADER) ?? '').split('?')[1])
  return {
    // A browser keeps a form's fields over a change of address; one that was emptied is another form.
    key: query.get('emptied') ?? '',
    initial: {
      values: { ...values, ...draft?.fields, ...own, token, 'typed-form': JSON.stringify(typed) },
      errors: {},
    },
    draft: draft && {
      savedAt: draft.savedAt,
      wasOutdated: query.get('kept') === 'outdated',
      discard: submitDiscardDraft.bind(null, typed),
    },
    save: null,
    storageKey: draftStorageKey(draftName(typed.kind, about), id),
  }
}
