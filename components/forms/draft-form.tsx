import type { ReactNode } from 'react'
import type { FormState } from '@/lib/schemas/form'
import { DraftSaver, type SaveDraft } from './draft-saver'
import { HiddenField } from './text-fields'
import { Form } from './form'
import { SavedDraft } from './saved-draft'

type Submit = (state: FormState, form: FormData) => Promise<FormState>

/** A form with more than two fields, as it was opened for someone (app/drafts/open-form.ts). */
export interface OpenedForm {
  readonly key: string
  readonly initial: FormState
  /** What they typed before and have not sent: it is in the fields. */
  readonly draft: {
    readonly savedAt: string
    /** Whether it could not be sent because Cairn was updated meanwhile. */
    readonly wasOutdated: boolean
    readonly discard: Submit
  } | null
  /** Saves it as a draft while someone types; null where it is short. */
  readonly save: SaveDraft | null
  /** Under which name the browser keeps what could not be sent. */
  readonly storageKey: string
}

interface Props {
  readonly opened: OpenedForm
  readonly submit: Submit
  readonly children: ReactNode
  readonly className?: string
}

/** A form of which nothing that was typed is lost, whatever keeps it from being saved. Every form with more than two fields is one. */
export function DraftForm({
  opened: { key, initial, draft, save, storageKey: keptAs },
  submit,
  children,
  className,
}: Props) {
  return (
    <>
      {draft && <SavedDraft key={`${key} draft`} {...draft} />}
      <Form key={key} submit={submit} initial={initial} {...(className !== undefined && { className })}>
        <HiddenField name="token" />
        <HiddenField name="typed-form" />
        {children}
        {save && <DraftSaver save={save} storageKey={keptAs} />}
      </Form>
    </>
  )
}
