import type { Metadata } from 'next'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { MissingPage } from '@/components/page/missing-page'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { requireActor } from '@/lib/auth/require'
import { findPinnable, PIN_LEVELS, type PinSubject } from '@/lib/domain/people/pins'
import { langOf } from '@/lib/domain/plan/languages'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { submitPin } from '../submit'

const TITLE = 'Pin to your start page'
export const metadata: Metadata = { title: TITLE }

export default async function NewPinPage({ searchParams }: PageProps<'/pins/new'>) {
  const subject = readSubject(await searchParams)
  await requireActor(subject ? paths.newPin(subject) : paths.plans())
  const plan = subject && (await readPlan(subject.plan))
  const found = plan && findPinnable(plan, subject)
  if (!found) return <MissingPage />
  const { level, code } = subject
  const back =
    level === 'plan'
      ? paths.plan(plan)
      : level === 'section'
        ? paths.section(plan, code)
        : paths.action(plan, code)
  return (
    <PlainPage>
      <PageHeader title={TITLE}>
        <p className="ds_leader" lang={langOf(plan)}>
          {found.name}
        </p>
      </PageHeader>
      <p>Your start page will show its status each time you sign in. Only you can see what you pin.</p>
      <Form submit={submitPin.bind(null, subject)}>
        <div className="form__buttons">
          <SubmitButton>Pin</SubmitButton>
          <a href={back}>Cancel</a>
        </div>
      </Form>
    </PlainPage>
  )
}

/** What an address asks to pin; null where it names no plan. */
function readSubject(
  params: Readonly<Record<string, string | readonly string[] | undefined>>,
): PinSubject | null {
  const { plan } = params
  if (typeof plan !== 'string') return null
  for (const level of PIN_LEVELS) {
    const code = params[level]
    if (level !== 'plan' && typeof code === 'string') return { plan, level, code }
  }
  return { plan, level: 'plan', code: plan }
}
