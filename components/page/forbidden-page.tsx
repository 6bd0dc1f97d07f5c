import { joinNames } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { logRefusal } from '@/lib/queries/refusal'
import { PageHeader } from './page-header'
import { PlainPage } from './plain-page'
import { HttpStatus } from './http-status'

interface Props {
  /** What is not allowed, as a sentence: a ForbiddenError's own words. */
  readonly why: string
  /** The names of those who can help (lib/queries/people/plan-editors.ts). Empty: an administrator. */
  readonly editors?: readonly string[]
}

/** Stands inside a page's own frame: what the actor may not do here, and who can help. That they were refused is logged. */
export async function Forbidden({ why, editors = [] }: Props) {
  await logRefusal(why)
  return (
    <>
      <HttpStatus status={403} />
      <PageHeader title="You cannot open this page" />
      <p>{why}</p>
      <p>
        {editors.length
          ? `Ask ${joinNames(editors)}, who ${editors.length === 1 ? 'manages' : 'manage'} this plan.`
          : 'Ask an administrator of Cairn.'}
      </p>
      <p>
        <a href={paths.plans()}>Go to the list of plans</a>
      </p>
    </>
  )
}

/** The same as a page of its own, for what belongs to no plan. */
export function ForbiddenPage(props: Props) {
  return (
    <PlainPage>
      <Forbidden {...props} />
    </PlainPage>
  )
}
