import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { HiddenField, TextArea } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'
import { CheckboxField } from '@/components/forms/choice-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { shortenOption } from '@/components/structure/action-options'
import { MOST_ROWS } from '@/components/ui/list-rest'
import { Pagination } from '@/components/ui/pagination'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { today } from '@/lib/clock'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { paginate } from '@/lib/domain/paging'
import { hasSections } from '@/lib/domain/plan/plan'
import { descendantsOf, indexPlan } from '@/lib/domain/plan/plan-index'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { fillDate } from '@/lib/schemas/date-fields'
import { readPageNumber } from '@/lib/schemas/page-number'
import { EditorsOnly } from '../../../require-role'
import { submitCounted } from './submit'

export async function generateMetadata({
  params,
}: PageProps<'/plans/[plan]/actions/[action]/counted'>): Promise<Metadata> {
  return { title: `Counted or not: ${(await params).action}` }
}

export default async function CountedPage({
  params,
  searchParams,
}: PageProps<'/plans/[plan]/actions/[action]/counted'>) {
  const { plan: slug, action: ref } = await params
  const actor = await requireActor(paths.counted(slug, ref))
  const plan = await readPlan(slug)
  const action = plan?.actions.find((one) => one.ref === ref)
  if (!plan || !action) return <MissingInPlan />
  if (!canEditPlan(actor, plan)) return <EditorsOnly slug={slug} />
  const family = [action, ...descendantsOf(indexPlan(plan), action)]
  const list = paginate(family, readPageNumber((await searchParams).page), MOST_ROWS)
  // What was typed is kept for each page: the boxes are of its own actions.
  const here = (page: number) => paths.atPage(paths.counted(slug, ref), page)
  const { one } = plan.words.action
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: `${one} ${ref}`, href: paths.action(slug, ref) }]} />
      <PageHeader
        label={`${one} ${ref}`}
        title={family.length > 1 ? 'Which of these are counted?' : 'Is it counted?'}
      >
        <p>{action.title}</p>
      </PageHeader>
      <p className="prose">
        Counted {plan.words.action.many.toLowerCase()} make up the figures. If you count its parts, do not
        count the {one.toLowerCase()} too.
        {hasSections(plan) &&
          ` What changed and why is shown on the page of the ${plan.words.section.one.toLowerCase()}.`}
      </p>
      <DraftForm
        submit={submitCounted.bind(null, slug, ref)}
        opened={await openPageForm(here(list.page), {
          values: {
            counted: list.rows.filter(({ counted }) => counted).map((member) => member.ref),
            ...fillDate('on', today()),
          },
          own: { shown: list.rows.map((member) => member.ref).join(' ') },
        })}
      >
        <HiddenField name="shown" />
        <HiddenField name="confirmed" />
        <CheckboxField
          name="counted"
          label="Counted"
          options={list.rows.map((member) => ({
            value: member.ref,
            label: shortenOption(`${member.ref} ${member.title}`),
          }))}
        />
        <DateField name="on" label="From which date?" />
        <TextArea name="reason" label="Reason" hint="Everyone who can read the plan can see this" rows={3} />
        <div className="form__buttons">
          <SubmitButton>Save</SubmitButton>
          <a href={paths.action(slug, ref)}>Cancel</a>
        </div>
      </DraftForm>
      <Pagination label="Pages of its parts" list={list} href={here} />
    </>
  )
}
