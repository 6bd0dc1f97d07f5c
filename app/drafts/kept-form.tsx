import type { ReactNode } from 'react'
import { DraftKeeper } from '@/components/forms/draft-keeper'
import { HiddenField } from '@/components/forms/field'
import { Form } from '@/components/forms/form'
import { KeptDraft } from '@/components/forms/kept-draft'
import { makeFormToken } from '@/lib/auth/form-token'
import { requireActor } from '@/lib/auth/require'
import { draftName, type TypedForm, tokenPurpose } from '@/lib/domain/draft'
import { keptAs } from '@/lib/format/kept-as'
import { readDraft } from '@/lib/queries/drafts'
import type { FormState, FormValues } from '@/lib/schemas/form'
import { pageOf } from './keep'
import { submitDiscardDraft, submitDraft } from './submit'

interface Props {
  readonly typed: TypedForm
  /** The id of what it is about. */
  readonly about: string
  /** What its address says of whether its draft was thrown away. */
  readonly emptied: string | string[] | undefined
  readonly submit: (state: FormState, form: FormData) => Promise<FormState>
  /** What the fields hold where there is no draft. */
  readonly values?: FormValues
  /** What belongs to the form that is opened now, whatever a draft says. */
  readonly own?: FormValues
  readonly children: ReactNode
}

/** A form in which somebody types for a while: what is typed there is kept, and is still there after the session has ended. */
export async function KeptForm({ typed, about, emptied, submit, values, own, children }: Props) {
  const { id } = await requireActor(pageOf(typed))
  const draft = await readDraft(id, typed.kind, about)
  return (
    <>
      {draft && <KeptDraft savedAt={draft.savedAt} discard={submitDiscardDraft.bind(null, typed)} />}
      <Form
        // A browser keeps a form's fields over a change of address; one that was emptied is another form.
        key={String(emptied)}
        submit={submit}
        initial={{
          values: {
            ...values,
            ...draft?.fields,
            ...own,
            token: await makeFormToken(id, tokenPurpose(typed)),
          },
          errors: {},
        }}
      >
        <HiddenField name="token" />
        {children}
        <DraftKeeper save={submitDraft.bind(null, typed)} keptAs={keptAs(draftName(typed.kind, about), id)} />
      </Form>
    </>
  )
}
