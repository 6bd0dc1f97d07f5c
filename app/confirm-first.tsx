import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { isProven } from '@/lib/auth/actor'
import { paths } from '@/lib/paths'

interface Props {
  /** The address of the page that this stands on. */
  readonly page: string
  /** What is about to be done: "add a passkey". */
  readonly to: string
  readonly children: ReactNode
}

/**
 * Stands around a form that gives or changes access: shows it to someone who proved only just who they are, and others the way
 * to do so, before they have typed anything. Where the page answers a form that was sent without a script, the form is shown in
 * any case: it holds what was typed, and says itself that it has to be confirmed.
 */
export async function ConfirmFirst({ page, to, children }: Props) {
  const answersForm = (await headers()).has('content-type')
  if (answersForm || (await isProven())) return children
  return (
    <>
      <p>Before you {to}, confirm that it is you.</p>
      <p>
        <a className="ds_button ds_button--secondary" href={paths.confirm(page)}>
          Confirm that it is you
        </a>
      </p>
    </>
  )
}
